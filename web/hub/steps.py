"""One connection that an activation needs: reused or new, and what was answered for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from hub.credentials import check_credential, credential, credential_fields, is_supported
from hub.dates import since
from hub.errors import FieldProblem
from hub.fields import Field, Option, Values, checked, with_values
from hub.json_text import JSON
from hub.models import Connection, ConnectionTemplate, ConnectionVariable
from hub.oauth import Consent, Granted, Preparing
from hub.schemes import AuthorizationCode
from hub.texts import _
from hub.uploads import Upload, drop_upload, take_upload, told, typed_over

NEW = "new"
"""The choice of making a connection rather than reusing one."""


@dataclass(frozen=True)
class Step:
    """One connection template and the answers for it.

    `is_account` marks the connection to the host's own system, with which the end user is created.
    """

    template: ConnectionTemplate
    prefix: str
    reusable: tuple[Connection, ...] = ()
    choice: str = NEW
    secrets: tuple[Field, ...] = field(default=(), repr=False)
    variables: tuple[Field, ...] = field(default=(), repr=False)
    is_account: bool = False
    consent: Consent | None = None
    """The consent in the provider's window, for the scheme that needs one."""
    allows_password_grant: bool = True
    error: str = ""
    """What is wrong with the connection as a whole."""
    refused_names: int = 0
    """How many names a new connection had before, which are not to be used again."""

    @property
    def about(self) -> str:
        """Say which connection this is, wherever it stands among the steps; no id is blank."""
        return "" if self.is_account else self.template.id

    @property
    def is_new(self) -> bool:
        """Tell whether a connection is to be made."""
        return self.choice == NEW

    @property
    def is_supported(self) -> bool:
        """Tell whether the step can be completed at all."""
        return self.can_be_new or bool(self.reusable)

    @property
    def can_be_new(self) -> bool:
        """Tell whether a new connection can be made."""
        return is_supported(self.template.scheme, self.allows_password_grant)

    @property
    def needs_consent(self) -> bool:
        """Tell whether a window of the provider has to be opened before this step is complete."""
        asked = self.is_new and isinstance(self.template.scheme, AuthorizationCode)
        return asked and not isinstance(self.consent, Granted)

    @property
    def consent_name(self) -> str:
        """Name the button that opens the provider's window."""
        return f"{self.prefix}-consent"

    @property
    def error_name(self) -> str:
        """Name the message about the connection as a whole."""
        return f"{self.prefix}-whole"

    @property
    def first_name(self) -> str:
        """Name the first thing that is asked for; where nothing is, what is said to be wrong."""
        if self.is_new and isinstance(self.template.scheme, AuthorizationCode):
            return self.consent_name
        asked = [*([self.choice_field] if self.choice_field else []), *self.fields]
        return asked[0].name if asked else self.error_name

    @property
    def fields(self) -> tuple[Field, ...]:
        """List what is asked for a new connection."""
        return (*self.secrets, *self.variables)

    @property
    def choice_field(self) -> Field | None:
        """Give the choice between existing connections and a new one, if there is one."""
        if not self.reusable:
            return None
        options = [_option(item) for item in self.reusable]
        if self.can_be_new:
            options.append(Option(NEW, _("New connection")))
        return Field(
            name=f"{self.prefix}-use",
            label=_("Connection"),
            kind="choice",
            required=True,
            options=tuple(options),
            value=self.choice,
            live=True,
        )

    @property
    def has_errors(self) -> bool:
        """Tell whether a field has something wrong with it."""
        return self.is_new and (bool(self.error) or any(item.error for item in self.fields))


def _option(connection: Connection) -> Option:
    label = connection.name or _("Unnamed connection")
    return Option(connection.id, label, since(connection.created_at))


def make_step(
    template: ConnectionTemplate,
    index: int,
    reusable: tuple[Connection, ...] = (),
    is_account: bool = False,
    allows_password_grant: bool = True,
) -> Step:
    """Prepare the step of a template; where a connection can be reused, that is proposed."""
    prefix = "vh-ca" if is_account else f"vh-c{index}"
    return Step(
        template=template,
        prefix=prefix,
        reusable=reusable,
        choice=reusable[0].id if reusable else NEW,
        secrets=credential_fields(template.scheme, prefix),
        variables=tuple(
            _variable_field(variable, f"{prefix}-v{number}")
            for number, variable in enumerate(template.variables)
        ),
        is_account=is_account,
        consent=Preparing() if isinstance(template.scheme, AuthorizationCode) else None,
        allows_password_grant=allows_password_grant,
    )


def take_file(step: Step, upload: Upload) -> Step:
    """Put a chosen file into the step."""
    return replace(step, secrets=take_upload(step.secrets, upload))


def drop_file(step: Step, name: str) -> Step:
    """Take a chosen file out of the step."""
    return replace(step, secrets=drop_upload(step.secrets, name))


def take(step: Step, values: Values) -> Step:
    """Put what stands in the inputs into the step."""
    chosen = values.get(f"{step.prefix}-use", step.choice)
    known = {NEW, *(item.id for item in step.reusable)}
    choice = chosen if isinstance(chosen, str) and chosen in known else step.choice
    return replace(
        step,
        choice=choice,
        error=step.error if choice == step.choice else "",
        secrets=typed_over(step.secrets, with_values(step.secrets, values)),
        variables=with_values(step.variables, values),
    )


def check(step: Step, mismatched: Collection[str] = ()) -> Step:
    """Give every field of a new connection its error."""
    if not step.is_new:
        return replace(step, error="")
    secrets = checked(step.secrets, mismatched)
    return replace(
        step,
        secrets=check_credential(step.template.scheme, secrets, step.prefix),
        variables=checked(step.variables, mismatched),
        error=_("Sign in first.") if step.needs_consent else "",
    )


def connection_body(step: Step, name: str) -> JSON:
    """Make the API's ConnectionCreate from the answers."""
    made = credential(step.template.scheme, _by_member(step))
    return {
        "name": name,
        "credentials": {
            "action": [
                {
                    "authSchemeConfig": step.template.scheme_config,
                    "credential": {"name": name} | made,
                }
            ]
        },
        "variables": [
            {"name": variable.name, "value": str(item.value)}
            for variable, item in zip(step.template.variables, step.variables, strict=True)
            if item.value != ""
        ],
    }


def answers_differ(step: Step, fresh: Step) -> bool:
    """Tell whether something was answered that leaving would lose."""
    typed = [item.value for item in step.fields] != [item.value for item in fresh.fields]
    return typed or isinstance(step.consent, Granted)


def secret_values(step: Step) -> Mapping[str, str]:
    """Give the secrets that were typed, by field name."""
    return {
        item.name: str(item.value) for item in step.fields if item.is_masked and item.value != ""
    }


def secret_texts(step: Step) -> list[str]:
    """Give every secret of the step: what was typed, chosen as a file, or given by a provider."""
    secrets = [text for item in step.fields if item.is_secret for text in told(item)]
    given = step.consent
    code = [given.code, given.state] if isinstance(given, Granted) else []
    return [*secrets, *code]


def field_problem(problem: FieldProblem) -> str:
    """Give the API's message for a field, or words of our own where it has none."""
    return problem.message.strip() or _("This was refused.")


def _variable_field(variable: ConnectionVariable, name: str) -> Field:
    return Field(
        name=name,
        label=variable.label or variable.name,
        hint=variable.description,
        # An input of one line would drop the line ends of a default.
        kind="long" if {"\n", "\r"} & {*variable.value} else "text",
        required=variable.required,
        value=variable.value,
    )


def _by_member(step: Step) -> dict[str, str]:
    start = len(step.prefix) + 1
    members = {item.name[start:]: str(item.value) for item in step.secrets}
    if isinstance(step.consent, Granted):
        members |= {"code": step.consent.code, "state": step.consent.state}
    return members
