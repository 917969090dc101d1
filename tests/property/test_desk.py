"""Promises of the people's side: the lease, what agents read, the review, freezing, results."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given

from dialogs import events as ev
from dialogs.effects import (
    ApplyPassword,
    ArmTimer,
    CallAgents,
    DestroyPasswords,
    KeepReview,
    OpenReview,
    Relay,
    Say,
    StopTimer,
    SubmitCase,
    TellAgents,
)
from dialogs.flow import RETURNABLE
from dialogs.kinds import Verdict
from dialogs.model import CLOSED, Case, Phase, ResultState, StepName
from dialogs.reviewing import decision_of, items
from dialogs.steps.review import renewable
from tests.property.histories import PASSWORD, History, Turn, histories
from tests.property.test_machine import strings

_NUMERALS = str.maketrans("零〇一二三四五六七八九幺两", "00123456789" + "12")
_NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ORDER = {
    ResultState.WAITING: 0,
    ResultState.PENDING: 1,
    ResultState.IN_EFFECT: 2,
    ResultState.REFUSED: 2,
}


def digits(words: str) -> str:
    """Return the digits that a reader finds in words, whatever their spelling."""
    plain = re.sub(r"RS\d{14}", "", unicodedata.normalize("NFKC", words))
    for value, word in enumerate(_NUMBER_WORDS):
        plain = re.sub(rf"\b{word}\b", str(value), plain)
    return "".join(one for one in plain.translate(_NUMERALS) if one.isdigit())


# --- the lease ------------------------------------------------------------------------------


@given(histories())
def test_there_are_never_two_speakers(history: History) -> None:
    for turn in history.turns:
        holder = turn.after.speaker.agent
        for effect in turn.effects:
            if isinstance(effect, Relay):
                assert effect.agent == holder
                assert effect.lease == turn.after.speaker.lease
            if isinstance(effect, Say) and holder is not None:
                assert isinstance(turn.event, ev.AgentActed)
                assert turn.event.agent == holder == turn.before.speaker.agent


@given(histories())
def test_every_change_of_speaker_moves_the_lease_and_is_announced(history: History) -> None:
    for turn in history.turns:
        before, after = turn.before.speaker, turn.after.speaker
        assert after.lease >= before.lease
        if before.agent == after.agent:
            continue
        assert after.lease > before.lease
        spoken = [one for one in turn.effects if isinstance(one, Say | Relay)]
        assert spoken
        assert {one.lease for one in spoken} == {after.lease}


@given(histories())
def test_nobody_acts_in_a_conversation_that_somebody_else_holds(history: History) -> None:
    acts = ev.AgentActed | ev.AgentSpoke | ev.AgentHandedBack | ev.AgentPassed
    for turn in history.turns:
        if isinstance(turn.event, acts) and turn.event.agent != turn.before.speaker.agent:
            assert turn.after == turn.before


# --- what agents read -----------------------------------------------------------------------


@given(histories())
def test_agents_read_no_secret_and_no_number(history: History) -> None:
    for effect in history.effects:
        if not isinstance(effect, TellAgents | CallAgents | KeepReview):
            continue
        refs = {getattr(effect, name, None) for name in ("media_ref", "message_ref", "answers")}
        for words in strings(effect):
            assert words in refs or len(digits(words)) < 6
            assert PASSWORD not in re.sub(r"\W", "", words)


@given(histories())
def test_no_picture_of_an_evidence_step_is_copied_to_agents(history: History) -> None:
    evidence = {StepName.DOCUMENT, StepName.FIELDS, StepName.LIVENESS, StepName.STATEMENT}
    for turn in history.turns:
        copied = [e for e in turn.effects if isinstance(e, TellAgents) and e.media_ref]
        if isinstance(turn.event, ev.MediaReceived) and turn.event.media == "photo":
            assert not copied or turn.before.step not in evidence


# --- the review -----------------------------------------------------------------------------


@given(histories())
def test_only_an_approval_by_people_apart_orders_passwords_and_each_choice_once(
    history: History,
) -> None:
    approved, ordered = False, set[str]()
    for turn in history.turns:
        reviewed = (turn.before.phase, turn.after.phase) == (Phase.IN_REVIEW, Phase.APPLYING)
        if isinstance(turn.event, ev.CaseApproved) and reviewed:
            approved = True
            _approved_well(turn.before, turn.event)
        for effect in turn.effects:
            if isinstance(effect, ApplyPassword):
                assert approved
                assert turn.after.frozen_at is None
                assert effect.request_id not in ordered
                assert effect.password is not None or effect.kind in turn.after.issued
                ordered.add(effect.request_id)


def _approved_well(case: Case, event: ev.CaseApproved) -> None:
    assert event.agent not in case.help.handlers
    assert case.frozen_at is None
    for item in items(case):
        decision = decision_of(case, item.name)
        assert decision is None or decision.accepted
        if item.verdict is Verdict.PASS:
            continue
        assert decision is not None
        assert not {*decision.reviewers} & {*case.help.handlers}
        assert len({*decision.reviewers}) >= (2 if item.verdict is Verdict.FAIL else 1)


@given(histories())
def test_a_return_reopens_what_was_returned_and_nothing_else(history: History) -> None:
    for turn in history.turns:
        before, after = turn.before, turn.after
        if before.phase is Phase.RETURNED and after.phase is Phase.OPEN:
            wanted = {step for one in before.returned for step in RETURNABLE[one.step]}
            assert {*after.reopened} == wanted
            assert after.step in {*wanted, StepName.SUBMIT}
        if after.reopened and after.phase is Phase.OPEN:
            assert after.step in {*after.reopened, StepName.SUBMIT}


@given(histories())
def test_rounds_are_counted_and_kept_and_decisions_stay_in_theirs(history: History) -> None:
    for turn in history.turns:
        before, after = turn.before.review, turn.after.review
        assert after.rounds[: len(before.rounds)] == before.rounds
        returned = turn.before.phase is not turn.after.phase is Phase.RETURNED
        assert len(after.rounds) == len(before.rounds) + returned
        assert [one.number for one in after.rounds] == [*range(1, len(after.rounds) + 1)]
        if any(isinstance(effect, OpenReview) for effect in turn.effects):
            assert after.decisions == ()
            assert after.reviewer is None


@given(histories())
def test_two_reviewers_never_collide(history: History) -> None:
    deciding = ev.ItemDecided | ev.CaseReturned | ev.CaseApproved | ev.ReviewEscalated
    for turn in history.turns:
        holder = turn.before.review.reviewer
        if isinstance(turn.event, ev.ReviewTaken) and holder is not None:
            assert turn.after.review.reviewer == holder
        if isinstance(turn.event, deciding) and turn.after.review != turn.before.review:
            first = _first_yes(turn)
            assert turn.event.agent == holder or first


def _first_yes(turn: Turn) -> bool:
    """Say whether somebody else had accepted the item before."""
    if not isinstance(turn.event, ev.ItemDecided):
        return False
    decision = decision_of(turn.before, turn.event.item)
    return decision is not None and decision.accepted and turn.event.accepted


# --- the passwords --------------------------------------------------------------------------


@given(histories())
def test_results_only_move_forward(history: History) -> None:
    for turn in history.turns:
        before = {one.kind: one for one in turn.before.results}
        after = {one.kind: one for one in turn.after.results}
        assert not before or before.keys() == after.keys()
        for kind, old in before.items():
            new = after[kind]
            assert (new.attempt, _ORDER[new.state]) >= (old.attempt, _ORDER[old.state])
            if old.attempt == new.attempt and _ORDER[old.state] == _ORDER[ResultState.REFUSED]:
                assert new.state is old.state


@given(histories())
def test_a_concluded_password_is_destroyed_in_the_same_turn(history: History) -> None:
    over = {ResultState.IN_EFFECT, ResultState.REFUSED}
    for turn in history.turns:
        gone = {
            one
            for effect in turn.effects
            if isinstance(effect, DestroyPasswords)
            for one in effect.sealed_ids
        }
        left = {one.sealed_id for one in turn.before.sealed}
        left -= {one.sealed_id for one in turn.after.sealed}
        assert left == gone
        spent = {one.kind for one in turn.after.results if one.state in over}
        assert not spent & {one.kind for one in turn.after.sealed}
        assert turn.after.phase not in CLOSED or turn.after.sealed == ()


# --- freezing and the timeline --------------------------------------------------------------


@given(histories())
def test_a_reported_case_stands_still_until_it_is_thawed(history: History) -> None:
    for turn in history.turns:
        before, after = turn.before, turn.after
        if isinstance(turn.event, ev.NotMeReported) and before.phase not in CLOSED:
            assert after.frozen_at is not None
        if before.frozen_at is None:
            continue
        if not isinstance(turn.event, ev.Unfrozen):
            assert after.frozen_at == before.frozen_at
            assert not [e for e in turn.effects if isinstance(e, ApplyPassword | SubmitCase)]
            assert after.phase is before.phase or not isinstance(turn.event, ev.StaffEvent)
        if isinstance(turn.event, ev.CUSTOMER_EVENTS):
            assert after.step is before.step
            assert after.sealed == before.sealed


@given(histories())
def test_the_timeline_only_grows_and_its_times_never_go_back(history: History) -> None:
    for turn in history.turns:
        before, after = turn.before.milestones, turn.after.milestones
        assert after[: len(before)] == before
    times = [one.at for one in history.case.milestones]
    assert all(one <= other for one, other in pairwise(times))


# --- the timers -----------------------------------------------------------------------------


def armed(history: History) -> Iterator[tuple[Turn, set[ev.TimerKind]]]:
    """Yield each turn with the timers that run after it."""
    running = set[ev.TimerKind]()
    for turn in history.turns:
        if isinstance(turn.event, ev.TimerFired):
            running.discard(turn.event.timer)
        for effect in turn.effects:
            if isinstance(effect, ArmTimer):
                running.add(effect.timer)
            if isinstance(effect, StopTimer):
                running.discard(effect.timer)
        yield turn, {*running}


@given(histories())
def test_no_timer_gets_lost(history: History) -> None:
    for turn, running in armed(history):
        _whoever_waits_is_not_forgotten(turn.after, running)
        held = turn.after.speaker.agent is not None
        assert (ev.TimerKind.SILENCE in running) == held
        _no_case_waits_for_ever(turn.after, running)


def _whoever_waits_is_not_forgotten(case: Case, running: set[ev.TimerKind]) -> None:
    waits = case.help.wanted_at is not None and not case.help.callback
    assert (ev.TimerKind.WAIT in running) == waits
    assert not (waits and case.speaker.agent is not None)


def _no_case_waits_for_ever(case: Case, running: set[ev.TimerKind]) -> None:
    free = case.speaker.agent is None and case.frozen_at is None
    waits = case.phase is Phase.RETURNED or bool(renewable(case))
    if free and (waits or (case.phase is Phase.OPEN and case.last_heard_at is not None)):
        assert ev.TimerKind.EXPIRY in running
    if case.phase is Phase.IN_REVIEW:
        assert ev.TimerKind.REVIEW_DUE in running
    pending = any(one.state is ResultState.PENDING for one in case.results)
    if case.phase is Phase.APPLYING and pending:
        assert ev.TimerKind.SETTLE in running
    if case.phase in CLOSED:
        assert running <= {ev.TimerKind.SILENCE}
