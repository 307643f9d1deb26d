"""Compile every translation (.po) of the source tree into the form gettext reads (.mo)."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

_SOURCE = Path(__file__).parent.parent / "src"


def main() -> None:
    """Compile what is newer than its result."""
    for text in sorted(_SOURCE.rglob("*.po")):
        compiled = text.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= text.stat().st_mtime:
            continue
        with text.open("rb") as source, compiled.open("wb") as result:
            write_mo(result, read_po(source))


if __name__ == "__main__":
    main()
