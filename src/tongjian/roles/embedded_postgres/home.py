"""The folder a cluster lives in: where it may be, whose it is, who holds it."""

import fcntl
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from tongjian.roles.embedded_postgres.account import Account
from tongjian.roles.embedded_postgres.errors import FolderTaken

DEFAULT_PORT = 55432
CLOSED_PARENT_HOME = Path("/var/lib/tongjian")
"""Where clusters go when root runs us and the wished folder is closed to the server's user."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What cluster is wanted.

    Attributes:
        folder: home of the cluster: data, passwords, log, lock.
        port: on 127.0.0.1.
        durable: False gives up safety against power loss for speed: tests only.
        closed_parent_home: where clusters go whose folder the server's user cannot enter.
    """

    folder: Path
    port: int = DEFAULT_PORT
    durable: bool = True
    closed_parent_home: Path = CLOSED_PARENT_HOME


def find_home(plan: Plan, account: Account) -> Path:
    """Return the wished folder, or one under ``closed_parent_home`` when that is out of reach."""
    wished = plan.folder.absolute()
    ancestor = next(parent for parent in wished.parents if parent.exists())
    if account.reaches(ancestor):
        return wished
    mark = hashlib.sha256(str(wished).encode()).hexdigest()[:8]
    return plan.closed_parent_home / f"postgres-{mark}"


def settle(plan: Plan, account: Account) -> Path:
    """Make the home folder, the server's own and closed to others. No parent is opened up.

    Raises:
        FolderTaken: the folder holds something that is not a cluster of ours.
    """
    home = find_home(plan, account)
    if home.exists() and any(home.iterdir()) and not (home / "lock").exists():
        raise FolderTaken(folder=home)
    home.parent.mkdir(parents=True, exist_ok=True)
    home.mkdir(exist_ok=True)
    home.chmod(0o700)
    account.own(home)
    return home


def hold(home: Path) -> TextIO:
    """Hold the folder for as long as the returned file is open, at most while this process lives.

    Raises:
        FolderTaken: another process holds it.
    """
    lock = (home / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as taken:
        lock.close()
        raise FolderTaken(folder=home) from taken
    return lock
