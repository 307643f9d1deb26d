"""Which database this process talks to, and in which role."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from tongjian.kit import Settings
from tongjian.roles.embedded_postgres import Cluster, Plan, Role, known

VARIABLES = {
    Role.APP: "DATABASE_URL",
    Role.OWNER: "DATABASE_OWNER_URL",
    Role.LOADER: "DATABASE_LOADER_URL",
    Role.FLOW: "DATABASE_FLOW_URL",
}
ROLE_VARIABLE = "TONGJIAN_DATABASE_ROLE"
POOL_VARIABLE = "TONGJIAN_DATABASE_POOL"
_UNKNOWN = "postgresql://tongjian_app@127.0.0.1:1/no_database_yet"


@dataclass(frozen=True, slots=True)
class DatabaseUrls:
    """How each role of the house reaches the database. The addresses hold passwords."""

    app: str = field(repr=False)
    owner: str = field(repr=False)
    loader: str = field(repr=False)
    flow: str = field(repr=False)

    def of(self, role: Role) -> str:
        """Return the address of one role."""
        return {
            Role.APP: self.app,
            Role.OWNER: self.owner,
            Role.LOADER: self.loader,
            Role.FLOW: self.flow,
        }[role]

    def as_environment(self) -> dict[str, str]:
        """Return the variables that hand these addresses to another process."""
        return {variable: self.of(role) for role, variable in VARIABLES.items()}


def embedded_plan(settings: Settings) -> Plan:
    """Return the plan of the embedded database of this installation."""
    return Plan(folder=settings.data_folder / "postgres", port=settings.database_port)


def urls_from(environment: Mapping[str, str]) -> DatabaseUrls | None:
    """Return the addresses of an ordinary server; None when ``DATABASE_URL`` is unset.

    A role without an address of its own gets none of the rights: it uses the web's. The worker of the
    processes uses the loader's, as it did before it had a role of its own.
    """
    app = environment.get(VARIABLES[Role.APP])
    if not app:
        return None
    loader = environment.get(VARIABLES[Role.LOADER], app)
    return DatabaseUrls(
        app=app,
        owner=environment.get(VARIABLES[Role.OWNER], app),
        loader=loader,
        flow=environment.get(VARIABLES[Role.FLOW], loader),
    )


def django_databases(environment: Mapping[str, str], settings: Settings) -> dict[str, dict[str, Any]]:
    """Return Django's ``DATABASES`` for the role named by the environment (the web's by default)."""
    role = Role(environment.get(ROLE_VARIABLE, Role.APP))
    urls = urls_from(environment) or _embedded_urls(environment, settings)
    pool = settings.web_threads if environment.get(POOL_VARIABLE, "1") == "1" else 0
    return {"default": connection_settings(urls.of(role) if urls else _UNKNOWN, pool=pool)}


def urls_of(cluster: Cluster, database: str = "tongjian") -> DatabaseUrls:
    """Return the addresses of a database of the embedded cluster."""
    return DatabaseUrls(
        app=cluster.url(Role.APP, database),
        owner=cluster.url(Role.OWNER, database),
        loader=cluster.url(Role.LOADER, database),
        flow=cluster.url(Role.FLOW, database),
    )


def connection_settings(url: str, *, pool: int) -> dict[str, Any]:
    """Return Django's settings of one connection.

    Args:
        url: libpq address; its parameters (``sslmode`` and so on) are kept.
        pool: largest number of connections kept open by this process; 0 opens one per thread.
    """
    parts: dict[str, Any] = {key: value for key, value in conninfo_to_dict(url).items() if value is not None}
    options: dict[str, Any] = {"connect_timeout": 10, "application_name": "tongjian", "prepare_threshold": 5}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    named = {
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
    }
    return {"ENGINE": "django.db.backends.postgresql", **named, "OPTIONS": options | parts}


def _embedded_urls(environment: Mapping[str, str], settings: Settings) -> DatabaseUrls | None:
    """Return the addresses of the embedded database, running or not; None before its first start."""
    cluster = known(embedded_plan(settings), environment)
    return urls_of(cluster) if cluster else None
