"""What phones, rooms and Telegram make of a picture: light, blur, distance, size, compression."""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import TypeAlias

import cv2
import numpy as np
from PIL import Image

from bot.sandbox.materials.clips import encoded
from bot.sandbox.materials.warp import Pixels

Spoil: TypeAlias = Callable[[Pixels], Pixels]
"""Makes a picture worse in one way."""

_PHOTO_SCALE = 1.5
_NOTE_SHARE = 0.75


def unspoilt(picture: Pixels) -> Pixels:
    """As it is."""
    return picture


def lit(share: float, noise: float = 2.0) -> Spoil:
    """With `share` of the light, and the noise that a sensor adds in grey values."""

    def spoil(picture: Pixels) -> Pixels:
        drawn = np.random.default_rng(11).normal(0.0, noise, picture.shape)
        return np.clip(picture * share + drawn, 0, 255).astype(np.uint8)

    return spoil


def side_lit(share: float) -> Spoil:
    """With `share` of the light on the far side of the face."""

    def spoil(picture: Pixels) -> Pixels:
        fall = np.linspace(1.0, share, picture.shape[1])[None, :, None]
        return np.asarray(picture * fall, dtype=np.uint8)

    return spoil


def blurred(radius_px: float) -> Spoil:
    """Out of focus."""
    return lambda picture: np.asarray(cv2.GaussianBlur(picture, (0, 0), radius_px), dtype=np.uint8)


def rolled(degrees: float) -> Spoil:
    """The head or the phone is tilted."""

    def spoil(picture: Pixels) -> Pixels:
        height, width = picture.shape[:2]
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
        turned = cv2.warpAffine(picture, turn, (width, height), borderMode=cv2.BORDER_REFLECT)
        return np.asarray(turned, dtype=np.uint8)

    return spoil


def far(share: float) -> Spoil:
    """The person takes `share` of the picture's width, the rest is a wall."""

    def spoil(picture: Pixels) -> Pixels:
        height, width = picture.shape[:2]
        small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        wall = np.full_like(picture, 168)
        top, left = height - small.shape[0], (width - small.shape[1]) // 2
        wall[top:, left : left + small.shape[1]] = small
        return wall

    return spoil


def mirrored(picture: Pixels) -> Pixels:
    """As a front camera shows it."""
    return np.ascontiguousarray(picture[:, ::-1])


def photo(picture: Pixels, quality: int = 85) -> bytes:
    """A selfie as Telegram hands it on."""
    large = cv2.resize(picture, None, fx=_PHOTO_SCALE, fy=_PHOTO_SCALE)
    out = BytesIO()
    Image.fromarray(np.asarray(large, dtype=np.uint8)).save(out, "JPEG", quality=quality)
    return out.getvalue()


def small_photo(picture: Pixels, width_px: int, quality: int = 80) -> bytes:
    """A selfie that somebody made small."""
    share = width_px / picture.shape[1]
    small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    out = BytesIO()
    Image.fromarray(np.asarray(small, dtype=np.uint8)).save(out, "JPEG", quality=quality)
    return out.getvalue()


def video(frames: Iterable[Pixels], spoil: Spoil = unspoilt, crf: int = 23) -> bytes:
    """A film, without sound."""
    return encoded((spoil(frame) for frame in frames), None, crf=crf)


def note(frames: Iterable[Pixels], side_px: int, spoil: Spoil = unspoilt) -> bytes:
    """A round video message: a square, small, strongly compressed."""
    return encoded(_squares((spoil(frame) for frame in frames), side_px), None, crf=28)


def _squares(frames: Iterable[Pixels], side_px: int) -> Iterator[Pixels]:
    for frame in frames:
        square = frame[: int(frame.shape[0] * _NOTE_SHARE)]
        yield np.asarray(cv2.resize(square, (side_px, side_px), interpolation=cv2.INTER_AREA))
