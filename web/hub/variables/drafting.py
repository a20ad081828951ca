"""What was entered so far, fit to be kept in the open: no secret, and no check."""

from hub.variables.document import JSON
from hub.variables.form import Form, take
from hub.variables.gather import gather
from hub.variables.nodes import Absent, Leaf


def draft(form: Form) -> JSON:
    """Give the body as far as it goes, without secrets; `start` takes it back."""
    nodes = (stop.node for stop in form.stops())
    secrets = [node.field for node in nodes if isinstance(node, Leaf) and node.is_secret]
    open_form = take(form, {item.name: "" for item in secrets})
    body = gather(open_form.root).body
    return None if isinstance(body, Absent) else body
