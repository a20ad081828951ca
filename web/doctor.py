# The worker's entry for the doctor's page. No docstring, as in main.py.

from hub.browser.doctor import dispatch, frame

__export__ = ["dispatch", "frame"]
