#!/usr/bin/env python3
"""Set up, serve, test and build versori-hub: the one command file.

This file has to be readable by old interpreters, so that they can say what is wrong.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    found = "%d.%d" % sys.version_info[:2]  # noqa: UP031
    sys.stderr.write("dev.py needs Python 3.11 or newer; this is Python " + found + ".\n")
    sys.exit(2)

from devtools.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
