"""What holds for every run, whichever tests it is of.

Hypothesis tries the same examples in every run, and a busy machine is no failure: none has a
deadline, and none is too slow to draw. `--hypothesis-profile=explore --hypothesis-seed=N` looks
further than a run of the suite: twenty times as many examples, longer ones, others for every seed.
What a shell starts in the background ignores Ctrl-C, and so would every program that the tests
start.
"""

import signal

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.canaries.plugin"]

UNHURRIED = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("suite", UNHURRIED, derandomize=True, stateful_step_count=30)
settings.register_profile("explore", UNHURRIED, max_examples=2000, stateful_step_count=60)
settings.load_profile("suite")

signal.signal(signal.SIGINT, signal.default_int_handler)
