"""What happens in a film, told from the numbers of its frames."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.kinds import Action, Verdict
from dialogs.reasons import Reason
from verification.checks.action import Asked, in_film, note_action, on_photo
from verification.checks.findings import Findings, graded
from verification.checks.framing import frame_film
from verification.checks.looking import Film
from verification.measure.film import (
    Look,
    Moment,
    absence_frames,
    blink,
    change_levels,
    mouth_spread,
    second_face_frames,
    turn,
    widest_mouth,
)


def look(
    eyes: float = 0.3,
    mouth: float = 0.02,
    yaw: float = 0.0,
    width: float = 200.0,
    outside: float = 0.0,
    light: float = 140.0,
    smile: float = 0.5,
) -> Look:
    box = (100, 100, 300, 350)
    return Look(eyes, mouth, yaw, width, width / 480, outside, light, box, smile)


def film(*looks: Look | None, change: float = 2.0) -> Film:
    moments = [Moment(() if one is None else (one,), change) for one in looks]
    return Film(tuple(moments), ())


def reasons(shown: Film) -> list[Reason]:
    findings = Findings()
    frame_film(shown, findings)
    return [finding.reason for finding in findings.outcome().findings]


def test_a_blink_closes_and_opens_again() -> None:
    seen = blink([0.3, 0.31, 0.1, 0.29, 0.3], 0.8)
    assert seen.least_share == pytest.approx(0.1 / 0.3)
    assert seen.reopened


def test_eyes_that_stay_shut_did_not_reopen() -> None:
    assert not blink([0.3, 0.3, 0.3, 0.1], 0.8).reopened


def test_a_turn_to_either_side_counts_if_the_face_looked_ahead_too() -> None:
    for side in (1.0, -1.0):
        seen = turn([0.0, 0.1 * side, 0.5 * side, 0.1 * side, 0.0], 0.35)
        assert seen.furthest == pytest.approx(0.5)
        assert seen.left_ahead
    assert turn([0.0, 0.0, 0.0, 0.2, 0.5], 0.35).left_ahead
    assert not turn([0.5, 0.5, 0.6, 0.6, 0.5], 0.35).left_ahead


def test_a_yawn_is_told_from_a_smile() -> None:
    assert widest_mouth([0.0, 0.0, 0.7, 0.0]) == pytest.approx((0.7, 0.7))
    smiling = [look(mouth=0.33)] * 20
    assert in_film(Asked(Action.OPEN_MOUTH), smiling) is Verdict.FAIL


@pytest.mark.parametrize(
    ("action", "done"),
    [
        (Action.CLOSE_EYES, look(eyes=0.08)),
        (Action.OPEN_MOUTH, look(mouth=0.6)),
        (Action.TURN_HEAD, look(yaw=0.5)),
    ],
)
def test_an_action_passes_in_a_film_and_on_a_photograph(action: Action, done: Look) -> None:
    shown = [look()] * 10 + [done] * 2 + [look()] * 10
    assert in_film(Asked(action), shown) is Verdict.PASS
    assert in_film(Asked(action), [look()] * 20) is Verdict.FAIL
    assert on_photo(Asked(action, look()), done) is Verdict.PASS
    assert on_photo(Asked(action, None), done) is Verdict.PASS
    assert on_photo(Asked(action, look()), look()) is Verdict.FAIL
    assert on_photo(Asked(action, None), look()) is Verdict.FAIL


@pytest.mark.parametrize(
    ("action", "half"),
    [
        (Action.CLOSE_EYES, look(eyes=0.19)),
        (Action.OPEN_MOUTH, look(mouth=0.4)),
        (Action.TURN_HEAD, look(yaw=0.25)),
    ],
)
def test_half_an_action_is_for_a_person_to_judge(action: Action, half: Look) -> None:
    assert on_photo(Asked(action, look()), half) is Verdict.UNSURE


def test_looking_ahead_means_ahead_with_open_eyes() -> None:
    assert on_photo(Asked(Action.LOOK_AHEAD, None), look()) is Verdict.PASS
    assert on_photo(Asked(Action.LOOK_AHEAD, None), look(eyes=0.08)) is Verdict.FAIL
    assert on_photo(Asked(Action.LOOK_AHEAD, None), look(eyes=0.15)) is Verdict.UNSURE


def test_a_good_film_has_nothing_to_be_said() -> None:
    assert reasons(film(*[look()] * 30)) == []


def test_a_face_that_leaves_is_noticed_and_a_slip_is_not() -> None:
    assert reasons(film(*[look()] * 20, *[None] * 10, *[look()] * 20)) == [Reason.FACE_LEFT]
    assert reasons(film(*[look()] * 20, None, None, *[look()] * 20)) == []


def test_an_empty_room_has_no_face() -> None:
    assert reasons(film(*[None] * 40)) == [Reason.NO_FACE]


@pytest.mark.parametrize(
    ("spoilt", "reason"),
    [
        (look(outside=0.3), Reason.FACE_CUT_OFF),
        (look(width=40), Reason.FACE_TOO_SMALL),
        (look(light=10), Reason.TOO_DARK),
    ],
)
def test_a_spoilt_film_is_named(spoilt: Look, reason: Reason) -> None:
    assert reasons(film(*[spoilt] * 30)) == [reason]


def test_a_picture_before_the_camera_stands_still() -> None:
    assert reasons(film(*[look()] * 30, change=0.01)) == [Reason.STILL_IMAGE]


def test_a_second_person_counts_and_a_face_on_a_badge_does_not() -> None:
    two = [Moment((look(), look(width=150)), 2.0)] * 10
    badge = [Moment((look(), look(width=30)), 2.0)] * 10
    assert second_face_frames(two, 0.35) == 10
    assert second_face_frames(badge, 0.35) == 0
    assert reasons(Film(tuple(two), ())) == [Reason.TWO_FACES]


def test_lips_are_watched_while_somebody_speaks_only() -> None:
    speaking = [Moment((look(mouth=0.3 * (index % 2)),), 2.0) for index in range(12)]
    silent = [Moment((look(),), 2.0)] * 12
    assert mouth_spread(speaking + silent, 12, [(0.0, 0.9)]) == pytest.approx(0.3)
    assert mouth_spread(speaking + silent, 12, [(1.1, 2.0)]) == 0.0
    assert mouth_spread(speaking, 12, []) == 0.0


def test_the_first_frame_alone_has_no_change() -> None:
    assert change_levels([Moment((), None)]) == (0.0, 0.0)


@given(st.lists(st.booleans(), max_size=40))
def test_the_longest_absence_is_a_run_of_absences(present: list[bool]) -> None:
    moments = [Moment((look(),) if here else (), 1.0) for here in present]
    longest = absence_frames(moments)
    assert longest <= present.count(False)
    assert (longest == 0) == all(present)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_grade_never_falls_as_the_value_rises(value: float, low: float, high: float) -> None:
    low, high = sorted((low, high))
    order = [Verdict.FAIL, Verdict.UNSURE, Verdict.PASS]
    assert order.index(graded(value, high, low)) <= order.index(graded(value + 0.1, high, low))


def test_a_fault_leaves_no_doubts_and_each_reason_is_told_once() -> None:
    findings = Findings()
    findings.doubt(Reason.FACE_DOUBTFUL)
    assert findings.outcome().verdict is Verdict.UNSURE
    findings.fault(Reason.NO_FACE)
    findings.fault(Reason.NO_FACE)
    outcome = findings.outcome()
    assert outcome.verdict is Verdict.FAIL
    assert [finding.reason for finding in outcome.findings] == [Reason.NO_FACE]


@pytest.mark.parametrize("action", [Action.CLOSE_EYES, Action.OPEN_MOUTH, Action.SMILE])
def test_an_action_held_throughout_counts_against_the_selfie(action: Action) -> None:
    held = {
        Action.CLOSE_EYES: look(eyes=0.08),
        Action.OPEN_MOUTH: look(mouth=0.6),
        Action.SMILE: look(smile=0.65),
    }[action]
    assert in_film(Asked(action, look()), [held] * 20) is Verdict.PASS


def test_who_smiled_on_the_selfie_must_smile_more() -> None:
    smiling = look(smile=0.72)
    assert on_photo(Asked(Action.SMILE, smiling), smiling) is Verdict.FAIL
    assert on_photo(Asked(Action.SMILE, look()), smiling) is Verdict.PASS
    assert on_photo(Asked(Action.SMILE), smiling) is Verdict.UNSURE


@pytest.mark.parametrize("before", [0.5, -0.5])
def test_the_other_side_is_away_from_the_side_before(before: float) -> None:
    asked = Asked(Action.TURN_OTHER, look(), before)
    other, same = look(yaw=-before), look(yaw=before)
    for looks in ([other], [look()] * 8 + [other] * 3):
        findings = Findings()
        note_action(asked, looks, findings)
        assert findings.outcome().verdict is Verdict.PASS
    for looks in ([same], [look()] * 8 + [same] * 3):
        findings = Findings()
        note_action(asked, looks, findings)
        assert [one.reason for one in findings.faults] == [Reason.SAME_SIDE]


def test_a_film_with_both_sides_holds_the_other_one() -> None:
    both = [look(), look(yaw=0.5), look(), look(yaw=-0.5), look()]
    for before in (0.5, -0.5, None):
        assert in_film(Asked(Action.TURN_OTHER, None, before), both) is Verdict.PASS


def test_a_face_turned_away_is_told_to_look_at_the_camera() -> None:
    for action in (Action.LOOK_AHEAD, Action.CLOSE_EYES, Action.SMILE):
        findings = Findings()
        note_action(Asked(action), [look(yaw=0.8)] * 10, findings)
        assert [one.reason for one in findings.faults] == [Reason.LOOKING_AWAY]
