"""Posts, tokens and the sample city as sentences; run over memory and over PostgreSQL alike."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from tests.unit.identity.suite import Stage
from tongjian.identity import (
    AdministratorsApart,
    GrantAbsent,
    OrganisationKind,
    OwnGrant,
    Person,
    Role,
    RoleRequired,
    TokenAbsent,
    TokenExpired,
    TokenRevoked,
    TokenUnknown,
    UsernameTaken,
)
from tongjian.kit import Invalid, new_id


class PostActs:
    def test_officer_is_entered_then_appointed(self, stage: Stage) -> None:
        housing = stage.organisation("housing")
        officer = self._enter(stage)
        stage.identity.appoint(
            actor=stage.officer("secadmin"),
            person=officer.id,
            organisation=housing,
            role=Role.REVIEWER,
            from_on=stage.today,
        )
        assert stage.officer("new_reviewer").holds(Role.REVIEWER, housing)
        assert officer.id in stage.identity.list_holders(
            organisation=housing, role=Role.REVIEWER, on=stage.today
        )

    def test_post_holds_from_its_first_day_to_before_its_end(self, stage: Stage) -> None:
        officer = self._enter(stage)
        stage.identity.appoint(
            actor=stage.officer("secadmin"),
            person=officer.id,
            organisation=stage.organisation("housing"),
            role=Role.REVIEWER,
            from_on=stage.today + timedelta(days=1),
            to_on=stage.today + timedelta(days=2),
        )
        held = []
        for _ in range(3):
            held.append(stage.actor(officer.id).has(Role.REVIEWER))
            stage.clock.advance(timedelta(days=1))
        assert held == [False, True, False]

    def test_ended_post_is_gone_at_once(self, stage: Stage) -> None:
        reviewer = stage.officer("reviewer_housing").person
        grant = stage.identity.list_grants(reviewer)[0]
        stage.identity.end_grant(actor=stage.officer("secadmin"), grant=grant.id)
        assert not stage.officer("reviewer_housing").has(Role.REVIEWER)
        with pytest.raises(GrantAbsent):
            stage.identity.end_grant(actor=stage.officer("secadmin"), grant=grant.id)

    @pytest.mark.parametrize("role", [Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
    def test_system_administrator_gets_no_second_office(self, stage: Stage, role: Role) -> None:
        with pytest.raises(AdministratorsApart):
            stage.identity.appoint(
                actor=stage.officer("secadmin"),
                person=stage.officer("sysadmin").person,
                organisation=stage.organisation("city"),
                role=role,
                from_on=stage.today + timedelta(days=400),
            )

    def test_security_administrator_appoints_and_ends_nothing_of_his_own(self, stage: Stage) -> None:
        actor = stage.officer("secadmin")
        with pytest.raises(OwnGrant):
            stage.identity.appoint(
                actor=actor,
                person=actor.person,
                organisation=stage.organisation("housing"),
                role=Role.APPROVER,
                from_on=stage.today,
            )
        own = stage.identity.list_grants(actor.person)[0]
        with pytest.raises(OwnGrant):
            stage.identity.end_grant(actor=actor, grant=own.id)

    def test_system_administrator_appoints_no_one(self, stage: Stage) -> None:
        with pytest.raises(RoleRequired):
            stage.identity.appoint(
                actor=stage.officer("sysadmin"),
                person=stage.officer("clerk").person,
                organisation=stage.organisation("housing"),
                role=Role.APPROVER,
                from_on=stage.today,
            )

    def test_user_name_is_given_once(self, stage: Stage) -> None:
        with pytest.raises(UsernameTaken):
            stage.identity.enter_officer(
                actor=stage.officer("sysadmin"), name="新人", username="clerk", password="a long password"
            )

    def test_only_audit_administrators_audit(self, stage: Stage) -> None:
        auditing = [
            n for n in ("auditor", "sysadmin", "secadmin", "supervisor") if stage.officer(n).access().audits
        ]
        assert auditing == ["auditor"]

    def _enter(self, stage: Stage) -> Person:
        return stage.identity.enter_officer(
            actor=stage.officer("sysadmin"), name="新审", username="new_reviewer", password="a long password"
        )


class TokenActs:
    def test_token_acts_with_the_posts_of_its_person(self, stage: Stage) -> None:
        platform = stage.officer("investment_platform").person
        secret = self._issue(stage, platform)
        actor = stage.identity.actor_of_token(secret=secret, address="192.0.2.9", now=stage.clock.now())
        assert secret.startswith("tj_")
        assert actor.has(Role.SYSTEM_ACCOUNT)
        assert (actor.person, actor.address) == (platform, "192.0.2.9")

    def test_expired_token_is_refused(self, stage: Stage) -> None:
        secret = self._issue(stage, stage.officer("investment_platform").person)
        with pytest.raises(TokenExpired):
            stage.identity.actor_of_token(
                secret=secret, address="", now=stage.clock.now() + timedelta(days=1)
            )

    def test_revoked_token_is_refused(self, stage: Stage) -> None:
        platform = stage.officer("investment_platform").person
        secret = self._issue(stage, platform)
        token = stage.identity.list_tokens(platform)[0].id
        with pytest.raises(TokenAbsent):
            stage.identity.revoke_token(person=platform, token=new_id())
        stage.identity.revoke_token(person=platform, token=token)
        with pytest.raises(TokenRevoked):
            stage.identity.actor_of_token(secret=secret, address="", now=stage.clock.now())

    @pytest.mark.parametrize("secret", ["", "tj_", "tj_" + "a" * 43, "密钥\x00"])
    def test_made_up_token_is_refused(self, stage: Stage, secret: str) -> None:
        with pytest.raises(TokenUnknown):
            stage.identity.actor_of_token(secret=secret, address="", now=stage.clock.now())

    def test_token_without_label_or_future_is_refused_with_both_problems(self, stage: Stage) -> None:
        with pytest.raises(Invalid) as refusal:
            stage.identity.issue_token(
                person=stage.officer("clerk").person, label="", expires_at=stage.clock.now()
            )
        assert {problem.field for problem in refusal.value.problems} == {"label", "expires_at"}

    def _issue(self, stage: Stage, person: UUID) -> str:
        return stage.identity.issue_token(
            person=person, label="对接", expires_at=stage.clock.now() + timedelta(days=1)
        )


class SampleCityActs:
    def test_loading_twice_changes_nothing(self, again: Callable[[], object]) -> None:
        first = again()
        assert again() == first

    def test_every_department_has_a_reviewer_and_another_approver(self, stage: Stage) -> None:
        departments = stage.identity.list_organisations(OrganisationKind.DEPARTMENT)
        assert len(departments) > 20
        for department in departments:
            reviewers, approvers = (
                set(stage.identity.list_holders(organisation=department.id, role=role, on=stage.today))
                for role in (Role.REVIEWER, Role.APPROVER)
            )
            assert reviewers, department.name
            assert approvers - reviewers, department.name

    def test_name_leads_to_the_authority_and_region_to_the_governments(self, stage: Stage) -> None:
        housing = stage.identity.find_organisation_by_name("住房城乡建设部门")
        assert housing is not None
        assert housing.code == "housing"
        above = stage.identity.list_region_organisations("370811")
        assert [o.kind for o in above] == [OrganisationKind.DISTRICT, OrganisationKind.CITY]
