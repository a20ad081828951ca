"""What was entered so far, fit to be kept in the open: no secret, and no check."""

from hub.variables.document import JSON
from hub.variables.form import Form
from hub.variables.gather import gather
from hub.variables.nodes import Absent


def draft(form: Form) -> JSON:
    """Give the body as far as it goes, without secrets; `start` takes it back."""
    body = gather(form.root, in_the_open=True).body
    return None if isinstance(body, Absent) else body
