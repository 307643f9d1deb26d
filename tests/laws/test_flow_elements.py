"""Laws of the engine on random processes of every element."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.flow_elements import AT, INSTANCE, LEAVES, PAIRS, WRAPS, Block, Game, blocks
from tongjian.flow import replay
from tongjian.flow.domain.commands import Terminate
from tongjian.flow.domain.effects import (
    CloseTask,
    DropJob,
    DropSubscription,
    DropTimer,
    KeepSubscription,
    KeepTimer,
    OfferTask,
    RequestJob,
    effects,
)
from tongjian.flow.domain.encoding import decode_event, decode_state, encode_event, encode_state
from tongjian.flow.domain.events import Passed
from tongjian.flow.domain.state import ROOT

choices = st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=25)


def play(game: Game, chosen: list[tuple[int, bool]]) -> None:
    for index, again in chosen:
        moves = game.moves(again=again)
        if not moves:
            return
        game.do(moves[index % len(moves)])


@given(blocks(), choices)
def test_replaying_the_history_gives_the_live_state(block: Block, chosen: list[tuple[int, bool]]) -> None:
    game = Game(block)
    play(game, chosen)
    kept = tuple(decode_event(encode_event(event)) for event in game.events)
    assert kept == tuple(game.events)
    assert replay(INSTANCE, kept) == game.state
    assert decode_state(encode_state(game.state)) == game.state


@given(blocks(), choices, st.randoms(use_true_random=False))
def test_no_token_is_lost_or_doubled(block: Block, chosen: list[tuple[int, bool]], chance: Random) -> None:
    """Whatever was done before, once no loop goes back any more the instance reaches its one end."""
    game = Game(block)
    play(game, chosen)
    for _ in range(400):
        assert all(count == 1 for one in game.state.scopes.values() for count in one.tokens.values())
        if game.state.ended:
            break
        # jobs and tasks only, so that messages at the edge of a task do not start work for ever
        moves = game.moves(again=False, racing=False)
        assert moves, "nothing can be done and the instance has not ended"
        game.do(chance.choice(moves))
    assert game.state.ended
    ends = [one for one in game.events if isinstance(one, Passed) and (one.scope, one.node) == (ROOT, "e")]
    assert len(ends) == 1
    left = (game.state.waiting, game.state.timers, game.state.subscriptions, game.state.scopes)
    assert not any(left)


@given(blocks(racing=False), choices, st.randoms(use_true_random=False))
def test_the_order_of_completing_parallel_work_is_moot(
    block: Block, chosen: list[tuple[int, bool]], chance: Random
) -> None:
    """Of work that is open at one time; what stands beside each other writes nothing in common."""
    games = [Game(("seq", ("and", block, ("members",)), ("task",))) for _ in range(2)]
    for game in games:
        play(game, chosen)
    commands = games[0].moves(again=False, racing=False)
    shuffled = list(commands)
    chance.shuffle(shuffled)
    for game, order in zip(games, (commands, shuffled), strict=True):
        for command in order:
            game.do(command)
    assert games[0].marking() == games[1].marking()


@given(blocks(), choices)
def test_terminating_is_possible_at_every_moment_and_leaves_nothing(
    block: Block, chosen: list[tuple[int, bool]]
) -> None:
    game = Game(block)
    play(game, chosen)
    if not game.state.ended:
        game.do(Terminate(reason="", by=None, now=AT))
    left = (game.state.waiting, game.state.timers, game.state.subscriptions, game.state.scopes)
    assert game.state.ended
    assert not any(left)


@given(blocks(), choices)
def test_the_world_is_told_of_everything_that_is_open_and_of_nothing_else(
    block: Block, chosen: list[tuple[int, bool]]
) -> None:
    """Rows written from the effects alone are those of the state."""
    game = Game(block)
    play(game, chosen)
    rows = Counter[object]()
    for event in game.events:
        for effect in effects(event):
            match effect:
                case OfferTask() | CloseTask():
                    rows["task", effect.task] += 1 if isinstance(effect, OfferTask) else -1
                case KeepTimer() | DropTimer():
                    rows["timer", effect.number] += 1 if isinstance(effect, KeepTimer) else -1
                case KeepSubscription() | DropSubscription():
                    rows["message", effect.number] += 1 if isinstance(effect, KeepSubscription) else -1
                case RequestJob() | DropJob():
                    rows["job", effect.number] += 1 if isinstance(effect, RequestJob) else -1
                case _:
                    pass
    state = game.state
    expected = {("timer", number) for number in state.timers}
    expected |= {("message", number) for number in state.subscriptions}
    expected |= {("task", state.task_of(one.number)) for one in state.tasks}
    expected |= {("job", one.number) for one in state.waiting.values() if one.kind == "job"}
    assert {row for row, count in rows.items() if count} == expected
    assert set(rows.values()) <= {0, 1}


@pytest.mark.parametrize("kind", [*LEAVES, *PAIRS, *WRAPS])
def test_every_kind_of_block_can_be_drawn_and_played(kind: str) -> None:
    parts = [("task",)] * (2 if kind in PAIRS else 1 if kind in WRAPS else 0)
    game = Game((kind, *parts))
    for _ in range(50):
        moves = game.moves(again=False, racing=False)
        if not moves:
            break
        game.do(moves[0])
    assert game.state.ended
