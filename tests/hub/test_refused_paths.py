"""Where in the wizard a refusal is said, whichever way the API writes what it is about."""

import pytest

from hub.activation.events import Submitted, WentNext
from hub.activation.outcome import SUMMARY
from hub.activation.states import Configure, Connect, Failed
from hub.glass import Focus
from tests.hub.builders import a_plan, a_template, a_user
from tests.hub.wizards import KEY, activating, outcome, refused, region_name, review, run

DATA = "credentials.action[0].credential.data.value"


@pytest.mark.parametrize(
    "path",
    [
        'dynamicVariables["region"]',
        "dynamicVariables['region']",
        "/dynamicVariables/region",
        "#/dynamicVariables/region",
        "$.dynamicVariables.region",
        "$['dynamicVariables']['region']",
        "body.dynamicVariables.region",
        "dynamicVariables.region[0].of.it",
        "variables.region",
        "region",
    ],
)
def test_a_refused_variable_is_found_however_its_path_is_written(path: str) -> None:
    """HUB-39"""
    wizard = run(activating(), refused(path))
    assert wizard.stage == Configure() and wizard.form is not None
    assert wizard.form.errors == {region_name(wizard): "No."}


@pytest.mark.parametrize("own", ["userId", "integrationId", "connections"])
def test_what_the_order_itself_is_made_of_is_not_taken_for_a_variable(own: str) -> None:
    schema = {"type": "object", "properties": {own: {"type": "string"}}}
    plan = a_plan(a_template(), end_user=a_user(), schema=schema)
    wizard = run(review(plan), WentNext({}), Submitted())
    assert isinstance(run(wizard, refused(own)).stage, Failed)
    assert run(wizard, refused(f"dynamicVariables.{own}")).stage == Configure()


@pytest.mark.parametrize(
    "path",
    [
        f"/connections/0/{DATA.replace('.', '/').replace('[0]', '/0')}",
        f"connections.0.{DATA}",
        f"$.connections[0].{DATA.removesuffix('.value')}['value']",
    ],
)
def test_a_refused_key_is_found_however_its_path_is_written(path: str) -> None:
    """HUB-39"""
    wizard = run(activating(), refused(path))
    assert (wizard.stage, wizard.steps[0].secrets[0].error) == (Connect(0), "No.")


@pytest.mark.parametrize(
    "inner", ["", ".templateId", ".credentials", f".{DATA.removesuffix('.value')}"]
)
def test_what_is_refused_of_a_connection_without_a_field_is_said_at_its_step(inner: str) -> None:
    """HUB-39"""
    wizard, effects = outcome(activating(), refused(f"connections[0]{inner}"))
    assert (wizard.stage, wizard.steps[0].error) == (Connect(0), "No.")
    assert effects[-1] == Focus(SUMMARY)
    assert run(wizard, WentNext(KEY)).steps[0].error == ""
