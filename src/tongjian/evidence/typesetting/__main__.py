"""The child: a template's name, facts and instant come in as JSON, the PDF goes out."""

import json
import resource
import sys
from pathlib import Path
from typing import Final

import typst

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_LIMITS = (
    (resource.RLIMIT_AS, 1 << 30),
    (resource.RLIMIT_CPU, 20),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_CORE, 0),
)
STANDARD: Final = "a-2b"
"""PDF for keeping (ISO 19005-2): fonts inside, and a character without a glyph is an error."""


def typeset(*, template: str, facts: str, instant: int, fonts: list[str]) -> bytes:
    """Return the PDF of a template filled with facts (JSON), dated at an instant in Unix seconds."""
    house = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=fonts)
    compiler = typst.Compiler(
        input=str(_TEMPLATES / f"{template}.typ"),
        root=str(_TEMPLATES),
        font_paths=house,
        sys_inputs={"facts": facts},
    )
    pdf = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=instant)
    if not isinstance(pdf, bytes):
        raise TypeError(template)
    return pdf


def main() -> None:
    """Read one order from standard input and write the PDF to standard output."""
    for what, limit in _LIMITS:
        resource.setrlimit(what, (limit, limit))
    order = json.load(sys.stdin)
    sys.stdout.buffer.write(
        typeset(
            template=order["template"],
            facts=json.dumps(order["facts"], ensure_ascii=False, sort_keys=True),
            instant=order["instant"],
            fonts=order["fonts"],
        )
    )


if __name__ == "__main__":
    main()
