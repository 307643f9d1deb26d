from pathlib import Path

from tongjian.kit import Settings
from tongjian.roles.database import (
    DatabaseUrls,
    connection_settings,
    django_databases,
    urls_from,
)
from tongjian.roles.embedded_postgres import Role
from tongjian.roles.steps import environment_of

URLS = DatabaseUrls(
    app="postgresql://a", owner="postgresql://o", loader="postgresql://l", flow="postgresql://f"
)


def test_an_address_keeps_its_tls_parameters() -> None:
    read = connection_settings("postgresql://u:p%40ss@db.example:5433/gc?sslmode=verify-full", pool=4)
    assert (read["USER"], read["PASSWORD"], read["HOST"], read["PORT"], read["NAME"]) == (
        "u",
        "p@ss",
        "db.example",
        "5433",
        "gc",
    )
    assert read["OPTIONS"]["sslmode"] == "verify-full"
    assert read["OPTIONS"]["pool"]["max_size"] == 4


def test_without_a_pool_none_is_asked_for() -> None:
    assert "pool" not in connection_settings("postgresql://u@h/d", pool=0)["OPTIONS"]


def test_a_role_without_an_address_uses_the_webs() -> None:
    read = urls_from({"DATABASE_URL": "postgresql://a"})
    assert read == DatabaseUrls(
        app="postgresql://a", owner="postgresql://a", loader="postgresql://a", flow="postgresql://a"
    )
    assert urls_from({}) is None


def test_a_worker_without_an_address_uses_the_loaders() -> None:
    read = urls_from({"DATABASE_URL": "postgresql://a", "DATABASE_LOADER_URL": "postgresql://l"})
    assert read is not None
    assert read.flow == "postgresql://l"


def test_the_role_is_named_by_the_environment(tmp_path: Path) -> None:
    environment = URLS.as_environment() | {"TONGJIAN_DATABASE_ROLE": "tongjian_owner"}
    environment["DATABASE_OWNER_URL"] = "postgresql://o@h/d"
    assert django_databases(environment, Settings(data_folder=tmp_path))["default"]["USER"] == "o"


def test_the_web_is_handed_no_other_roles_address() -> None:
    handed = environment_of(Role.APP, URLS)
    assert handed["DATABASE_URL"] == "postgresql://a"
    assert {"DATABASE_OWNER_URL", "DATABASE_LOADER_URL", "DATABASE_FLOW_URL"} & handed.keys() == set()


def test_the_worker_is_handed_no_way_past_row_level_security() -> None:
    handed = environment_of(Role.FLOW, URLS)
    assert handed["DATABASE_FLOW_URL"] == "postgresql://f"
    assert {"DATABASE_OWNER_URL", "DATABASE_LOADER_URL"} & handed.keys() == set()


def test_the_loader_is_handed_its_own() -> None:
    handed = environment_of(Role.LOADER, URLS)
    assert handed["DATABASE_LOADER_URL"] == "postgresql://l"
    assert "DATABASE_OWNER_URL" not in handed


def test_addresses_do_not_show_in_a_repr() -> None:
    assert "postgresql" not in repr(URLS)
