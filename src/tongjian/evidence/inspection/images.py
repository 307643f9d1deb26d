"""JPEG and PNG, decoded once to see that they are whole."""

import warnings
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from tongjian.evidence.domain.files import FileKind, Verdict
from tongjian.evidence.inspection.child import Faulty, answer
from tongjian.evidence.inspection.signatures import check_single, check_start

LARGEST_PIXELS = 100_000_000
"""Pixels of a picture; an A0 sheet at 200 dots per inch has 62 million."""

_FORMATS = {FileKind.JPEG: ("JPEG", "MPO"), FileKind.PNG: ("PNG",)}


def inspect(path: Path, kind: FileKind) -> Verdict:
    """Return what is wrong with a picture."""
    check_start(path, kind)
    check_single(path, kind)
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    try:
        with Image.open(path, formats=_FORMATS[kind]) as picture:
            width, height = picture.size
            if width * height > LARGEST_PIXELS:
                raise Faulty("pixels_many", f"{width}×{height}")
            picture.load()
    except Image.DecompressionBombError as bomb:
        raise Faulty("pixels_many", "过多") from bomb
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError) as fault:
        raise Faulty("broken") from fault
    return Verdict()


if __name__ == "__main__":
    answer(inspect)
