"""Whose rights the server runs with: ours, or an unprivileged user's when we are root."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tongjian.roles.embedded_postgres.errors import CannotDropRoot

_PREFERRED = ("tongjian", "nobody")
_ANYBODY = 65534
_MINUTES_5 = 300


@dataclass(frozen=True, slots=True)
class Account:
    """The user the server runs as.

    Attributes:
        name: for messages.
        uid: user number; None means the present user.
        gid: group number; None means the present group.
    """

    name: str
    uid: int | None = None
    gid: int | None = None

    def run(self, *command: str | Path, cwd: Path = Path("/")) -> subprocess.CompletedProcess[str]:
        """Run a program as this account in a bare environment and return what it said.

        Raises:
            CannotDropRoot: the system does not let us become this user.
        """
        sink = subprocess.PIPE
        try:
            return subprocess.run(  # noqa: S603
                [str(part) for part in command],
                cwd=cwd,
                env={"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath},
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                timeout=_MINUTES_5,
                check=False,
                user=self.uid,
                group=self.gid,
                extra_groups=None if self.uid is None else [],
            )
        except subprocess.SubprocessError as wrong:
            raise CannotDropRoot(user=self.name) from wrong

    def reaches(self, folder: Path) -> bool:
        """Tell whether this account may enter the folder."""
        return self.run("/bin/sh", "-c", 'cd "$0"', folder).returncode == 0

    def runs(self, program: Path) -> bool:
        """Tell whether this account may run the program."""
        try:
            return self.run(program, "--version").returncode == 0
        except OSError:
            return False

    def own(self, path: Path) -> None:
        """Hand one file or folder to this account."""
        if self.uid is not None:
            shutil.chown(path, self.uid, self.gid)


def unprivileged(environment: Mapping[str, str]) -> Account:
    """Return the account for the server: never root.

    Raises:
        CannotDropRoot: ``TONGJIAN_DATABASE_USER`` names no such user, or root itself.
    """
    if os.geteuid() != 0:
        return Account(name=str(os.geteuid()))
    named = environment.get("TONGJIAN_DATABASE_USER")
    for name in (named,) if named else _PREFERRED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name=name, uid=entry.pw_uid, gid=entry.pw_gid)
    if named:
        raise CannotDropRoot(user=named)
    return Account(name=str(_ANYBODY), uid=_ANYBODY, gid=_ANYBODY)
