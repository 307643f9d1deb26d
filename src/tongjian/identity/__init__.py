"""Identity: people, organisations, posts, dated grants, mandates, sign-in."""

from tongjian.identity.actions.identity import Identity
from tongjian.identity.actions.sample_city import SampleAccount, load_sample_city
from tongjian.identity.domain.actor import Actor, LiveMandate, post_holder
from tongjian.identity.domain.codes import CitizenId, CreditCode, Phone
from tongjian.identity.domain.grants import Grant, LiveGrant
from tongjian.identity.domain.masking import mask_citizen_id, mask_name, mask_phone
from tongjian.identity.domain.notice import NOTICE, NOTICE_VERSION, NoticeClause
from tongjian.identity.domain.organisations import Organisation
from tongjian.identity.domain.people import Applicant, Mandate, NoticeAcceptance, Person
from tongjian.identity.domain.phone_codes import CodeLimits
from tongjian.identity.domain.roles import ADMINISTRATORS, ApplicantKind, OrganisationKind, Role
from tongjian.identity.domain.tokens import TOKEN_PREFIX, ApiToken
from tongjian.identity.errors import (
    AdministratorsApart,
    CitizenIdTaken,
    CodesTooOften,
    CodeWrong,
    CompanyRegistered,
    GrantAbsent,
    MandateAbsent,
    MandateToSelf,
    NoticeNeeded,
    OrganisationAbsent,
    OwnGrant,
    PersonAbsent,
    ProfileNeeded,
    ProfileSettled,
    RoleRequired,
    TokenAbsent,
    TokenExpired,
    TokenRevoked,
    TokenUnknown,
    UsernameTaken,
)
from tongjian.identity.ports import CodeGateway, Records

__all__ = [
    "ADMINISTRATORS",
    "NOTICE",
    "NOTICE_VERSION",
    "TOKEN_PREFIX",
    "Actor",
    "AdministratorsApart",
    "ApiToken",
    "Applicant",
    "ApplicantKind",
    "CitizenId",
    "CitizenIdTaken",
    "CodeGateway",
    "CodeLimits",
    "CodeWrong",
    "CodesTooOften",
    "CompanyRegistered",
    "CreditCode",
    "Grant",
    "GrantAbsent",
    "Identity",
    "LiveGrant",
    "LiveMandate",
    "Mandate",
    "MandateAbsent",
    "MandateToSelf",
    "NoticeAcceptance",
    "NoticeClause",
    "NoticeNeeded",
    "Organisation",
    "OrganisationAbsent",
    "OrganisationKind",
    "OwnGrant",
    "Person",
    "PersonAbsent",
    "Phone",
    "ProfileNeeded",
    "ProfileSettled",
    "Records",
    "Role",
    "RoleRequired",
    "SampleAccount",
    "TokenAbsent",
    "TokenExpired",
    "TokenRevoked",
    "TokenUnknown",
    "UsernameTaken",
    "load_sample_city",
    "mask_citizen_id",
    "mask_name",
    "mask_phone",
    "post_holder",
]
