"""What an officer may conclude at the case desk: the acts that need no more than a choice and words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tongjian.cases import CaseSheet, Verdict
from tongjian.portal.views.officer.words import verdict_words

_OPINIONS = ("review", "co_sign")
_JUDGED_FIRST = frozenset({"review"})
"""Acts by which the deciding organ's reviewer answers for every point."""

_SINGLE = {
    "grant": (gettext_noop("准予"), "opinion", False),
    "refuse": (gettext_noop("不予"), "reason", True),
    "conclude": (gettext_noop("汇总意见并办结"), "opinion", True),
    "pass_inspection": (gettext_noop("检查通过"), "opinion", True),
}
"""By act: label, the name of its text, and whether the text is needed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to conclude.

    Attributes:
        value: as posted and as kept in the draft.
        text_name: what the act calls its words.
        needs_words: the act is adverse or is its words.
        needs_points: every point must be judged before.
        agrees: it may not stand beside an unmet point.
    """

    value: str
    label: str
    act: str
    task: UUID | None
    text_name: str
    needs_words: bool
    needs_points: bool
    agrees: bool
    verdict: Verdict | None = None

    def asked(self, text: str) -> Mapping[str, Any]:
        """Return the arguments of the act."""
        words: dict[str, Any] = {self.text_name: text}
        return words | {"verdict": self.verdict} if self.verdict else words


def choices_of(sheet: CaseSheet) -> tuple[Choice, ...]:
    """Return how the reader may conclude the case now; empty when it is not the reader's turn."""
    found: list[Choice] = []
    for one in sheet.acts:
        if one.act in _OPINIONS:
            found += [_opinion(one.act, one.task, verdict) for verdict in Verdict]
        elif one.act in _SINGLE:
            label, name, needs_words = _SINGLE[one.act]
            found.append(
                Choice(
                    value=one.act,
                    label=_(label),
                    act=one.act,
                    task=one.task,
                    text_name=name,
                    needs_words=needs_words,
                    needs_points=False,
                    agrees=one.act in {"grant", "pass_inspection"},
                )
            )
    return tuple(found)


def _opinion(act: str, task: UUID | None, verdict: Verdict) -> Choice:
    return Choice(
        value=f"{act}.{verdict.value}",
        label=verdict_words(verdict),
        act=act,
        task=task,
        text_name="opinion",
        needs_words=verdict is not Verdict.AGREE,
        needs_points=act in _JUDGED_FIRST,
        agrees=verdict is Verdict.AGREE,
        verdict=verdict,
    )


def first_choice(choices: tuple[Choice, ...]) -> str:
    """Return what stands picked before anything was: consent for an opinion, nothing for a decision."""
    return next((one.value for one in choices if one.verdict is Verdict.AGREE), "")
