"""Decoding by the real ffmpeg: sizes, rates, rotation, hostile files, and no leftovers."""

import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

from bot.sandbox.materials import clips
from dialogs.kinds import Action
from verification.drawing.tiles import film_frames
from verification.engines.media import (
    FRAMES_PER_S,
    SAMPLES_PER_S,
    FfmpegDecoder,
    UnreadableMedia,
    ffmpeg_program,
)

pytestmark = pytest.mark.slow
DECODER = FfmpegDecoder(ffmpeg_program())


def remade(media: bytes, folder: Path, name: str, *options: str) -> bytes:
    source, target = folder / "source.mp4", folder / name
    source.write_bytes(media)
    command = [ffmpeg_program(), "-nostdin", "-loglevel", "error", "-y"]
    before = options[: options.index("--")] if "--" in options else ()
    after = options[len(before) + 1 :] if before else options
    subprocess.run(
        [*command, *before, "-i", str(source), *after, str(target)], check=True, timeout=60
    )
    return target.read_bytes()


def test_frames_come_upright_at_a_steady_rate() -> None:
    frames = list(DECODER.frames(clips.action_clip(Action.LOOK_AHEAD), limit_s=60))
    assert len(frames) == pytest.approx(3 * FRAMES_PER_S, abs=1)
    assert {frame.shape for frame in frames} == {(640, 480, 3)}


def test_sound_comes_as_mono_samples() -> None:
    sound = DECODER.sound(clips.action_clip(Action.LOOK_AHEAD), limit_s=60)
    assert sound is not None
    assert len(sound) == pytest.approx(3 * SAMPLES_PER_S, rel=0.05)
    assert sound.dtype == np.int16


def test_a_film_without_a_track_has_no_sound() -> None:
    assert DECODER.sound(clips.statement_clip("zhang_wei", "no_sound"), limit_s=60) is None


def test_a_phone_held_upright_is_turned(tmp_path: Path) -> None:
    """The rotation a phone writes into the file is applied."""
    media = clips.action_clip(Action.LOOK_AHEAD)
    lying = remade(media, tmp_path, "lying.mp4", "-vf", "transpose=1", "-an")
    marked = remade(lying, tmp_path, "marked.mp4", "-metadata:s:v", "rotate=90", "-c", "copy")
    assert next(iter(DECODER.frames(marked, limit_s=60))).shape == (640, 480, 3)


def test_a_browser_recording_without_a_duration_is_read(tmp_path: Path) -> None:
    media = clips.action_clip(Action.LOOK_AHEAD)
    web = remade(
        media, tmp_path, "web.webm", "-c:v", "libvpx", "-b:v", "1M", "-deadline", "realtime",
        "-c:a", "libopus", "-live", "1",
    )  # fmt: skip
    assert len(list(DECODER.frames(web, limit_s=60))) > 30
    assert DECODER.sound(web, limit_s=60) is not None


def test_large_pictures_are_made_small(tmp_path: Path) -> None:
    large = remade(
        clips.action_clip(Action.LOOK_AHEAD), tmp_path, "large.mp4", "-vf", "scale=1080:1440"
    )
    assert max(next(iter(DECODER.frames(large, limit_s=60))).shape) == 640


def test_no_more_than_the_limit_is_read() -> None:
    media = clips.action_clip(Action.LOOK_AHEAD)
    assert len(list(DECODER.frames(media, limit_s=1.0))) <= FRAMES_PER_S + 1


def test_the_time_limit_holds() -> None:
    hasty = FfmpegDecoder(ffmpeg_program(), time_limit_s=0.001)
    started = time.monotonic()
    with pytest.raises(UnreadableMedia):
        list(hasty.frames(clips.action_clip(Action.LOOK_AHEAD), limit_s=60))
    with pytest.raises(UnreadableMedia):
        hasty.sound(clips.action_clip(Action.LOOK_AHEAD), limit_s=60)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "media",
    [
        b"",
        b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/hostname\n",
        b"ffconcat version 1.0\nfile /etc/hostname\n",
        b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 40,
        b"\x1aE\xdf\xa3" + bytes(range(256)) * 40,
    ],
)
def test_what_is_no_film_is_unreadable(media: bytes) -> None:
    with pytest.raises(UnreadableMedia):
        list(DECODER.frames(media, limit_s=60))
    with pytest.raises(UnreadableMedia):
        DECODER.sound(media, limit_s=60)


def test_a_film_may_be_left_half_read() -> None:
    frames = DECODER.frames(clips.action_clip(Action.LOOK_AHEAD), limit_s=60)
    assert next(iter(frames)).shape == (640, 480, 3)
    frames.close()  # type: ignore[attr-defined] # a generator, which ends its process


def test_the_ffmpeg_out_of_the_package_does_as_well() -> None:
    from imageio_ffmpeg import get_ffmpeg_exe

    carried = FfmpegDecoder(get_ffmpeg_exe())
    media = clips.action_clip(Action.LOOK_AHEAD)
    assert len(list(carried.frames(media, limit_s=60))) > 30
    assert carried.sound(media, limit_s=60) is not None
    assert carried.sound(clips.statement_clip("zhang_wei", "no_sound"), limit_s=60) is None


@pytest.mark.parametrize("count", [1, 5, 6])
def test_frames_for_a_sheet_come_from_the_whole_film(count: int) -> None:
    frames = film_frames(clips.action_clip(Action.TURN_HEAD), count, DECODER)
    assert isinstance(frames, tuple)
    assert [frame.pixels.shape for frame in frames] == [(640, 480, 3)] * count
    middles = [(part + 0.5) * 3.0 / count for part in range(count)]
    assert [frame.at_s for frame in frames] == pytest.approx(middles, abs=0.25)
