"""Whether the action that was asked for can be seen (Guide R37)."""

from collections.abc import Sequence
from typing import assert_never

from dialogs.kinds import Action, Verdict
from verification.checks.findings import graded
from verification.measure.film import Look, blink, turn, widest_mouth
from verification.thresholds import FACE


def action_on_photo(action: Action, look: Look, neutral: Look | None) -> Verdict:
    """Judge a photograph, against the neutral selfie where there is one."""
    match action:
        case Action.LOOK_AHEAD:
            return _ahead(look)
        case Action.CLOSE_EYES:
            return _eyes_shut(look, neutral)
        case Action.OPEN_MOUTH:
            wider = look.mouth - neutral.mouth if neutral else look.mouth
            return _mouth_open(look.mouth, wider)
        case Action.TURN_HEAD:
            away = abs(look.yaw - neutral.yaw) if neutral else abs(look.yaw)
            return graded(away, FACE.turn, FACE.turn_doubtful)
    assert_never(action)


def action_in_film(action: Action, looks: Sequence[Look]) -> Verdict:
    """Judge a clip against itself: the action must come and go."""
    match action:
        case Action.LOOK_AHEAD:
            return _ahead(_middle(looks))
        case Action.CLOSE_EYES:
            return _blinked([look.eyes for look in looks])
        case Action.OPEN_MOUTH:
            return _mouth_open(*widest_mouth([look.mouth for look in looks]))
        case Action.TURN_HEAD:
            return _turned([look.yaw for look in looks])
    assert_never(action)


def _ahead(look: Look) -> Verdict:
    if abs(look.yaw) > FACE.ahead:
        return Verdict.FAIL
    return graded(look.eyes, FACE.eyes_doubtful_alone, FACE.eyes_shut_alone)


def _eyes_shut(look: Look, neutral: Look | None) -> Verdict:
    if neutral is None:
        return graded(-look.eyes, -FACE.eyes_shut_alone, -FACE.eyes_doubtful_alone)
    share = look.eyes / max(neutral.eyes, 1e-6)
    return graded(-share, -FACE.eyes_shut_share, -FACE.eyes_doubtful_share)


def _mouth_open(mouth: float, wider: float) -> Verdict:
    if mouth >= FACE.mouth_open and wider >= FACE.mouth_wider:
        return Verdict.PASS
    doubtful = mouth >= FACE.mouth_doubtful and wider >= FACE.mouth_wider / 2
    return Verdict.UNSURE if doubtful else Verdict.FAIL


def _blinked(eyes: Sequence[float]) -> Verdict:
    seen = blink(eyes, FACE.eyes_open_again_share)
    grade = graded(-seen.least_share, -FACE.eyes_shut_share, -FACE.eyes_doubtful_share)
    if grade is Verdict.PASS and not seen.reopened:
        return Verdict.UNSURE
    return grade


def _turned(yaws: Sequence[float]) -> Verdict:
    seen = turn(yaws, FACE.ahead)
    grade = graded(seen.furthest, FACE.turn, FACE.turn_doubtful)
    if grade is Verdict.PASS and not seen.returned:
        return Verdict.UNSURE
    return grade


def _middle(looks: Sequence[Look]) -> Look:
    """The look of median yaw."""
    return sorted(looks, key=lambda look: look.yaw)[len(looks) // 2]
