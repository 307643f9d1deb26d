"""The history of one clock, as a value and as lines of text that anyone can read, keep and paste."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from tongjian.calendar.due_dates import DueDate, due
from tongjian.calendar.errors import InvalidHistory, InvalidPause, InvalidTimeLimit
from tongjian.calendar.limits import ClockKind, Extension, Pause, TimeLimit, TimeUnit
from tongjian.calendar.work_calendar import WorkCalendar
from tongjian.kit import Problem

MOST_LINES = 60
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_LONGEST = 100
_LONGEST_COUNT = 4
_NONE, _OPEN, _NOT_YET, _NO_CLOCK = "无", "至今", "未发生", "不停"
_BAR, _LIST_MARK = " | ", "、"
_WIDE_BAR = "\uff5c"


@dataclass(frozen=True, slots=True)
class ClockHistory:
    """Everything the due date of one clock follows from, but the working days.

    Attributes:
        limit: None where none is set.
        starts_on: day of the event that starts the clock; None before it.
        asked_on: the day of asking in China.
        starts_with: what the event is called.
    """

    limit: TimeLimit | None
    starts_on: date | None
    kind: ClockKind
    asked_on: date
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    starts_with: str = "受理"

    def due(self, calendar: WorkCalendar) -> DueDate:
        """Return the due date by these working days."""
        return due(
            limit=self.limit,
            starts_on=self.starts_on,
            pauses=self.pauses,
            kind=self.kind,
            calendar=calendar,
            today=self.asked_on,
            extensions=self.extensions,
        )


def history_of(found: DueDate, *, starts_with: str) -> ClockHistory | None:
    """Return the history a due date was worked out from; None where there is no limit or no start."""
    facts = found.facts
    if facts is None:
        return None
    return ClockHistory(
        limit=facts.limit,
        starts_on=facts.starts_on,
        kind=facts.kind,
        asked_on=facts.asked_on,
        pauses=facts.pauses,
        extensions=facts.extensions,
        starts_with=starts_with,
    )


def write_history(history: ClockHistory) -> str:
    """Return the history as lines that ``read_history`` reads back."""
    limit = history.limit
    lines = [
        ("时钟", history.kind.value),
        ("时限", _NONE) if limit is None else ("时限", str(limit.days), limit.unit.value),
        (
            "起算",
            history.starts_on.isoformat() if history.starts_on else _NOT_YET,
            _flat(history.starts_with),
        ),
        *(
            (
                "停止",
                pause.from_on.isoformat(),
                pause.to_on.isoformat() if pause.to_on else _OPEN,
                _LIST_MARK.join(kind.value for kind in ClockKind if kind in pause.stops) or _NO_CLOCK,
                _flat(pause.name),
                _flat(pause.basis),
            )
            for pause in history.pauses
        ),
        *(
            ("延长", str(one.days), one.granted_on.isoformat(), _flat(one.basis))
            for one in history.extensions
        ),
        ("截至", history.asked_on.isoformat()),
    ]
    return "\n".join(_BAR.join(line).rstrip(" |") for line in lines)


def read_history(text: str, *, today: date) -> ClockHistory:
    """Return the history that lines of text tell, in any order.

    Args:
        text: lines ``时钟``, ``时限``, ``起算``, ``停止``, ``延长`` and ``截至``, parts set apart by ``|``.
        today: day of asking where no line ``截至`` names one.

    Raises:
        InvalidHistory: lines that cannot be read; each is named by its number.
    """
    history = ClockHistory(None, None, ClockKind.STATUTORY, today)
    problems: list[Problem] = []
    met: list[str] = []
    lines = [line.strip() for line in text.replace(_WIDE_BAR, "|").splitlines()]
    if len(lines) > MOST_LINES:
        raise InvalidHistory(problems=(Problem("", f"最多 {MOST_LINES} 行"),))
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        word, *parts = (part.strip() for part in line.split("|"))
        try:
            history = _reader_of(word, met)(history, (*parts, "", "", "", "", ""))
        except _UnreadableError as odd:
            problems.append(_problem(number, odd.says, word=word[:_LONGEST]))
        except (InvalidTimeLimit, InvalidPause) as odd:
            problems += [_problem(number, one.text()) for one in odd.problems]
        met.append(word)
    problems += [Problem("", f"缺少“{word}”一行") for word in _REQUIRED if word not in met]
    if problems:
        raise InvalidHistory(problems=tuple(problems))
    return history


class _UnreadableError(ValueError):
    """A line that cannot be read, with what is wrong."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


_Reader = Callable[[ClockHistory, tuple[str, ...]], ClockHistory]


def _reader_of(word: str, met: list[str]) -> _Reader:
    if word not in _READERS:
        raise _UnreadableError("不认识“%(word)s”；每行以时钟、时限、起算、停止、延长或截至开头")
    if word in met and word not in _REPEATED:
        raise _UnreadableError("“%(word)s”只能写一行")
    return _READERS[word]


def _read_kind(history: ClockHistory, parts: tuple[str, ...]) -> ClockHistory:
    return replace(history, kind=_kind(parts[0]))


def _read_limit(history: ClockHistory, parts: tuple[str, ...]) -> ClockHistory:
    if parts[0] == _NONE:
        return replace(history, limit=None)
    try:
        unit = TimeUnit(parts[1])
    except ValueError as odd:
        raise _UnreadableError("单位应为“工作日”或“日”") from odd
    return replace(history, limit=TimeLimit(_count(parts[0]), unit))


def _read_start(history: ClockHistory, parts: tuple[str, ...]) -> ClockHistory:
    starts_on = None if parts[0] == _NOT_YET else _date(parts[0])
    return replace(history, starts_on=starts_on, starts_with=_flat(parts[1]) or history.starts_with)


def _read_pause(history: ClockHistory, parts: tuple[str, ...]) -> ClockHistory:
    to_on = None if parts[1] == _OPEN else _date(parts[1])
    named = () if parts[2] == _NO_CLOCK else (parts[2] or _LIST_MARK.join(ClockKind)).split(_LIST_MARK)
    stops = frozenset(_kind(name.strip()) for name in named)
    pause = Pause(_date(parts[0]), to_on, stops, name=_flat(parts[3]), basis=_flat(parts[4]))
    return replace(history, pauses=(*history.pauses, pause))


def _read_extension(history: ClockHistory, parts: tuple[str, ...]) -> ClockHistory:
    one = Extension(_count(parts[0]), _date(parts[1]), basis=_flat(parts[2]))
    return replace(history, extensions=(*history.extensions, one))


def _read_day(history: ClockHistory, parts: tuple[str, ...]) -> ClockHistory:
    return replace(history, asked_on=_date(parts[0]))


_READERS: MappingProxyType[str, _Reader] = MappingProxyType(
    {
        "时钟": _read_kind,
        "时限": _read_limit,
        "起算": _read_start,
        "停止": _read_pause,
        "延长": _read_extension,
        "截至": _read_day,
    }
)
_REPEATED = frozenset({"停止", "延长"})
_REQUIRED = ("时限", "起算")


def _kind(text: str) -> ClockKind:
    try:
        return ClockKind(text)
    except ValueError as odd:
        raise _UnreadableError("时钟应为“法定”或“承诺”") from odd


def _date(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as odd:
        raise _UnreadableError("日期应写作 2026-03-02") from odd
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise _UnreadableError(f"日期应在 {_FIRST_YEAR} 年至 {_LAST_YEAR} 年之间")
    return found


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_COUNT):
        raise _UnreadableError("天数应为数字")
    return int(text)


def _flat(text: str) -> str:
    """Return a text that stays one part of one line."""
    return " ".join(text.replace("|", " ").replace(_WIDE_BAR, " ").split())[:_LONGEST]


def _problem(number: int, says: str, **facts: str) -> Problem:
    told = {"line": str(number), **facts}
    return Problem(f"line.{number}", f"第 %(line)s 行：{says}", tuple(told.items()))
