"""I10: every file that is referred to is known, and its bytes are there with their hash."""

from collections.abc import Iterator

from tongjian.evidence import Files, StoredFile
from tongjian.roles.invariants.breaches import Broken, Invariant, ask, rows_of
from tongjian.roles.invariants.questions import REFERRED

_FILES = "SELECT id, sha256, size, media_type, name, uploaded_by, holder, at FROM evidence_file ORDER BY id"


def check_files(files: Files) -> Iterator[Broken]:
    """Return a breach for every file that is missing, unknown or not what it was."""
    yield from ask(Invariant.FILES, REFERRED)
    checked: set[tuple[str, int]] = set()
    for row in rows_of(_FILES):
        file = StoredFile(*row)
        if (file.sha256, file.size) in checked:
            continue
        checked.add((file.sha256, file.size))
        if not files.verify_file(file):
            yield Broken(Invariant.FILES, f"文件 {file.id}（{file.name}）的内容丢失或已被改动")
