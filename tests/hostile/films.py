"""Films that are broken, lie, or are something else; and odd ones that must be read.

They are made by ffmpeg out of a still picture of four colours and a tone, and changed by hand.
"""

import gzip
import struct
import subprocess
import zlib
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tests.hostile.case import (
    ANY,
    EMPTY,
    PERHAPS,
    READ,
    TOO_LARGE,
    UNREADABLE,
    UNSUPPORTED,
    Answer,
    Hostile,
)
from tests.hostile.parts import always, box, cut, damaged, noise, patched
from tests.hostile.pictures import encoded, four_colours, good
from verification.api import MAX_MEDIA_BYTES
from verification.engines.media import FRAMES_PER_S, ffmpeg_program

SIDES = (240, 180)
_LIMIT_S = 120
_TWO_SECONDS = range(2 * FRAMES_PER_S - 2, 2 * FRAMES_PER_S + 4)
_H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
_AAC = ("-c:a", "aac", "-b:a", "32k")
_TURNS = {
    90: (Image.Transpose.ROTATE_90, (0, 1, -1, 0)),
    180: (Image.Transpose.ROTATE_180, (-1, 0, 0, -1)),
    270: (Image.Transpose.ROTATE_270, (0, -1, 1, 0)),
}
"""How the picture lies, and a, b, c, d of the matrix that brings it upright, in 1/65536."""


@cache
def filmed(
    *options: str, name: str = "film.mp4", sides: tuple[int, int] = SIDES, rate: str = "24",
    seconds: str = "2", tone: bool = True, lying: Image.Transpose | None = None,
) -> bytes:  # fmt: skip
    """A film of the four colours, with a tone unless `tone` is false.

    Args:
        options: of the output, behind what is usual.
        name: of the output, which chooses its container.
        sides: of the picture.
        rate: pictures a second.
        seconds: how long.
        tone: whether there is a sound.
        lying: how the picture is turned.
    """
    with TemporaryDirectory() as folder:
        picture = Path(folder, "picture.png")
        colours = four_colours(sides)
        picture.write_bytes(encoded(colours if lying is None else colours.transpose(lying), "PNG"))
        sound = ("-f", "lavfi", "-i", f"sine=440:d={seconds}") if tone else ()
        codecs = () if {"-c", "-c:v"} & set(options) else _H264
        voice = _AAC if tone and not {"-c", "-c:a"} & set(options) else ()
        out = Path(folder, name)
        command = [
            ffmpeg_program(), "-nostdin", "-loglevel", "error", "-loop", "1",
            "-framerate", rate, "-t", seconds, "-i", str(picture), *sound,
            *codecs, *voice, "-fflags", "+bitexact", *options, str(out),
        ]  # fmt: skip
        subprocess.run(command, check=True, timeout=_LIMIT_S)
        return out.read_bytes()


def remade(media: bytes, *options: str, name: str = "film.mp4") -> bytes:
    """Another film out of a film."""
    with TemporaryDirectory() as folder:
        source, out = Path(folder, "source"), Path(folder, name)
        source.write_bytes(media)
        command = [ffmpeg_program(), "-nostdin", "-loglevel", "error", "-i", str(source)]
        subprocess.run([*command, *options, str(out)], check=True, timeout=_LIMIT_S)
        return out.read_bytes()


@cache
def plain() -> bytes:
    """A good film, its index in front."""
    return filmed("-movflags", "+faststart")


@cache
def web() -> bytes:
    """A good film as a browser records it."""
    return filmed("-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus", name="f.webm")


def turned(degrees: int) -> bytes:
    """A film whose picture lies, with the matrix that says so."""
    lying, numbers = _TURNS[degrees]
    film = filmed("-movflags", "+faststart", lying=lying)
    a, b, c, d = (number * 65_536 for number in numbers)
    matrix = struct.pack(">iiiiiiiii", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    return patched(film, b"tkhd", 44, matrix)


def read_film(
    name: str, make: Callable[[], bytes], frames: range = _TWO_SECONDS, heard: bool | None = None
) -> Hostile:
    """A film that must be read, upright and in its colours."""
    return Hostile(name, make, READ, upright=True, frames=frames, heard=heard)


def readable() -> Iterator[Hostile]:
    """Odd films that must be read."""
    yield read_film("plain MP4", plain, heard=True)
    yield read_film("plain WebM", web, heard=True)
    yield read_film("QuickTime", partial(filmed, name="film.mov"), heard=True)
    yield read_film("Matroska", partial(filmed, name="film.mkv"), heard=True)
    for what, (name, options) in _usual_codecs().items():
        yield read_film(f"film with {what}", partial(filmed, *options, name=name), heard=True)
    for degrees in _TURNS:
        yield read_film(f"film turned by {degrees}", partial(turned, degrees), heard=True)
    yield read_film("film without sound", partial(filmed, tone=False), heard=False)
    for rate in ("240", "1000", "1", "0.5"):
        frames = range(1, _TWO_SECONDS.stop + FRAMES_PER_S)
        yield read_film(f"film of {rate} pictures a second", partial(filmed, rate=rate), frames)
    yield read_film("film of one picture", partial(filmed, "-frames:v", "1"), range(1, 4))
    yield read_film(
        "film of 4096 x 2304", partial(filmed, sides=(4096, 2304), seconds="0.5"), range(4, 9)
    )
    for sides in ((16, 16), (2400, 40), (40, 2400)):
        made = partial(filmed, sides=sides)
        yield Hostile(f"film of {sides[0]} x {sides[1]}", made, PERHAPS)
    yield from _with_more()


def _usual_codecs() -> dict[str, tuple[str, tuple[str, ...]]]:
    """What telephones and browsers may write, each with a name and ffmpeg's options."""
    return {
        "HEVC": ("film.mp4", ("-c:v", "libx265", "-x265-params", "log-level=none")),
        "MPEG-4": ("film.mp4", ("-c:v", "mpeg4")),
        "Motion JPEG": ("film.mov", ("-c:v", "mjpeg", "-pix_fmt", "yuvj420p")),
        "VP9": ("film.webm", ("-c:v", "libvpx-vp9", "-cpu-used", "8", "-c:a", "libopus")),
        "VP9 in MP4": ("film.mp4", ("-c:v", "libvpx-vp9", "-cpu-used", "8")),
        "AV1": ("film.mp4", ("-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime")),
        "H.263": ("film.3gp", ("-c:v", "h263", "-s", "352x288", "-c:a", "aac")),
        "Vorbis": ("film.webm", ("-c:v", "libvpx", "-c:a", "libvorbis")),
        "bare sound": ("film.mov", ("-c:a", "pcm_s16le")),
        "MP3": ("film.mp4", ("-c:a", "libmp3lame")),
        "two tracks of sound": ("film.mp4", ("-map", "0:v", "-map", "1:a", "-map", "1:a")),
        "10 bits a colour": ("film.mp4", ("-pix_fmt", "yuv420p10le")),
        "full chroma": ("film.mp4", ("-pix_fmt", "yuv444p")),
        "half pictures": ("film.mp4", ("-flags", "+ilme+ildct")),
        "pieces": ("film.mp4", ("-movflags", "+frag_keyframe+empty_moov+default_base_moof")),
        "a live stream": ("film.webm", ("-c:v", "libvpx", "-c:a", "libopus", "-live", "1")),
        "its times shifted": ("film.mp4", ("-output_ts_offset", "5")),
        "its times before zero": ("film.mp4", ("-bf", "3", "-movflags", "+negative_cts_offsets")),
        "long names": (
            "film.mp4",
            ("-metadata", f"title={'../' * 400}", "-metadata", "artist=\u202e"),
        ),
        "a place": ("film.mov", ("-metadata", "location=+31.23+121.47/")),
    }


def _with_more() -> Iterator[Hostile]:
    """Films with tracks and files inside that nobody asked for."""
    page = b"<script>alert(1)</script>" * 50
    yield read_film("film with subtitles", partial(beside, page, "subtitles"), heard=True)
    yield read_film("film with a cover in front", _covered)
    yield read_film("film with a file inside", partial(beside, page, "attached"), heard=True)
    yield read_film("film with 40 tracks of sound", _many_tracks, heard=True)
    yield read_film("film with 10 MB of metadata", _swollen, heard=True)
    yield read_film("film and ZIP", lambda: plain() + b"PK\x03\x04" + noise(5000), heard=True)
    yield read_film("film and picture", lambda: plain() + good("JPEG"), heard=True)
    strange = partial(filmed, "-c:a", "flac", "-strict", "-2")
    yield read_film("film with a sound that is not listened to", strange, heard=False)
    broken = partial(_unknown_codec, b"mp4a")
    yield read_film("film with a sound that nobody knows", broken)


def beside(page: bytes, how: str) -> bytes:
    """A film that carries a text, as subtitles or as a file."""
    with TemporaryDirectory() as folder:
        text, film = Path(folder, "words.srt"), Path(folder, "film")
        text.write_bytes(b"1\n00:00:00,000 --> 00:00:02,000\n" + page)
        film.write_bytes(plain())
        more = {
            "subtitles": (
                "-i",
                str(text),
                "-map",
                "0",
                "-map",
                "1",
                "-c",
                "copy",
                "-c:s",
                "mov_text",
            ),
            "attached": (
                "-attach",
                str(text),
                "-metadata:s:t",
                "mimetype=text/html",
                "-c",
                "copy",
            ),
        }
        out = Path(folder, "out.mkv" if how == "attached" else "out.mp4")
        command = [ffmpeg_program(), "-nostdin", "-loglevel", "error", "-i", str(film)]
        subprocess.run([*command, *more[how], str(out)], check=True, timeout=_LIMIT_S)
        return out.read_bytes()


def _covered() -> bytes:
    """A film whose first track of pictures is its cover."""
    with TemporaryDirectory() as folder:
        cover, film, out = (Path(folder, name) for name in ("c.jpg", "f.mp4", "out.mp4"))
        cover.write_bytes(encoded(four_colours().rotate(180), "JPEG"))
        film.write_bytes(plain())
        command = [
            ffmpeg_program(), "-nostdin", "-loglevel", "error", "-i", str(cover), "-i", str(film),
            "-map", "0", "-map", "1", "-c", "copy", "-disposition:v:0", "attached_pic", str(out),
        ]  # fmt: skip
        subprocess.run(command, check=True, timeout=_LIMIT_S)
        return out.read_bytes()


def _many_tracks() -> bytes:
    maps = [word for _ in range(40) for word in ("-map", "0:a")]
    return remade(plain(), "-map", "0:v", *maps, "-c", "copy")


def _swollen() -> bytes:
    """A film with an index that holds 10 MB of a comment."""
    return plain() + box(b"udta", box(b"\xa9cmt", struct.pack(">HH", 9, 0) + bytes(10_000_000)))


def _unknown_codec(name: bytes) -> bytes:
    return plain().replace(name, b"zzzz")


def bombs() -> Iterator[Hostile]:
    """Little films that cost much, or have no end."""
    hour = partial(filmed, rate="1/20", seconds="3600", tone=False)
    yield Hostile("an hour at a picture in 20 s", hour, READ, frames=range(600, 740))
    silence = partial(_slow_film_with_long_sound)
    yield Hostile("5 minutes of sound", silence, READ, frames=range(1, 740), heard=True)
    wide = partial(filmed, "-preset", "ultrafast", sides=(7680, 4320), seconds="0.04", tone=False)
    yield Hostile("film of 8K", wide, TOO_LARGE)
    claim = partial(_claimed, 65_534, 65_534)
    yield Hostile("film that claims to be vast", claim, ANY, frames=range(1, 740))
    yield Hostile("a film of 19 MB of blanks", partial(_blanks, 19_000_000), PERHAPS)
    yield Hostile("a film beyond 20 MB", lambda: plain() + bytes(MAX_MEDIA_BYTES), TOO_LARGE)
    deep = partial(_nested, 400)
    yield Hostile("index in index in index", deep, UNREADABLE)
    yield Hostile(
        "100 000 empty boxes",
        lambda: box(b"ftyp", b"isom" * 2) + box(b"free") * 100_000,
        UNREADABLE,
    )
    yield Hostile("WebM of 5 MB of nothing", _void, PERHAPS)
    yield Hostile("WebM without end", partial(_endless, 5_000_000), PERHAPS)


def _slow_film_with_long_sound() -> bytes:
    return filmed("-c:a", "libopus", "-b:a", "6k", rate="1/60", seconds="300", name="film.mp4")


def _claimed(width: int, height: int) -> bytes:
    """A film whose description claims another size than its pictures have."""
    return patched(plain(), b"avc1", 28, struct.pack(">HH", width, height))


def _blanks(size: int) -> bytes:
    return plain() + box(b"free", bytes(size))


def _nested(depth: int) -> bytes:
    body = box(b"mvhd", bytes(100))
    for _ in range(depth):
        body = box(b"moov", box(b"trak", body))
    return box(b"ftyp", b"isomisom") + body + box(b"mdat", noise(100))


def _void() -> bytes:
    """A void element between the film's head and its pictures."""
    film = web()
    at = film.index(b"\x1f\x43\xb6\x75")
    return (
        film[:at] + b"\xec\x01" + struct.pack(">Q", 5_000_000)[1:] + bytes(5_000_000) + film[at:]
    )


def _endless(size: int) -> bytes:
    """The last cluster again and again."""
    film = web()
    last = film[film.rindex(b"\x1f\x43\xb6\x75") :]
    return film + last * (size // len(last))


def broken() -> Iterator[Hostile]:
    """Cut, damaged and lying films."""
    behind = partial(filmed)
    for part in range(2, 16, 2):
        yield Hostile(f"MP4 cut at {part}/16, index lost", partial(_cut, behind, part), UNREADABLE)
    for part in range(1, 16):
        yield Hostile(f"MP4 cut at {part}/16", partial(_cut, plain, part), PERHAPS)
    for part in range(1, 16, 2):
        yield Hostile(f"WebM cut at {part}/16", partial(_cut, web, part), PERHAPS)
    for seed in range(12):
        made = partial(_damaged, plain, seed)
        yield Hostile(f"MP4 damaged, seed {seed}", made, ANY)
    for seed in range(12):
        yield Hostile(f"WebM damaged, seed {seed}", partial(_damaged, web, seed), ANY)
    for name, (mark, offset, value, answers) in _lies().items():
        made = partial(_patched, mark, offset, value)
        yield Hostile(f"MP4 with {name}", made, answers)
    for name, (make, answers) in _lost().items():
        yield Hostile(f"film with {name}", make, answers)
    for codec, options in _odd_codecs().items():
        made = partial(filmed, *options, name="film.mov")
        yield Hostile(f"film of {codec}", made, UNREADABLE)
    for codec in (
        "ffv1",
        "huffyuv",
        "mpeg2video",
        "libtheora",
        "wmv2",
        "flv",
        "utvideo",
        "msmpeg4v2",
    ):
        made = partial(filmed, "-c:v", codec, name="film.mkv")
        yield Hostile(f"Matroska of {codec}", made, UNREADABLE)


def _lost() -> dict[str, tuple[Callable[[], bytes], frozenset[Answer]]]:
    """Films of which a part is lost or elsewhere."""
    return {
        "nothing but sound": (partial(filmed, "-vn", "-f", "mp4"), UNREADABLE),
        "nothing but sound, as WebM": (
            partial(filmed, "-vn", "-c:a", "libopus", name="f.webm"), UNREADABLE,
        ),
        "nothing but a type": (always(box(b"ftyp", b"isomisom")), UNREADABLE),
        "an index without tracks": (_no_tracks, UNREADABLE),
        "a WebM without tracks": (always(b"\x1aE\xdf\xa3\x80"), UNREADABLE),
        "a Matroska of another kind": (lambda: web().replace(b"webm", b"evil"), PERHAPS),
        "pictures that nobody knows": (partial(_unknown_codec, b"avc1"), UNREADABLE),
        "its pictures in another file": (_elsewhere, UNREADABLE),
        "its pictures at an address": (partial(_elsewhere, b"http://127.0.0.1:9/x\0"), UNREADABLE),
        "a packed index that swells": (_packed_index, UNREADABLE | TOO_LARGE),
        "two indices": (lambda: plain() + _index(plain()), PERHAPS),
        "its index twice in front": (lambda: _index(plain()) + plain(), PERHAPS),
        "no pictures in it": (lambda: _without(plain(), b"mdat"), UNREADABLE),
    }  # fmt: skip


def _cut(make: Callable[[], bytes], part: int) -> bytes:
    return cut(make(), part)


def _damaged(make: Callable[[], bytes], seed: int) -> bytes:
    return damaged(make(), seed, places=20)


def _patched(mark: bytes, offset: int, value: bytes) -> bytes:
    return patched(plain(), mark, offset, value)


def _lies() -> dict[str, tuple[bytes, int, bytes, frozenset[Answer]]]:
    most = b"\xff\xff\xff\xff"
    return {
        "a length of years": (b"mvhd", 20, most, ANY),
        "no time scale": (b"mvhd", 16, bytes(4), ANY),
        "no time scale of a track": (b"mdhd", 16, bytes(4), ANY),
        "a track of years": (b"mdhd", 20, most, ANY),
        "4 billion pictures": (b"stsz", 12, most, ANY),
        "pictures of 4 GB": (b"stsz", 8, most, ANY),
        "no pictures": (b"stsz", 12, bytes(4), ANY),
        "4 billion times": (b"stts", 8, most, ANY),
        "pictures that last years": (b"stts", 16, most, ANY),
        "pictures beyond the end": (b"stco", 12, most, ANY),
        "4 billion places": (b"stco", 8, most, ANY),
        "4 billion descriptions": (b"stsd", 8, most, ANY),
        "a cut of years": (b"elst", 12, most, ANY),
        "a cut before the beginning": (b"elst", 16, b"\x80\0\0\0", ANY),
        "4 billion cuts": (b"elst", 8, most, ANY),
        "a box of 4 GB": (b"mdat", -4, most, ANY),
        "a box of no size": (b"mdat", -4, bytes(4), ANY),
        "an index of 4 GB": (b"moov", -4, most, ANY),
        "a size in 64 bits": (b"mdat", -4, b"\0\0\0\1", ANY),
        "a matrix of nothing": (b"tkhd", 44, bytes(36), ANY),
        "a matrix of everything": (b"tkhd", 44, b"\x7f" * 36, ANY),
        "a track of text, it says": (b"hdlr", 12, b"text", ANY),
        "settings of its codec lost": (b"avcC", 4, bytes(16), ANY),
    }


def _odd_codecs() -> dict[str, tuple[str, ...]]:
    return {
        "ProRes": ("-c:v", "prores"),
        "PNG pictures": ("-c:v", "png"),
        "bare pictures": ("-c:v", "rawvideo", "-pix_fmt", "yuyv422", "-r", "5"),
        "QuickTime's animation": ("-c:v", "qtrle"),
        "Cinepak": ("-c:v", "cinepak"),
        "DV": ("-c:v", "dvvideo", "-s", "720x576", "-r", "25", "-pix_fmt", "yuv420p"),
        "Sorenson": ("-c:v", "svq1"),
        "JPEG 2000": ("-c:v", "jpeg2000"),
        "TARGA": ("-c:v", "targa"),
    }


def _index(film: bytes) -> bytes:
    at = film.index(b"moov") - 4
    return film[at : at + struct.unpack(">I", film[at : at + 4])[0]]


def _no_tracks() -> bytes:
    return (
        box(b"ftyp", b"isomisom") + box(b"moov", box(b"mvhd", bytes(100))) + box(b"mdat", noise(9))
    )


def _without(film: bytes, kind: bytes) -> bytes:
    """The film with what is in a box lost."""
    at = film.index(kind) - 4
    return film[:at]


def _elsewhere(where: bytes = b"file:///etc/hostname\0") -> bytes:
    """A film whose pictures stand in another file, it says."""
    film = _without(plain(), b"mdat")
    inside = struct.pack(">I", 12) + b"url " + b"\0\0\0\1"
    other = struct.pack(">I", 12 + len(where)) + b"url " + bytes(4) + where
    return _grown(film, inside, other)


def _grown(film: bytes, old: bytes, new: bytes) -> bytes:
    """The film with a part replaced by a longer one in every box around it."""
    if old not in film:
        return film
    out, at = b"", 0
    while at + 8 <= len(film):
        size = struct.unpack(">I", film[at : at + 4])[0]
        kind, body = film[at + 4 : at + 8], film[at + 8 : at + size]
        if kind in {b"moov", b"trak", b"mdia", b"minf", b"dinf"}:
            body = _grown(body, old, new)
        elif kind == b"dref":
            body = body.replace(old, new)
        out, at = out + box(kind, body), at + size
    return out


def _packed_index() -> bytes:
    """QuickTime's packed index, which says that it is 2 GB when it is opened."""
    packed = zlib.compress(bytes(5_000_000))
    size = struct.pack(">I", 0x7FFFFFFF)
    inner = box(b"dcom", b"zlib") + box(b"cmvd", size + packed)
    return (
        box(b"ftyp", b"qt  \0\0\0\0") + box(b"moov", box(b"cmov", inner)) + box(b"mdat", noise(99))
    )


def other_kinds() -> Iterator[Hostile]:
    """Lists, other containers and sounds, whatever they are called."""
    forms = ("avi", "flv", "ts", "ogv", "asf", "mpg", "gif", "nut", "mxf", "wtv")
    for form in forms:
        made = partial(_as_form, form)
        yield Hostile(f"film as {form}", made, UNSUPPORTED)
    texts = {
        "a list of films": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n",
        "a list of addresses": b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n",
        "a list to be joined": b"ffconcat version 1.0\nfile /etc/hostname\n",
        "a stream's description": b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n",
        "a manifest": b'<?xml version="1.0"?><MPD><BaseURL>file:///etc/</BaseURL></MPD>',
        "a sticker that moves": gzip.compress(b'{"v":"5.5.2","tgs":1}' * 9, mtime=0),
        "a song": b"ID3\x04\0\0\0\0\0\0" + noise(3000),
        "a sound": b"RIFF\0\0\0\0WAVEfmt " + noise(3000),
        "a Flash film": b"FWS\x09" + noise(3000),
        "noise": noise(3000, seed=6),
    }
    for name, data in texts.items():
        yield Hostile(f"{name} for a film", always(data), UNSUPPORTED)
    begins = {
        "a type and a list of films": box(b"ftyp", b"isomisom") + texts["a list of films"],
        "a type and a list to be joined": box(b"ftyp", b"isomisom") + texts["a list to be joined"],
        "a type and noise": box(b"ftyp", b"mp42mp42") + noise(3000),
        "a WebM of noise": b"\x1aE\xdf\xa3" + noise(3000),
    }
    for name, data in begins.items():
        yield Hostile(name, always(data), UNREADABLE)
    sticker = partial(
        filmed, "-c:v", "libvpx-vp9", "-pix_fmt", "yuva420p", "-cpu-used", "8", tone=False,
        name="s.webm",
    )  # fmt: skip
    yield read_film("a sticker that is a film", sticker, heard=False)
    yield Hostile("no film at all", always(b""), EMPTY)


def _as_form(form: str) -> bytes:
    codec = {"ogv": "libtheora", "gif": "gif", "mpg": "mpeg2video", "mxf": "mpeg2video"}
    video = ("-c:v", codec[form]) if form in codec else ()
    sound = ("-c:a", "pcm_s16le", "-ar", "48000") if form == "mxf" else ("-c:a", "libopus")
    if form == "gif":
        return filmed(*video, "-an", name="film.gif", tone=False)
    if form in {"flv", "ts", "asf", "avi", "mpg", "wtv"}:
        sound = ("-c:a", "mp2" if form in {"mpg", "wtv"} else "libmp3lame", "-ar", "44100")
    return filmed(*video, *sound, rate="25", name=f"film.{form}")


FILMS = tuple(one for family in (readable, bombs, broken, other_kinds) for one in family())
