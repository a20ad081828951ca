# The worker's entry: what PyScript runs, and what the page may call.
# It starts with no docstring: with one, PyScript loses the names below.

from hub.browser.worker import dispatch, frame

__export__ = ["dispatch", "frame"]
