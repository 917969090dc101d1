"""Evidence drawn in a real child: readable under the mark, and no file spoils the others'."""

from collections.abc import AsyncIterator, Callable
from io import BytesIO
from typing import ParamSpec, TypeVar

import numpy as np
import pytest
from pebble import ProcessExpired
from PIL import Image
from typing_extensions import override

from bot.sandbox.materials import clips, faces
from bot.sandbox.materials.cards import draw_card, photograph
from bot.sandbox.people import BY_KEY
from dialogs.kinds import Action, CardSide
from verification import direct
from verification.api import Shot
from verification.engines.paddle import PaddleCardReader
from verification.engines.ports import Pixels
from verification.errors import EngineError, VerificationUnavailable
from verification.isolate import ChildPool, IsolatedVerifier
from verification.settings import VerifierSettings

LINES = ("1003 · 2026-11-24 14:31", "RS20261124-000317")
PERSON = BY_KEY["zhang_wei"]
KILLER = b"the file that kills"
LARGE_PX = 7000
"""Squared just within the limit of pixels; in colours more than the small child's memory."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


@pytest.fixture
async def drawer() -> AsyncIterator[IsolatedVerifier]:
    verifier = IsolatedVerifier(VerifierSettings(memory_limit_mb=400))
    yield verifier
    await verifier.close()


def card(seed: int = 5) -> bytes:
    return photograph(draw_card(PERSON, CardSide.FRONT, faces.portrait()), seed=seed)


def seen(drawn: bytes) -> Pixels:
    with Image.open(BytesIO(drawn)) as image:
        return np.asarray(image.convert("RGB"))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_a_machine_still_reads_the_card_under_the_mark(
    drawer: IsolatedVerifier, seed: int
) -> None:
    drawn = seen(await drawer.picture(card(seed), LINES))
    lines = PaddleCardReader("small", None).read(np.ascontiguousarray(drawn))
    read = "".join(line.text for line in lines)
    assert PERSON.name in read
    assert PERSON.number in read
    assert "1003" in read, "the strip or the mark itself"


@pytest.mark.slow
async def test_pictures_and_films_stand_on_one_sheet(drawer: IsolatedVerifier) -> None:
    shots = (
        Shot(card(), is_film=False, caption="证件正面"),
        Shot(clips.action_clip(Action.TURN_HEAD), is_film=True, caption="转头", frames=6),
        Shot(clips.action_clip(Action.TURN_HEAD)[:9000], is_film=True, caption="坏的视频"),
    )
    whole = seen(await drawer.sheet(shots, LINES))
    without_film = seen(await drawer.sheet((shots[0], shots[2]), LINES))
    assert whole.shape[0] > without_film.shape[0]
    assert whole.shape[1] > 1000


@pytest.mark.slow
async def test_a_picture_too_large_for_the_child_costs_its_own_tile(
    drawer: IsolatedVerifier,
) -> None:
    out = BytesIO()
    Image.new("L", (LARGE_PX, LARGE_PX), 128).save(out, "PNG")
    shots = (
        Shot(out.getvalue(), is_film=False, caption="太大"),
        Shot(faces.selfie(Action.LOOK_AHEAD), is_film=False, caption="自拍"),
    )
    sheet = seen(await drawer.sheet(shots, LINES)).astype(int)
    left, right = sheet[30:330, 30:300], sheet[30:330, 700:1000]
    assert np.median(np.ptp(left, axis=2)) < 16
    assert np.median(np.ptp(right, axis=2)) > 16


class OneFileKills(ChildPool):
    """Works here, and gives no answer for one file, from the cause that it was made with."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(VerifierSettings())
        self._cause = cause

    @override
    async def run(
        self, timeout_s: float, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        if any(isinstance(one, Shot) and one.media == KILLER for one in args):
            raise VerificationUnavailable("twice") from self._cause
        assert work.__module__ == direct.__name__
        return work(*args, **kwargs)


async def drawn_with(cause: Exception) -> bytes:
    verifier = IsolatedVerifier(VerifierSettings())
    verifier._children = OneFileKills(cause)
    shots = (
        Shot(KILLER, is_film=False, caption="证件"),
        Shot(faces.selfie(Action.LOOK_AHEAD), is_film=False, caption="自拍"),
    )
    return await verifier.sheet(shots, LINES)


@pytest.mark.parametrize(
    "cause",
    [
        ProcessExpired("died"),  # type: ignore[no-untyped-call]  # pebble leaves it untyped
        TimeoutError(),
        ValueError("a library's"),
    ],
)
async def test_a_file_that_kills_its_children_is_a_grey_tile(cause: Exception) -> None:
    assert seen(await drawn_with(cause)).shape[1] > 1000


@pytest.mark.parametrize("cause", [EngineError("no ffmpeg"), OSError("no memory for a child")])
async def test_what_is_not_the_files_fault_is_said(cause: Exception) -> None:
    with pytest.raises(VerificationUnavailable):
        await drawn_with(cause)
