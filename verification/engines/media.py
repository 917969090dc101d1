"""Frames and sound out of a customer's video, by ffmpeg.

The file comes from a stranger: only MP4/MOV and Matroska/WebM are let through, each forced by
its first bytes so that no playlist or picture format is tried; no network protocol is open; time,
pixels and length are bounded; stderr goes to a file, so that no pipe can fill up and block.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import IO, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from verification.errors import EngineError, VerificationError

Pixels: TypeAlias = NDArray[np.uint8]
Samples: TypeAlias = NDArray[np.int16]

FRAMES_PER_S = 12
SAMPLES_PER_S = 16_000
_LONGEST_SIDE_PX = 640
_MOST_PIXELS = 4096 * 4096
_BARE_QUICKTIME = frozenset({b"moov", b"wide", b"mdat", b"free", b"skip"})
_PICTURE_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis"})
_NO_SUCH_STREAM = b"matches no streams"


class UnreadableMedia(VerificationError):  # noqa: N818 - says what is the case
    """The file is no video that can be decoded: a finding, which the check makes of it."""


class MediaDecoder(Protocol):
    """Reads a video file."""

    def frames(self, media: bytes, *, limit_s: float) -> Iterator[Pixels]:
        """The pictures, upright RGB, `FRAMES_PER_S` a second, at most `limit_s` of them.

        Raises `UnreadableMedia`, at the latest at the first picture.
        """
        ...

    def sound(self, media: bytes, *, limit_s: float) -> Samples | None:
        """The sound as mono samples, `SAMPLES_PER_S` a second; None if there is no track."""
        ...


def ffmpeg_program() -> str:
    """The ffmpeg of the machine, or else the one that the package imageio-ffmpeg carries."""
    found = shutil.which("ffmpeg")
    if found is not None:
        return found
    from imageio_ffmpeg import get_ffmpeg_exe

    return str(get_ffmpeg_exe())


@dataclass(frozen=True, slots=True)
class FfmpegDecoder(MediaDecoder):
    """Decodes with the ffmpeg program.

    Attributes:
        program: the ffmpeg to run.
        time_limit_s: after which a decoding is broken off.
    """

    program: str
    time_limit_s: float = 60.0

    @override
    def frames(self, media: bytes, *, limit_s: float) -> Iterator[Pixels]:
        with _stored(media) as (path, container):
            import ffmpeg

            picture = _input(path, container, limit_s).video.filter("fps", FRAMES_PER_S)
            small = picture.filter(
                "scale",
                f"min({_LONGEST_SIDE_PX},iw)",
                f"min({_LONGEST_SIDE_PX},ih)",
                force_original_aspect_ratio="decrease",
            )
            out = ffmpeg.output(
                small, "pipe:1", format="image2pipe", vcodec="ppm", pix_fmt="rgb24"
            )
            yield from self._pictures(self._command(out), path.parent / "stderr")

    @override
    def sound(self, media: bytes, *, limit_s: float) -> Samples | None:
        with _stored(media) as (path, container):
            import ffmpeg

            track = _input(path, container, limit_s)["a:0"]
            out = ffmpeg.output(track, "pipe:1", format="s16le", ac=1, ar=SAMPLES_PER_S)
            done = self._whole(self._command(out))
        if done.returncode != 0 and _NO_SUCH_STREAM in done.stderr:
            return None
        if done.returncode != 0 and not done.stdout:
            raise UnreadableMedia("the sound track cannot be decoded")
        even = len(done.stdout) // 2 * 2
        return np.frombuffer(done.stdout[:even], dtype="<i2").astype(np.int16)

    def _command(self, output: object) -> list[str]:
        import ffmpeg

        head, *tail = ffmpeg.compile(output, cmd=self.program)
        return [head, "-nostdin", "-loglevel", "error", *tail]

    def _whole(self, command: list[str]) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603 - our own program and arguments
                command, capture_output=True, check=False, timeout=self.time_limit_s
            )
        except subprocess.TimeoutExpired as error:
            raise UnreadableMedia("decoding the sound took too long") from error
        except OSError as error:
            raise EngineError(f"ffmpeg cannot be started: {error}") from error

    def _pictures(self, command: list[str], log: Path) -> Iterator[Pixels]:
        with log.open("wb") as stderr, _started(command, stderr) as process:
            deadline = Timer(self.time_limit_s, process.kill)
            deadline.start()
            try:
                yield from _ppm_pictures(process)
            finally:
                deadline.cancel()
                process.kill()


@contextmanager
def _stored(media: bytes) -> Iterator[tuple[Path, str]]:
    """The bytes as a file that ffmpeg can seek in, with the container they must be."""
    container = _container(media)
    if container is None:
        raise UnreadableMedia("neither MP4/MOV nor Matroska/WebM")
    with TemporaryDirectory(prefix="resetdesk-media-") as folder:
        path = Path(folder) / "media"
        path.write_bytes(media)
        yield path, container


def is_video(media: bytes) -> bool:
    """Whether the first bytes are those of a container that is let through."""
    return _container(media) is not None


def _container(media: bytes) -> str | None:
    if media[4:8] == b"ftyp":
        return None if media[8:12] in _PICTURE_BRANDS else "mov"
    if media[4:8] in _BARE_QUICKTIME:
        return "mov"
    return "matroska" if media[:4] == b"\x1aE\xdf\xa3" else None


def _input(path: Path, container: str, limit_s: float) -> "ffmpeg.nodes.FilterableStream":  # type: ignore[name-defined]  # noqa: F821 - untyped, imported lazily
    import ffmpeg

    return ffmpeg.input(
        str(path),
        format=container,
        t=limit_s,
        protocol_whitelist="file",
        max_pixels=_MOST_PIXELS,
        threads=1,
    )


@contextmanager
def _started(command: list[str], stderr: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program and arguments
            command, stdout=subprocess.PIPE, stderr=stderr
        )
    except OSError as error:
        raise EngineError(f"ffmpeg cannot be started: {error}") from error
    with process:
        yield process


def _ppm_pictures(process: subprocess.Popen[bytes]) -> Iterator[Pixels]:
    """Cut the stream of PPM files into pictures; a last, broken one is left out."""
    stream, seen = process.stdout, 0
    if stream is None:
        raise EngineError("ffmpeg was started without a pipe")
    while (size := _ppm_header(stream)) is not None:
        width, height = size
        raw = stream.read(width * height * 3)
        if len(raw) < width * height * 3:
            break
        seen += 1
        yield np.frombuffer(raw, dtype=np.uint8).reshape(height, width, 3)
    if not seen:
        raise UnreadableMedia("no picture can be decoded")


def _ppm_header(stream: IO[bytes]) -> tuple[int, int] | None:
    """Width and height of the next picture; None at the end."""
    if stream.readline() != b"P6\n":
        return None
    width, height = stream.readline().split()
    stream.readline()
    return int(width), int(height)
