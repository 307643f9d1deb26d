"""The proof at the end: every answer the demo was given is handed to the checks of the invariants."""

import msgspec

from tongjian.roles import steps
from tongjian.roles.demo.client import Acknowledged, Line
from tongjian.roles.demo.house import House
from tongjian.roles.embedded_postgres import Role


def prove(house: House, line: Line) -> None:
    """Check I1 to I4 and I10 over the whole database, as the loader, after the last request.

    The checks need the database, so they are a process of their own.

    Raises:
        subprocess.CalledProcessError: a breach; what was found has been printed.
    """
    answers, files = house.folder / "answers.jsonl", house.folder / "files.jsonl"
    answers.write_bytes(msgspec.json.Encoder().encode_lines([_answer(one) for one in line.acknowledged]))
    files.write_bytes(msgspec.json.Encoder().encode_lines(line.files))
    given = ("--answers", str(answers), "--files", str(files))
    steps.run_step("check_rows", "--skip-checks", *given, role=Role.LOADER, urls=house.urls)


def _answer(one: Acknowledged) -> dict[str, object]:
    """Return an answer as ``tongjian.roles.invariants.Answer`` reads it."""
    return {**msgspec.structs.asdict(one.receipt), "person": one.person, "key": one.key}
