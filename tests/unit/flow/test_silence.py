from datetime import datetime, timedelta
from uuid import UUID

import pytest

from tests.unit.flow.acting import ANNA, DEPARTMENTS, Acting
from tests.unit.flow.texts import END, LEAD, NOW, START, chain, multi, task, text
from tongjian.flow import InstanceSuspended, ProcessRefused, compile_process
from tongjian.flow.domain.act_effects import GiveNotice
from tongjian.flow.domain.act_events import LimitPassed
from tongjian.flow.domain.acts import AddSigner
from tongjian.flow.domain.commands import FireTimer, Start
from tongjian.flow.domain.decide import decide
from tongjian.flow.domain.effects import effects
from tongjian.flow.domain.events import TaskCompleted
from tongjian.flow.domain.evolve import evolve_all
from tongjian.flow.domain.outside import Outside
from tongjian.flow.domain.state import State
from tongjian.flow.domain.variables import Variables

DAY = timedelta(days=1)


def limited(extension: str, *, inner: str = "", organisation: str = "lead") -> bytes:
    one = task("a", inner=inner, organisation=organisation)
    return text(
        START
        + one.replace("<tj:acts>", f"{extension}<tj:acts>")
        + task("z")
        + END
        + chain("s", "a", "z", "e")
    )


def pass_time(run: Acting, *, index: int = 0) -> datetime:
    """Fire the timer that is due first; return when."""
    timer = sorted(run.state.timers.values(), key=lambda one: one.due)[index]
    run.do(FireTimer(timer=timer.number, now=timer.due))
    return timer.due


def notices(run: Acting) -> list[GiveNotice]:
    return [told for event in run.events for told in effects(event) if isinstance(told, GiveNotice)]


def test_a_reminder_is_given_and_the_task_stays() -> None:
    run = Acting(limited('<tj:limit>P3D</tj:limit><tj:silence act="remind"/>'))
    assert pass_time(run) == NOW + 3 * DAY
    assert [one.kind for one in notices(run)] == ["reminded"]
    assert run.open() == ["a"]
    assert run.state.timers == {}


def test_a_reminder_is_repeated_until_the_task_is_done() -> None:
    run = Acting(limited('<tj:limit>P3D</tj:limit><tj:silence act="remind" every="P1D"/>'))
    assert [pass_time(run) - NOW for _ in range(3)] == [3 * DAY, 4 * DAY, 5 * DAY]
    run.sign("a")
    assert run.state.timers == {}
    assert len(notices(run)) == 3


def test_an_escalation_tells_the_post_named() -> None:
    run = Acting(
        limited('<tj:limit>P3D</tj:limit><tj:silence act="escalate" post="approver" organisation="above"/>'),
        above=str(ANNA),
    )
    pass_time(run)
    (notice,) = notices(run)
    assert (notice.kind, notice.role, notice.organisation) == ("escalated", "approver", ANNA)
    assert run.open() == ["a"]


def test_silence_is_taken_as_consent() -> None:
    run = Acting(limited('<tj:limit>P3D</tj:limit><tj:silence act="consent"/>'))
    pass_time(run)
    assert run.open() == ["z"]
    (done,) = [event for event in run.events if isinstance(event, TaskCompleted)]
    assert (done.by, done.opinion) == (None, "agree")
    assert [event.act for event in run.events if isinstance(event, LimitPassed)] == ["consent"]


def test_in_a_signing_each_silent_member_consents() -> None:
    run = Acting(
        limited(
            '<tj:limit>P3D</tj:limit><tj:silence act="consent"/><tj:signing mode="all" outcome="answer"/>',
            inner=multi(),
            organisation="department",
        ),
        departments=DEPARTMENTS,
    )
    run.sign("a", "agree")
    pass_time(run)
    assert run.open() == ["a"]
    pass_time(run)
    assert (run.open(), run.state.variables["answer"]) == (["z"], "agreed")


def test_silence_of_a_task_to_which_signers_were_added_speaks_for_them_too() -> None:
    run = Acting(limited('<tj:limit>P3D</tj:limit><tj:silence act="consent"/>'))
    run.act(AddSigner, "a", place="before", persons=(ANNA,))
    pass_time(run)
    assert run.open() == ["z"]


def test_a_task_that_is_left_or_done_has_no_limit_any_more() -> None:
    run = Acting(limited('<tj:limit>P3D</tj:limit><tj:silence act="consent"/>'))
    assert len(run.state.timers) == 1
    run.leap("z", node="a")
    assert run.state.timers == {}


def test_a_limit_that_is_over_while_suspended_waits() -> None:
    run = Acting(limited('<tj:limit>P3D</tj:limit><tj:silence act="consent"/>'))
    run.stop()
    with pytest.raises(InstanceSuspended):
        pass_time(run)


class Weekdays:
    """Counts every day as a working day."""

    def due_at(self, *, since: datetime, working_days: int) -> datetime:
        return since + working_days * DAY


def test_working_days_are_counted_by_the_calendar_of_the_place() -> None:
    process = compile_process(limited('<tj:limit>15 工作日</tj:limit><tj:silence act="remind"/>'))
    begin = Start(variables=Variables({"lead": str(LEAD)}), by=None, now=NOW)
    instance = UUID(int=1)
    state = evolve_all(
        State(instance), decide(process, State(instance), begin, Outside(deadlines=Weekdays()))
    )
    assert [timer.due for timer in state.timers.values()] == [NOW + 15 * DAY]


@pytest.mark.parametrize(
    "extension",
    [
        "<tj:limit>15</tj:limit>",
        "<tj:limit>15 天</tj:limit>",
        "<tj:limit>P15D 工作日</tj:limit>",
        '<tj:silence act="remind"/>',
        '<tj:limit>P1D</tj:limit><tj:silence act="shout"/>',
        '<tj:limit>P1D</tj:limit><tj:silence act="escalate"/>',
        '<tj:limit>P1D</tj:limit><tj:silence act="consent" post="approver"/>',
        '<tj:limit>P1D</tj:limit><tj:silence act="consent" every="P1D"/>',
        '<tj:limit>P1D</tj:limit><tj:silence act="remind" every="often"/>',
        "<tj:limit>P1D</tj:limit><tj:limit>P2D</tj:limit>",
        "<tj:handling>return fly</tj:handling>",
        '<tj:returns to="moon"/>',
        '<tj:returns to="any" nodes="a"/>',
        "<tj:returns/>",
        '<tj:candidates role="x" post="y"/>',
    ],
)
def test_an_extension_that_makes_no_sense_is_refused(extension: str) -> None:
    with pytest.raises(ProcessRefused) as refused:
        compile_process(limited(extension))
    assert {problem.field for problem in refused.value.problems} == {"a"}
