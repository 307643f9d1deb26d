"""What is true after every run, checked over the whole database.

I1 acknowledged means present. I2 nothing happens twice. I3 every state change has exactly one
entry in the evidence log, and the reverse; every entry is as it was written. I4 folding the log
gives the present state. I10 a referenced file exists with its right hash.

``tongjian check --rows`` runs them over an installation, and the demo over its own at its end.
They read past row-level security, so they need the loader's role.
"""

from tongjian.roles.invariants.acknowledged import (
    Answer,
    Kept,
    check_acknowledged,
    check_kept,
    read_answers,
    read_kept,
)
from tongjian.roles.invariants.breaches import Broken, Invariant
from tongjian.roles.invariants.every import check_every
from tongjian.roles.invariants.history import check_log
from tongjian.roles.invariants.kept_files import check_files
from tongjian.roles.invariants.once import check_once

__all__ = [
    "Answer",
    "Broken",
    "Invariant",
    "Kept",
    "check_acknowledged",
    "check_every",
    "check_files",
    "check_kept",
    "check_log",
    "check_once",
    "read_answers",
    "read_kept",
]
