"""What holds for every run, whichever tests it is of."""

pytest_plugins = ["tests.canaries.plugin"]
