"""gunicorn's worker on its way out."""

from types import SimpleNamespace

from token_server.gunicorn_worker import Worker


def test_a_knock_at_a_door_that_was_just_closed_ends_no_worker() -> None:
    """TOK-47: both are told of at once, and what is in flight must be answered all the same."""
    leaving = Worker.__new__(Worker)
    leaving.accept(SimpleNamespace(sock=None))
