"""Say clearly when Python is too old. Written so that an old Python can still read it."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file is for those that have an older one
    sys.exit(  # an f-string would hide this from the oldest
        "需要 Python 3.11 或更高版本，当前为 %d.%d / needs Python 3.11 or newer, this is %d.%d\n"
        "make PYTHON=/path/to/python3.11 ..." % (sys.version_info[:2] * 2)
    )
