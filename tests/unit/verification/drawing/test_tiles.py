"""Frames come from the whole film, evenly; what cannot be read is a tile without a picture."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from typing_extensions import override

from bot.sandbox.materials import faces
from dialogs.kinds import Action
from dialogs.reasons import Reason
from verification.api import MAX_FRAMES_SHOWN, MAX_MEDIA_BYTES, Shot
from verification.drawing.tiles import LARGEST_TILE_PX, Frame, film_frames, tiles_of
from verification.engines.media import (
    FRAMES_PER_S,
    MediaDecoder,
    Pixels,
    Reel,
    Samples,
    UnreadableMedia,
)

FILM = b"\0\0\0\x18ftypmp42" + bytes(64)


@dataclass(frozen=True)
class Numbered(MediaDecoder):
    """A film of so many pictures, each of which shows its number in one pixel."""

    count: int

    @override
    def frames(self, media: bytes, *, limit_s: float) -> Iterator[Pixels]:
        if not self.count:
            raise UnreadableMedia("nothing in it")
        for index in range(self.count):
            picture = np.zeros((480, 640, 3), dtype=np.uint8)
            picture[0, 0] = index // 256, index % 256, 0
            yield picture

    @override
    def sound(self, media: bytes, *, limit_s: float) -> Samples | None:
        raise AssertionError("nobody listens")

    @override
    def film(self, media: bytes, *, limit_s: float) -> AbstractContextManager[Reel]:
        raise AssertionError("nobody listens")


def numbers(frames: tuple[Frame, ...] | Reason) -> list[int]:
    assert isinstance(frames, tuple)
    found = [int(one.pixels[0, 0, 0]) * 256 + int(one.pixels[0, 0, 1]) for one in frames]
    assert [one.at_s for one in frames] == [number / FRAMES_PER_S for number in found]
    return found


@pytest.mark.parametrize("count", [1, 2, 6, MAX_FRAMES_SHOWN])
@pytest.mark.parametrize("length", [1, 2, 5, 6, 7, 36, 97, 720])
def test_the_frames_are_spread_evenly_over_the_film(length: int, count: int) -> None:
    chosen = numbers(film_frames(FILM, count, Numbered(length)))
    assert len(chosen) == min(count, length)
    assert chosen == sorted(set(chosen))
    steps = [after - before for before, after in pairwise([-chosen[0] - 1, *chosen])]
    part = length / len(chosen)
    assert all(abs(step - part) <= 0.25 * part + 1 for step in steps)
    assert length - chosen[-1] <= 0.75 * part + 1


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        (b"", Reason.EMPTY_FILE),
        (FILM + bytes(MAX_MEDIA_BYTES), Reason.FILE_TOO_LARGE),
        (b"#EXTM3U\nfile:///etc/hostname\n", Reason.UNSUPPORTED_TYPE),
        (faces.selfie(Action.LOOK_AHEAD), Reason.UNSUPPORTED_TYPE),
        (FILM, Reason.UNREADABLE_FILE),
    ],
    ids=["empty", "too large", "playlist", "photograph", "broken"],
)
def test_what_is_no_film_is_named(media: bytes, reason: Reason) -> None:
    assert film_frames(media, 6, Numbered(0)) is reason


def test_a_film_gives_captioned_frames() -> None:
    tiles = tiles_of(Shot(FILM, is_film=True, caption="眨眼", frames=3), 7, Numbered(36))
    assert [tile.caption for tile in tiles] == ["0.4 s · 眨眼", "1.4 s · 眨眼", "2.4 s · 眨眼"]
    assert {tile.group for tile in tiles} == {7}
    (bare,) = tiles_of(Shot(FILM, is_film=True, caption="", frames=1), 7, Numbered(36))
    assert bare.caption == "1.3 s"


def test_a_picture_gives_one_small_tile() -> None:
    media = faces.selfie(Action.LOOK_AHEAD)
    for is_film in (False, True):  # a document may be either
        (tile,) = tiles_of(Shot(media, is_film, "自拍"), 0, Numbered(0))
        assert isinstance(tile.image, np.ndarray)
        assert max(tile.image.shape) <= LARGEST_TILE_PX
        assert tile.caption == "自拍"


@pytest.mark.parametrize("media", [b"", b"words", FILM, faces.selfie(Action.LOOK_AHEAD)[:3000]])
@pytest.mark.parametrize("is_film", [True, False])
def test_what_cannot_be_read_is_a_tile_without_a_picture(media: bytes, is_film: bool) -> None:
    (tile,) = tiles_of(Shot(media, is_film, "自拍"), 3, Numbered(0))
    assert (tile.image, tile.caption, tile.group) == (None, "自拍", 3)


@pytest.mark.parametrize("frames", [0, -1, MAX_FRAMES_SHOWN + 1])
def test_a_film_is_shown_by_a_number_of_frames(frames: int) -> None:
    with pytest.raises(ValueError, match="frames"):
        Shot(FILM, is_film=True, caption="", frames=frames)
