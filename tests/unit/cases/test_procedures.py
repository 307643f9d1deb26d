"""Kinds of stop, caps of extensions, clocks of parties: checked as a whole; stops counted once."""

from datetime import date
from importlib.resources import files
from uuid import uuid4

import pytest
import yaml

from tongjian.calendar import ClockKind, WorkCalendar, shipped_years
from tongjian.cases.actions.legal_data import (
    read_extension_caps,
    read_party_clocks,
    read_pause_kinds,
    shipped_extension_caps,
    shipped_party_clocks,
    shipped_pause_kinds,
)
from tongjian.cases.actions.pausing import enabled_kinds
from tongjian.cases.domain.case import CasePause
from tongjian.cases.domain.extension import ExtensionCapsUnsound, RuledBy
from tongjian.cases.domain.party_clocks import PartyClocksUnsound
from tongjian.cases.domain.pauses import (
    HEARING,
    RECTIFICATION,
    StopKindsUnsound,
    is_pause_overdue,
    planned_end,
    tally_pauses,
)
from tongjian.catalogue import SpecialProcedure, read_catalogue, reference_texts

CALENDAR = WorkCalendar(shipped_years())
CLOCKS = files("tongjian.cases") / "data" / "clocks"
LAWFUL = {"听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"}
UNLAWFUL = {"现场勘验", "公示", "整改", "受理后补正", "其他"}


def a_pause(started: date, ended: date | None, *, planned: int = 5, kind: str = "6") -> CasePause:
    known = shipped_pause_kinds().get(kind)
    return CasePause(
        id=uuid4(),
        kind=kind,
        kind_name=known.name,
        basis=known.basis,
        reason="论证",
        planned_days=planned,
        stops=known.stops,
        started_on=started,
        ended_on=ended,
    )


def changed(name: str, part: str, **row: object) -> str:
    data = yaml.safe_load((CLOCKS / name).read_text(encoding="utf-8"))
    data[part][0] |= row
    return yaml.safe_dump(data, allow_unicode=True)


def test_the_eight_kinds_of_the_law_stop_both_clocks_and_the_others_the_promised_one_only() -> None:
    kinds = shipped_pause_kinds().kinds
    assert {one.name for one in kinds if one.stops == frozenset(ClockKind)} == LAWFUL
    assert {one.name for one in kinds if one.stops == {ClockKind.PROMISED}} == UNLAWFUL
    assert {one.name for one in kinds if one.lawful} == LAWFUL
    assert all(one.source for one in kinds)


def test_a_stop_without_a_basis_in_law_can_never_stop_the_statutory_clock() -> None:
    with pytest.raises(StopKindsUnsound) as refused:
        read_pause_kinds(changed("stop_kinds.yaml", "kinds", basis=""))
    assert "没有法律依据，不能停止法定时限" in refused.value.problems[0].text()


@pytest.mark.parametrize(
    "row", [{"usual": 0}, {"usual": 99}, {"source": ""}, {"stops": []}, {"stops": ["全部"]}, {"code": "6"}]
)
def test_odd_kinds_of_stop_are_refused(row: dict[str, object]) -> None:
    with pytest.raises(StopKindsUnsound):
        read_pause_kinds(changed("stop_kinds.yaml", "kinds", **row))


@pytest.mark.parametrize("text", ["", "kinds: 3", "kinds: [{}]", "[", "kinds: [{code: x}]"])
def test_what_is_no_table_of_stops_is_refused(text: str) -> None:
    with pytest.raises(StopKindsUnsound):
        read_pause_kinds(text)


def test_every_special_procedure_of_the_catalogue_is_a_known_kind() -> None:
    items = read_catalogue(reference_texts()).items
    named = {one.kind or one.code for item in items for one in item.special_procedures}
    assert len(named) >= 5
    assert [code for code in named if shipped_pause_kinds().find(code) is None] == []


def test_what_a_procedure_of_its_own_begins_no_reviewer_begins() -> None:
    enabled = enabled_kinds((SpecialProcedure("2", "听证"), SpecialProcedure("6", "专家评审")))
    assert set(enabled) == {"6"}
    assert shipped_pause_kinds().get(HEARING).begun_by == "hearing"


def test_a_kind_the_data_does_not_know_stops_the_promised_clock_only() -> None:
    (pair,) = enabled_kinds((SpecialProcedure("8", "抽查检查", kind="99"),)).values()
    assert pair[0].stops == {ClockKind.PROMISED}
    assert not pair[0].lawful


def test_a_pause_open_beyond_its_planned_days_is_overdue_by_itself() -> None:
    pause = a_pause(date(2026, 3, 2), None)
    assert planned_end(pause, calendar=CALENDAR).on == date(2026, 3, 9)
    assert not is_pause_overdue(pause, calendar=CALENDAR, today=date(2026, 3, 9))
    assert is_pause_overdue(pause, calendar=CALENDAR, today=date(2026, 3, 10))
    late = a_pause(date(2026, 3, 2), date(2026, 3, 20))
    assert is_pause_overdue(late, calendar=CALENDAR, today=date(2026, 3, 30))


def test_pauses_are_united_never_summed_in_the_tally_too() -> None:
    pauses = (
        a_pause(date(2026, 3, 4), date(2026, 3, 11)),
        a_pause(date(2026, 3, 9), date(2026, 3, 16), kind=RECTIFICATION),
    )
    tally = tally_pauses(pauses, calendar=CALENDAR, today=date(2026, 4, 1))
    assert (tally.number, tally.days, tally.without_basis, tally.open_overdue) == (2, 8, 1, 0)
    still = tally_pauses(
        (*pauses, a_pause(date(2026, 3, 20), None, planned=1)), calendar=CALENDAR, today=date(2026, 3, 25)
    )
    assert (still.number, still.days, still.open_overdue) == (3, 11, 1)


def test_the_caps_of_extensions_are_ten_days_by_the_organ_and_fifteen_by_the_government() -> None:
    caps = shipped_extension_caps()
    general, joint = caps.of_item("P-04"), caps.of_item("S4-01")
    assert (general.most, general.ruled_by) == (10, RuledBy.ORGAN)
    assert (joint.most, joint.ruled_by) == (15, RuledBy.GOVERNMENT)


@pytest.mark.parametrize(
    "row", [{"items": ["P-04"]}, {"most": -1}, {"basis": ""}, {"source": ""}, {"ruled_by": "nobody"}]
)
def test_odd_caps_of_extensions_are_refused(row: dict[str, object]) -> None:
    with pytest.raises(ExtensionCapsUnsound):
        read_extension_caps(changed("extension_caps.yaml", "caps", **row))


def test_an_item_stands_in_one_cap_only() -> None:
    with pytest.raises(ExtensionCapsUnsound):
        read_extension_caps(
            (CLOCKS / "extension_caps.yaml").read_text(encoding="utf-8").replace("[S4-01]", "[S4-01, S4-01]")
        )


def test_a_hearing_is_applied_for_within_five_held_within_twenty_and_notified_seven_ahead() -> None:
    clocks = shipped_party_clocks()
    days = [clocks.get(one).limit.days for one in ("hearing_application", "hearing_held", "hearing_notice")]
    assert days == [5, 20, 7]
    assert clocks.get("correction_reply").then


@pytest.mark.parametrize(
    "row", [{"code": "other"}, {"source": ""}, {"basis": ""}, {"then": ""}, {"unit": "月"}, {"days": -1}]
)
def test_odd_clocks_of_parties_are_refused(row: dict[str, object]) -> None:
    with pytest.raises(PartyClocksUnsound):
        read_party_clocks(changed("party_clocks.yaml", "clocks", **row))
