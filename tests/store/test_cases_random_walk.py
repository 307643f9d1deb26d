"""Random walks over all acts, people and states, lawful or not: log, records and rows stay one (I3, I4)."""

import random
from uuid import UUID

import psycopg
import pytest

from tests.database import Database
from tests.store.cases_play import (
    FILING,
    INSPECTION,
    PERMIT,
    PLAIN_PERMIT,
    SERVICE,
    Play,
    all_but_the_log,
    log_of_cases,
)
from tests.store.test_cases_wrong_time import ACTS, person_for
from tests.store.walk import Walk, load_city
from tongjian import cases, evidence
from tongjian.cases import CaseState
from tongjian.evidence import ObjectRef
from tongjian.flow.actions.engine import replay
from tongjian.identity import Actor
from tongjian.kit import Refusal

pytestmark = [pytest.mark.database, pytest.mark.full]

STEPS = 50


@pytest.mark.parametrize("seed", [1, 2])
def test_after_a_random_walk_every_record_has_its_one_entry_and_the_log_folds_to_the_rows(
    clean: Database, seed: int
) -> None:
    load_city(clean)
    play = Play(Walk(clean))
    play.has_result("S3-03")
    chance = random.Random(seed)  # noqa: S311  # a seeded walk, no secret
    made = [
        *(play.apply(item) for item in (PERMIT, PLAIN_PERMIT, FILING)),
        *(play.opened(item) for item in (SERVICE, INSPECTION)),
    ]
    people = {case: _people(play, case) for case in made}
    done = refused = 0
    before = all_but_the_log(clean)
    for _ in range(STEPS):
        case = chance.choice(made)
        act, actor = _step(play, case, people[case], chance)
        try:
            ACTS[act][1](play, actor, case)
        except Refusal:
            refused += 1
            assert all_but_the_log(clean) == before
        else:
            done += 1
            before = all_but_the_log(clean)
        play.walk.clock.forward(chance.choice([0, 0, 1, 3]))
    assert done > 10
    assert refused > 10
    _check(play, clean)


def _people(play: Play, case: UUID) -> dict[str, Actor]:
    people = {who: person_for(play, who, case) for who, _ in ACTS.values()}
    people["stranger"] = play.walk.officer("reviewer_heritage")
    people["watcher"] = play.walk.officer("supervisor")
    return people


def _step(play: Play, case: UUID, people: dict[str, Actor], chance: random.Random) -> tuple[str, Actor]:
    """Choose an act and who does it: mostly one that is offered, else any by anyone."""
    if chance.random() < 0.4:
        return chance.choice(sorted(ACTS)), people[chance.choice(sorted(people))]
    offered = []
    for who in sorted(people):
        try:
            acts = play.sheet(case, people[who]).acts
        except cases.NotFound:
            continue
        offered += [(one.act, people[who]) for one in acts if one.act != "withdraw"]
    return chance.choice(offered) if offered else ("withdraw", play.agent)


def _check(play: Play, database: Database) -> None:
    entries = {entry.id: entry for entry in log_of_cases(database)}
    with psycopg.connect(database.urls.loader) as loader:
        records = loader.execute(
            "SELECT case_id, position, state, act, entry FROM cases_record ORDER BY case_id, position"
        ).fetchall()
        known = [row[0] for row in loader.execute("SELECT id FROM cases_case")]
    assert {row[4] for row in records} == set(entries)
    assert len({row[4] for row in records}) == len(records)
    for case, position, _, act, entry in records:
        found = entries[entry]
        assert (found.object_id, found.object_version, found.act) == (case, position, f"cases.{act}")
    present = {}
    with play.desk.begin(play.agent.access()):
        for one in known:
            row = play.desk.store.find_case(one)
            assert row is not None
            states = tuple(CaseState(row[2]) for row in records if row[0] == one)
            assert [row[1] for row in records if row[0] == one] == list(range(1, len(states) + 1))
            assert (states[-1], len(states)) == (row.state, row.position)
            state = cases.snapshot(row)
            assert state is not None
            present[ObjectRef(kind=cases.CASE, id=one)] = state
            history = play.desk.flow.history(one)
            open_tasks = {task.id for task in play.desk.flow.open_tasks(one)}
            assert {work.task for work in play.desk.readings.list_case_work(one)} == open_tasks
            folded = replay(one, tuple(event.event for event in history))
            assert {folded.task_of(task.number) for task in folded.tasks} == open_tasks
    assert evidence.check_history(entries.values(), present) == ()
