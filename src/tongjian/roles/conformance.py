"""``tongjian rules conformance DIR``: the test cases under a folder, in the compatibility kit's format."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from tongjian.kit import CHINA, Absent, SystemClock
from tongjian.rules.conformance import FolderScore, run_folder


@dataclass(eq=False, kw_only=True)
class NoCases(Absent):
    """The folder holds no test cases."""

    code: ClassVar[str] = "roles.no_cases"
    says: ClassVar[str] = "该目录下没有测试用例"
    advice: ClassVar[str] = "请给出含有 .dmn 模型与 .xml 用例的目录"


def run_conformance(root: Path, *, as_json: bool, reasons: bool) -> None:
    """Run every folder under the root that holds cases, and print one line for each.

    Args:
        root: a folder of cases, or one with such folders inside at any depth.
        as_json: print JSON; otherwise a line for people.
        reasons: tell on standard error what is wrong with each case that does not pass.

    Raises:
        NoCases: none is found.
    """
    scores = 0
    for score in _scores(root):
        scores += 1
        counts = score.counts()
        line = json.dumps(counts, ensure_ascii=False) if as_json else _line(counts)
        print(line, flush=True)  # noqa: T201
        for outcome in score.outcomes if reasons else ():
            if outcome.verdict != "passed":
                told = f"{score.folder}/{outcome.file} {outcome.identifier} {outcome.verdict}: {outcome.says}"
                print(told, file=sys.stderr)  # noqa: T201
    if not scores:
        raise NoCases


def _scores(root: Path) -> Iterator[FolderScore]:
    now = SystemClock().now().astimezone(CHINA)
    if not root.is_dir():
        raise NoCases
    folders = [root, *sorted(path for path in root.rglob("*") if path.is_dir())]
    for folder in folders:
        files = {
            path.name: path.read_bytes()
            for path in sorted(folder.iterdir())
            if path.is_file() and path.suffix in (".dmn", ".xml")
        }
        name = folder.relative_to(root).as_posix() if folder != root else root.resolve().name
        score = run_folder(name, files, now=now) if files else None
        if score is not None:
            yield score


def _line(counts: dict[str, str | int]) -> str:
    return "{folder}: 共 {total}，通过 {passed}，出错 {errors}，无声错误 {silently_wrong}".format_map(counts)
