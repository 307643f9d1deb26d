"""Dated grants, offices kept apart, and what an actor may see."""

from datetime import date, timedelta
from itertools import permutations
from uuid import UUID

import pytest

from tongjian.identity import (
    ADMINISTRATORS,
    Actor,
    Applicant,
    ApplicantKind,
    Grant,
    LiveGrant,
    LiveMandate,
    OrganisationKind,
    Role,
    mask_citizen_id,
    mask_name,
    mask_phone,
    post_holder,
)
from tongjian.identity.domain.grants import find_clash

DAY = date(2026, 3, 2)
ONE, TWO, THREE, FOUR = (UUID(int=number) for number in range(1, 5))


def grant(role: Role, start: int = 0, end: int | None = None) -> Grant:
    to_on = None if end is None else DAY + timedelta(days=end)
    return Grant(ONE, TWO, THREE, role, DAY + timedelta(days=start), to_on)


@pytest.mark.parametrize(
    ("end", "live"), [(None, [False, True, True]), (1, [False, True, False]), (0, [False] * 3)]
)
def test_grant_holds_from_its_first_day_to_before_its_end(end: int | None, live: list[bool]) -> None:
    assert [grant(Role.CLERK, 0, end).is_live(DAY + timedelta(days=d)) for d in (-1, 0, 1)] == live


@pytest.mark.parametrize(("new", "held"), [*permutations(sorted(ADMINISTRATORS), 2)])
def test_no_two_administrators_offices_on_one_day(new: Role, held: Role) -> None:
    assert find_clash(grant(new), [grant(held)]) == grant(held)
    assert find_clash(grant(new, 5), [grant(held, 0, 5)]) is None
    assert find_clash(grant(new, 4), [grant(held, 0, 5)]) is not None
    assert find_clash(grant(new, 0, 5), [grant(held, 5)]) is None


def test_the_same_office_twice_and_other_posts_do_not_clash() -> None:
    assert find_clash(grant(Role.AUDIT_ADMIN), [grant(Role.AUDIT_ADMIN), grant(Role.CLERK)]) is None
    assert find_clash(grant(Role.CLERK), [grant(Role.AUDIT_ADMIN)]) is None


def test_actor_sees_its_posts_its_applicants_its_mandates_and_itself_once_each() -> None:
    actor = Actor(
        person=ONE,
        name="甲",
        grants=(
            LiveGrant(Role.AGENT, TWO, "公司", OrganisationKind.COMPANY, "91"),
            LiveGrant(Role.SUPERVISOR, THREE, "市", OrganisationKind.CITY),
        ),
        applicants=(Applicant(TWO, ApplicantKind.LEGAL, "公司", "91"),),
        session="",
        address="",
        mandates=(LiveMandate(UUID(int=9), "乙", FOUR),),
    )
    access = actor.access()
    assert access.person == ONE
    assert access.holders == (TWO, post_holder(Role.SUPERVISOR, THREE), FOUR, ONE)
    assert access.audits is False
    assert actor.holds(Role.SUPERVISOR, THREE)
    assert not actor.holds(Role.SUPERVISOR, TWO)


@pytest.mark.parametrize(
    ("masked", "shown"),
    [
        (mask_phone("13800000001"), "138****0001"),
        (mask_phone("0537-123"), "********"),
        (mask_citizen_id("370811198802143517"), "370811**********17"),
        (mask_citizen_id("370811"), "******"),
        (mask_name("欧阳海"), "欧**"),
        (mask_name(""), ""),
    ],
)
def test_masks_hide_what_tells_a_person(masked: str, shown: str) -> None:
    assert masked == shown
