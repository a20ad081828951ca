"""What was entered in one form, put on top of another of the same schema.

    entered over the defaults --carry--> the same, entered over what is in force

What nobody touched is as the other form has it. Items of lists are told apart by their numbers,
which mean something else over other items: where any was touched, nothing is carried.
"""

from collections.abc import Collection
from dataclasses import replace

from hub.variables.form import Form, rebuilt
from hub.variables.nodes import Path
from hub.variables.walk import Stop

Shown = dict[Path, tuple[object, ...]]


def carry(form: Form, onto: Form) -> Form | None:
    """Put what was entered on top of another form; None if it would not say the same there."""
    if _is_about_items(form):
        return None
    carried = rebuilt(replace(onto, entries=form.entries))
    return carried if _entered(carried, form) == _entered(form, form) else None


def _is_about_items(form: Form) -> bool:
    paths = [*_touched(form), *form.entries.present]
    numbered = any(isinstance(step, int) for path in paths for step in path)
    return bool(form.entries.items) or numbered


def _entered(form: Form, by: Form) -> Shown:
    """Give what the inputs show that were entered by way of a form, and what they depend on."""
    touched = _touched(by)
    return {
        stop.path: (stop.title, stop.field.kind, stop.field.value, stop.field.options)
        for stop in form.stops()
        if stop.field and (stop.path in touched or _is_over(stop, touched))
    }


def _touched(form: Form) -> Collection[Path]:
    return form.entries.values.keys() | form.entries.secrets.keys()


def _is_over(stop: Stop, touched: Collection[Path]) -> bool:
    """Tell whether something touched stands in the branch that was chosen here."""
    place = stop.path[:-1]
    return stop.node is None and any(path[: len(place)] == place for path in touched)
