"""The three projects of the demo, the villager, and what goes wrong on the way."""

from importlib.resources import files
from types import MappingProxyType

import msgspec

from tongjian.roles.demo.client import Plain


class BuildingPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A building (单体): areas in square metres, height in metres."""

    name: str
    area_above: int
    storeys_above: int
    height: str
    area_below: int = 0
    storeys_below: int = 0

    def as_body(self) -> dict[str, Plain]:
        """Return what registers it."""
        return {
            "name": self.name,
            "area_above": self.area_above,
            "area_below": self.area_below,
            "storeys_above": self.storeys_above,
            "storeys_below": self.storeys_below,
            "height": self.height,
        }


class UnitPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit project (工程)."""

    name: str
    scope: str
    buildings: tuple[BuildingPlan, ...]


class ProjectPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A project to be walked.

    Attributes:
        short: what the demo calls it.
        applicant: credit code of the company.
        agent: phone of its agent.
        begins_after: working days after the demo's first day.
        builds_for: working days between the construction permit and completion.
    """

    key: str
    short: str
    code: str
    name: str
    type: str
    region: str
    address: str
    applicant: str
    agent: str
    contact: str
    begins_after: int
    builds_for: int
    units: tuple[UnitPlan, ...]
    facts: dict[str, bool | int | str]

    def as_body(self, applicant: str) -> dict[str, Plain]:
        """Return what registers it."""
        return {
            "applicant": applicant,
            "secret": False,
            "emergency": False,
            "code": self.code,
            "name": self.name,
            "type": self.type,
            "region": self.region,
            "address": self.address,
            "facts": dict(self.facts),
        }


def read_projects() -> tuple[ProjectPlan, ...]:
    """Return the three projects."""
    text = files("tongjian.roles.demo").joinpath("data/projects.yaml").read_bytes()
    return msgspec.yaml.decode(text, type=tuple[ProjectPlan, ...])


INVESTMENT_PLATFORM = "investment_platform"
"""The outside system that decides on founding a project."""

VILLAGER_PHONE = "13800000001"
VILLAGER = "林海生"
RURAL_HOUSE = "C-01"
RURAL_ANSWERS: MappingProxyType[str, str] = MappingProxyType(
    {
        "applicant_name": VILLAGER,
        "applicant_id": "370811198802143517",
        "phone": VILLAGER_PHONE,
        "build_kind": "rebuild",
        "site_address": "海宁湾市临湾区望潮镇林家村86号",
        "household_members": "5",
        "homestead_area_m2": "165",
        "building_area_m2": "240",
        "floors": "2",
        "drawing": "atlas",
    }
)

CORRECTIONS = frozenset({("factory", "S1-06"), ("school", "S2-04")})
"""The clerk finds a paper that cannot be read, and says so once."""

PAUSES: MappingProxyType[tuple[str, str], str] = MappingProxyType(
    {("school", "S1-05"): "6", ("housing", "S3-02"): "6", ("factory", "P-09"): "7"}
)
"""A special procedure of the item: its code in the list TBCX."""

REFUSALS = frozenset({("housing", "P-08"), ("factory", "P-04")})
"""The first application is refused with reasons; a new one follows and is granted."""

RECTIFICATIONS = frozenset({("school", "S4-13"), ("factory", "S4-13")})
"""The inspection finds something to be put right."""

CONDITIONAL = frozenset({("school", "S2-01"), ("housing", "P-08")})
"""A co-signing department agrees under conditions."""
