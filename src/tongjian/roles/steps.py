"""The steps of a start, each a process of its own in its own database role."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tongjian.kit import Settings
from tongjian.roles.database import POOL_VARIABLE, ROLE_VARIABLE, VARIABLES, DatabaseUrls
from tongjian.roles.embedded_postgres import Role
from tongjian.roles.grants import grant
from tongjian.roles.web import STAY_WITH_PARENT

_PACKAGE = Path(__file__).parent.parent


def environment_of(role: Role, urls: DatabaseUrls) -> dict[str, str]:
    """Return the environment of a process that acts in this role and can reach no other."""
    others = set(VARIABLES.values())
    kept = {name: value for name, value in os.environ.items() if name not in others}
    handed = {VARIABLES[Role.APP]: urls.app, VARIABLES[role]: urls.of(role), ROLE_VARIABLE: role.value}
    return kept | handed | {"DJANGO_SETTINGS_MODULE": "tongjian.roles.django_settings"}


def run_step(*command: str, role: Role, urls: DatabaseUrls) -> None:
    """Run a Django command in a role and wait for it.

    Raises:
        subprocess.CalledProcessError: the command failed; it has said why itself.
    """
    environment = environment_of(role, urls) | {POOL_VARIABLE: "0"}
    subprocess.run([sys.executable, "-m", "django", *command], env=environment, check=True)  # noqa: S603


def migrate(urls: DatabaseUrls) -> None:
    """Bring the tables up to date as their owner, then grant the web and the worker their rights."""
    run_step("migrate", "--noinput", "--skip-checks", "--verbosity", "0", role=Role.OWNER, urls=urls)
    grant(urls.owner)


def load(urls: DatabaseUrls, settings: Settings) -> None:
    """Load the catalogue, and the sample city in a demo, where nothing is loaded yet."""
    sample = ("--sample-city",) if settings.demo else ()
    run_step("load_house", "--skip-checks", *sample, role=Role.LOADER, urls=urls)


def tidy(urls: DatabaseUrls) -> None:
    """Remove what nobody needs any more: old phone codes, unfinished uploads, ended sessions."""
    run_step("tidy", "--skip-checks", role=Role.LOADER, urls=urls)


def sweep(urls: DatabaseUrls) -> None:
    """Write down what the calendar alone has brought about: acceptance and consent by silence."""
    run_step("sweep", "--skip-checks", role=Role.LOADER, urls=urls)


def work_flow(urls: DatabaseUrls) -> None:
    """Fire timers and do jobs of the flow engine until told to stop."""
    run_step("work_flow", "--skip-checks", role=Role.FLOW, urls=urls)


def work_notify(urls: DatabaseUrls) -> None:
    """Send messages on their channels until told to stop."""
    run_step("work_notify", "--skip-checks", role=Role.LOADER, urls=urls)


def migrate_flow(urls: DatabaseUrls, asked: list[str]) -> None:
    """Move running instances of a process to another version, or tell which could not be moved."""
    run_step("migrate_flow", "--skip-checks", *asked, role=Role.LOADER, urls=urls)


def worker_command(queue: str) -> list[str]:
    """Return the command of a worker of a queue, ``flow`` or ``notify``, that ends with its starter."""
    return [sys.executable, "-m", "django", f"work_{queue}", "--skip-checks", STAY_WITH_PARENT]


def prepared_mark(settings: Settings) -> str:
    """Return a mark that changes with anything ``migrate`` and ``load`` depend on."""
    folders = [*_PACKAGE.glob("*/store"), *_PACKAGE.glob("*/data"), _PACKAGE / "flow" / "processes"]
    return fingerprint([*folders, _PACKAGE / "roles"]) + ("+demo" if settings.demo else "")


def collect_static(urls: DatabaseUrls, settings: Settings) -> None:
    """Put the pages' files, named by content and compressed, where the web serves them."""
    mark, stamp = fingerprint(_PACKAGE.glob("*/static")), settings.data_folder / "static.stamp"
    manifest = settings.data_folder / "static" / "staticfiles.json"
    if manifest.exists() and stamp.exists() and stamp.read_text() == mark:
        return
    run_step(
        "collectstatic", "--skip-checks", "--noinput", "--clear", "--verbosity", "0", role=Role.APP, urls=urls
    )
    stamp.write_text(mark)


def fingerprint(folders: Iterable[Path]) -> str:
    """Return a mark that changes when a file in these folders comes, goes or changes."""
    marks = hashlib.sha256()
    for folder in sorted(folders):
        for file in sorted(folder.rglob("*")):
            if file.suffix == ".pyc" or not file.is_file():
                continue
            seen = file.stat()
            marks.update(f"{file.relative_to(_PACKAGE)} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return marks.hexdigest()
