"""What the pages' parts show: plain values that a view makes and a template tag draws."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.safestring import SafeString

Shown = str | SafeString | int | date | datetime
"""Anything a page can show as text."""


class Light(StrEnum):
    """The traffic light of a time limit: shape, word and colour together."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    PAUSED = "paused"
    NONE = "none"


class Tone(StrEnum):
    """How a state or a banner is tinted; its words alone must already say it."""

    PLAIN = ""
    ACTIVE = "active"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


class Progress(StrEnum):
    """Where a step of a timeline stands."""

    DONE = "done"
    NOW = "now"
    WAIT = "wait"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with one field, as the error summary lists it.

    Attributes:
        target: id of the control the link leads to; empty for the whole form.
    """

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a facts list.

    Attributes:
        change: the way to change it; its label is read together with ``label``.
        wide: takes the whole width where facts stand in two columns.
    """

    label: str
    value: Shown
    change: Link | None = None
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a timeline."""

    title: str
    at: datetime | date | None = None
    who: str = ""
    progress: Progress = Progress.DONE
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row of a task list: what is to do, and how far it is."""

    label: str
    href: str
    state: str
    tone: Tone = Tone.PLAIN
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab; without JavaScript, each is a page of its own."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class StateTag:
    """A state in words on a tint."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Pick:
    """A box to tick a row with.

    Attributes:
        name: of the control; all rows of a table share it.
        value: what the row stands for.
        label: read out, not shown: which row it picks.
    """

    name: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes:
        main: heads the card on a phone.
        sub: a second, smaller line.
        number: set in figures of one width, to the right.
        unbroken: stays on one line, as a code does.
    """

    value: Shown | Light | StateTag | Pick = ""
    href: str = ""
    main: bool = False
    sub: str = ""
    number: bool = False
    unbroken: bool = False

    @property
    def kind(self) -> str:
        """Return which drawing the value needs."""
        match self.value:
            case Light():
                return "light"
            case StateTag():
                return "state"
            case Pick():
                return "pick"
            case datetime():
                return "moment"
            case date():
                return "day"
            case _:
                return "text"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column.

    Attributes:
        drawn: a chart beside the table draws the column.
        number: it holds numbers.
        light: the light it stands for; empty for none.
    """

    label: str
    drawn: bool
    number: bool
    light: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table, drawn as cards on a phone.

    Attributes:
        caption: what it lists; read aloud, and shown when ``shows_caption``.
        series: numbers of the columns, from 0, that a chart beside it draws.
        lights: the light a drawn column stands for, by column; the chart takes its colour.
        roomy: for citizens; staff lists stay dense.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    id: str = ""
    shows_caption: bool = False
    series: tuple[int, ...] = ()
    lights: tuple[tuple[int, Light], ...] = ()
    roomy: bool = False

    @property
    def heads(self) -> tuple[Head, ...]:
        """Return the columns' heads."""
        first = self.rows[0] if self.rows else ()
        numbers = {at for at, cell in enumerate(first) if cell.number}
        lights = dict(self.lights)
        return tuple(
            Head(name, at in self.series, at in numbers, lights.get(at, ""))
            for at, name in enumerate(self.columns)
        )

    @property
    def labelled_rows(self) -> tuple[tuple[tuple[str, Cell], ...], ...]:
        """Return the rows, each cell with its column's head."""
        return tuple(tuple(zip(self.columns, row, strict=True)) for row in self.rows)
