"""The random sequence of actions."""

from hypothesis import given
from hypothesis import strategies as st

from dialogs.kinds import Action
from dialogs.steps.liveness import draw

SEEDS = st.integers(min_value=0, max_value=2**64 - 1)


@given(SEEDS, st.integers(1, 8))
def test_the_plain_look_comes_first_and_nothing_twice(seed: int, count: int) -> None:
    actions = [one.action for one in draw(seed, count)]
    assert actions[0] is Action.LOOK_AHEAD
    assert len(actions) == len(set(actions)) == 1 + min(count, len(Action) - 1)


@given(SEEDS, st.integers(1, 8))
def test_the_other_side_is_asked_for_only_after_the_first(seed: int, count: int) -> None:
    actions = [one.action for one in draw(seed, count)]
    if Action.TURN_OTHER in actions:
        assert actions.index(Action.TURN_HEAD) < actions.index(Action.TURN_OTHER)


@given(SEEDS)
def test_what_was_seen_is_not_asked_for_again(seed: int) -> None:
    seen = (Action.LOOK_AHEAD, Action.TURN_HEAD)
    drawn = [one.action for one in draw(seed, 8, seen)]
    assert set(drawn) == set(Action) - set(seen)


def test_every_sequence_of_two_comes_up() -> None:
    drawn = {tuple(one.action for one in draw(seed, 2)[1:]) for seed in range(400)}
    assert len(drawn) == 4 * 3 + 1
