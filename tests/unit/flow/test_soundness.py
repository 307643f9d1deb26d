from tongjian.flow.domain.soundness import Prospect, Step, look_ahead, marking_of


def node(takes: str, lays: str, incoming: str, outgoing: str) -> Step:
    return Step(takes=takes, lays=lays, incoming=tuple(incoming.split()), outgoing=tuple(outgoing.split()))  # type: ignore[arg-type]


BLOCK = {
    "split": node("all", "all", "in", "sa sb"),
    "a": node("one", "all", "sa", "aj"),
    "b": node("one", "all", "sb", "bj"),
    "join": node("all", "all", "aj bj", "je"),
    "end": node("one", "all", "je", ""),
}


def ahead(*tokens: str) -> Prospect:
    return look_ahead(BLOCK, marking_of(tokens))


def test_a_block_with_a_token_in_each_branch_ends() -> None:
    assert ahead("a", "b") == Prospect(ends=True, doubled=frozenset(), stuck=frozenset(), whole=True)
    assert ahead("a", "bj").ends


def test_a_branch_without_a_token_sticks_at_the_join() -> None:
    assert ahead("a").stuck == {"join"}
    assert not ahead("a").ends


def test_two_tokens_in_one_branch_double_at_the_join() -> None:
    assert ahead("a", "aj").doubled == {"join"}
    assert not ahead("a", "aj", "bj").ends


def test_a_choice_may_go_either_way() -> None:
    net = {
        "x": node("one", "one", "in", "xe xj"),
        "join": node("all", "all", "xj other", "je"),
        "end": node("one", "all", "xe je", ""),
    }
    prospect = look_ahead(net, marking_of(["in"]))
    assert prospect.ends
    assert prospect.stuck == {"join"}


def test_an_inclusive_join_goes_on_when_nothing_else_moves() -> None:
    net = {**BLOCK, "join": node("some", "some", "aj bj", "je")}
    assert look_ahead(net, marking_of(["a"])).ends
    assert look_ahead(net, marking_of(["a", "b"])).ends


def test_a_loop_is_walked_once() -> None:
    net = {
        "a": node("one", "all", "in back", "ax"),
        "x": node("one", "one", "ax", "back xe"),
        "end": node("one", "all", "xe", ""),
    }
    assert look_ahead(net, marking_of(["a"])) == Prospect(
        ends=True, doubled=frozenset(), stuck=frozenset(), whole=True
    )
