"""Acceptance, its verdicts and what silence means: what the room of cases offers of them, under one name."""

from tongjian.cases.acceptance_errors import (
    DeemedAccepted,
    NoNoticeYet,
    PaperLocked,
    PapersToCorrect,
    PapersUnjudged,
)
from tongjian.cases.actions.deeming import settle_silence, sweep_silence
from tongjian.cases.domain.paper_verdicts import NewPoint, PaperVerdict

__all__ = [
    "DeemedAccepted",
    "NewPoint",
    "NoNoticeYet",
    "PaperLocked",
    "PaperVerdict",
    "PapersToCorrect",
    "PapersUnjudged",
    "settle_silence",
    "sweep_silence",
]
