"""Real people's public pictures and clips, where a folder with them lies beside the checkout."""

from pathlib import Path

import pytest

from dialogs.evidence import CheckOutcome
from dialogs.kinds import Action, MediaKind, Verdict
from dialogs.reasons import Reason
from verification.api import FaceRequest
from verification.checks.face import check_face
from verification.engines.loading import Engines

FOLDER = Path(__file__).parents[3].parent / "shared" / "data" / "faces"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::UserWarning"),
    pytest.mark.skipif(not FOLDER.is_dir(), reason="no folder with public faces"),
]

DOES = {
    "blink": Action.CLOSE_EYES,
    "mouth": Action.OPEN_MOUTH,
    "turnL": Action.TURN_HEAD,
    "turnR": Action.TURN_HEAD,
    "still": None,
}
PORTRAIT = {"obama": "obama.jpg", "single": "single_face.jpg"}


def read(path: str) -> bytes:
    return (FOLDER / path).read_bytes()


def checked(
    engines: Engines, media: bytes, action: Action, neutral: bytes | None = None
) -> CheckOutcome:
    return check_face(FaceRequest(media, MediaKind.VIDEO, action, None, neutral), engines).outcome


@pytest.mark.parametrize("who", PORTRAIT)
@pytest.mark.parametrize("done", DOES)
def test_an_action_is_told_from_the_others(engines: Engines, who: str, done: str) -> None:
    media, neutral = read(f"clips/{who}_{done}.mp4"), read(f"photos/{PORTRAIT[who]}")
    for asked in (Action.CLOSE_EYES, Action.OPEN_MOUTH, Action.TURN_HEAD):
        expected = Verdict.PASS if DOES[done] is asked else Verdict.FAIL
        assert checked(engines, media, asked, neutral).verdict is expected


def test_real_blinks_and_turns_are_seen(engines: Engines) -> None:
    assert (
        checked(engines, read("video/single_face.mp4"), Action.CLOSE_EYES).verdict is Verdict.PASS
    )
    lively = read("video/WolfgangLanger_Pexels.mp4")
    assert checked(engines, lively, Action.CLOSE_EYES).verdict is Verdict.PASS
    assert checked(engines, lively, Action.TURN_HEAD).verdict is Verdict.PASS
    assert checked(engines, lively, Action.OPEN_MOUTH).verdict is Verdict.FAIL


@pytest.mark.parametrize("clip", ["face_noface.mov", "noface_face.mov"])
def test_a_face_that_is_not_there_throughout_is_named(engines: Engines, clip: str) -> None:
    outcome = checked(engines, read(f"video/{clip}"), Action.CLOSE_EYES)
    assert [finding.reason for finding in outcome.findings] == [Reason.FACE_LEFT]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("obama.jpg", "obama2.jpg", True),
        ("obama.jpg", "biden.jpg", False),
        ("single_face.jpg", "obama.jpg", False),
    ],
)
def test_people_are_told_apart(engines: Engines, one: str, other: str, *, same: bool) -> None:
    outcome = checked(engines, read(f"photos/{one}"), Action.LOOK_AHEAD, read(f"photos/{other}"))
    assert (outcome.verdict is Verdict.PASS) is same
