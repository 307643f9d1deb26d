"""The worked examples of docs/processes.md do what the page says."""

import json
import re
from pathlib import Path

import pytest

from tongjian.calendar import WorkCalendar, shipped_years
from tongjian.flow import compile_process, play
from tongjian.roles.deadlines import CalendarDeadlines

PAGE = (Path(__file__).parents[3] / "docs" / "processes.md").read_text(encoding="utf-8")
FRAME = re.search(r"```text\n(<definitions.*?</definitions>)", PAGE, re.DOTALL)
EXAMPLES = re.findall(
    r"^### (\d+\. [^\n]+)\n.*?```xml\n(.*?)```\n```jsonl\n(.*?)```\n```json\n(.*?)\n```",
    PAGE,
    re.MULTILINE | re.DOTALL,
)


def _text(body: str) -> bytes:
    assert FRAME is not None
    return FRAME[1].replace(" … ", body).encode()


def test_there_are_ten_examples() -> None:
    assert [title.split(".")[0] for title, *_rest in EXAMPLES] == [str(at) for at in range(1, 11)]


@pytest.mark.parametrize(("title", "body", "commands", "last"), EXAMPLES, ids=lambda text: text[:40])
def test_an_example_does_what_the_page_says(title: str, body: str, commands: str, last: str) -> None:
    deadlines = CalendarDeadlines(WorkCalendar(shipped_years()))
    lines = [*play([_text(body)], commands.splitlines(), deadlines=deadlines)]
    assert json.loads(lines[-1]) == json.loads(last), title


@pytest.mark.parametrize(("title", "body"), [one[:2] for one in EXAMPLES], ids=lambda text: text[:40])
def test_an_example_is_deployed_without_warning(title: str, body: str) -> None:
    assert compile_process(_text(body)).warnings == (), title


def test_every_way_of_writing_a_condition_in_the_table_parses() -> None:
    table = PAGE.partition("| to say | write |")[2].partition("\n\n")[0]
    written = re.findall(r"`([^`]+)`", table)
    assert len(written) > 15
    frame = EXAMPLES[0][1]
    for condition in written:
        told = condition.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        compile_process(_text(frame.replace("总投资 &gt;= 5000", told)))
