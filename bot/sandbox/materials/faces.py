"""Portraits and selfies for the demo and the tests, made when asked for (Guide R36, R37).

Every demo customer wears the same public-domain face; `stranger_selfie` shows another person.
"""

from io import BytesIO

import cv2
import numpy as np
from PIL import Image

from bot.sandbox.materials.warp import (
    HEIGHT,
    WIDTH,
    Pixels,
    Pose,
    Sitter,
    admiral,
    astronaut,
    posed,
)
from dialogs.kinds import Action

SELFIE_WIDTH_PX, SELFIE_HEIGHT_PX = 720, 960
_PORTRAIT_BOX = (76, 20, 408, 435)
_PORTRAIT_POSE = Pose(yaw_deg=8.0)
"""Another sitting than the selfies': a card's own picture before the camera is an attack."""
_JPEG_QUALITY = 90

POSES: dict[Action, Pose] = {
    Action.LOOK_AHEAD: Pose(),
    Action.CLOSE_EYES: Pose(eyes_shut=1.0),
    Action.OPEN_MOUTH: Pose(mouth_open=0.65),
    Action.SMILE: Pose(smile=1.0),
    Action.TURN_HEAD: Pose(yaw_deg=22.0),
    Action.TURN_OTHER: Pose(yaw_deg=-22.0),
}

_HOLDS: dict[Action, tuple[float, float, float]] = {
    Action.LOOK_AHEAD: (0.0, 0.0, 0.0),
    Action.CLOSE_EYES: (6.0, -4.0, 1.2),
    Action.OPEN_MOUTH: (-7.0, 3.0, -1.5),
    Action.SMILE: (-3.0, -5.0, 0.6),
    Action.TURN_HEAD: (4.0, 5.0, 0.8),
    Action.TURN_OTHER: (-5.0, 4.0, -0.9),
}
"""How the phone is held at each action: shift right, shift down (pixels), roll (degrees)."""


def portrait() -> Image.Image:
    """The demo customers' portrait, cut as for an identity card."""
    return Image.fromarray(posed(astronaut(), _PORTRAIT_POSE)).crop(_PORTRAIT_BOX)


def other_face() -> Image.Image:
    """A stranger's portrait, cut as for an identity card."""
    return Image.fromarray(admiral().pixels).crop(_PORTRAIT_BOX)


def selfie(action: Action) -> bytes:
    """A JPEG of the demo customers' face doing `action`."""
    return _taken(astronaut(), action)


def stranger_selfie(action: Action = Action.LOOK_AHEAD) -> bytes:
    """A JPEG of somebody else's face doing `action`."""
    return _taken(admiral(), action)


def no_face() -> bytes:
    """A JPEG without anybody: a wall with a picture of stripes."""
    rows, columns = np.mgrid[0:SELFIE_HEIGHT_PX, 0:SELFIE_WIDTH_PX]
    wall = 150 + 40 * np.sin(columns / 37) + 30 * np.cos(rows / 53)
    colour = np.stack([wall, wall * 0.95, wall * 0.85], axis=-1)
    return jpeg(np.clip(colour, 0, 255).astype(np.uint8))


def two_faces() -> bytes:
    """A JPEG of both people side by side."""
    return jpeg(np.hstack([astronaut().pixels, admiral().pixels]))


def far_away() -> bytes:
    """A JPEG in which the face is too small to compare."""
    small = cv2.resize(astronaut().pixels, (225, 300), interpolation=cv2.INTER_AREA)
    wall = np.full((SELFIE_HEIGHT_PX, SELFIE_WIDTH_PX, 3), 168, dtype=np.uint8)
    wall[300:600, 250:475] = small
    return jpeg(wall)


def cut_off() -> bytes:
    """A JPEG in which half of the face is outside the picture."""
    half = astronaut().pixels[:, WIDTH // 2 - 20 :]
    return jpeg(np.asarray(cv2.resize(half, None, fx=1.5, fy=1.5), dtype=np.uint8))


def held(picture: Pixels, right_px: float, down_px: float, roll_deg: float) -> Pixels:
    """The picture as a phone held a little otherwise would take it."""
    turn = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), roll_deg, 1.03)
    turn = turn + np.array([[0.0, 0.0, right_px], [0.0, 0.0, down_px]])
    return np.asarray(
        cv2.warpAffine(picture, turn, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT),
        dtype=np.uint8,
    )


def jpeg(picture: Pixels) -> bytes:
    """The picture as a JPEG file."""
    out = BytesIO()
    Image.fromarray(picture).save(out, "JPEG", quality=_JPEG_QUALITY)
    return out.getvalue()


def _taken(sitter: Sitter, action: Action) -> bytes:
    picture = held(posed(sitter, POSES[action]), *_HOLDS[action])
    size = (SELFIE_WIDTH_PX, SELFIE_HEIGHT_PX)
    return jpeg(np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC), np.uint8))
