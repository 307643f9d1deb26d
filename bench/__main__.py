"""Run the measurements: ``python -m bench [area]``."""

import sys

from django.utils.module_loading import import_string

from bench.house import open_house
from bench.rules import measure_rules

ALONE = {"rules": measure_rules}
"""The areas that need neither a database nor the web."""


def main() -> int:
    """Measure what is asked for, everything when nothing is named; return the exit status."""
    wanted = sys.argv[1:]
    for area in wanted or ALONE:
        if area in ALONE:
            ALONE[area]()
    others = [area for area in wanted if area not in ALONE]
    if wanted and not others:
        return 0
    with open_house() as house:
        # imported late: stores are Django apps, and Django knows its database only by now
        return int(import_string("bench.areas.measure")(house, others))


if __name__ == "__main__":
    sys.exit(main())
