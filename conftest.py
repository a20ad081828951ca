"""What holds for every run, whichever tests it is of.

A busy machine is no failure, so no example of Hypothesis has a deadline.
"""

from hypothesis import settings

pytest_plugins = ["tests.canaries.plugin"]

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
