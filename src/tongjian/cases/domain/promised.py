"""What a draft says of promises, among its answers: which papers come later, which items go by pledge.

They are typed and saved as every other answer, right or wrong, and judged when the application is handed in.
"""

from collections.abc import Mapping
from datetime import date

DEFERRAL, PLEDGE = "deferral.", "pledge."
"""First part of the names of such answers; the paper's key or the item's code follows."""

CHOSEN = "yes"


def deferral_answer(key: str) -> str:
    """Return the name of the answer that gives the date until which a paper comes."""
    return f"{DEFERRAL}{key}"


def pledge_answer(item: str) -> str:
    """Return the name of the answer that chooses the pledge for an item."""
    return f"{PLEDGE}{item}"


def pledged_items(answers: Mapping[str, str]) -> frozenset[str]:
    """Return the codes of the items for which the pledge is chosen."""
    return frozenset(
        name.removeprefix(PLEDGE)
        for name, typed in answers.items()
        if name.startswith(PLEDGE) and typed.strip() == CHOSEN
    )


def without_promises(answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers to the forms alone."""
    return {name: typed for name, typed in answers.items() if not name.startswith((DEFERRAL, PLEDGE))}


def typed_day(typed: str) -> date | None:
    """Return the day that was typed as year, month and day; None where it is none."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None
