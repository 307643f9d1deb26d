"""The proof at the end: every answer the demo was given is handed to the checks of the invariants."""

import msgspec

from tongjian.roles import steps
from tongjian.roles.demo.client import Line
from tongjian.roles.demo.house import House
from tongjian.roles.embedded_postgres import Role
from tongjian.roles.invariants import Answer


def prove(house: House, line: Line) -> None:
    """Check I1 to I4 and I10 over the whole database, as the loader, after the last request.

    Raises:
        subprocess.CalledProcessError: a breach; what was found has been printed.
    """
    answers, files = house.folder / "answers.jsonl", house.folder / "files.jsonl"
    answers.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in _answers(line)))
    files.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in line.files))
    steps.run_step(
        "check_rows",
        "--skip-checks",
        "--answers",
        str(answers),
        "--files",
        str(files),
        role=Role.LOADER,
        urls=house.urls,
    )


def _answers(line: Line) -> list[Answer]:
    return [
        Answer(
            person=one.person,
            key=one.key,
            act=one.receipt.act,
            id=one.receipt.id,
            number=one.receipt.number,
            state=one.receipt.state,
            position=one.receipt.position,
            made=one.receipt.made,
        )
        for one in line.acknowledged
    ]
