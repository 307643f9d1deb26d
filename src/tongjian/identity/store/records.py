"""The room's ports, joined to PostgreSQL."""

from tongjian.identity.ports import Records
from tongjian.identity.store.grants import StoredGrants
from tongjian.identity.store.mandates import StoredMandates, StoredNotices
from tongjian.identity.store.organisations import StoredOrganisations
from tongjian.identity.store.people import StoredPeople
from tongjian.identity.store.phone_codes import StoredPhoneCodes
from tongjian.identity.store.tokens import StoredTokens


def stored_records() -> Records:
    """Return adapters that take part in whatever transaction is open."""
    return Records(
        people=StoredPeople(),
        organisations=StoredOrganisations(),
        grants=StoredGrants(),
        mandates=StoredMandates(),
        notices=StoredNotices(),
        phone_codes=StoredPhoneCodes(),
        tokens=StoredTokens(),
    )
