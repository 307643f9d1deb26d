"""What a person may be to an organisation, and what an organisation may be."""

from enum import StrEnum


class Role(StrEnum):
    """The post a grant gives a person in an organisation."""

    AGENT = "agent"
    """Acts for a company (经办人)."""
    CLERK = "clerk"
    """Sits at the shared counter (综合窗口)."""
    REVIEWER = "reviewer"
    """Reviews cases of a department (审查)."""
    APPROVER = "approver"
    """Decides cases of a department (决定)."""
    HEAD = "head"
    """Heads an organ, or a government (负责人): rules on what the law leaves to its head."""
    COORDINATOR = "coordinator"
    """Leads the parallel review of a stage (牵头部门)."""
    SUPERVISOR = "supervisor"
    """Watches over every case of a region (监督)."""
    PROVIDER = "provider"
    """Staff of a utility or intermediary (市政公用、中介服务)."""
    SYSTEM_ADMIN = "system_admin"
    """System administrator (系统管理员): organisations and accounts."""
    SECURITY_ADMIN = "security_admin"
    """Security administrator (安全管理员): grants."""
    AUDIT_ADMIN = "audit_admin"
    """Audit administrator (审计管理员): reads the evidence log."""
    SYSTEM_ACCOUNT = "system_account"
    """The machine of another system, such as the investment platform."""


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
"""The three offices no one person may unite (三员分立).

Source: GB/T 22239-2019, 8.1.5.
"""


class OrganisationKind(StrEnum):
    """What an organisation is."""

    CITY = "city"
    DISTRICT = "district"
    DEPARTMENT = "department"
    COUNTER = "counter"
    UTILITY = "utility"
    INTERMEDIARY = "intermediary"
    COMPANY = "company"


class ApplicantKind(StrEnum):
    """Whether an applicant (申请人) is a natural or a legal person."""

    NATURAL = "natural"
    LEGAL = "legal"
