from decimal import Decimal

import pytest

from tongjian.catalogue import Catalogue, read_facts
from tongjian.kit import Invalid


def test_typed_facts_get_the_type_of_their_declaration(reference: Catalogue) -> None:
    given = {"investment_wan": " 45000.5 ", "in_city": "yes", "land_supply": "granted", "asks.P-14": False}
    assert read_facts(reference, given) == {
        "investment_wan": Decimal("45000.5"),
        "in_city": True,
        "land_supply": "granted",
        "asks.P-14": False,
    }


def test_an_empty_answer_stays_unknown(reference: Catalogue) -> None:
    assert read_facts(reference, {"investment_wan": "", "in_city": None}) == {}


def test_every_wrong_fact_is_named_at_once(reference: Catalogue) -> None:
    given = {"investment_wan": "-1", "in_city": "perhaps", "land_supply": "stolen", "moon": "full"}
    with pytest.raises(Invalid) as refusal:
        read_facts(reference, given)
    assert {one.field for one in refusal.value.problems} == set(given)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999999999", "1e-999999999", True, [], "12x"])
def test_what_is_no_number_is_refused(reference: Catalogue, value: object) -> None:
    with pytest.raises(Invalid):
        read_facts(reference, {"investment_wan": value})
