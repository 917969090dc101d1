"""The digits spoken with a statement: drawn anew for each recording, bound to it."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dialogs import events as ev
from dialogs.audit import AuditAction
from dialogs.effects import Record, RunCheck, Verb
from dialogs.evidence import CheckOutcome
from dialogs.kinds import MediaKind, Verdict
from dialogs.model import ReturnedItem, StepName
from dialogs.reasons import Finding, Reason
from dialogs.rules.phrases import PHRASES, draw_phrase
from tests.property.histories import GOOD_PATH, History, give_back, go_to

OTHER_SEED = 987_654_321


def phrase_of(history: History) -> str:
    phrase = history.case.statement.phrase
    assert phrase in PHRASES
    return phrase


def film(history: History, **values: Any) -> None:
    history.do(
        ev.MediaReceived,
        seed=OTHER_SEED,
        media_id=f"m{history.count}",
        media=MediaKind.VIDEO_NOTE,
        **{"duration_s": 9, **values},
    )


def test_there_are_enough_phrases_that_an_old_one_seldom_fits() -> None:
    assert len(PHRASES) > 1800
    assert len({*PHRASES}) == len(PHRASES)


def test_no_phrase_is_easily_misheard() -> None:
    for phrase in PHRASES:
        assert len({*phrase}) == 4
        assert all(abs(int(one) - int(other)) > 1 for one, other in pairwise(phrase))


@given(seed=st.integers(0, 2**63 - 1), before=st.sampled_from(PHRASES))
def test_a_new_phrase_is_not_the_one_before_with_one_digit_misheard(
    seed: int, before: str
) -> None:
    drawn = draw_phrase(seed, before)
    assert drawn in PHRASES
    assert sum(new != old for new, old in zip(drawn, before, strict=True)) >= 2


def test_the_phrase_is_shown_recorded_and_goes_with_the_recording() -> None:
    history = go_to(StepName.STATEMENT)
    phrase = phrase_of(history)
    drawn = [one for one in history.effects if isinstance(one, Record)]
    assert any(
        one.action == AuditAction.CHALLENGE_DRAWN and one.detail == (("digits", phrase),)
        for one in drawn
    )
    assert " ".join(phrase) in repr(history.effects)
    film(history)
    history.tap(Verb.SUBMIT)
    [check] = [one for one in history.effects if isinstance(one, RunCheck) and one.phrase]
    assert check.phrase == phrase
    history.check(CheckOutcome(Verdict.PASS))
    assert history.case.statement.phrase == phrase


def test_each_recording_has_its_own() -> None:
    history = go_to(StepName.STATEMENT)
    seen = [phrase_of(history)]
    film(history, duration_s=2)  # too short
    seen.append(phrase_of(history))
    film(history, forwarded=True)
    seen.append(phrase_of(history))
    film(history)
    assert phrase_of(history) == seen[-1]
    history.tap(Verb.AGAIN)
    seen.append(phrase_of(history))
    film(history)
    history.tap(Verb.SUBMIT)
    history.check(CheckOutcome(Verdict.FAIL, (Finding(Reason.PHRASE_NOT_HEARD),)))
    seen.append(phrase_of(history))
    assert all(one != other for one, other in pairwise(seen))


def test_what_is_no_recording_costs_no_phrase() -> None:
    history = go_to(StepName.STATEMENT)
    phrase = phrase_of(history)
    history.media(MediaKind.PHOTO)
    history.tap(Verb.HELP)
    assert phrase_of(history) == phrase


def test_after_a_return_another_is_asked_for() -> None:
    history = go_to(StepName.REVIEW)
    before = phrase_of(history)
    give_back(history, ReturnedItem(StepName.STATEMENT, Finding(Reason.TOO_QUIET)))
    history.tap(Verb.CONTINUE)
    assert history.case.step is StepName.STATEMENT
    assert phrase_of(history) != before


def test_a_recording_that_waits_keeps_its_phrase_while_one_goes_back() -> None:
    history = go_to(StepName.STATEMENT)
    film(history)
    phrase = phrase_of(history)
    history.tap(Verb.BACK)
    GOOD_PATH[StepName.LIVENESS](history)
    assert history.case.step is StepName.STATEMENT
    assert phrase_of(history) == phrase
