"""``tongjian prepare-server``: make the house's roles and database on an ordinary server, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tongjian.kit import Refusal
from tongjian.roles.database import VARIABLES
from tongjian.roles.embedded_postgres import Role, bootstrap

ADMIN_VARIABLE = "DATABASE_ADMIN_URL"


@dataclass(eq=False, kw_only=True)
class AddressesMissing(Refusal):
    """An address is missing, or names another role than the one it is for."""

    code: ClassVar[str] = "roles.addresses_missing"
    says: ClassVar[str] = "缺少或不正确的环境变量 / missing or wrong variables: %(variables)s"
    advice: ClassVar[str] = (
        "请按 postgresql://角色:口令@主机/库名 设置后再试 / "
        "set each to postgresql://role:password@host/database, the role as named by the variable's purpose"
    )
    variables: str


def prepare_server(environment: Mapping[str, str]) -> None:
    """Make roles, passwords and database as the addresses in the environment name them; repeatable.

    Needs ``DATABASE_ADMIN_URL`` of a role that may create roles with BYPASSRLS, for this once.

    Raises:
        AddressesMissing: one Refusal that names every variable at fault.
    """
    wanted = {role: conninfo_to_dict(environment.get(name, "")) for role, name in VARIABLES.items()}
    wrong = [VARIABLES[role] for role, parts in wanted.items() if not _complete(role, parts)]
    if not environment.get(ADMIN_VARIABLE):
        wrong.append(ADMIN_VARIABLE)
    if wrong:
        raise AddressesMissing(variables=", ".join(wrong))
    admin, name = environment[ADMIN_VARIABLE], str(wanted[Role.APP]["dbname"])
    with psycopg.connect(admin, autocommit=True) as connection:
        bootstrap.make_roles(connection, {role: str(parts["password"]) for role, parts in wanted.items()})
        bootstrap.make_database(connection, name)
    with psycopg.connect(make_conninfo(admin, dbname=name), autocommit=True) as connection:
        bootstrap.open_schema(connection)


def _complete(role: Role, parts: Mapping[str, object]) -> bool:
    return parts.get("user") == role.value and bool(parts.get("password")) and bool(parts.get("dbname"))
