"""The organisations of identity, as cases ask for them."""

from dataclasses import dataclass
from uuid import UUID

from tongjian.cases import NotFound
from tongjian.cases.ports import Office
from tongjian.identity import Identity, Organisation, OrganisationKind, Role, post_holder

_GOVERNED = frozenset({OrganisationKind.CITY, OrganisationKind.DISTRICT})

_DECIDING = (OrganisationKind.DEPARTMENT, OrganisationKind.UTILITY, OrganisationKind.INTERMEDIARY)


@dataclass(frozen=True, slots=True)
class IdentityOffices:
    """Answers for departments, counters and regions out of the organisations of identity."""

    identity: Identity

    def department(self, code: str) -> Office:
        """Return the department of a catalogue code.

        Raises:
            NotFound: no organisation answers to the code.
        """
        found = self.identity.find_organisation_by_code(code)
        if found is None:
            raise NotFound(what=f"办理单位 {code}")
        return _office(found)

    def counter(self, region: str) -> Office:
        """Return the shared counter of a region; the city's where a district has none.

        Raises:
            NotFound: the city has no counter.
        """
        counters = self.identity.list_organisations(OrganisationKind.COUNTER)
        own = [one for one in counters if one.region == region]
        for one in own or counters:
            return _office(one)
        raise NotFound(what="综合窗口")

    def region_office(self, region: str) -> Office:
        """Return the city that oversees a region.

        Raises:
            NotFound: no city is known.
        """
        for one in self.identity.list_organisations(OrganisationKind.CITY):
            return _office(one)
        raise NotFound(what=f"区划 {region} 的主管政府")

    def government_of(self, organisation: UUID) -> Office:
        """Return the city or district an organisation stands under: the nearest above it.

        Raises:
            NotFound: neither stands above it.
        """
        one = self.identity.organisation(organisation)
        while one.kind not in _GOVERNED:
            if one.parent is None:
                raise NotFound(what=f"{one.name}的本级政府")
            one = self.identity.organisation(one.parent)
        return _office(one)

    def watchers(self, region: str, leads: tuple[str, ...]) -> tuple[UUID, ...]:
        """Return the holders that watch cases: supervisors of a region, coordinators of departments."""
        above = self.identity.list_region_organisations(region)
        leading = (self.department(code) for code in leads)
        return (
            *(post_holder(Role.SUPERVISOR, one.id) for one in above),
            *(post_holder(Role.COORDINATOR, one.id) for one in leading),
        )

    def office(self, organisation: UUID) -> Office:
        """Return an organisation by id.

        Raises:
            OrganisationAbsent: there is none.
        """
        return _office(self.identity.organisation(organisation))

    def organs(self) -> tuple[UUID, ...]:
        """Return every organisation that decides cases."""
        return tuple(one.id for kind in _DECIDING for one in self.identity.list_organisations(kind))

    def regions(self) -> tuple[tuple[str, str], ...]:
        """Return (code, name) of the city and its districts, the city first."""
        cities = self.identity.list_organisations(OrganisationKind.CITY)
        districts = self.identity.list_organisations(OrganisationKind.DISTRICT)
        return tuple((one.region, one.name) for one in (*cities, *districts))


def _office(organisation: Organisation) -> Office:
    return Office(
        id=organisation.id,
        code=organisation.code,
        name=organisation.name,
        credit_code=organisation.credit_code or "",
    )
