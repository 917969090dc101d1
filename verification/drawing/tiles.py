"""What a contact sheet is made of: pictures and film frames with what stands under them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from dialogs.reasons import Reason
from verification.api import MAX_MEDIA_BYTES, MAX_MEDIA_SECONDS, Shot
from verification.drawing.canvas import shrunk
from verification.engines.media import FRAMES_PER_S, MediaDecoder, UnreadableMedia
from verification.engines.pictures import decode_picture
from verification.engines.ports import Pixels
from verification.signatures import is_video

LARGEST_TILE_PX = 640
_KEPT_PER_FRAME = 12


@dataclass(frozen=True, eq=False, slots=True)
class Tile:
    """One picture of a sheet.

    Attributes:
        image: a file, or a picture already decoded; None is one that could not be read.
        caption: what stands under it.
        group: tiles of another group begin a new row.
    """

    image: bytes | Pixels | None
    caption: str
    group: int = 0


@dataclass(frozen=True, eq=False, slots=True)
class Frame:
    """One picture of a film.

    Attributes:
        at_s: when it is shown, from the film's beginning.
        pixels: the picture.
    """

    at_s: float
    pixels: Pixels


def film_frames(media: bytes, count: int, decoder: MediaDecoder) -> tuple[Frame, ...] | Reason:
    """Return pictures evenly spread over the film, or the reason why there are none.

    Args:
        media: the file as the customer sent it.
        count: how many, at least 1; a shorter film gives fewer.
        decoder: reads it; no more than `MAX_MEDIA_SECONDS` are looked at.
    """
    refusal = _refusal(media)
    if refusal is not None:
        return refusal
    try:
        kept, length = _thinned(decoder.frames(media, limit_s=MAX_MEDIA_SECONDS), count)
    except UnreadableMedia as error:
        return error.reason
    return tuple(
        Frame(index / FRAMES_PER_S, kept[index]) for index in _spread(kept, length, count)
    )


def tiles_of(shot: Shot, group: int, decoder: MediaDecoder) -> tuple[Tile, ...]:
    """Return the shot's tiles, small enough to be passed on; one without a picture if it has none.

    A file sent as a document may be either, so its own first bytes say whether it is a film.
    """
    if not is_video(shot.media):
        picture = decode_picture(shot.media)
        return (
            Tile(None if isinstance(picture, Reason) else _small(picture), shot.caption, group),
        )
    frames = film_frames(shot.media, shot.frames, decoder)
    if isinstance(frames, Reason):
        return (unreadable(shot, group),)
    return tuple(Tile(_small(one.pixels), _timed(shot.caption, one.at_s), group) for one in frames)


def unreadable(shot: Shot, group: int) -> Tile:
    """The tile of a shot that cannot be read."""
    return Tile(None, shot.caption, group)


def _timed(caption: str, at_s: float) -> str:
    return f"{at_s:.1f} s · {caption}" if caption else f"{at_s:.1f} s"


def _small(picture: Pixels) -> Pixels:
    return np.asarray(shrunk(picture, LARGEST_TILE_PX))


def _refusal(media: bytes) -> Reason | None:
    if not media:
        return Reason.EMPTY_FILE
    if len(media) > MAX_MEDIA_BYTES:
        return Reason.FILE_TOO_LARGE
    return None if is_video(media) else Reason.UNSUPPORTED_TYPE


def _thinned(frames: Iterable[Pixels], count: int) -> tuple[dict[int, Pixels], int]:
    """Keep every so many-th picture, ever fewer as the film goes on; and say how many it had.

    So the memory does not depend on the length, which no one knows before the end.
    """
    kept: dict[int, Pixels] = {}
    step = length = 1
    for length, picture in enumerate(_until_given_up(frames), start=1):
        if (length - 1) % step == 0:
            kept[length - 1] = picture
        if len(kept) > _KEPT_PER_FRAME * count:
            step *= 2
            kept = {index: one for index, one in kept.items() if index % step == 0}
    return kept, length


def _until_given_up(frames: Iterable[Pixels]) -> Iterator[Pixels]:
    """What could be decoded within the limits is shown; nothing at all is an error."""
    seen = False
    try:
        for picture in frames:
            seen = True
            yield picture
    except UnreadableMedia:
        if not seen:
            raise


def _spread(kept: Iterable[int], length: int, count: int) -> list[int]:
    """Choose the middles of `count` equal parts, or what was kept next to them."""
    middles = [(part + 0.5) * length / count - 0.5 for part in range(count)]
    return sorted({min(kept, key=lambda index: abs(index - middle)) for middle in middles})
