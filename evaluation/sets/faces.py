"""Selfies and clips of a liveness round, good ones and attacks."""

from collections.abc import Iterator
from functools import partial

from bot.sandbox.materials import clips, faces
from dialogs.kinds import Action, MediaKind
from dialogs.reasons import Reason
from evaluation.samples import Check, Sample, Wanted
from verification.api import CheckRequest, FaceRequest


def samples(seed: int) -> Iterator[Sample]:
    """Return the samples, group by group."""
    del seed  # nothing here is drawn
    for action in Action:
        yield Sample(
            f"selfie {action.value}", Check.FACE, "selfie with the action", Wanted.PASS,
            partial(_selfie, action),
        )  # fmt: skip
    yield Sample(
        "still", Check.FACE, "clip of a still photograph", Wanted.REFUSE, _still,
        frozenset({Reason.STILL_IMAGE}),
    )  # fmt: skip


def _selfie(action: Action) -> CheckRequest:
    neutral = None if action is Action.LOOK_AHEAD else faces.selfie(Action.LOOK_AHEAD)
    return FaceRequest(faces.selfie(action), MediaKind.PHOTO, action, None, neutral)


def _still() -> CheckRequest:
    return FaceRequest(clips.still_clip(), MediaKind.VIDEO, Action.CLOSE_EYES, None, None)
