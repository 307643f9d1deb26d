"""Run the measurements: ``python -m bench [area]``."""

import sys

from django.utils.module_loading import import_string

from bench.house import open_house


def main() -> int:
    """Measure what is asked for; return the exit status."""
    with open_house() as house:
        # imported late: stores are Django apps, and Django knows its database only by now
        return int(import_string("bench.areas.measure")(house, sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())
