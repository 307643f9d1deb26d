"""The code by which anyone may check a result: short enough to type, too long to guess."""

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 characters: no I, L, O, U."""

LENGTH = 16
"""Characters of a code; 80 bits."""

_CODE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
_READ_AS = str.maketrans("OIL", "011", " -")


def encode_code(random: int) -> str:
    """Return the code for 80 random bits."""
    return "".join(ALPHABET[(random >> (5 * place)) & 31] for place in reversed(range(LENGTH)))


def read_code(typed: str) -> str | None:
    """Return the code a person typed, or None when it cannot be one.

    Small letters, blanks, hyphens, O for 0 and I or L for 1 are forgiven.
    """
    code = typed.strip().upper().translate(_READ_AS)
    return code if _CODE.fullmatch(code) else None


def grouped(code: str) -> str:
    """Return a code in groups of four, as it is printed."""
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))
