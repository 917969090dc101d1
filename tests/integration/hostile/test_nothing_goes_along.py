"""What is drawn or shown carries nothing of the file but pictures and sound: by its bytes."""

from collections.abc import AsyncIterator, Callable
from functools import partial

import pytest
from PIL import Image, PngImagePlugin

from tests.hostile.case import is_upright
from tests.hostile.films import beside, filmed, plain, turned
from tests.hostile.pictures import encoded, four_colours
from verification.api import EvidenceDrawer, Shot
from verification.direct import DirectVerifier
from verification.engines.media import FfmpegDecoder, ffmpeg_program
from verification.settings import VerifierSettings

pytestmark = pytest.mark.slow

MARK = b"Somewhere, by the river"
LINES = ("1003 · 2026-11-24 14:31", "RS20261124-000317")
DECODER = FfmpegDecoder(ffmpeg_program())


@pytest.fixture
async def drawer() -> AsyncIterator[EvidenceDrawer]:
    verifier = DirectVerifier(VerifierSettings())
    yield verifier
    await verifier.close()


def placed() -> Image.Exif:
    """EXIF with a description, a place and the maker of the telephone."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x010F] = exif[0x9286] = MARK.decode()
    exif[0x8825] = {1: "N", 2: (31.0, 14.0, 5.0), 3: "E", 4: (121.0, 29.0, 7.0), 29: MARK.decode()}
    return exif


def pictures() -> dict[str, bytes]:
    """Pictures that say where they were taken, each in another way."""
    colours, texts = four_colours((800, 600)), PngImagePlugin.PngInfo()
    texts.add_text("Location", MARK.decode())
    texts.add_itxt("XML:com.adobe.xmp", f"<x>{MARK.decode()}</x>")
    xmp = b"<x:xmpmeta>" + MARK + b"</x:xmpmeta>"
    return {
        "EXIF": encoded(colours, "JPEG", exif=placed()),
        "XMP": encoded(colours, "JPEG", xmp=xmp),
        "a comment": encoded(colours, "JPEG", comment=MARK),
        "a profile": encoded(colours, "JPEG", icc_profile=MARK * 9),
        "what follows": encoded(colours, "JPEG") + MARK,
        "texts of a PNG": encoded(colours, "PNG", pnginfo=texts, exif=placed()),
        "EXIF of a WebP": encoded(colours, "WEBP", exif=placed(), xmp=xmp),
    }


@pytest.mark.parametrize("how", pictures())
async def test_a_drawn_picture(drawer: EvidenceDrawer, how: str) -> None:
    media = pictures()[how]
    assert MARK in media
    marked = await drawer.marked(media, ((0.1, 0.1, 0.4, 0.4),))
    assert marked is not None
    shots = (Shot(media, is_film=False, caption="front"),)
    for drawn in (
        marked,
        await drawer.picture(media, LINES),
        await drawer.sheet(shots, LINES),
        await drawer.plain(media),
    ):
        assert MARK not in drawn
        assert b"Exif" not in drawn
        assert b"xmp" not in drawn.lower()


FILMS: dict[str, Callable[[], bytes]] = {
    "tags": partial(
        filmed, "-metadata", f"title={MARK.decode()}", "-metadata", f"comment={MARK.decode()}"
    ),
    "a place": partial(filmed, "-metadata", f"location={MARK.decode()}", name="film.mov"),
    "tags of a track": partial(filmed, "-metadata:s:v", f"handler_name={MARK.decode()}"),
    "tags of a Matroska": partial(
        filmed, "-metadata", f"title={MARK.decode()}", "-metadata:s:a", f"title={MARK.decode()}",
        name="film.mkv",
    ),
    "subtitles": partial(beside, MARK, "subtitles"),
    "a file inside": partial(beside, MARK, "attached"),
    "what follows": lambda: plain() + MARK,
}  # fmt: skip


@pytest.mark.parametrize("how", FILMS)
async def test_a_shown_film(drawer: EvidenceDrawer, how: str) -> None:
    media = FILMS[how]()
    assert MARK in media
    shown = await drawer.film(media)
    assert MARK not in shown
    assert contents(shown) == contents(media)


@pytest.mark.parametrize("degrees", [90, 180, 270])
async def test_a_shown_film_stays_upright(drawer: EvidenceDrawer, degrees: int) -> None:
    shown = await drawer.film(turned(degrees))
    assert is_upright(next(iter(DECODER.frames(shown, limit_s=9.0))))


def contents(media: bytes) -> tuple[int, bytes]:
    """How many pictures a film has, and its sound."""
    with DECODER.film(media, limit_s=9.0) as reel:
        count = sum(1 for _ in reel.frames)
        sound = reel.sound()
    assert sound is not None
    return count, sound.tobytes()
