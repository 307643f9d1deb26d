"""Further sets of the city's organisations, and two hundred officers with one to three posts each."""

from uuid import UUID

import psycopg

from bench.copies import WARD

OFFICERS = 200
_ROLES = ("clerk", "reviewer", "approver")
_PERSON = "overlay(md5('person-' || {}) PLACING '7' FROM 13 FOR 1)::uuid"
_OF_WARD = WARD.format("o.id", "w.n")
_WARDS = "generate_series(1, %(wards)s - 1) w(n)"

_ORGANS = f"""
INSERT INTO identity_organisation (id, code, name, kind, region, credit_code, parent)
SELECT {_OF_WARD}, o.code || '-ward-' || w.n, o.name || '（' || w.n || '）', o.kind, o.region, NULL, o.parent
FROM identity_organisation o CROSS JOIN {_WARDS} WHERE o.id = ANY(%(organs)s)
"""  # noqa: S608  # our own words
_PEOPLE = f"""
INSERT INTO identity_person (id, name)
SELECT {_PERSON.format("n")}, '测量员' || n FROM generate_series(1, %s) n
"""  # noqa: S608  # our own words
_POSTS = f"""
WITH organ AS (
  SELECT o.id, o.id AS first, 0 AS ward, o.kind FROM identity_organisation o WHERE o.id = ANY(%(organs)s)
  UNION ALL
  SELECT {_OF_WARD}, o.id, w.n, o.kind
  FROM identity_organisation o CROSS JOIN {_WARDS} WHERE o.id = ANY(%(organs)s)
)
SELECT o.id, w.role FROM organ o
JOIN (SELECT DISTINCT organisation, role FROM cases_work WHERE role = ANY(%(roles)s)) w
  ON w.organisation = o.first
ORDER BY o.ward = 0 AND o.kind = 'counter' DESC, md5(o.id::text || w.role)
"""  # noqa: S608  # our own words
_GRANT = f"""
INSERT INTO identity_grant (id, person, organisation, role, from_on)
VALUES (gen_random_uuid(), {_PERSON.format("%s::int")}, %s, %s, current_date - 1000)
"""  # noqa: S608  # our own words


def make_wards(loader: psycopg.Connection, organs: list[UUID], *, wards: int) -> None:
    """Make the organisations of the further wards, and the officers; nothing where there is one ward only."""
    if wards == 1:
        return
    asked = {"wards": wards, "organs": organs, "roles": list(_ROLES)}
    loader.execute(_ORGANS.encode(), asked)
    loader.execute(_PEOPLE.encode(), (OFFICERS,))
    _add_accounts(loader)
    posts = loader.execute(_POSTS.encode(), asked).fetchall()
    with loader.cursor() as cursor:
        for number in range(1, OFFICERS + 1):
            held = {(number - 1 + step * 67) % len(posts) for step in range(1 + number % 3)}
            cursor.executemany(_GRANT, [(number, *posts[place]) for place in sorted(held)])


def _add_accounts(loader: psycopg.Connection) -> None:
    """Give each officer an account with the sample city's password."""
    changed = {
        "id": "gen_random_uuid()",
        "username": "'bench-' || lpad(n::text, 3, '0')",
        "person_id": _PERSON.format("n"),
        "email": "''",
    }
    names = [
        name
        for (name,) in loader.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = 'identity_account' AND table_schema = 'public' ORDER BY ordinal_position"
        ).fetchall()
    ]
    values = ", ".join(changed.get(name, f'a."{name}"') for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    statement = (
        f"INSERT INTO identity_account ({listed}) SELECT {values}"  # noqa: S608  # our own names
        " FROM identity_account a CROSS JOIN generate_series(1, %s) n WHERE a.username = 'clerk'"
    )
    loader.execute(statement.encode(), (OFFICERS,))
