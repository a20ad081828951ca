"""What must be collected for an activation: forms made from JSON Schema."""

from hub.variables.act import UnknownAction, act
from hub.variables.document import JSON
from hub.variables.draft import draft
from hub.variables.form import (
    Form,
    answer,
    check,
    errors,
    is_empty,
    point,
    same_answers,
    secrets,
    start,
    take,
)
from hub.variables.judge import validate
from hub.variables.summary import summary

__all__ = [
    "JSON",
    "Form",
    "UnknownAction",
    "act",
    "answer",
    "check",
    "draft",
    "errors",
    "is_empty",
    "point",
    "same_answers",
    "secrets",
    "start",
    "summary",
    "take",
    "validate",
]
