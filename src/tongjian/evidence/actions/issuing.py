"""Setting documents as PDF."""

from dataclasses import dataclass

from tongjian.evidence.domain.documents import Document
from tongjian.evidence.ports import Typesetter


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents the house issues.

    Attributes:
        typesetter: what turns a document into a PDF.
    """

    typesetter: Typesetter

    def check(self, document: Document) -> None:
        """Let a document be issued where every character of it can be drawn.

        Raises:
            GlyphMissing: naming the characters that cannot.
        """
        self.typesetter.check(document)

    def render_pdf(self, document: Document) -> bytes:
        """Return a document as PDF; the same document always gives the same bytes.

        Raises:
            GlyphMissing: a character cannot be drawn, so the document is not issued.
            TypesettingFailed: the typesetter failed; trying again may help.
        """
        return self.typesetter.typeset(document)
