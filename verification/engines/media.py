"""Frames and sound out of a customer's video, by ffmpeg.

The file comes from a stranger: only MP4/MOV and Matroska/WebM are let through, each forced by
its first bytes so that no playlist or picture format is tried; only this one file is open to it,
no network and no file that it refers to; pixels, length, frames and sound are bounded, and the
kernel bounds the program's processor time, memory and files. What it complains of goes to a file,
so that no pipe can fill up and block.
"""

import resource
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import IO, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from dialogs.reasons import Reason
from verification.errors import EngineError, VerificationError
from verification.signatures import Container, container_of

Pixels: TypeAlias = NDArray[np.uint8]
Samples: TypeAlias = NDArray[np.int16]

FRAMES_PER_S = 12
SAMPLES_PER_S = 16_000
_LONGEST_SIDE_PX = 640
_MOST_PIXELS = 4096 * 4096
_SAMPLE_BYTES = 2
_NO_SUCH_STREAM = b"matches no streams"
_TOO_MUCH = (b"max pixel count", b"Cannot allocate memory")
_MUXER: dict[Container, str] = {"mov": "mp4", "matroska": "matroska"}
_DECODERS = (
    "h264", "hevc", "vp8", "vp9", "av1", "libdav1d", "libaom-av1", "mpeg4", "h263", "mjpeg",
    "aac", "opus", "libopus", "vorbis", "mp3", "mp3float", "amrnb", "amrwb",
    "libopencore_amrnb", "libopencore_amrwb", "pcm_s16le", "pcm_s16be",
)  # fmt: skip
"""What telephones and browsers record; the many others are only more to attack."""

_MIB = 1024 * 1024
_MEMORY_BYTES = 1024 * _MIB
"""Private memory of ffmpeg; the largest pictures let through take half of it."""

_FILE_BYTES = 64 * _MIB
"""What ffmpeg may write: a minute of sound has 2 MB, a cleaned film no more than it came with."""

_COMPLAINTS_READ = 64 * 1024


class UnreadableMedia(VerificationError):  # noqa: N818 - says what is the case
    """The file is no video that can be decoded: a finding, which the check makes of it.

    Attributes:
        reason: what to tell the customer: that it cannot be read, or is too much to be decoded.
    """

    def __init__(self, words: str, reason: Reason = Reason.UNREADABLE_FILE) -> None:
        super().__init__(words)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Reel:
    """A film while it is decoded, in one pass.

    Attributes:
        frames: as `MediaDecoder.frames`.
        sound: as `MediaDecoder.sound`, but None too if the track cannot be decoded; ask for it
            when the frames are through.
    """

    frames: Iterator[Pixels]
    sound: Callable[[], Samples | None]


class MediaDecoder(Protocol):
    """Reads a video file.

    All raise `UnreadableMedia` if it cannot be decoded, or not within the limits.
    """

    def frames(self, media: bytes, *, limit_s: float) -> Iterator[Pixels]:
        """The pictures, upright RGB, `FRAMES_PER_S` a second, of at most `limit_s`.

        What cannot be decoded at all is told at the first picture, what costs too much at the
        end of those that could be had.
        """
        ...

    def sound(self, media: bytes, *, limit_s: float) -> Samples | None:
        """The sound as mono samples, `SAMPLES_PER_S` a second; None if there is no track."""
        ...

    def film(self, media: bytes, *, limit_s: float) -> AbstractContextManager[Reel]:
        """Frames and sound in one pass, for 2/3 of what both cost one after the other."""
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
        time_limit_s: on the clock, after which it is broken off, whoever it waits for.
        cpu_limit_s: processor time it may use; a minute of full HD takes 14 s.
    """

    program: str
    time_limit_s: float = 75.0
    cpu_limit_s: int = 45

    @override
    def frames(self, media: bytes, *, limit_s: float) -> Iterator[Pixels]:
        with _stored(media) as source:
            yield from self._pictures(source, self._command(_shown(source, limit_s)), limit_s)

    @override
    def sound(self, media: bytes, *, limit_s: float) -> Samples | None:
        with _stored(media) as source:
            code = self._finished(source, self._command(_heard(source, limit_s)))
            if code != 0 and _NO_SUCH_STREAM in source.complaints:
                return None
            samples = source.samples(limit_s)
            if code != 0 and samples is None:
                raise UnreadableMedia("the sound track cannot be decoded", source.reason)
            return samples

    @override
    @contextmanager
    def film(self, media: bytes, *, limit_s: float) -> Iterator[Reel]:
        with _stored(media) as source, closing(self._filmed(source, limit_s)) as frames:
            yield Reel(frames, lambda: source.samples(limit_s))

    def cleaned(self, media: bytes) -> bytes:
        """The first picture track and the first sound track, in a container made anew.

        So nothing else that the file carries goes on: place and time of the recording, names,
        attachments, other tracks. The coded pictures and sounds themselves are copied.
        """
        with _stored(media) as source:
            code = self._finished(source, self._command(_copied(source)))
            if code != 0 or not source.output.exists():
                raise UnreadableMedia("the film cannot be copied", source.reason)
            return source.output.read_bytes()

    def _filmed(self, source: "_Source", limit_s: float) -> Generator[Pixels, None, None]:
        """Frames with the sound beside them; alone if there is no sound to be had."""
        shown, heard = _shown(source, limit_s), _heard(source, limit_s)
        together = self._pictures(source, self._command(shown, heard), limit_s)
        try:
            first = next(together)
        except UnreadableMedia:
            source.output.unlink(missing_ok=True)
            yield from self._pictures(source, self._command(shown), limit_s)
            return
        yield first
        yield from together

    def _command(self, *outputs: object) -> list[str]:
        import ffmpeg

        head, *tail = ffmpeg.compile(ffmpeg.merge_outputs(*outputs), cmd=self.program)
        return [head, "-nostdin", "-loglevel", "error", "-filter_threads", "1", *tail]

    def _finished(self, source: "_Source", command: list[str]) -> int:
        """Let it run to its end, and return its exit code."""
        with self._started(source, command) as process:
            code = process.wait()
        if code < 0:
            raise _took_too_much()
        return code

    def _pictures(self, source: "_Source", command: list[str], limit_s: float) -> Iterator[Pixels]:
        most, seen = ceil(limit_s * FRAMES_PER_S) + 1, 0
        with self._started(source, command) as process:
            for picture in _ppm_pictures(process):
                seen += 1
                yield picture
                if seen == most:
                    return
            if process.wait() < 0:
                raise _took_too_much()
            if not seen:
                raise UnreadableMedia("no picture can be decoded", source.reason)

    @contextmanager
    def _started(self, source: "_Source", command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
        """The running program within its limits; it is over when this is left."""
        with source.log.open("wb") as stderr, _opened(command, stderr) as process:
            for kind, limit in self._limits():
                _limit(process, kind, limit)
            deadline = Timer(self.time_limit_s, process.kill)
            deadline.start()
            try:
                yield process
            finally:
                deadline.cancel()
                process.kill()

    def _limits(self) -> tuple[tuple[int, int], ...]:
        return (
            (resource.RLIMIT_CPU, self.cpu_limit_s),
            (resource.RLIMIT_DATA, _MEMORY_BYTES),
            (resource.RLIMIT_FSIZE, _FILE_BYTES),
            (resource.RLIMIT_CORE, 0),
        )


@dataclass(frozen=True, slots=True)
class _Source:
    """A film in a folder of its own, with what is made of it.

    Attributes:
        path: the file; its name says nothing.
        container: what it must be.
    """

    path: Path
    container: Container

    @property
    def log(self) -> Path:
        """What ffmpeg complains of."""
        return self.path.with_name("stderr")

    @property
    def output(self) -> Path:
        """The samples of the sound, or a copy of the film."""
        return self.path.with_name("output")

    @property
    def complaints(self) -> bytes:
        """The beginning of what was complained of."""
        with self.log.open("rb") as stream:
            return stream.read(_COMPLAINTS_READ)

    @property
    def reason(self) -> Reason:
        """What to tell the customer after a failure."""
        complaints = self.complaints
        too_much = any(words in complaints for words in _TOO_MUCH)
        return Reason.FILE_TOO_LARGE if too_much else Reason.UNREADABLE_FILE

    def samples(self, limit_s: float) -> Samples | None:
        """The sound as far as it was decoded; None if there is none.

        Counted here, since the times in a file may run backwards.
        """
        if not self.output.exists():
            return None
        with self.output.open("rb") as stream:
            raw = stream.read(ceil(limit_s * SAMPLES_PER_S) * _SAMPLE_BYTES)
        even = raw[: len(raw) // _SAMPLE_BYTES * _SAMPLE_BYTES]
        return np.frombuffer(even, dtype="<i2").astype(np.int16) if even else None


def _limit(process: subprocess.Popen[bytes], kind: int, most: int) -> None:
    """Set a limit of the kernel's; one that is inherited and lower stays, as it must."""
    inherited = resource.getrlimit(kind)[1]
    limit = most if inherited == resource.RLIM_INFINITY else min(most, inherited)
    resource.prlimit(process.pid, kind, (limit, limit))


def _took_too_much() -> UnreadableMedia:
    """Killed by the kernel or by the clock."""
    return UnreadableMedia("decoding took too much", Reason.FILE_TOO_LARGE)


@contextmanager
def _stored(media: bytes) -> Iterator[_Source]:
    """The bytes as a file that ffmpeg can seek in."""
    container = container_of(media)
    if container is None:
        reason = Reason.UNREADABLE_FILE if media else Reason.EMPTY_FILE
        raise UnreadableMedia("neither MP4/MOV nor Matroska/WebM", reason)
    with TemporaryDirectory(prefix="resetdesk-media-") as folder:
        path = Path(folder) / "media"
        path.write_bytes(media)
        yield _Source(path, container)


def _input(source: _Source, **options: object) -> "ffmpeg.nodes.FilterableStream":  # type: ignore[name-defined]  # noqa: F821 - untyped, imported lazily
    import ffmpeg

    return ffmpeg.input(
        str(source.path),
        format=source.container,
        protocol_whitelist="file",
        codec_whitelist=",".join(_DECODERS),
        max_pixels=_MOST_PIXELS,
        threads=1,
        **options,
    )


def _shown(source: _Source, limit_s: float) -> object:
    """The first picture track, small, at a steady rate, as PPM files on a pipe; no cover."""
    import ffmpeg

    picture = _input(source, t=limit_s)["V:0"].filter("fps", FRAMES_PER_S)
    small = picture.filter(
        "scale",
        f"min({_LONGEST_SIDE_PX},iw)",
        f"min({_LONGEST_SIDE_PX},ih)",
        force_original_aspect_ratio="decrease",
    )
    return ffmpeg.output(small, "pipe:1", format="image2pipe", vcodec="ppm", pix_fmt="rgb24")


def _heard(source: _Source, limit_s: float) -> object:
    """The first sound track as bare samples in a file: a pipe beside the pictures' would block."""
    import ffmpeg

    return ffmpeg.output(
        _input(source, t=limit_s)["a:0"],
        str(source.output),
        format="s16le",
        ac=1,
        ar=SAMPLES_PER_S,
    )


def _copied(source: _Source) -> object:
    """Two tracks at most, nothing else, in a fresh container."""
    import ffmpeg

    film = _input(source)
    return ffmpeg.output(
        film["V:0"],
        film["a:0?"],
        str(source.output),
        format=_MUXER[source.container],
        codec="copy",
        map_metadata=-1,
        map_chapters=-1,
        fflags="+bitexact",
    )


@contextmanager
def _opened(command: list[str], stderr: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program and arguments
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr
        )
    except OSError as error:
        raise EngineError(f"ffmpeg cannot be started: {error}") from error
    with process:
        yield process


def _ppm_pictures(process: subprocess.Popen[bytes]) -> Iterator[Pixels]:
    """Cut the stream of PPM files into pictures; a last, broken one is left out."""
    stream = process.stdout
    if stream is None:
        raise EngineError("ffmpeg was started without a pipe")
    while (size := _ppm_header(stream)) is not None:
        width, height = size
        raw = stream.read(width * height * 3)
        if len(raw) < width * height * 3:
            break
        yield np.frombuffer(raw, dtype=np.uint8).reshape(height, width, 3)


def _ppm_header(stream: IO[bytes]) -> tuple[int, int] | None:
    """Width and height of the next picture; None at the end."""
    if stream.readline() != b"P6\n":
        return None
    width, height = stream.readline().split()
    stream.readline()
    return int(width), int(height)
