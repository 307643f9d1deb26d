"""The key that signs sessions and tokens: from the environment, or made once and kept."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "TONGJIAN_SECRET_KEY"
_FILE = "secret_key"


def secret_key(environment: Mapping[str, str], folder: Path) -> str:
    """Return the key given by the environment, else the one kept in ``folder`` (mode 0600)."""
    given = environment.get(VARIABLE)
    if given:
        return given
    file = folder / _FILE
    folder.mkdir(parents=True, exist_ok=True)
    mine = file.with_name(f"{_FILE}.{os.getpid()}")
    if not file.exists():
        mine.touch(mode=0o600)
        mine.write_text(secrets.token_urlsafe(50), encoding="ascii")
        _first_wins(mine, file)
    return file.read_text(encoding="ascii")


def _first_wins(mine: Path, file: Path) -> None:
    """Give the file its name unless another process was first."""
    try:
        os.link(mine, file)
    except FileExistsError:
        pass
    finally:
        mine.unlink()
