"""What holds for every run, whichever tests it is of.

A busy machine is no failure, so no example of Hypothesis has a deadline. What a shell starts in
the background ignores Ctrl-C, and so would every program that the tests start.
"""

import signal

from hypothesis import settings

pytest_plugins = ["tests.canaries.plugin"]

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

signal.signal(signal.SIGINT, signal.default_int_handler)
