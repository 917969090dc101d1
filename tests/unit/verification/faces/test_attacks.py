"""Pictures that are moved, films that are put together, faces that are covered or copied."""

import cv2
import numpy as np
import pytest

from bot.sandbox.materials.warp import Pose, admiral, astronaut, posed
from verification.measure.cover import eye_darkness, lower_face_difference
from verification.measure.cuts import cuts
from verification.measure.face import widest_gap
from verification.measure.film import Moment
from verification.measure.likeness import likeness
from verification.measure.planar import Flat, Grey, motion, surroundings_follow
from verification.measure.prints import PRINT_BYTES, film_prints, picture_print
from verification.thresholds import FACE, PRINT

from .test_film import look

SITTER = astronaut()
MESH = SITTER.points[:, :2].astype(np.float32)
SHARES = MESH / np.array([480, 640], np.float32)
GREY = np.asarray(cv2.cvtColor(SITTER.pixels, cv2.COLOR_RGB2GRAY), np.uint8)
THUMB = np.asarray(cv2.resize(GREY, (120, 160), interpolation=cv2.INTER_AREA), np.uint8)


def small(picture: object, size: tuple[int, int] = (120, 160)) -> Grey:
    shrunk = cv2.resize(np.asarray(picture), size, interpolation=cv2.INTER_AREA)
    return np.asarray(shrunk, np.uint8)


def waved(index: int) -> np.ndarray:  # type: ignore[type-arg] # a 2x3 matrix
    turn = cv2.getRotationMatrix2D(
        (240, 300), 3.0 * np.sin(index / 3), 1 + 0.1 * np.sin(index / 5)
    )
    shift = np.array([[0, 0, 40 * np.sin(index / 4)], [0, 0, 20 * np.cos(index / 4)]])
    return np.asarray(turn + shift, np.float64)


def by(matrix: np.ndarray, points: Flat) -> Flat:  # type: ignore[type-arg] # a 2x3 matrix
    return np.asarray(points @ matrix[:, :2].T + matrix[:, 2], np.float32)


def test_a_picture_that_is_waved_moves_as_a_plane_and_takes_its_background_along() -> None:
    meshes = [by(waved(index), MESH) for index in range(30)]
    seen = motion(meshes)
    assert seen is not None
    assert seen.moved > FACE.moved
    assert seen.bent < FACE.surely_flat * seen.moved
    thumbs = [
        np.asarray(
            cv2.resize(cv2.warpAffine(GREY, waved(index), (480, 640)), (120, 160)), np.uint8
        )
        for index in range(30)
    ]
    follow = surroundings_follow([mesh / np.float32([480, 640]) for mesh in meshes], thumbs)  # type: ignore[arg-type] # an array of two
    assert follow is not None
    assert follow > FACE.surroundings


def test_a_head_that_turns_is_no_plane_and_leaves_its_background_behind() -> None:
    turning = [posed_mesh(20.0 * np.sin(index / 5)) for index in range(30)]
    seen = motion(turning)
    assert seen is not None
    assert seen.bent > FACE.flat * seen.moved


def posed_mesh(yaw_deg: float) -> Flat:
    from bot.sandbox.materials.warp import _turn

    return np.asarray(_turn(SITTER.points, yaw_deg)[:, :2], np.float32)


def test_little_is_said_of_few_frames_and_bare_walls() -> None:
    assert motion([MESH] * 3) is None
    assert surroundings_follow([SHARES] * 3, [THUMB] * 3) is None
    bare = np.full((160, 120), 128, np.uint8)
    assert surroundings_follow([SHARES] * 20, [bare] * 20) is None


def moments(*shown: tuple[Grey, float]) -> list[Moment]:
    """Frames with a face whose middle is at some place across."""
    from dataclasses import replace

    made = []
    for thumb, at in shown:
        face = replace(look(), box=(at, 100.0, at + 200.0, 350.0))
        made.append(Moment((face,), 1.0, None, thumb))
    return made


def test_a_cut_to_another_picture_is_whole_and_a_jump_of_the_face_is_not() -> None:
    other = np.ascontiguousarray(THUMB[::-1, ::-1])
    whole = cuts(moments(*[(THUMB, 100.0)] * 8, *[(other, 100.0)] * 8))
    assert [(cut.at, cut.whole) for cut in whole] == [(8, True)]
    jump = cuts(moments(*[(THUMB, 100.0)] * 8, *[(THUMB, 180.0)] * 8))
    assert [(cut.at, cut.whole) for cut in jump] == [(8, False)]


def test_a_phone_that_is_swung_about_cuts_nothing() -> None:
    swung = [
        (np.asarray(np.roll(THUMB, 6 * index, 1)), 100.0 + 36.0 * index) for index in range(16)
    ]
    assert cuts(moments(*swung)) == ()


@pytest.mark.parametrize("colour", [(120, 170, 200), (235, 235, 235), (25, 25, 28)])
def test_a_mask_differs_from_the_bridge_of_the_nose(colour: tuple[int, int, int]) -> None:
    from evaluation.faces.attacks import masked

    assert lower_face_difference(SITTER.pixels, SITTER.points) < FACE.perhaps_masked
    covered = masked("astronaut", colour)
    assert lower_face_difference(covered, SITTER.points) > FACE.perhaps_masked


def test_dark_glasses_are_darker_than_the_cheeks() -> None:
    from evaluation.faces.attacks import in_dark_glasses

    assert eye_darkness(SITTER.pixels, SITTER.points) > FACE.perhaps_dark_eyes
    assert eye_darkness(in_dark_glasses("astronaut"), SITTER.points) < FACE.dark_eyes


def test_a_picture_photographed_again_is_the_same_and_another_sitting_is_not() -> None:
    matrix = waved(4)
    shot = cv2.warpAffine(SITTER.pixels, matrix, (480, 640))
    again = np.asarray(cv2.GaussianBlur(shot, (0, 0), 1.5), dtype=np.uint8)
    points = np.hstack([by(matrix, MESH), SITTER.points[:, 2:]])
    same = likeness((SITTER.pixels, SITTER.points), (again, np.asarray(points, np.float64)))
    assert same.shape < FACE.same_shape
    assert same.shading > FACE.same_shading
    turned = Pose(yaw_deg=16.0)
    other = np.hstack([posed_mesh(16.0), SITTER.points[:, 2:]])
    assert (
        likeness((SITTER.pixels, SITTER.points), (posed(SITTER, turned), other)).shape
        > FACE.same_shape
    )


def bands(one: bytes, other: bytes) -> int:
    return sum(one[at : at + 2] == other[at : at + 2] for at in range(0, PRINT_BYTES, 2))


def test_a_print_outlives_compressing_and_resizing_and_knows_other_pictures() -> None:
    mine = picture_print(SITTER.pixels)
    assert mine is not None
    _, coarse = cv2.imencode(".jpg", SITTER.pixels, [cv2.IMWRITE_JPEG_QUALITY, 30])
    small = cv2.resize(
        cv2.imdecode(coarse, cv2.IMREAD_COLOR), (240, 320), interpolation=cv2.INTER_AREA
    )
    copy = picture_print(np.asarray(small, np.uint8))
    assert copy is not None
    assert bands(mine, copy) >= PRINT.same
    elsewhere = np.roll(posed(SITTER, Pose(mouth_open=0.6)), (30, 45), (0, 1))
    for picture in (elsewhere, admiral().pixels):
        other = picture_print(np.asarray(picture, np.uint8))
        assert other is not None
        assert bands(mine, other) < PRINT.perhaps_same


def test_a_bare_wall_has_no_print() -> None:
    assert picture_print(np.full((100, 100, 3), 90, np.uint8)) is None
    assert film_prints([np.full((100, 100), 90, np.uint8)] * 30, 12) == ()
    assert len(film_prints([THUMB] * 30, 12)) == 2


def test_one_persons_looks_are_a_chain_and_two_people_two_groups() -> None:
    chain = [np.array([0.3 * step, 0.0]) for step in range(5)]
    assert widest_gap(chain) == pytest.approx(0.3)
    assert widest_gap([*chain, np.array([0.0, 0.9])]) == pytest.approx(0.9)
