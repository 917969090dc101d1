"""Whether the action that was asked for can be seen (Guide R37).

A person is measured against the person: the neutral selfie, and in a clip its own usual look.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

import numpy as np

from dialogs.kinds import Action, Verdict
from dialogs.reasons import Reason
from verification.checks.findings import Findings, graded
from verification.measure.film import Look, blink, turn, widest_mouth
from verification.thresholds import FACE

TURNS = frozenset({Action.TURN_HEAD, Action.TURN_OTHER})


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, and what is known of the person already.

    Attributes:
        action: what to do.
        neutral: the face on the earlier look-ahead selfie.
        turned: the yaw of an earlier turn, which `TURN_OTHER` must be away from.
    """

    action: Action
    neutral: Look | None = None
    turned: float | None = None


def note_action(asked: Asked, looks: Sequence[Look], findings: Findings) -> None:
    """Note what is missing of the action, on a photograph (one look) or in a clip."""
    if _mostly_away(asked.action, looks):
        findings.fault(Reason.LOOKING_AWAY)
        return
    grade = on_photo(asked, looks[0]) if len(looks) == 1 else in_film(asked, looks)
    if (
        grade is Verdict.FAIL
        and asked.action is Action.TURN_OTHER
        and _turned_as_before(asked, looks)
    ):
        findings.fault(Reason.SAME_SIDE)
        return
    findings.add(grade, Reason.ACTION_MISSING, Reason.ACTION_DOUBTFUL)


def peak(action: Action, looks: Sequence[Look]) -> int:
    """The index of the look that shows most of the action."""
    base = float(np.median([look.yaw for look in looks]))
    return int(np.argmax([_shown(action, look, base) for look in looks]))


def on_photo(asked: Asked, look: Look) -> Verdict:
    """Judge a photograph, against the neutral selfie where there is one."""
    neutral = asked.neutral
    match asked.action:
        case Action.LOOK_AHEAD:
            return _ahead(look)
        case Action.CLOSE_EYES:
            return _eyes_shut(look.eyes, neutral)
        case Action.OPEN_MOUTH:
            return _mouth_open(look.mouth, look.mouth - (neutral.mouth if neutral else 0.0))
        case Action.SMILE:
            return _smiled(look.smile, neutral.smile if neutral else None)
        case Action.TURN_HEAD | Action.TURN_OTHER:
            base = neutral.yaw if neutral else 0.0
            return _graded_turn(_wanted_away(asked, [look.yaw - base]))
    assert_never(asked.action)


def in_film(asked: Asked, looks: Sequence[Look]) -> Verdict:
    """Judge a clip: the action must come, or be there all along against the neutral selfie."""
    match asked.action:
        case Action.LOOK_AHEAD:
            return _ahead(_middle(looks))
        case Action.CLOSE_EYES:
            return _blinked([look.eyes for look in looks], asked.neutral)
        case Action.OPEN_MOUTH:
            return _opened(looks, asked.neutral)
        case Action.SMILE:
            return _smiled_once(looks, asked.neutral)
        case Action.TURN_HEAD | Action.TURN_OTHER:
            return _turned([look.yaw for look in looks], asked)
    assert_never(asked.action)


def _mostly_away(action: Action, looks: Sequence[Look]) -> bool:
    """Whether a face that should look ahead was turned away for most of the time."""
    limit = FACE.ahead if action is Action.LOOK_AHEAD else FACE.away
    return action not in TURNS and abs(float(np.median([look.yaw for look in looks]))) > limit


def _ahead(look: Look) -> Verdict:
    return graded(look.eyes, FACE.eyes_doubtful_alone, FACE.eyes_shut_alone)


def _eyes_shut(eyes: float, neutral: Look | None) -> Verdict:
    if neutral is None:
        return graded(-eyes, -FACE.eyes_shut_alone, -FACE.eyes_doubtful_alone)
    share = eyes / max(neutral.eyes, 1e-6)
    return graded(-share, -FACE.eyes_shut_share, -FACE.eyes_doubtful_share)


def _blinked(eyes: Sequence[float], neutral: Look | None) -> Verdict:
    usual = float(np.median(eyes))
    if neutral is not None and usual < FACE.eyes_shut_throughout * neutral.eyes:
        return _eyes_shut(usual, neutral)
    seen = blink(eyes, FACE.eyes_open_again_share)
    grade = graded(-seen.least_share, -FACE.eyes_shut_share, -FACE.eyes_doubtful_share)
    held = neutral is not None and min(eyes) <= FACE.eyes_shut_share * neutral.eyes
    return Verdict.UNSURE if grade is Verdict.PASS and not (seen.reopened or held) else grade


def _mouth_open(mouth: float, wider: float) -> Verdict:
    if mouth >= FACE.mouth_open and wider >= FACE.mouth_wider:
        return Verdict.PASS
    doubtful = mouth >= FACE.mouth_doubtful and wider >= FACE.mouth_wider / 2
    return Verdict.UNSURE if doubtful else Verdict.FAIL


def _opened(looks: Sequence[Look], neutral: Look | None) -> Verdict:
    widest, wider = widest_mouth([look.mouth for look in looks])
    if neutral is not None:
        wider = max(wider, widest - neutral.mouth)
    return _mouth_open(widest, wider)


def _smiled(width: float, base: float | None) -> Verdict:
    """Wider than its own baseline; without one it cannot be told from a wide mouth."""
    if base is None:
        return Verdict.UNSURE if width >= FACE.smiling else Verdict.FAIL
    return graded(width / max(base, 1e-6), FACE.smile, FACE.smile_doubtful)


def _smiled_once(looks: Sequence[Look], neutral: Look | None) -> Verdict:
    """Against the narrower of the selfie's mouth and the clip's own at rest."""
    widths = [look.smile for look in looks if abs(look.yaw) <= FACE.ahead]
    if not widths:
        return Verdict.FAIL
    rest = float(np.percentile(widths, 15))
    base = rest if neutral is None else min(rest, neutral.smile)
    return _smiled(float(np.percentile(widths, 90)), base)


def _wanted_away(asked: Asked, away: Sequence[float]) -> list[float]:
    """How far the yaws are from ahead, on the side that counts."""
    if asked.action is Action.TURN_OTHER and asked.turned is not None:
        return [max(0.0, one * (-1.0 if asked.turned > 0 else 1.0)) for one in away]
    return [abs(one) for one in away]


def _graded_turn(away: Sequence[float]) -> Verdict:
    return graded(max(away), FACE.turn, FACE.turn_doubtful)


def _turned(yaws: Sequence[float], asked: Asked) -> Verdict:
    """A clip must also show the face looking ahead, but for one that the selfie shows so."""
    seen = turn(yaws, FACE.ahead)
    away = _wanted_away(asked, [yaw - seen.centre for yaw in yaws])
    if asked.neutral is not None:
        away += _wanted_away(asked, [yaw - asked.neutral.yaw for yaw in yaws])
    grade = _graded_turn(away)
    return Verdict.UNSURE if grade is Verdict.PASS and not seen.left_ahead else grade


def _turned_as_before(asked: Asked, looks: Sequence[Look]) -> bool:
    if asked.turned is None:
        return False
    base = asked.neutral.yaw if asked.neutral else 0.0
    away = [(look.yaw - base) * (1.0 if asked.turned > 0 else -1.0) for look in looks]
    return max(away) >= FACE.turn


def _shown(action: Action, look: Look, base_yaw: float) -> float:
    match action:
        case Action.LOOK_AHEAD:
            return -abs(look.yaw)
        case Action.CLOSE_EYES:
            return -look.eyes
        case Action.OPEN_MOUTH:
            return look.mouth
        case Action.SMILE:
            return look.smile
        case Action.TURN_HEAD | Action.TURN_OTHER:
            return abs(look.yaw - base_yaw)
    assert_never(action)


def _middle(looks: Sequence[Look]) -> Look:
    """The look of median yaw."""
    return sorted(looks, key=lambda look: look.yaw)[len(looks) // 2]
