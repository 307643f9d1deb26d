"""What the demo says while it runs: one line that moves, or plain lines where nobody watches."""

import shutil
import sys
import time
import unicodedata
from dataclasses import dataclass, field

_PLAIN_EVERY_SECONDS = 10.0


@dataclass(slots=True)
class Progress:
    """Tells how far the walk is.

    Attributes:
        moving: overwrite the last line; False prints a line now and then.
    """

    moving: bool = field(default_factory=sys.stdout.isatty)
    began: float = field(default_factory=time.monotonic)
    last_plain: float = -_PLAIN_EVERY_SECONDS

    def seconds(self) -> float:
        """Return how long it has taken so far."""
        return time.monotonic() - self.began

    def says(self, words: str) -> None:
        """Print a line that stays."""
        self._clear()
        self._put(f"[{self.seconds():5.1f}s] {words}\n")

    def puts(self, words: str) -> None:
        """Print a line of the report, without the time."""
        self._clear()
        self._put(f"{words}\n")

    def moves(self, words: str) -> None:
        """Show where the walk is now."""
        line = f"[{self.seconds():5.1f}s] {words}"
        if self.moving:
            self._clear()
            self._put(_cut(line, shutil.get_terminal_size().columns - 1))
        elif self.seconds() - self.last_plain >= _PLAIN_EVERY_SECONDS:
            self.last_plain = self.seconds()
            self._put(f"{line}\n")

    def _clear(self) -> None:
        if self.moving:
            self._put("\r\x1b[2K")

    def _put(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()


def width_of(text: str) -> int:
    """Return the columns a text takes in a terminal: two for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def padded(text: str, columns: int) -> str:
    """Return the text cut or filled up to so many columns."""
    cut = _cut(text, columns)
    return cut + " " * (columns - width_of(cut))


def _cut(text: str, columns: int) -> str:
    taken = 0
    for place, letter in enumerate(text):
        taken += width_of(letter)
        if taken > columns:
            return text[:place]
    return text
