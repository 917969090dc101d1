"""The account of relayed words: each is looked for where it belongs, and nothing hides a loss."""

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.measure import within
from benchmarks.relays.crowd import CountedRates
from benchmarks.relays.words import Said, Stood, account, mark_of, marks, marks_in
from bot.sandbox.errors import ApiError
from bot.sandbox.settings import RateLimits
from bot.sandbox.state import Chat
from dialogs.rules.masking import masked_words

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
A, B, C = islice(marks(), 3)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def said(mark: str, seconds: float, talk: int = 1) -> Said:
    return Said(talk, mark, at(seconds))


def stood(seconds: float, *found: str, talk: int = 1) -> Stood:
    return Stood(talk, found, at(seconds))


def test_marks_are_all_different_and_found_again() -> None:
    many = list(islice(marks(), 5000))
    assert len(set(many)) == 5000
    assert marks_in("\n".join(f"请问 {mark}。" for mark in many)) == many


@given(st.integers(0, 16**5 - 1))
def test_a_mark_is_never_masked(number: int) -> None:
    words = f"请问还要多久？ {mark_of(number)}"
    assert masked_words(words) == words


def test_words_that_arrive_are_timed_even_merged() -> None:
    told = account(
        [said(A, 0), said(B, 1), said(C, 2)], [stood(4, A, B), stood(5, C), stood(6, "vbbbzz")]
    )
    assert told.waits_s == (4, 3, 3)
    assert (told.said, told.messages) == (3, 2)
    assert (told.lost, told.twice, told.disordered) == (0, 0, 0)


def test_a_word_in_the_wrong_talk_is_lost() -> None:
    told = account([said(A, 0), said(B, 0)], [stood(1, A, talk=2), stood(1, B)])
    assert told.lost == 1


def test_a_word_that_stands_twice_is_counted_and_timed_by_the_first() -> None:
    told = account([said(A, 0)], [stood(9, A), stood(2, A)])
    assert told.twice == 1
    assert told.waits_s == (2,)


def test_words_that_overtake_others_are_counted() -> None:
    told = account([said(A, 0), said(B, 1), said(C, 2)], [stood(3, B), stood(4, A, C)])
    assert told.disordered == 1
    apart = account([said(A, 0), said(B, 1, talk=2)], [stood(3, B, talk=2), stood(4, A)])
    assert apart.disordered == 0


@pytest.mark.parametrize(("percent", "wanted"), [(50, 2), (95, 4), (100, 4), (1, 1)])
def test_so_many_of_a_hundred_are_within(percent: int, wanted: float) -> None:
    assert within(percent, [4, 1, 3, 2]) == wanted


def test_refusals_of_the_sandbox_are_counted() -> None:
    rates = CountedRates(RateLimits(group_per_min=1))
    group = Chat(-1, "supergroup")
    rates.take(group)
    with pytest.raises(ApiError):
        rates.take(group)
    assert rates.refused == 1
