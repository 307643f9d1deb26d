"""The acts of identity as sentences; run over memory and over PostgreSQL alike."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import pytest

from tests.unit.identity.memory import MovingClock, Outbox
from tongjian.identity import (
    NOTICE_VERSION,
    Actor,
    CitizenIdTaken,
    CodesTooOften,
    CodeWrong,
    CompanyRegistered,
    Identity,
    MandateAbsent,
    MandateToSelf,
    NoticeNeeded,
    Person,
    ProfileNeeded,
    ProfileSettled,
    Records,
    Role,
    RoleRequired,
    load_sample_city,
)
from tongjian.identity.domain.phone_codes import digest_text
from tongjian.kit import AccessContext, Invalid, local_day, new_id

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FARMER, WIDOW, AGENT, OTHER_AGENT = "13800000001", "13800000002", "13800000003", "13800000004"
NEWCOMER, NEIGHBOUR = "13900000001", "13900000002"
NEWCOMER_ID = "440524188001010014"
COMPANY = "11430000006122244L"


@dataclass
class Stage:
    """The system on trial, with what the suite needs to look behind it."""

    identity: Identity
    records: Records
    clock: MovingClock
    outbox: Outbox

    @property
    def today(self) -> date:
        return local_day(self.clock.now())

    def known(self, phone: str) -> Person:
        """Sign in and tell who one is."""
        person = self.sign_in(phone).id
        return self.identity.complete_profile(person=person, name="陈新", citizen_id=NEWCOMER_ID)

    def sign_in(self, phone: str) -> Person:
        self.identity.request_phone_code(phone, "192.0.2.1")
        person = self.identity.sign_in_by_phone_code(phone, self.outbox.last_code())
        self.clock.advance(2 * MINUTE)
        return person

    def officer(self, username: str) -> Actor:
        person = self.records.people.find_id_by_username(username)
        assert person is not None
        return self.actor(person)

    def actor(self, person: UUID) -> Actor:
        return self.identity.actor_of(person=person, session="s", address="192.0.2.1", on=self.today)

    def organisation(self, code: str) -> UUID:
        found = self.identity.find_organisation_by_code(code)
        assert found is not None
        return found.id


def open_stage(
    records: Records,
    work: Callable[[AccessContext], AbstractContextManager[None]],
    load: Callable[[Records], object],
) -> Stage:
    load(records)
    clock, outbox = MovingClock(NOW), Outbox()
    identity = Identity(records=records, work=work, clock=clock, ids=new_id, gateway=outbox, pepper=b"p" * 32)
    return Stage(identity, records, clock, outbox)


def load_city(records: Records) -> object:
    return load_sample_city(records=records, ids=new_id, from_on=local_day(NOW), password="a long password")


class SignInActs:
    def test_first_sign_in_makes_a_person_without_a_name(self, stage: Stage) -> None:
        person = stage.sign_in(NEWCOMER)
        assert (person.name, person.phone, person.citizen_id) == ("", NEWCOMER, None)

    def test_second_sign_in_finds_the_same_person(self, stage: Stage) -> None:
        assert stage.sign_in(NEWCOMER).id == stage.sign_in(NEWCOMER).id

    def test_code_serves_once(self, stage: Stage) -> None:
        stage.sign_in(NEWCOMER)
        with pytest.raises(CodeWrong):
            stage.identity.sign_in_by_phone_code(NEWCOMER, stage.outbox.last_code())

    def test_code_dies_after_five_minutes(self, stage: Stage) -> None:
        stage.identity.request_phone_code(NEWCOMER, "192.0.2.1")
        stage.clock.advance(5 * MINUTE)
        with pytest.raises(CodeWrong):
            stage.identity.sign_in_by_phone_code(NEWCOMER, stage.outbox.last_code())

    def test_code_dies_after_five_wrong_tries(self, stage: Stage) -> None:
        stage.identity.request_phone_code(NEWCOMER, "192.0.2.1")
        code = stage.outbox.last_code()
        wrong = f"{(int(code) + 1) % 10**6:06d}"
        for _ in range(5):
            with pytest.raises(CodeWrong):
                stage.identity.sign_in_by_phone_code(NEWCOMER, wrong)
        with pytest.raises(CodeWrong):
            stage.identity.sign_in_by_phone_code(NEWCOMER, code)

    def test_right_code_serves_after_four_wrong_tries(self, stage: Stage) -> None:
        stage.identity.request_phone_code(NEWCOMER, "192.0.2.1")
        code = stage.outbox.last_code()
        for _ in range(4):
            with pytest.raises(CodeWrong):
                stage.identity.sign_in_by_phone_code(NEWCOMER, "x")
        assert stage.identity.sign_in_by_phone_code(NEWCOMER, code).phone == NEWCOMER

    def test_code_of_one_phone_opens_no_other(self, stage: Stage) -> None:
        stage.identity.request_phone_code(NEWCOMER, "192.0.2.1")
        stage.identity.request_phone_code(NEIGHBOUR, "192.0.2.1")
        with pytest.raises(CodeWrong):
            stage.identity.sign_in_by_phone_code(NEWCOMER, stage.outbox.last_code())

    def test_new_code_makes_the_old_one_useless(self, stage: Stage) -> None:
        stage.identity.request_phone_code(NEWCOMER, "192.0.2.1")
        old = stage.outbox.last_code()
        stage.clock.advance(MINUTE)
        stage.identity.request_phone_code(NEWCOMER, "192.0.2.1")
        if old != stage.outbox.last_code():
            with pytest.raises(CodeWrong):
                stage.identity.sign_in_by_phone_code(NEWCOMER, old)
        assert stage.identity.sign_in_by_phone_code(NEWCOMER, stage.outbox.last_code())

    def test_second_code_within_a_minute_is_refused_with_the_wait(self, stage: Stage) -> None:
        stage.identity.request_phone_code(NEWCOMER, "192.0.2.1")
        stage.clock.advance(timedelta(seconds=20))
        with pytest.raises(CodesTooOften) as refusal:
            stage.identity.request_phone_code(NEWCOMER, "192.0.2.1")
        assert refusal.value.wait_seconds == 40

    def test_eleventh_code_of_a_day_is_refused(self, stage: Stage) -> None:
        for _ in range(10):
            stage.identity.request_phone_code(NEWCOMER, "192.0.2.1")
            stage.clock.advance(MINUTE)
        with pytest.raises(CodesTooOften):
            stage.identity.request_phone_code(NEWCOMER, "192.0.2.1")
        stage.clock.advance(timedelta(days=1))
        stage.identity.request_phone_code(NEWCOMER, "192.0.2.1")
        assert len(stage.outbox.sent) == 11

    def test_neither_phone_nor_code_is_kept_in_the_clear(self, stage: Stage) -> None:
        stage.identity.request_phone_code(NEWCOMER, "192.0.2.1")
        kept = stage.records.phone_codes.find_newest(digest_text(NEWCOMER, stage.identity.pepper))
        assert kept is not None
        assert kept.code_digest != sha256(stage.outbox.last_code().encode()).digest()
        assert NEWCOMER not in repr(kept)

    @pytest.mark.parametrize("phone", ["", "1380000000", "138000000011", "12800000001", "\uff113800000001"])
    def test_wrong_number_is_named_at_its_field(self, stage: Stage, phone: str) -> None:
        with pytest.raises(Invalid) as refusal:
            stage.identity.request_phone_code(phone, "192.0.2.1")
        assert [problem.field for problem in refusal.value.problems] == ["phone"]
        assert stage.outbox.sent == []


class ProfileActs:
    def test_completed_person_may_act_for_itself(self, stage: Stage) -> None:
        person = stage.sign_in(NEWCOMER)
        assert stage.actor(person.id).applicants == ()
        stage.identity.complete_profile(person=person.id, name=" 陈新 ", citizen_id=NEWCOMER_ID)
        assert [a.name for a in stage.actor(person.id).applicants] == ["陈新"]
        assert stage.actor(person.id).may_act_for(person.id)

    def test_all_problems_of_a_profile_are_named_at_once(self, stage: Stage) -> None:
        person = stage.sign_in(NEWCOMER)
        with pytest.raises(Invalid) as refusal:
            stage.identity.complete_profile(person=person.id, name=" ", citizen_id="1")
        assert {problem.field for problem in refusal.value.problems} == {"name", "citizen_id"}

    def test_number_of_another_person_is_refused(self, stage: Stage) -> None:
        person = stage.sign_in(NEWCOMER)
        with pytest.raises(CitizenIdTaken):
            stage.identity.complete_profile(person=person.id, name="陈新", citizen_id="370811198802143517")
        assert stage.identity.get_person(person.id).citizen_id is None

    def test_number_once_given_stays(self, stage: Stage) -> None:
        farmer = stage.sign_in(FARMER)
        with pytest.raises(ProfileSettled):
            stage.identity.complete_profile(person=farmer.id, name="林海生", citizen_id=NEWCOMER_ID)

    def test_notice_is_accepted_per_version(self, stage: Stage) -> None:
        farmer = stage.sign_in(FARMER)
        for _ in range(2):
            stage.identity.accept_notice(person=farmer.id, version="2026-01", at=stage.clock.now())
        assert stage.identity.has_accepted_notice(farmer.id)
        with pytest.raises(Invalid):
            stage.identity.accept_notice(person=farmer.id, version="1999-01", at=stage.clock.now())

    def test_nobody_enters_before_notice_and_profile(self, stage: Stage) -> None:
        person = stage.sign_in(NEWCOMER).id
        with pytest.raises(NoticeNeeded):
            stage.identity.demand_entry(stage.actor(person))
        stage.identity.accept_notice(person=person, version=NOTICE_VERSION, at=stage.clock.now())
        with pytest.raises(ProfileNeeded):
            stage.identity.demand_entry(stage.actor(person))
        stage.identity.complete_profile(person=person, name="陈新", citizen_id=NEWCOMER_ID)
        stage.identity.demand_entry(stage.actor(person))

    def test_citizen_entered_at_the_counter_is_the_one_who_signs_in_later(self, stage: Stage) -> None:
        entered = stage.identity.enter_citizen(
            actor=stage.officer("clerk"), name="陈新", citizen_id=NEWCOMER_ID, phone=NEWCOMER
        )
        assert stage.sign_in(NEWCOMER) == Person(entered.id, "陈新", NEWCOMER, NEWCOMER_ID)

    def test_known_citizen_at_the_counter_is_found_by_number(self, stage: Stage) -> None:
        entered = stage.identity.enter_citizen(
            actor=stage.officer("clerk"), name="林海生", citizen_id="370811198802143517", phone=NEWCOMER
        )
        assert entered.id == stage.sign_in(FARMER).id

    def test_phone_of_another_citizen_is_refused_at_the_counter(self, stage: Stage) -> None:
        with pytest.raises(CitizenIdTaken):
            stage.identity.enter_citizen(
                actor=stage.officer("clerk"), name="陈新", citizen_id=NEWCOMER_ID, phone=FARMER
            )

    def test_only_a_clerk_enters_for_others(self, stage: Stage) -> None:
        with pytest.raises(RoleRequired):
            stage.identity.enter_citizen(
                actor=stage.officer("reviewer_housing"), name="陈新", citizen_id=NEWCOMER_ID, phone=NEWCOMER
            )


class CompanyActs:
    def test_first_agent_registers_the_company(self, stage: Stage) -> None:
        person = stage.known(NEWCOMER)
        company = stage.identity.register_company(
            person=person.id, name="新公司", credit_code=COMPANY.lower()
        )
        actor = stage.actor(person.id)
        assert actor.may_act_for(company.id)
        assert actor.holds(Role.AGENT, company.id)
        assert company.id in actor.access().holders
        assert (actor.applicants[-1].code, company.region) == (COMPANY, "430000")

    def test_nobody_registers_a_company_unknown(self, stage: Stage) -> None:
        with pytest.raises(ProfileNeeded):
            stage.identity.register_company(
                person=stage.sign_in(NEWCOMER).id, name="新公司", credit_code=COMPANY
            )

    def test_registering_again_returns_the_company(self, stage: Stage) -> None:
        person = stage.known(NEWCOMER).id
        first = stage.identity.register_company(person=person, name="新公司", credit_code=COMPANY)
        assert stage.identity.register_company(person=person, name="另名", credit_code=COMPANY) == first

    def test_stranger_gets_no_hold_of_a_registered_company(self, stage: Stage) -> None:
        stranger = stage.known(NEWCOMER).id
        with pytest.raises(CompanyRegistered):
            stage.identity.register_company(
                person=stranger, name="海宁湾精工", credit_code="91370811MA3EX5T705"
            )
        assert [one.id for one in stage.actor(stranger).applicants] == [stranger]

    def test_choice_of_applicant_falls_away_with_the_right_to_it(self, stage: Stage) -> None:
        agent = stage.sign_in(AGENT).id
        company = stage.organisation("91370811MA3EX5T705")
        assert self._choose(stage, agent, company) == company
        grant = next(g for g in stage.identity.list_grants(agent) if g.organisation == company)
        stage.identity.end_grant(actor=stage.officer("secadmin"), grant=grant.id)
        assert self._choose(stage, agent, company) is None

    def test_agents_of_two_companies_stay_apart(self, stage: Stage) -> None:
        agent, other = (stage.actor(stage.sign_in(phone).id) for phone in (AGENT, OTHER_AGENT))
        companies = {a.id for a in agent.applicants} & {a.id for a in other.applicants}
        assert companies == set()
        assert set(agent.access().holders) & set(other.access().holders) == set()

    def test_clerk_enters_a_company_without_agent(self, stage: Stage) -> None:
        clerk = stage.officer("clerk")
        entered = stage.identity.enter_company(actor=clerk, name="新公司", credit_code=COMPANY)
        assert entered == stage.identity.enter_company(actor=clerk, name="新公司", credit_code=COMPANY)
        holders = stage.identity.list_holders(organisation=entered.id, role=Role.AGENT, on=stage.today)
        assert holders == ()

    def _choose(self, stage: Stage, person: UUID, applicant: UUID) -> UUID | None:
        return stage.identity.actor_of(
            person=person, session="s", address="", on=stage.today, acting_for=applicant
        ).acting_for


class MandateActs:
    def test_relative_may_act_in_one_application_alone(self, stage: Stage) -> None:
        giver, application = stage.sign_in(FARMER).id, new_id()
        stage.identity.authorise_relative(giver=giver, helper_phone=NEWCOMER, application=application)
        helper = stage.actor(stage.sign_in(NEWCOMER).id)
        assert helper.may_act_for(giver, application=application)
        assert not helper.may_act_for(giver, application=new_id())
        assert not helper.may_act_for(giver)
        assert set(helper.access().holders) == {application, helper.person}
        assert helper.mandates[0].giver_name == "林海生"

    def test_revoked_mandate_ends_at_once(self, stage: Stage) -> None:
        giver, application = stage.sign_in(FARMER).id, new_id()
        mandate = stage.identity.authorise_relative(
            giver=giver, helper_phone=NEWCOMER, application=application
        )
        stage.identity.revoke_mandate(giver=giver, mandate=mandate.id)
        assert stage.actor(stage.sign_in(NEWCOMER).id).mandates == ()

    def test_mandate_ends_with_its_last_day(self, stage: Stage) -> None:
        giver = stage.sign_in(FARMER).id
        until = stage.today + timedelta(days=2)
        stage.identity.authorise_relative(
            giver=giver, helper_phone=NEWCOMER, application=new_id(), to_on=until
        )
        helper = stage.sign_in(NEWCOMER).id
        assert stage.actor(helper).mandates
        stage.clock.advance(timedelta(days=2))
        assert stage.actor(helper).mandates == ()

    def test_same_mandate_twice_is_one(self, stage: Stage) -> None:
        giver, application = stage.sign_in(FARMER).id, new_id()
        for _ in range(2):
            stage.identity.authorise_relative(giver=giver, helper_phone=NEWCOMER, application=application)
        assert len(stage.identity.list_mandates(giver)) == 1

    def test_nobody_revokes_anothers_mandate(self, stage: Stage) -> None:
        mandate = stage.identity.authorise_relative(
            giver=stage.sign_in(FARMER).id, helper_phone=NEWCOMER, application=new_id()
        )
        with pytest.raises(MandateAbsent):
            stage.identity.revoke_mandate(giver=stage.sign_in(NEWCOMER).id, mandate=mandate.id)

    def test_nobody_authorises_himself(self, stage: Stage) -> None:
        with pytest.raises(MandateToSelf):
            stage.identity.authorise_relative(
                giver=stage.sign_in(FARMER).id, helper_phone=FARMER, application=new_id()
            )
