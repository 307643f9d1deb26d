"""A split project: what is begun for which unit project, what its panorama shows, and what is logged."""

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import connection

from tests.database import Database, point_django_at
from tests.store.cases_play import Play
from tests.store.walk import Walk, load_city
from tongjian import cases
from tongjian.cases import Building, PanoramaItem, Receipt
from tongjian.kit import Invalid
from tongjian.roles.invariants.history import check_log

pytestmark = pytest.mark.database

STAGE_3, STAGE_P, SERVICE = "S3-09", "P-08", "S4-10"


@pytest.fixture
def play(database: Database) -> Iterator[Play]:
    load_city(database)
    yield Play(Walk(database))
    database.empty()


def split(play: Play, name: str, *previous: str, buildings: tuple[Building, ...] = ()) -> Receipt:
    return cases.add_unit_project(
        play.desk,
        play.agent,
        project=play.project,
        name=name,
        scope="",
        previous=previous,
        buildings=buildings,
        ticket=play.ticket(),
    )


def rows(play: Play, item: str) -> list[PanoramaItem]:
    found = cases.get_panorama(play.desk, play.agent, project=play.project)
    return [one for lane in found.lanes for one in lane.items if one.code == item]


def refused_fields(play: Play, item: str, unit: UUID | None) -> list[str]:
    with pytest.raises(Invalid) as refused:
        play.draft(item, unit_project=unit)
    return [one.field for one in refused.value.problems]


def test_where_a_project_is_split_the_third_stage_asks_for_which_unit_project(play: Play) -> None:
    first, second = split(play, "一期"), split(play, "二期")
    assert refused_fields(play, STAGE_3, None) == ["unit_project"]
    assert refused_fields(play, STAGE_3, uuid4()) == ["unit_project"]
    draft = play.draft(STAGE_3, unit_project=second.id)
    sheet = cases.get_draft(play.desk, play.agent, draft=draft)
    assert sheet.unit_project is not None
    assert (sheet.unit_project.name, sheet.unit_project.code) == ("二期", second.number)
    case = cases.submit(play.desk, play.agent, draft=draft, ticket=play.ticket()).made[0][1]
    seen = play.sheet(case)
    assert seen.case.unit_project == second.number
    assert seen.unit_project is not None
    assert seen.unit_project.previous == (play.code,)
    assert first.number != second.number


def test_the_only_unit_project_need_not_be_named_and_the_whole_is_never_asked_for_in_the_first_stages(
    play: Play,
) -> None:
    only = split(play, "一期")
    assert play.sheet(play.apply(STAGE_P)).case.unit_project == play.code
    opened = play.opened(SERVICE)
    assert play.sheet(opened).case.unit_project == only.number


def test_what_was_split_further_is_begun_for_its_parts_alone(play: Play) -> None:
    first, second = split(play, "一期"), split(play, "二期")
    third = split(play, "一期北区", first.number)
    fourth = split(play, "一期南区", first.number, first.number)
    with pytest.raises(Invalid):
        play.opened(SERVICE)
    assert refused_fields(play, STAGE_3, first.id) == ["unit_project"]
    shown = [one.unit_code for one in rows(play, SERVICE)]
    assert shown == [second.number, third.number, fourth.number]
    units = cases.get_panorama(play.desk, play.agent, project=play.project).unit_projects
    assert next(one for one in units if one.code == fourth.number).previous == (first.number,)


def test_the_panorama_shows_each_unit_project_with_its_own_case_result_and_prerequisites(play: Play) -> None:
    first, second = split(play, "一期"), split(play, "二期")
    play.has_result("S2-02", unit_project=first.number)
    ready = {one.unit_name: one.ready for one in rows(play, "S3-01")}
    assert ready == {"一期": True, "二期": False}
    assert [one.unit_project for one in rows(play, STAGE_P)] == [None]
    case = cases.open_by_holder(
        play.desk,
        play.holder(SERVICE),
        project=play.project,
        item=SERVICE,
        unit_project=second.id,
        ticket=play.ticket(),
    ).id
    assert {one.unit_name: one.case for one in rows(play, SERVICE)} == {"一期": None, "二期": case}
    play.has_result(SERVICE, unit_project=first.number)
    assert {one.unit_name: one.done for one in rows(play, SERVICE)} == {"一期": True, "二期": False}
    assert {one.unit_name: one.ready for one in rows(play, SERVICE)} == {"一期": False, "二期": False}


def test_a_case_of_the_whole_project_keeps_its_unit_projects_from_beginning_the_same_item(play: Play) -> None:
    play.opened(SERVICE)
    first = split(play, "一期")
    split(play, "二期")
    with pytest.raises(cases.CaseAlreadyRunning):
        cases.open_by_holder(
            play.desk,
            play.holder(SERVICE),
            project=play.project,
            item=SERVICE,
            unit_project=first.id,
            ticket=play.ticket(),
        )
    assert all(one.case is not None and not one.ready for one in rows(play, SERVICE))


def test_papers_of_one_unit_project_fill_nothing_for_another(play: Play) -> None:
    first, second = split(play, "一期"), split(play, "二期")
    play.submit(STAGE_3, unit_project=first.id)

    def reused(unit: UUID) -> int:
        begun = cases.begin_draft(
            play.desk,
            play.agent,
            items=(STAGE_3,),
            applicant=play.applicant,
            project=play.project,
            unit_project=unit,
            ticket=play.ticket(),
        )
        sheet = cases.get_draft(play.desk, play.agent, draft=begun.id)
        return sum(one.reusable is not None for one in sheet.slots)

    assert reused(first.id) > 0
    assert reused(second.id) == 0


def test_buildings_keep_their_areas_storeys_and_height(play: Play) -> None:
    tower = Building(
        id=uuid4(),
        name=" 1号楼 ",
        area_above=Decimal("21500.5"),
        area_below=Decimal(0),
        storeys_above=26,
        storeys_below=1,
        height=Decimal("77.8"),
    )
    split(play, "一期", buildings=(tower,))
    units = cases.get_panorama(play.desk, play.agent, project=play.project).unit_projects
    (kept,) = units[-1].buildings
    assert kept.id != tower.id
    assert (kept.name, kept.whole_area, kept.height) == ("1号楼", Decimal("21500.5"), Decimal("77.8"))
    assert (kept.storeys_above, kept.storeys_below, kept.floor_area) == (26, 1, None)


def test_every_wrong_measure_of_every_building_is_told_at_once(play: Play) -> None:
    wrong = (
        Building(id=uuid4(), name="", area_above=Decimal(-1), storeys_above=900),
        Building(id=uuid4(), name="2号楼", height=Decimal("NaN"), floor_area=Decimal("1.005")),
        Building(id=uuid4(), name="3号楼", floor_area=Decimal(10), area_above=Decimal(11)),
    )
    with pytest.raises(Invalid) as refused:
        split(play, " ", buildings=wrong)
    assert [one.field for one in refused.value.problems] == [
        "name",
        "buildings.0.name",
        "buildings.0.area_above",
        "buildings.0.storeys_above",
        "buildings.1.floor_area",
        "buildings.1.height",
        "buildings.2.floor_area",
    ]


def test_what_became_of_a_project_is_logged_under_it_and_folds(play: Play) -> None:
    split(play, "一期", buildings=(Building(id=uuid4(), name="1号楼", floor_area=Decimal(900)),))
    cases.declare_facts(
        play.desk, play.agent, project=play.project, facts={"in_scenic_area": False}, ticket=play.ticket()
    )
    point_django_at(play.walk.database.urls.loader)
    try:
        assert list(check_log()) == []
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT act, object_version FROM evidence_entry WHERE object_id = %s ORDER BY object_version",
                [play.project],
            )
            assert cursor.fetchall() == [
                ("cases.register_project", 1),
                ("cases.add_unit_project", 2),
                ("cases.declare_facts", 3),
            ]
    finally:
        connection.close()
        point_django_at(play.walk.database.urls.app)


def more(play: Play, unit: UUID, *names: str) -> Receipt:
    return cases.add_buildings(
        play.desk,
        play.agent,
        project=play.project,
        unit_project=unit,
        buildings=tuple(Building(UUID(int=0), name, storeys_above=3) for name in names),
        ticket=play.ticket(),
    )


def units(play: Play) -> dict[str, list[str]]:
    found = cases.get_panorama(play.desk, play.agent, project=play.project)
    return {one.code: [building.name for building in one.buildings] for one in found.unit_projects}


def test_buildings_are_added_to_a_unit_project_already_registered_and_logged(play: Play) -> None:
    first = split(play, "一期", buildings=(Building(UUID(int=0), "1号楼"),))
    more(play, first.id, "2号楼 ", "3号楼")
    assert units(play)[first.number] == ["1号楼", "2号楼", "3号楼"]
    found = cases.get_panorama(play.desk, play.agent, project=play.project)
    unit = next(one for one in found.unit_projects if one.code == first.number)
    assert len({one.id for one in unit.buildings}) == 3
    assert {one.code for one in unit.buildings} == {""}


def test_a_project_that_is_not_split_takes_buildings_itself(play: Play) -> None:
    whole = cases.get_panorama(play.desk, play.agent, project=play.project).unit_projects[0]
    more(play, whole.id, "厂房")
    assert units(play) == {play.code: ["厂房"]}


def test_buildings_of_what_was_split_further_none_and_wrong_ones_are_refused(play: Play) -> None:
    first = split(play, "一期")
    split(play, "一期北区", first.number)
    for unit, names, field in (
        (first.id, ("1号楼",), "unit_project"),
        (uuid4(), ("1号楼",), "unit_project"),
        (_present(play), (), "buildings"),
        (_present(play), ("1号楼", " "), "buildings.1.name"),
    ):
        with pytest.raises(Invalid) as refused:
            more(play, unit, *names)
        assert [one.field for one in refused.value.problems] == [field]


def _present(play: Play) -> UUID:
    found = cases.get_panorama(play.desk, play.agent, project=play.project)
    return found.unit_projects[-1].id
