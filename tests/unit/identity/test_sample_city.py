"""The sample city's data against the catalogue's and against the rules of its own codes."""

from importlib.resources import files

import yaml

from tongjian.identity import CitizenId, CreditCode, Phone

CITY = yaml.safe_load(files("tongjian.identity").joinpath("data/sample_city.yaml").read_bytes())
REFERENCE = files("tongjian.catalogue").joinpath("data/reference")
META = yaml.safe_load(REFERENCE.joinpath("meta.yaml").read_bytes())


def test_every_department_of_the_catalogue_is_one_organisation_of_the_same_name() -> None:
    names = {organisation["code"]: organisation["name"] for organisation in CITY["organisations"]}
    assert META["departments"]
    for department in META["departments"]:
        assert names.get(department["code"]) == department["name"]


def test_codes_and_authorities_names_are_unique() -> None:
    organisations = CITY["organisations"]
    assert len({o["code"] for o in organisations}) == len(organisations)
    authorities = [o["name"] for o in organisations if o["kind"] != "company"]
    assert len(set(authorities)) == len(authorities)


def test_every_code_passes_its_own_check() -> None:
    for organisation in CITY["organisations"]:
        if organisation.get("credit_code"):
            CreditCode(organisation["credit_code"])
    for citizen in CITY["citizens"]:
        CitizenId(citizen["citizen_id"])
        Phone(citizen["phone"])


def test_nobody_reviews_and_approves_in_one_place() -> None:
    for officer in CITY["officers"]:
        roles = {(post["role"], post["organisation"]) for post in officer["grants"]}
        for _, organisation in roles:
            assert not {("reviewer", organisation), ("approver", organisation)} <= roles
