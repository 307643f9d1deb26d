"""Interested parties (利害关系人) and hearings (听证) in PostgreSQL."""

from dataclasses import dataclass
from uuid import UUID

from tongjian.cases.domain.hearing import HearingRecord, HearingStep, Party
from tongjian.cases.store.models import HearingStepRow, PartyRow
from tongjian.cases.store.statements import add, fetch


@dataclass(frozen=True, slots=True)
class SqlHearings:
    """Keeps parties and steps."""

    def add_party(self, party: Party) -> None:
        """Append a party that was told."""
        add(
            PartyRow,
            id=party.id,
            case_id=party.case,
            name=party.name,
            interest=party.interest,
            contact=party.contact,
            applicant=party.applicant,
            told_on=party.told_on,
            entry=party.entry,
        )

    def add_step(self, record: HearingRecord) -> None:
        """Append a step."""
        add(
            HearingStepRow,
            id=record.id,
            case_id=record.case,
            step=record.step.value,
            party=record.party,
            on=record.on,
            held_on=record.held_on,
            place=record.place,
            chair=record.chair,
            text=record.text,
            person=record.person,
            person_name=record.person_name,
            at=record.at,
            entry=record.entry,
        )

    def list_parties(self, case: UUID) -> tuple[Party, ...]:
        """Return the parties of a case in the order they were told."""
        rows = fetch(PartyRow, "WHERE case_id = %s ORDER BY told_on, NOT applicant, id", [case])
        return tuple(
            Party(
                id=row.id,
                case=row.case_id,
                name=row.name,
                interest=row.interest,
                contact=row.contact,
                applicant=row.applicant,
                told_on=row.told_on,
                entry=row.entry,
            )
            for row in rows
        )

    def list_steps(self, case: UUID) -> tuple[HearingRecord, ...]:
        """Return the steps of a case in order."""
        rows = fetch(HearingStepRow, "WHERE case_id = %s ORDER BY at, id", [case])
        return tuple(
            HearingRecord(
                id=row.id,
                case=row.case_id,
                step=HearingStep(row.step),
                party=row.party,
                on=row.on,
                held_on=row.held_on,
                place=row.place,
                chair=row.chair,
                text=row.text,
                person=row.person,
                person_name=row.person_name,
                at=row.at,
                entry=row.entry,
            )
            for row in rows
        )
