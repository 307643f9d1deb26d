"""Three typical projects as declared facts: a small factory, a housing estate, a school."""

from tongjian.rules import Fact

_NOWHERE_SPECIAL: dict[str, Fact] = {
    "takes_farmland": False,
    "requisitions_collective_land": False,
    "needs_approval_by_catalogue": False,
    "construction_nature": "new",
    "is_linear": False,
    "in_city": True,
    "fire_design_required": True,
    "overlimit_highrise": False,
    "lightning_hazard_site": False,
    "in_scenic_area": False,
    "in_heritage_zone": False,
    "large_basic_construction": False,
    "archaeology_done": False,
    "in_flood_or_river_area": False,
    "takes_water_directly": False,
    "national_security_area": False,
    "major_seismic_project": False,
    "geohazard_area": False,
}

_ASKED = [
    "S1-10",
    "S1-11",
    "S3-07",
    "S3-09",
    "S3-10",
    "S4-11",
    "S4-12",
    "S4-13",
    "P-02",
    "P-14",
    "P-15",
    "P-17",
    "P-18",
    "P-19",
    "P-20",
    "P-21",
    "P-22",
    "P-23",
    "P-24",
    "P-25",
    "P-26",
    "P-27",
    "P-28",
    "P-29",
    "P-30",
    "P-31",
    "P-32",
]


def _answers(yes: str) -> dict[str, Fact]:
    return {f"asks.{code}": code in yes.split() for code in _ASKED}


FACTORY: dict[str, Fact] = {
    **_NOWHERE_SPECIAL,
    **_answers("S3-09 S3-10 S4-12 S4-13 P-29"),
    "land_supply": "granted",
    "government_funding": "none",
    "proposal_merged": False,
    "building_use": "industrial",
    "investment_wan": 1800,
    "building_area_m2": 2400,
    "site_area_ha": 1,
    "earthwork_m3": 900,
    "energy_tce": 120,
    "power_wan_kwh": 60,
    "eia_class": "report_form",
    "special_fire_project": False,
    "must_tender": False,
    "civil_defence_basement": False,
}
"""Small social investment (T4): a standard factory building on granted land."""

HOUSING: dict[str, Fact] = {
    **_NOWHERE_SPECIAL,
    **_answers("S3-07 S3-09 S3-10 S4-11 S4-13 P-02 P-27 P-28 P-29 P-30"),
    "land_supply": "granted",
    "government_funding": "none",
    "proposal_merged": False,
    "building_use": "residential",
    "investment_wan": 45000,
    "building_area_m2": 86000,
    "site_area_ha": 3,
    "earthwork_m3": 60000,
    "energy_tce": 800,
    "power_wan_kwh": 400,
    "eia_class": "registration",
    "special_fire_project": True,
    "must_tender": True,
    "civil_defence_basement": True,
}
"""Ordinary social investment (T3): a housing estate on granted land."""

SCHOOL: dict[str, Fact] = {
    **_NOWHERE_SPECIAL,
    **_answers("S1-10 S1-11 S3-07 S3-09 S3-10 S4-11 S4-13 P-02 P-15 P-28 P-29"),
    "takes_farmland": True,
    "requisitions_collective_land": True,
    "land_supply": "allocated",
    "government_funding": "direct",
    "proposal_merged": False,
    "building_use": "public",
    "investment_wan": 12000,
    "building_area_m2": 24000,
    "site_area_ha": 4,
    "earthwork_m3": 30000,
    "energy_tce": 260,
    "power_wan_kwh": 150,
    "eia_class": "registration",
    "special_fire_project": True,
    "must_tender": True,
    "civil_defence_basement": True,
}
"""Government investment in buildings (T1): a school on allocated land."""

PROJECTS: dict[str, tuple[str, dict[str, Fact]]] = {
    "factory": ("T4", FACTORY),
    "housing": ("T3", HOUSING),
    "school": ("T1", SCHOOL),
}
