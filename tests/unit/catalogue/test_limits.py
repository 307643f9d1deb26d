"""Which statutory limit an item has: its own, the general one of the law, or none."""

import pytest

from tongjian.calendar import TimeLimit, TimeUnit
from tongjian.catalogue import Catalogue, read_catalogue, reference_texts

_OWN = "    general_applies: false\n"


def _texts(*, without: str, instead: str = "") -> dict[str, str]:
    texts = reference_texts()
    assert any(without in text for text in texts.values())
    return {name: text.replace(without, instead) for name, text in texts.items()}


def test_a_permit_without_a_limit_of_its_own_takes_the_twenty_working_days_of_article_42() -> None:
    limit = read_catalogue(_texts(without=_OWN)).item("S1-09").limits.statutory
    assert limit.limit == TimeLimit(20, TimeUnit.WORKING_DAYS)
    assert limit.source == "《中华人民共和国行政许可法》第四十二条第一款"


def test_the_general_limit_of_permits_is_changed_in_the_catalogue_without_a_programmer() -> None:
    general = "  general_permit_limit:\n    days: 20\n"
    texts = {name: text.replace(_OWN, "") for name, text in reference_texts().items()}
    changed = {name: text.replace(general, general.replace("20", "15")) for name, text in texts.items()}
    assert read_catalogue(changed).item("S1-09").limits.statutory.limit == TimeLimit(
        15, TimeUnit.WORKING_DAYS
    )


def test_an_item_may_say_that_the_general_limit_does_not_hold_for_it(reference: Catalogue) -> None:
    assert reference.item("S1-09").limits.statutory.limit is None


@pytest.mark.parametrize("code", ["S1-11", "P-16", "P-26"])
def test_what_is_no_permit_and_has_no_limit_stays_without_one(reference: Catalogue, code: str) -> None:
    assert reference.item(code).limits.statutory.limit is None
