"""The passwords of the cluster's roles: made once, kept in one file only we can read."""

import json
import os
import secrets
from enum import StrEnum
from pathlib import Path

_FILE = "secrets.json"


class Role(StrEnum):
    """The database roles of the house."""

    SUPERUSER = "postgres"
    OWNER = "tongjian_owner"
    APP = "tongjian_app"
    LOADER = "tongjian_loader"
    FLOW = "tongjian_flow"


def exist(home: Path) -> bool:
    """Tell whether the passwords were made already."""
    return (home / _FILE).exists()


def keep(home: Path) -> dict[Role, str]:
    """Return the passwords by role; the first call makes them (file mode 0600).

    A role that came with a later version gets its password at the next start.
    """
    file = home / _FILE
    kept: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if exist(home) else {}
    made = {role.value: kept.get(role.value) or secrets.token_urlsafe(24) for role in Role}
    if made != kept:
        unfinished = home / f"{_FILE}.part"
        unfinished.unlink(missing_ok=True)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(made, out)
        unfinished.rename(file)
    return read(home)


def read(home: Path) -> dict[Role, str]:
    """Return the passwords made earlier; a role that is newer than the file has none."""
    kept = json.loads((home / _FILE).read_text(encoding="utf-8"))
    return {role: kept.get(role.value, "") for role in Role}
