"""Every screen that shows something of the API's, made of answers whose gaps are filled."""

from collections.abc import Iterator
from dataclasses import replace

from hub import api, catalogue
from hub.activation import Wizard
from hub.activation.events import PlanLoaded, Refused, WentNext
from hub.activation.states import Activating, Connect
from hub.app import App
from hub.catalogue import Catalogue, ListFailed, PageArrived
from hub.errors import HubError, Problem
from hub.json_text import JSON, write_json
from hub.manage import Manage
from hub.manage.events import DetailsLoaded
from hub.manage.states import Details, Shown
from hub.models import Activation, Connection, EndUser, Integration, Page
from hub.oauth import Preparing
from hub.plan import Plan
from hub.steps import NEW
from hub.wire import Call, Request, Response, read_answer
from tests.hub import manages, replies, wizards
from tests.hub.replies import filled
from tests.hub.screens import OPTIONS
from tests.hub.wizards import ATTEMPT

ANYTHING: Call[JSON] = Call(Request("GET", ()), lambda answer: answer)


class Api:
    """An API whose every word is the next one of those that it is given."""

    def __init__(self, words: Iterator[str]) -> None:
        self._words = words

    def says(self, reply: JSON) -> JSON:
        """Fill an answer."""
        return filled(reply, self._words)

    def refuses(self, status: int) -> Problem:
        """Refuse something, as the client reads it."""
        answer = Response(status, write_json(self.says(replies.REFUSAL)))
        try:
            read_answer(ANYTHING, answer)
        except HubError as error:
            return error.problem
        raise AssertionError("a refusal was read as an answer")

    def list(self) -> Catalogue:
        """Give the list with everything that it shows."""
        page = api.list_integrations("H", "U").read(self.says(replies.LIST))
        return catalogue.update(Catalogue(), PageArrived(0, replace(page, next="")))[0]

    def integration(self, scheme: JSON, schema: JSON = None) -> Integration:
        """Give an integration whose one connection has a scheme."""
        return Integration.parse(self.says(replies.integration(scheme, schema)))

    def connections(self) -> tuple[Connection, ...]:
        """Give the connections that can be reused."""
        page: Page[Connection] = api.list_connections("H", "U", "T").read(
            self.says(replies.CONNECTIONS)
        )
        return page.rows

    def activations(self) -> tuple[Activation, ...]:
        """Give what is connected."""
        return api.list_activations("H", "U", "I").read(self.says(replies.ACTIVATIONS)).rows

    def wizard(self, scheme: JSON, schema: JSON = None) -> Wizard:
        """Give a wizard that knows everything."""
        integration = self.integration(scheme, schema)
        user = EndUser.parse(self.says(replies.USER))
        reusable = {each.id: self.connections() for each in integration.templates}
        plan = Plan("user-ada", integration, user, connections=reusable)
        opened = replace(wizards.opening(), summary=integration.summary)
        return wizards.run(opened, PlanLoaded(ATTEMPT, plan))


def screens_of(words: Iterator[str]) -> dict[str, App]:
    """Give every screen that shows something of the API's."""
    api = Api(words)
    listed = api.list()
    failed = catalogue.update(listed, ListFailed(0, api.refuses(500)))[0]
    behind: dict[str, Wizard | Manage] = {**_wizards(api), **_managing(api)}
    return {
        "list": App(OPTIONS, listed),
        "list-failed": App(OPTIONS, failed),
        **{name: App(OPTIONS, listed, screen=screen) for name, screen in behind.items()},
    }


def _wizards(api: Api) -> dict[str, Wizard]:
    schemes = [api.wizard(scheme) for scheme in replies.SCHEMES]
    key = api.wizard(replies.SCHEMES[1], replies.SCHEMA)
    configuring = wizards.run(key, WentNext({}), WentNext({}))
    reviewing = replace(configuring, stage=configuring.stages[-1])
    user = key.plan.end_user if key.plan else None
    sending = replace(reviewing, stage=Activating("activate"), end_user=user)
    return {
        **{f"scheme-{place}": making_new(wizard) for place, wizard in enumerate(schemes)},
        **{f"unknown-{p}": api.wizard(scheme) for p, scheme in enumerate(replies.UNKNOWN)},
        "overview": key,
        "reusing": wizards.run(key, WentNext({})),
        "wrong": wizards.run(making_new(key), WentNext({})),
        "consent-refused": told(making_new(schemes[-1]), api.refuses(409)),
        "configuring": configuring,
        "wrongly-configured": wizards.run(configuring, WentNext({})),
        "reviewing": reviewing,
        "sending": sending,
        "refused": wizards.run(sending, Refused(ATTEMPT, api.refuses(422))),
        "failed": wizards.run(sending, Refused(ATTEMPT, api.refuses(500))),
    }


def _managing(api: Api) -> dict[str, Manage]:
    integration = api.integration(replies.SCHEMES[1], replies.SCHEMA)
    fitting = {each.id: api.connections() for each in integration.templates}
    details = Details(integration, api.activations(), fitting)
    screen = replace(manages.loading(), summary=integration.summary)
    shown = manages.run(screen, DetailsLoaded(1, details))
    return {"manage": shown, "manage-failed": replace(shown, stage=Shown(api.refuses(422)))}


def making_new(wizard: Wizard) -> Wizard:
    """Bring a wizard to the questions of its new connection."""
    (step,) = wizard.steps
    return replace(wizard, steps=(replace(step, choice=NEW),), stage=Connect(0))


def told(wizard: Wizard, problem: Problem) -> Wizard:
    """Let the attempt at a consent have ended with a problem."""
    (step,) = wizard.steps
    return replace(wizard, steps=(replace(step, consent=Preparing(1, problem)),))
