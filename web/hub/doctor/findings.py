"""What a check has to say: something is right, may be wrong, or is wrong and can be mended so."""

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """Say how much a finding matters."""

    GOOD = "good"
    DOUBT = "doubt"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `remedy` says what to do about it."""

    level: Level
    title: str
    remedy: str = ""


def good(title: str) -> Finding:
    """Say that something is as it should be."""
    return Finding(Level.GOOD, title)


def doubt(title: str, remedy: str) -> Finding:
    """Say that something may be wrong, or could be better."""
    return Finding(Level.DOUBT, title, remedy)


def fault(title: str, remedy: str) -> Finding:
    """Say that something will not work, or is not safe."""
    return Finding(Level.FAULT, title, remedy)
