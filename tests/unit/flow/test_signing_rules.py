from fractions import Fraction

import pytest

from tongjian.flow.domain.signing import Opinion, Signing, Tally, closes, final, read_ratio, standing


def heard(total: int, *opinions: Opinion, weight: int = 1, veto: bool = False) -> Tally:
    tally = Tally(total)
    for opinion in opinions:
        tally = tally.with_opinion(opinion, weight=weight, veto=veto)
    return tally


ALL = Signing(mode="all")
HALF = Signing(mode="all", ratio=Fraction(1, 2), early=True)
VOTE = Signing(mode="vote", ratio=Fraction(2, 3), veto="chair", early=True)


def test_everyone_has_to_agree_where_no_ratio_is_given() -> None:
    assert standing(ALL, heard(3, "agree", "agree")) is None
    assert standing(ALL, heard(3, "agree", "agree", "agree")) == "agreed"
    assert standing(ALL, heard(3, "agree", "disagree")) == "disagreed"


def test_without_early_finish_everyone_is_heard() -> None:
    assert not closes(ALL, heard(3, "disagree"))
    assert closes(Signing(mode="all", early=True), heard(3, "disagree"))


def test_one_who_disagrees_does_not_end_a_signing_by_ratio() -> None:
    assert standing(HALF, heard(4, "disagree")) is None
    assert closes(HALF, heard(4, "disagree", "agree", "agree"))
    assert standing(HALF, heard(4, "disagree", "agree", "agree")) == "agreed"
    assert standing(HALF, heard(4, "disagree", "disagree", "disagree")) == "disagreed"


def test_the_first_to_sign_decides_where_any_may() -> None:
    anyone = Signing(mode="any")
    assert not closes(anyone, heard(3))
    assert closes(anyone, heard(3, "disagree"))
    assert final(anyone, heard(3, "agree")) == "agreed"
    assert final(anyone, heard(3, "abstain")) == "disagreed"


def test_votes_weigh() -> None:
    tally = Tally(6).with_opinion("agree", weight=4, veto=False)
    assert standing(Signing(mode="vote", ratio=Fraction(2, 3)), tally) == "agreed"
    assert standing(Signing(mode="vote", ratio=Fraction(5, 6)), tally) is None


def test_a_veto_decides_alone_and_until_all_are_heard_it_may_still_come() -> None:
    assert standing(VOTE, heard(3, "disagree", veto=True)) == "disagreed"
    assert standing(VOTE, heard(3, "agree", "agree")) is None
    assert standing(VOTE, heard(3, "agree", "agree", "disagree")) == "agreed"
    assert final(VOTE, heard(3, "agree", "agree", "disagree")) == "agreed"


def test_to_abstain_is_not_to_agree() -> None:
    assert standing(HALF, heard(2, "abstain", "abstain")) == "disagreed"
    assert final(ALL, heard(2, "agree", "abstain")) == "disagreed"


def test_an_opinion_taken_back_leaves_the_tally_as_it_was() -> None:
    before = heard(3, "agree")
    after = before.with_opinion("disagree", weight=1, veto=True)
    assert after.without_opinion("disagree", weight=1, veto=True) == before


def test_a_signer_added_or_removed_changes_what_is_needed() -> None:
    tally = heard(2, "agree")
    assert standing(HALF, tally) == "agreed"
    assert standing(HALF, tally.with_member(1)) is None
    assert standing(HALF, tally.with_member(1).with_member(-1)) == "agreed"


@pytest.mark.parametrize(
    ("text", "share"),
    [("2/3", Fraction(2, 3)), ("0.6", Fraction(3, 5)), ("60%", Fraction(3, 5)), (" 1 ", Fraction(1))],
)
def test_a_ratio_is_exact(text: str, share: Fraction) -> None:
    assert read_ratio(text) == share


@pytest.mark.parametrize(
    "text", ["", "0", "1.1", "3/2", "1/0", "-1/2", "三分之二", "1e9999999", "NaN", "%", "1/"]
)
def test_what_is_no_ratio_is_none(text: str) -> None:
    assert read_ratio(text) is None
