"""What stands in the repository says nothing of where it was built."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

FOREIGN = {
    "a path of somebody's machine": re.compile(r"(?<![\w/.])/(?:root|home/\w+|Users/\w+|work|tmp/tj)/"),
    "an address of a package registry": re.compile(
        r"https?://[\w.:@-]*(?:pypi|pythonhosted|npmjs|npmmirror|registry|artifactory|nexus|devpi)[\w.:-]*",
        re.IGNORECASE,
    ),
    "a private key": re.compile(r"-----BEGIN (?:\w+ )?PRIVATE KEY-----"),
}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".yml",
    ".yaml",
    ".json",
    ".lock",
    ".html",
    ".js",
    ".mjs",
    ".scss",
    ".sql",
    ".txt",
    ".sh",
    "",
}
THIS = Path(__file__).relative_to(ROOT)


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: the list of tracked files is unknown")
    said = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    return [Path(name) for name in said.stdout.split("\0") if name]


@pytest.mark.parametrize("what", FOREIGN)
def test_tracked_files_hold_no(what: str) -> None:
    found = []
    for path in tracked():
        if path.suffix not in TEXT or path == THIS or not (ROOT / path).is_file():
            continue
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), start=1):
            if FOREIGN[what].search(line):
                found.append(f"{path}:{number}")
    assert found == []


def test_no_built_file_is_tracked() -> None:
    built = [
        str(path)
        for path in tracked()
        if path.suffix in {".mo", ".pyc", ".so"} or "node_modules" in path.parts
    ]
    assert built == []


def test_no_tracked_source_file_is_over_500_lines() -> None:
    long = [
        str(path)
        for path in tracked()
        if path.suffix in {".py", ".html", ".js", ".mjs", ".scss"}
        and (ROOT / path).is_file()
        and len((ROOT / path).read_text(encoding="utf-8").splitlines()) > 500
    ]
    assert long == []


def test_what_is_installed_is_pinned_by_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9][\w.-]*(?:\[[\w,-]+\])?==\S+(?: ;.*)? \\$", lock, flags=re.MULTILINE)
    entries = re.findall(r"^[a-z0-9].*$", lock, flags=re.MULTILINE)
    assert len(pins) == len(entries) > 40
    assert lock.count("--hash=sha256:") >= len(pins)
