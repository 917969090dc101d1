"""The face check with the real engines, on faces made by the project itself."""

import warnings
from collections.abc import Callable

import numpy as np
import pytest

from bot.sandbox.materials import clips, faces
from bot.sandbox.materials.cards import draw_card, photograph
from bot.sandbox.materials.warp import admiral, astronaut
from bot.sandbox.people import BY_KEY
from dialogs.evidence import CheckOutcome
from dialogs.kinds import Action, CardSide, MediaKind, Verdict
from dialogs.reasons import Reason
from verification.api import FaceRequest
from verification.checks.face import check_face
from verification.engines.loading import Engines

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::UserWarning")]

DONE = [action for action in Action if action is not Action.LOOK_AHEAD]
TURNED = 0.5


@pytest.fixture(scope="module")
def neutral() -> bytes:
    return faces.selfie(Action.LOOK_AHEAD)


@pytest.fixture(scope="module")
def card() -> bytes:
    person = BY_KEY["zhang_wei"]
    return photograph(draw_card(person, CardSide.FRONT, faces.portrait()), seed=3)


def checked(
    engines: Engines,
    media: bytes,
    action: Action,
    *,
    portrait: bytes | None = None,
    neutral: bytes | None = None,
) -> CheckOutcome:
    turned = TURNED if action is Action.TURN_OTHER else None
    request = FaceRequest(media, MediaKind.PHOTO, action, portrait, neutral, turned)
    return check_face(request, engines).outcome


def reasons(outcome: CheckOutcome) -> list[Reason]:
    return [finding.reason for finding in outcome.findings]


def test_the_first_selfie_matches_the_card(engines: Engines, neutral: bytes, card: bytes) -> None:
    outcome = checked(engines, neutral, Action.LOOK_AHEAD, portrait=card)
    assert outcome.verdict is Verdict.PASS, outcome
    assert dict(outcome.scores)["card_distance"] < 0.5


@pytest.mark.parametrize("action", DONE)
def test_each_action_passes_as_photograph_and_as_clip(
    engines: Engines, neutral: bytes, card: bytes, action: Action
) -> None:
    for media in (
        faces.selfie(action),
        clips.action_clip(action),
        clips.action_clip(action, square=True),
    ):
        outcome = checked(engines, media, action, portrait=card, neutral=neutral)
        assert outcome.verdict is Verdict.PASS, outcome


@pytest.mark.parametrize("asked", DONE)
@pytest.mark.parametrize("done", list(Action))
def test_another_action_than_asked_is_missing(
    engines: Engines, neutral: bytes, asked: Action, done: Action
) -> None:
    if asked is done or (asked, done) == (Action.TURN_HEAD, Action.TURN_OTHER):
        return
    same_side = (asked, done) == (Action.TURN_OTHER, Action.TURN_HEAD)
    missing = Reason.SAME_SIDE if same_side else Reason.ACTION_MISSING
    for media in (faces.selfie(done), clips.action_clip(done)):
        outcome = checked(engines, media, asked, neutral=neutral)
        assert reasons(outcome) in ([missing], [Reason.LOOKING_AWAY]), outcome


def test_a_clip_can_be_the_neutral_look(engines: Engines) -> None:
    outcome = checked(
        engines,
        faces.selfie(Action.OPEN_MOUTH),
        Action.OPEN_MOUTH,
        neutral=clips.action_clip(Action.LOOK_AHEAD),
    )
    assert outcome.verdict is Verdict.PASS, outcome


def test_a_stranger_is_refused(engines: Engines, neutral: bytes, card: bytes) -> None:
    by_card = checked(engines, faces.stranger_selfie(), Action.LOOK_AHEAD, portrait=card)
    by_selfie = checked(
        engines, clips.stranger_clip(Action.TURN_HEAD), Action.TURN_HEAD, neutral=neutral
    )
    assert reasons(by_card) == [Reason.OTHER_FACE]
    assert reasons(by_selfie) == [Reason.OTHER_FACE]
    assert dict(by_card.scores)["card_distance"] > 0.62


def test_a_card_without_a_portrait_is_for_a_person_to_judge(
    engines: Engines, neutral: bytes
) -> None:
    outcome = checked(engines, neutral, Action.LOOK_AHEAD, portrait=faces.no_face())
    assert outcome.verdict is Verdict.UNSURE
    assert reasons(outcome) == [Reason.FACE_DOUBTFUL]


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_the_portrait_is_found_however_the_card_lies(
    engines: Engines, neutral: bytes, quarters: int
) -> None:
    drawn = draw_card(BY_KEY["zhang_wei"], CardSide.FRONT, faces.portrait())
    lying = faces.jpeg(np.rot90(np.asarray(drawn.convert("RGB")), quarters))
    outcome = checked(engines, neutral, Action.LOOK_AHEAD, portrait=lying)
    assert outcome.verdict is Verdict.PASS, outcome


def test_the_portrait_of_a_permanent_resident_is_found(engines: Engines, neutral: bytes) -> None:
    drawn = draw_card(BY_KEY["maria_schmidt"], CardSide.FRONT, faces.portrait())
    outcome = checked(engines, neutral, Action.LOOK_AHEAD, portrait=photograph(drawn, seed=5))
    assert outcome.verdict is Verdict.PASS, outcome


@pytest.mark.parametrize(
    ("picture", "reason"),
    [
        (faces.no_face, Reason.NO_FACE),
        (faces.two_faces, Reason.TWO_FACES),
        (faces.far_away, Reason.FACE_TOO_SMALL),
        (faces.cut_off, Reason.FACE_CUT_OFF),
    ],
)
def test_a_badly_framed_picture_is_named(
    engines: Engines, picture: Callable[[], bytes], reason: Reason
) -> None:
    assert reasons(checked(engines, picture(), Action.LOOK_AHEAD)) == [reason]


def test_darkness_is_named(engines: Engines) -> None:
    dark = faces.jpeg((astronaut().pixels * 0.15).astype(np.uint8))
    assert reasons(checked(engines, dark, Action.LOOK_AHEAD)) == [Reason.TOO_DARK]


def test_a_photograph_as_a_film_stands_still(engines: Engines, neutral: bytes) -> None:
    outcome = checked(engines, clips.still_clip(), Action.LOOK_AHEAD, neutral=neutral)
    assert reasons(outcome) == [Reason.STILL_IMAGE]


def test_the_frames_a_verdict_rests_on_are_named(engines: Engines, neutral: bytes) -> None:
    media = clips.action_clip(Action.OPEN_MOUTH)
    request = FaceRequest(media, MediaKind.VIDEO, Action.OPEN_MOUTH, None, neutral)
    result, again = check_face(request, engines), check_face(request, engines)
    assert len(result.frames_s) >= 3
    assert any(1.2 < at < 1.8 for at in result.frames_s)
    assert len(result.prints) == 3
    assert (again.outcome, again.frames_s, again.prints) == (
        result.outcome, result.frames_s, result.prints,
    )  # fmt: skip


def test_a_film_begun_before_the_action_was_told(engines: Engines, neutral: bytes) -> None:
    media = clips.action_clip(Action.OPEN_MOUTH, seconds=6.0)
    request = FaceRequest(media, MediaKind.VIDEO, Action.OPEN_MOUTH, None, neutral, longest_s=2.0)
    assert reasons(check_face(request, engines).outcome) == [Reason.RECORDED_BEFORE]


def test_people_who_change_places_are_noticed(engines: Engines, neutral: bytes) -> None:
    """The customer for a second, then somebody else who does what was asked."""
    half = [astronaut().pixels] * 20
    frames = [*half, *([admiral().pixels] * 30)]
    noise = np.random.default_rng(5)
    live = [
        np.clip(frame + noise.normal(0, 6, frame.shape), 0, 255).astype(np.uint8)
        for frame in frames
    ]
    outcome = checked(engines, clips.encoded(live, None), Action.LOOK_AHEAD, neutral=neutral)
    assert outcome.verdict is not Verdict.PASS
    assert {Reason.OTHER_FACE, Reason.STITCHED} & set(reasons(outcome))


def test_the_result_names_its_models_and_thresholds(engines: Engines, neutral: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = check_face(
            FaceRequest(neutral, MediaKind.PHOTO, Action.LOOK_AHEAD, None, None), engines
        )
    assert len(result.models) == 3
    assert all(len(digest) == 64 for _, digest in result.models)
    assert result.thresholds_version
    assert result.elapsed_s > 0


def test_the_landmarks_kept_are_those_of_the_engine(engines: Engines) -> None:
    for sitter in (astronaut(), admiral()):
        found = engines.mesh.photograph(sitter.pixels)[0].points
        assert np.abs(found - sitter.points)[:, :2].max() < 3.0
