"""Every screen the hub can show, by name; `word` stands wherever words come from outside."""

from dataclasses import replace
from functools import cache
from typing import Any, get_args

from hub.activation import Wizard
from hub.activation.events import PlanLoaded, Submitted, WentNext
from hub.activation.states import Connect, Failed, Reconnect
from hub.app import App
from hub.catalogue import Catalogue, Loading, Ready
from hub.catalogue import Failed as ListLost
from hub.categories import Category
from hub.errors import FieldProblem, Problem, ProblemType
from hub.manage import Manage
from hub.manage.events import DetailsLoaded, DisconnectChosen, DisconnectConfirmed, Hurried
from hub.manage.states import Details, Gone, Reading, Saving, Shown, Unloaded
from hub.models import Activation, Connection, Integration
from hub.oauth import Broken, Consent, Granted, Prepared, Preparing, Waiting
from hub.options import Options
from hub.refusing import refuse
from tests.hub import manages, wizards
from tests.hub.builders import (
    API_KEY,
    BASIC,
    CERTIFICATE,
    CLIENT,
    CODE,
    HMAC,
    NONE,
    PASSWORD,
    UNKNOWN,
    a_plan,
    a_template,
    a_user,
    a_variable,
    an_activation,
    an_integration,
)
from tests.hub.wizards import ATTEMPT

OPTIONS = Options("H", token_url="https://app.example/token")
STANDINGS = ("kept", "restored", "lost", "unknown", "unseen")
KINDS: tuple[ProblemType, ...] = get_args(ProblemType)
SCHEMES = {
    "api-key": API_KEY,
    "basic": BASIC,
    "none": NONE,
    "hmac": HMAC,
    "certificate": CERTIFICATE,
    "password": PASSWORD,
    "client": CLIENT,
    "code": CODE,
    "unknown": UNKNOWN,
}


def a_schema(word: str) -> Any:
    answers = [{"const": "a", "title": word, "description": word}, {"const": word, "title": "B"}]
    return {
        "type": "object",
        "title": word,
        "description": word,
        "required": ["must"],
        "properties": {
            "must": {"type": "string", "title": word, "description": word},
            "may": {"type": "string", "title": word, "default": word},
            "pick": {"oneOf": answers, "title": word},
            "list": {"type": "array", "title": word, "items": {"type": "string", "title": word}},
            "deep": {"type": "object", "title": word, "properties": {word: {"type": "string"}}},
            word: {"type": "boolean", "description": word},
        },
    }


def a_problem(word: str, kind: ProblemType = "api") -> Problem:
    fields = (FieldProblem(word, word),)
    return Problem(kind, word, word, fields, 500, word[:64])


def a_list(word: str, **changes: Any) -> App:
    rows = (
        an_integration(f"{word}1", id=word, description=word, image_url=word),
        an_integration(f"{word}2", is_activated=True, image_url="https://img.example/a.svg"),
        an_integration(f"{word}3", is_deployed=False),
        *(an_integration(f"{word}{number}") for number in range(4, 9)),
    )
    return App(OPTIONS, replace(Catalogue(Ready(), integrations=rows), **changes))


def a_plan_of(word: str, scheme: Any) -> Any:
    variable = a_variable(word, value=word, label=word, description=word, required=True)
    template = a_template(scheme, word, image_url=word, variables=(variable,))
    connections = {template.id: (Connection(word, word), Connection("CON-2", ""))}
    plan = a_plan(template, end_user=a_user(), schema=a_schema(word), connections=connections)
    summary = an_integration(word, id=word, description=word, image_url=word)
    return replace(plan, integration=replace(plan.integration, summary=summary))


def a_wizard(word: str, scheme: Any = API_KEY) -> Wizard:
    plan = a_plan_of(word, scheme)
    wizard = replace(wizards.opening(), summary=plan.integration.summary)
    return wizards.run(wizard, PlanLoaded(ATTEMPT, plan))


def connecting(word: str, scheme: Any = API_KEY, consent: Consent | None = None) -> Wizard:
    wizard = a_wizard(word, scheme)
    (step,) = wizard.steps
    new = replace(step, choice="new", consent=consent or step.consent)
    return replace(wizard, steps=(new,), stage=Connect(0))


def refused_whole(word: str) -> Wizard:
    wizard = connecting(word, NONE)
    return replace(wizard, steps=(refuse(wizard.steps[0], ["name"], word), *wizard.steps[1:]))


def refused(word: str) -> Wizard:
    return wizards.run(connecting(word), WentNext({}))


def configuring(word: str) -> Wizard:
    return wizards.run(a_wizard(word), WentNext({}), WentNext({}))


def wrongly_configured(word: str) -> Wizard:
    return wizards.run(configuring(word), WentNext({}))


def reviewing(word: str) -> Wizard:
    wizard = configuring(word)
    return replace(wizard, stage=wizard.stages[-1])


def activating(word: str) -> Wizard:
    return wizards.run(reviewing(word), Submitted())


def failing(word: str, kind: ProblemType, standing: str = "") -> Wizard:
    return replace(activating(word), stage=Failed(a_problem(word, kind), standing))


def managing(word: str, *activations: Activation) -> Manage:
    plan = a_plan_of(word, API_KEY)
    integration: Integration = plan.integration
    found = Details(integration, activations, plan.connections, None)
    screen = replace(manages.loading(), summary=integration.summary)
    return manages.run(screen, DetailsLoaded(1, found))


def consents(word: str) -> dict[str, Consent]:
    url = f"https://idp.example/authorize?state={'s' * 20}"
    return {
        "preparing": Preparing(1),
        "declined": Preparing(1, Problem("oauth_denied", "access_denied")),
        "told": Preparing(1, a_problem(word, "oauth_denied")),
        "prepared": Prepared(1, url, "s" * 20, 0.0),
        "waiting": Waiting(1, "s" * 20),
        "closed": Waiting(1, "s" * 20, looks_closed=True),
        "granted": Granted(1, "canary", "s" * 20),
        "broken": Broken(1, a_problem(word, "protocol")),
    }


def lists(word: str) -> dict[str, App]:
    one = (an_integration(word),)
    return {
        "list-loading": App(OPTIONS, Catalogue(Loading())),
        "list-arriving": App(OPTIONS, Catalogue(Loading(one))),
        "list-ready": a_list(word, skipped=2),
        "list-searched": a_list(word, search=word),
        "list-no-match": a_list(word, search="zzzz"),
        "list-categories": a_list(word, categories=(Category(word, frozenset({word})),)),
        "list-connected": a_list(word, filter="connected"),
        "list-empty": App(OPTIONS, Catalogue(Ready())),
        "list-failed": App(OPTIONS, Catalogue(ListLost(a_problem(word)))),
        "list-failed-later": a_list(word, status=ListLost(a_problem(word))),
        "crashed": App(OPTIONS, crashed=Problem("runtime", "KeyError")),
    }


def wizard_screens(word: str) -> dict[str, Wizard]:
    problems = {f"failed-{kind}": failing(word, kind) for kind in KINDS}
    standing = {f"failed-{s}": failing(word, "api", s) for s in STANDINGS}
    stages = {name: make() for name, make in wizards.STAGES.items()}
    overviews = {f"overview-{name}": a_wizard(word, s) for name, s in SCHEMES.items()}
    connects = {f"connect-{name}": connecting(word, s) for name, s in SCHEMES.items()}
    asked = {f"consent-{k}": connecting(word, CODE, v) for k, v in consents(word).items()}
    others = {
        "reusing": wizards.run(a_wizard(word), WentNext({})),
        "refused": refused(word),
        "refused-whole": refused_whole(word),
        "configuring": configuring(word),
        "wrongly-configured": wrongly_configured(word),
        "reviewing": reviewing(word),
        "activating-word": activating(word),
        "leaving": replace(configuring(word), asks_to_leave=True),
        "leaving-unsure": replace(configuring(word), asks_to_leave=True, is_unsure=True),
        "leaving-an-account": replace(
            configuring(word), asks_to_leave=True, end_user=a_user(), plan=a_plan()
        ),
        "reconnecting": replace(a_wizard(word), reconnect=Reconnect(an_activation())),
    }
    return stages | problems | standing | overviews | connects | asked | others


def manage_screens(word: str) -> dict[str, Manage]:
    one, two = Activation(word, "I"), an_activation(2)
    shown = managing(word, one, two)
    confirming = manages.run(shown, DisconnectChosen(word))
    undoing = manages.run(confirming, DisconnectConfirmed())
    return {
        **{f"manage-{name}": make() for name, make in manages.STATES.items()},
        "manage-unloaded-word": replace(shown, stage=Unloaded(a_problem(word))),
        "manage-one": managing(word, one),
        "manage-two": shown,
        "manage-problem": replace(shown, stage=Shown(a_problem(word))),
        "manage-unsure": replace(shown, stage=Shown(a_problem(word), is_unsure=True)),
        "manage-unsaved": replace(shown, stage=Shown(a_problem(word), is_unsaved=True)),
        "manage-reading-word": replace(managing(word, one), stage=Reading()),
        "manage-unread": replace(shown, stage=Shown(a_problem(word), is_unread=True)),
        "manage-saved": replace(shown, stage=Shown(saved=True)),
        "manage-saving-word": replace(shown, stage=Saving(one)),
        "manage-leaving": replace(shown, asks_to_leave=True),
        "manage-confirming-word": confirming,
        "manage-undoing-word": undoing,
        "manage-deleting-word": manages.run(undoing, Hurried()),
        "manage-gone-word": replace(shown, stage=Gone()),
    }


@cache
def screens(word: str = "Acme") -> dict[str, App]:
    """Give every screen."""
    behind: dict[str, Wizard | Manage] = {**wizard_screens(word), **manage_screens(word)}
    return lists(word) | {name: replace(a_list(word), screen=s) for name, s in behind.items()}
