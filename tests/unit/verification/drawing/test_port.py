"""What draws in a child, what draws here and the twin keep the same promises."""

from collections.abc import AsyncIterator, Awaitable, Callable
from io import BytesIO

import pytest
from PIL import Image

from bot.sandbox.materials import faces
from dialogs.kinds import Action
from dialogs.reasons import Reason
from verification.api import EvidenceDrawer, Shot
from verification.direct import DirectVerifier
from verification.errors import UnreadablePicture, VerificationUnavailable
from verification.fake import ScriptedDrawer, drawn_lines, scripted_film, scripted_picture
from verification.isolate import IsolatedVerifier
from verification.settings import VerifierSettings

LINES = ("1003 · 2026-11-24 14:31", "RS20261124-000317")
BOX = (0.1, 0.2, 0.5, 0.6)
PHOTO = faces.selfie(Action.LOOK_AHEAD)
FILM = b"\0\0\0\x18ftypmp42" + bytes(64)

Draw = Callable[[EvidenceDrawer], Awaitable[object]]


@pytest.fixture(
    params=["direct", "scripted", pytest.param("isolated", marks=pytest.mark.slow)],
)
async def drawer(request: pytest.FixtureRequest) -> AsyncIterator[EvidenceDrawer]:
    if request.param == "scripted":
        yield ScriptedDrawer()
        return
    kind = DirectVerifier if request.param == "direct" else IsolatedVerifier
    verifier = kind(VerifierSettings())
    yield verifier
    await verifier.close()


def assert_clean_jpeg(drawn: bytes) -> None:
    with Image.open(BytesIO(drawn)) as image:
        image.load()
        assert image.format == "JPEG"
        assert not image.getexif()


async def test_a_picture_becomes_a_jpeg(drawer: EvidenceDrawer) -> None:
    assert_clean_jpeg(await drawer.picture(PHOTO, LINES))
    assert_clean_jpeg(await drawer.plain(PHOTO))


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        (b"", Reason.EMPTY_FILE),
        (b"words " * 50, Reason.UNSUPPORTED_TYPE),
        (FILM, Reason.UNSUPPORTED_TYPE),
    ],
)
async def test_what_is_no_picture_is_named(
    drawer: EvidenceDrawer, media: bytes, reason: Reason
) -> None:
    with pytest.raises(UnreadablePicture) as caught:
        await drawer.picture(media, LINES)
    assert caught.value.reason is reason


@pytest.mark.parametrize("media", [b"", b"words " * 50, PHOTO])
async def test_what_is_no_film_is_not_shown(drawer: EvidenceDrawer, media: bytes) -> None:
    with pytest.raises(UnreadablePicture) as caught:
        await drawer.film(media)
    expected = Reason.UNREADABLE_FILE if media else Reason.EMPTY_FILE
    assert caught.value.reason is expected


async def test_whatever_the_shots_are_there_is_a_sheet(drawer: EvidenceDrawer) -> None:
    shots = (
        Shot(PHOTO, is_film=False, caption="自拍"),
        Shot(b"", is_film=False, caption="证件"),
        Shot(FILM, is_film=True, caption="声明"),
        Shot(b"words", is_film=True, caption="眨眼", frames=2),
    )
    assert_clean_jpeg(await drawer.sheet(shots, LINES))
    assert_clean_jpeg(await drawer.sheet(shots[1:2], LINES))


async def test_a_mark_needs_a_picture_and_a_place(drawer: EvidenceDrawer) -> None:
    marked = await drawer.marked(PHOTO, (BOX,))
    assert marked is not None
    assert_clean_jpeg(marked)
    assert await drawer.marked(PHOTO, ()) is None
    assert await drawer.marked(b"words", (BOX,)) is None
    assert await drawer.marked(b"", (BOX,)) is None


@pytest.mark.parametrize("lines", [(), ("",), (" ", "\n"), ("\x00\u200b",)])
async def test_nothing_is_shown_without_a_watermark(
    drawer: EvidenceDrawer, lines: tuple[str, ...]
) -> None:
    with pytest.raises(ValueError, match="watermark"):
        await drawer.picture(PHOTO, lines)
    with pytest.raises(ValueError, match="watermark"):
        await drawer.sheet((Shot(PHOTO, is_film=False, caption=""),), lines)


async def test_a_sheet_needs_a_shot(drawer: EvidenceDrawer) -> None:
    with pytest.raises(ValueError, match="shot"):
        await drawer.sheet((), LINES)


async def test_the_twin_says_what_it_would_have_drawn() -> None:
    drawer, picture, film = ScriptedDrawer(), scripted_picture(None), scripted_film(None)
    assert drawn_lines(await drawer.picture(picture, LINES)) == LINES
    shots = (
        Shot(picture, is_film=False, caption="自拍"),
        Shot(film, is_film=True, caption="声明"),
    )
    sheet = await drawer.sheet(shots, LINES)
    assert drawn_lines(sheet) == ("自拍", "声明", *LINES)
    assert "自拍".encode() in sheet
    marked = await drawer.marked(picture, (BOX,))
    assert marked is not None
    assert drawn_lines(marked) == ("0.1 0.2 0.5 0.6",)


@pytest.mark.parametrize(
    "draw",
    [
        lambda drawer: drawer.picture(PHOTO, LINES),
        lambda drawer: drawer.sheet((Shot(PHOTO, False, ""),), LINES),
        lambda drawer: drawer.marked(PHOTO, (BOX,)),
        lambda drawer: drawer.film(FILM),
    ],
)
async def test_a_twin_may_be_out_of_order(draw: Draw) -> None:
    with pytest.raises(VerificationUnavailable):
        await draw(ScriptedDrawer(available=False))
