"""Manage on the page: which of several activations is meant."""

from dataclasses import replace

import pytest

from hub.errors import Problem
from hub.manage import Manage
from hub.manage.events import (
    DetailsFailed,
    DetailsLoaded,
    DisconnectChosen,
    Saved,
    SaveFailed,
    SettingsSubmitted,
)
from hub.views.page import view
from tests.hub import manages
from tests.hub.builders import an_activation
from tests.hub.html import Html
from tests.hub.screens import a_list, managing


def said(screen: Manage) -> str:
    return Html(str(view(replace(a_list("Acme"), screen=screen)))).said


def two() -> Manage:
    return managing("Acme", an_activation(1), an_activation(2))


def test_one_activation_is_called_by_the_integrations_name() -> None:
    one = said(managing("Acme", an_activation(1)))
    assert "Acme 1" not in one and "Settings of" not in one


def test_several_activations_are_numbered_and_so_are_the_settings() -> None:
    assert "Acme 1 Connected" in said(two()) and "Acme 2 Connected" in said(two())
    assert "Settings of Acme 1" in said(two())


UNKNOWN = "The settings in force cannot be shown here."


def test_of_several_activations_it_is_said_that_settings_in_force_cannot_be_shown() -> None:
    assert UNKNOWN in said(two()) and UNKNOWN not in said(manages.shown())


def test_what_was_saved_can_be_shown() -> None:
    unknown = manages.shown(variables=None)
    save = SettingsSubmitted({manages.name_of_region(unknown): "us"})
    assert UNKNOWN in said(unknown)
    assert UNKNOWN not in said(manages.run(unknown, save, Saved(1)))


def test_what_is_left_is_shown_while_its_settings_are_on_their_way() -> None:
    told = said(manages.reading())
    assert "Connected" in told and "Loading the settings…" in told
    assert "Acme 1" not in told and UNKNOWN not in told


def test_the_settings_of_what_is_left_are_shown() -> None:
    read = DetailsLoaded(1, manages.details(manages.ONE, variables={"region": "eu"}))
    assert UNKNOWN not in said(manages.run(manages.reading(), read))


def test_settings_of_what_is_left_that_could_not_be_read_are_not_said_to_be_gone() -> None:
    told = said(manages.run(manages.reading(), DetailsFailed(1, Problem("network"))))
    assert "The settings could not be loaded" in told and "Try again" in told
    assert "What is shown here stays connected." in told and "still connected" not in told


def test_the_question_names_the_activation_that_is_meant() -> None:
    asking = said(manages.run(two(), DisconnectChosen("A-2")))
    assert "Disconnect Acme 2?" in asking and "The others stay connected." in asking


def test_what_an_integration_does_can_be_read_in_full() -> None:
    screen = managing("Acme", an_activation(1))
    long = replace(screen, summary=replace(screen.summary, description="word " * 200))
    assert ("word " * 200).strip() in said(long)


@pytest.mark.parametrize(
    ("problem", "standing"),
    [
        (Problem("forbidden", status=403), "Your settings were not saved. What you typed is kept."),
        (Problem("timeout"), "It is not known whether your settings were saved."),
    ],
)
def test_a_failure_to_save_says_what_became_of_the_settings(
    problem: Problem, standing: str
) -> None:
    told = said(manages.run(manages.saving(), SaveFailed(1, problem)))
    assert standing in told and "still connected" not in told


def test_what_could_not_be_loaded_is_named() -> None:
    told = said(manages.unloaded())
    assert "Acme could not be opened" in told and "Nothing was changed." in told


@pytest.mark.parametrize("stage", manages.STATES)
def test_the_page_asks_before_it_is_left_while_a_deletion_can_be_undone(stage: str) -> None:
    page = str(view(replace(a_list("Acme"), screen=manages.STATES[stage]())))
    assert ("data-hold" in page) == (stage == "undoing")


def test_the_page_asks_before_it_is_left_with_settings_that_were_not_saved() -> None:
    saving = manages.shown()
    save = SettingsSubmitted({manages.name_of_region(saving): "us"})
    failed = manages.run(saving, save, SaveFailed(1, manages.NETWORK))
    saved = manages.run(saving, save, Saved(1))
    pages = [str(view(replace(a_list("Acme"), screen=screen))) for screen in (failed, saved)]
    assert ["data-hold" in page for page in pages] == [True, False]
