"""Signing by several (会签, 或签, 依次, 票签): how opinions are counted and when they decide."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, assert_never

import msgspec

from tongjian.flow.domain.expressions import Expression

Opinion = Literal["agree", "disagree", "abstain"]
"""What a signer says: 同意, 不同意, 弃权."""

OPINIONS: tuple[Opinion, ...] = ("agree", "disagree", "abstain")
"""All of them, in the order they are offered."""

SigningMode = Literal["all", "any", "sequence", "vote"]
"""会签: everyone signs, at the same time. 或签: the first to sign decides. 依次: one after the other.

票签: votes with weights, a threshold and vetoes.
"""

Outcome = Literal["agreed", "disagreed"]
"""What the signing as a whole comes to."""


_RATIO = re.compile(
    r"(?P<above>[0-9]{1,4}(?:\.[0-9]{1,8})?)(?P<percent>%)?|(?P<whole>[0-9]{1,4})/(?P<below>[0-9]{1,4})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """How the members of a multi-instance user task sign.

    Attributes:
        ratio: share of the whole weight that has to agree, above 0 and at most 1.
        early: close as soon as the outcome can no longer change; without it everyone is heard.
        weight: expression that gives a member's weight, a whole number from 0; None: 1.
        veto: condition that is true for a member whose ``disagree`` decides alone.
        outcome: variable that receives ``agreed`` or ``disagreed`` when the signing closes; None: none.
    """

    mode: SigningMode
    ratio: Fraction = Fraction(1)
    early: bool = False
    weight: Expression | None = None
    veto: Expression | None = None
    outcome: str | None = None


class Tally(msgspec.Struct, frozen=True, array_like=True):
    """What has been said so far in one signing, by weight.

    Attributes:
        total: weight of all members, those who have not signed yet included.
        vetoed: a member with a veto disagreed.
        first: the opinion of whoever signed first; None before.
    """

    total: int
    agree: int = 0
    disagree: int = 0
    abstain: int = 0
    vetoed: bool = False
    first: Opinion | None = None

    @property
    def silent(self) -> int:
        """Return the weight of those who have not signed yet."""
        return self.total - self.agree - self.disagree - self.abstain

    def with_opinion(self, opinion: Opinion, *, weight: int, veto: bool) -> "Tally":
        """Return the tally after one more has signed."""
        return Tally(
            self.total,
            self.agree + (weight if opinion == "agree" else 0),
            self.disagree + (weight if opinion == "disagree" else 0),
            self.abstain + (weight if opinion == "abstain" else 0),
            self.vetoed or (veto and opinion == "disagree"),
            self.first or opinion,
        )

    def without_opinion(self, opinion: Opinion, *, weight: int, veto: bool) -> "Tally":
        """Return the tally after one has taken the opinion back; the member stays."""
        back = self.with_opinion(opinion, weight=-weight, veto=False)
        vetoed = self.vetoed and not (veto and opinion == "disagree")
        return Tally(back.total, back.agree, back.disagree, back.abstain, vetoed, back.first)

    def with_member(self, weight: int) -> "Tally":
        """Return the tally after a member of this weight joined, or left where it is negative."""
        return Tally(self.total + weight, self.agree, self.disagree, self.abstain, self.vetoed, self.first)


def standing(signing: Signing, tally: Tally) -> Outcome | None:
    """Return the outcome where nobody who is still silent could change it, else None."""
    match signing.mode:
        case "any":
            return None if tally.first is None else "agreed" if tally.first == "agree" else "disagreed"
        case "all" | "sequence" | "vote":
            needed = signing.ratio * tally.total
            if tally.vetoed or tally.agree + tally.silent < needed:
                return "disagreed"
            return "agreed" if tally.agree >= needed and not _could_veto(signing, tally) else None
        case _:
            assert_never(signing.mode)


def final(signing: Signing, tally: Tally) -> Outcome:
    """Return the outcome once nobody is asked any more; who was not asked did not agree.

    Where there was nobody to ask there is nothing against it.
    """
    if not tally.total and not tally.vetoed:
        return "agreed"
    if signing.mode == "any":
        return "agreed" if tally.first == "agree" else "disagreed"
    return "agreed" if not tally.vetoed and tally.agree >= signing.ratio * tally.total else "disagreed"


def closes(signing: Signing, tally: Tally) -> bool:
    """Return whether the signing ends before everyone has been heard."""
    return (signing.early or signing.mode == "any") and standing(signing, tally) is not None


def read_ratio(text: str) -> Fraction | None:
    """Return the share that ``2/3``, ``0.6`` or ``60%`` names; None for any other text.

    It lies above 0 and is at most 1.
    """
    found = _RATIO.fullmatch(text.strip())
    if not found or int(found["below"] or 1) == 0:
        return None
    share = (
        Fraction(found["above"] or found["whole"])
        / int(found["below"] or 1)
        / (100 if found["percent"] else 1)
    )
    return share if 0 < share <= 1 else None


def _could_veto(signing: Signing, tally: Tally) -> bool:
    return signing.veto is not None and tally.silent > 0
