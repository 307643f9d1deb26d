"""The papers of a hearing: rights, time and place, record. Source: 行政许可法 Art. 36, 46, 47, 48."""

from datetime import date

from tongjian.cases.domain.case import Case
from tongjian.cases.domain.hearing import Hearing, Party
from tongjian.cases.domain.paper_templates import Filling
from tongjian.cases.domain.papers import Paper, PaperKind, paper_of
from tongjian.cases.domain.party_clocks import HEARING_APPLICATION, STATEMENT, PartyClocks


def rights_notice(case: Case, party: Party, *, reason: str, clocks: PartyClocks) -> Paper:
    """Return what a party is told: it may state, defend, and apply for a hearing, free of charge."""
    state, apply = clocks.get(STATEMENT).limit, clocks.get(HEARING_APPLICATION).limit
    fields: dict[str, Filling] = {
        "reason": reason,
        "state_days": state.days,
        "state_unit": state.unit.value,
        "apply_days": apply.days,
        "apply_unit": apply.unit.value,
        "interest": party.interest or "申请人",
    }
    return paper_of(case, PaperKind.HEARING_RIGHTS, fields, addressee=party.name)


def hearing_notice(case: Case, *, held_on: date, place: str, chair: str, names: tuple[str, ...]) -> Paper:
    """Return the notice of time and place of a hearing, given at least seven days ahead."""
    fields: dict[str, Filling] = {
        "held_on": held_on,
        "place": place,
        "chair": chair,
        "names": "、".join(names),
    }
    return paper_of(case, PaperKind.HEARING, fields)


def hearing_record(case: Case, hearing: Hearing, *, minutes: str) -> Paper:
    """Return the record of a hearing; the decision is taken on it."""
    fields: dict[str, Filling] = {"minutes": minutes, "place": hearing.place, "chair": hearing.chair}
    return paper_of(case, PaperKind.HEARING_RECORD, fields)
