"""Numbers on a face and on a sound."""

import numpy as np
import pytest

from bot.sandbox.materials.warp import HEIGHT, WIDTH, Pose, astronaut, posed
from verification.measure.face import (
    brightness,
    distance,
    eye_openness,
    face_box,
    face_width,
    mouth_openness,
    outside_share,
    overlap,
    yaw_ratio,
)
from verification.measure.sound import (
    SILENCE_DBFS,
    Samples,
    loudness_dbfs,
    padded,
    peak_dbfs,
    signal_to_noise_db,
    speech_seconds,
    within,
)

POINTS = astronaut().points
RATE = 16_000


def tone(level: float, seconds: float = 1.0) -> Samples:
    at = np.arange(int(seconds * RATE)) / RATE
    return np.asarray(np.sin(2 * np.pi * 220 * at) * level * 32767, dtype=np.int16)


def test_the_portrait_looks_ahead_with_open_eyes_and_a_smile() -> None:
    assert eye_openness(POINTS) > 0.25
    assert 0.1 < mouth_openness(POINTS) < 0.33
    assert abs(yaw_ratio(POINTS)) < 0.1


@pytest.mark.parametrize("scale", [0.5, 3.0])
def test_distance_from_the_camera_changes_no_ratio(scale: float) -> None:
    assert eye_openness(POINTS * scale) == pytest.approx(eye_openness(POINTS))
    assert mouth_openness(POINTS * scale) == pytest.approx(mouth_openness(POINTS))
    assert yaw_ratio(POINTS * scale) == pytest.approx(yaw_ratio(POINTS))


def test_a_tilted_head_is_not_a_turned_one() -> None:
    angle = np.deg2rad(25)
    spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    tilted = POINTS.copy()
    tilted[:, :2] = tilted[:, :2] @ spin.T
    assert yaw_ratio(tilted) == pytest.approx(yaw_ratio(POINTS), abs=1e-6)


def test_a_mirrored_face_turns_the_other_way() -> None:
    turned = POINTS.copy()
    turned[1, 0] += 40
    mirrored = turned * np.array([-1.0, 1.0, 1.0])
    assert abs(yaw_ratio(mirrored)) == pytest.approx(abs(yaw_ratio(turned)), abs=1e-6)


def test_a_face_beyond_the_border_is_outside() -> None:
    assert outside_share(POINTS, WIDTH, HEIGHT) == 0.0
    assert outside_share(POINTS, 240, HEIGHT) > 0.3


def test_boxes() -> None:
    box = face_box(POINTS)
    assert overlap(box, box) == pytest.approx(1.0)
    assert overlap(box, (0, 0, 1, 1)) == 0.0
    assert face_width(POINTS) == pytest.approx(box[2] - box[0], rel=0.1)
    assert brightness(np.full((640, 480, 3), 90, np.uint8), box) == 90.0
    assert brightness(np.full((640, 480, 3), 90, np.uint8), (900, 900, 950, 950)) == 0.0
    assert distance(np.zeros(128), np.ones(128)) == pytest.approx(128**0.5)


def test_a_pose_moves_the_picture_and_a_neutral_one_does_not() -> None:
    sitter = astronaut()
    assert np.array_equal(posed(sitter, Pose()), sitter.pixels)
    for pose in (Pose(eyes_shut=1), Pose(mouth_open=0.6), Pose(yaw_deg=20)):
        changed = posed(sitter, pose)
        assert changed.shape == sitter.pixels.shape
        assert not np.array_equal(changed, sitter.pixels)


def test_loudness_is_relative_to_full_scale() -> None:
    assert peak_dbfs(tone(1.0)) == pytest.approx(0.0, abs=0.1)
    assert loudness_dbfs(tone(1.0), ()) == pytest.approx(-3.0, abs=0.1)
    assert loudness_dbfs(tone(0.1), ()) == pytest.approx(-23.0, abs=0.1)
    assert loudness_dbfs(np.zeros(100, np.int16), ()) == SILENCE_DBFS
    assert peak_dbfs(np.zeros(0, np.int16)) == SILENCE_DBFS


def test_loudness_is_that_of_the_speech() -> None:
    sound = np.concatenate([tone(0.5), np.zeros(RATE, np.int16)])
    assert loudness_dbfs(sound, ((0.0, 1.0),)) > loudness_dbfs(sound, ((0.5, 2.0),))


def test_noise_lowers_the_distance_of_loud_and_quiet() -> None:
    noise = np.random.default_rng(1).normal(0, 3000, 2 * RATE).astype(np.int16)
    clear = np.concatenate([tone(0.5), np.zeros(RATE, np.int16)])
    noisy = np.clip(clear + noise.astype(np.int32), -32768, 32767).astype(np.int16)
    assert signal_to_noise_db(clear) > 40
    assert signal_to_noise_db(noisy) < 15
    assert signal_to_noise_db(np.zeros(10, np.int16)) == 0.0


def test_spans() -> None:
    sound = tone(0.5, 3.0)
    spans = ((0.5, 1.0), (2.0, 2.25))
    assert speech_seconds(spans) == pytest.approx(0.75)
    assert len(within(sound, spans)) == 12_000
    assert len(padded(sound, spans, 0.3)) == pytest.approx(RATE * (2.55 - 0.2), abs=2)
