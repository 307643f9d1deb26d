"""``tongjian check``: is this installation fit to run?"""

from dataclasses import dataclass
from typing import ClassVar

import psycopg

from tongjian.kit import Refusal
from tongjian.roles.database import DatabaseUrls
from tongjian.roles.embedded_postgres import Role
from tongjian.roles.steps import run_step

_OLDEST = 160000
_QUESTIONS = """
SELECT current_setting('server_version_num')::int,
       r.rolsuper OR r.rolcreaterole OR r.rolcreatedb,
       r.rolbypassrls,
       has_schema_privilege('public', 'CREATE') OR has_database_privilege(current_database(), 'CREATE')
FROM pg_roles r WHERE r.rolname = current_user
"""


@dataclass(eq=False, kw_only=True)
class UnfitDatabase(Refusal):
    """The database server or the rights of a role are not what the system relies on."""

    code: ClassVar[str] = "roles.unfit_database"
    says: ClassVar[str] = "数据库不符合运行要求 / the database is not fit: %(findings)s"
    advice: ClassVar[str] = "请由数据库管理员改正后再试 / ask the database administrator to correct this"
    findings: str


def check(urls: DatabaseUrls) -> None:
    """Check the server, the rights of the web's role, the settings, and that no migration is due.

    Raises:
        UnfitDatabase: the server is too old, or a role has more rights than it may have.
        subprocess.CalledProcessError: Django's own checks failed.
    """
    findings = web_findings(urls.app)
    if findings:
        raise UnfitDatabase(findings="; ".join(findings))
    run_step("check", "--fail-level", "ERROR", role=Role.APP, urls=urls)
    run_step("migrate", "--check", "--skip-checks", "--verbosity", "0", role=Role.OWNER, urls=urls)


def check_rows(urls: DatabaseUrls) -> None:
    """Check all that ``check`` does, then the invariants over every row and file, in the loader's role.

    Raises:
        UnfitDatabase: the server is too old, or a role has more rights than it may have.
        subprocess.CalledProcessError: an invariant is broken; what was found has been printed.
    """
    check(urls)
    run_step("check_rows", "--skip-checks", role=Role.LOADER, urls=urls)


def web_findings(app_url: str) -> list[str]:
    """Return what is wrong with the server as the web's role sees it; empty when nothing is."""
    with psycopg.connect(app_url) as connection:
        row = connection.execute(_QUESTIONS).fetchone()
    version, administers, bypasses, creates = row or (0, True, True, True)
    findings = {
        "PostgreSQL < 16": version < _OLDEST,
        "the web's role may administer the server": administers,
        "the web's role bypasses row-level security": bypasses,
        "the web's role may create tables": creates,
    }
    return [words for words, found in findings.items() if found]
