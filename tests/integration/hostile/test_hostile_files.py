"""The whole collection through all three checks, in a child with little memory.

The child is as the bot's own ones; a case that kills or hangs it fails as unavailable.
"""

import asyncio
from collections.abc import Iterator

import pytest

from bot.render import Renderer
from dialogs.checks import explained
from dialogs.evidence import CheckOutcome
from dialogs.kinds import Lang, Verdict
from dialogs.reasons import Reason
from tests.hostile.case import READ, Hostile, is_upright
from tests.hostile.films import FILMS
from tests.hostile.judging import judged
from tests.hostile.pictures import PICTURES
from verification.engines.media import FfmpegDecoder, ffmpeg_program
from verification.errors import VerificationError
from verification.isolate import ChildPool
from verification.settings import VerifierSettings

pytestmark = pytest.mark.slow

MEMORY_MB = 800
"""For the decoders alone: the engines' own memory comes on top in a real child."""

LIMIT_S = 90.0
WORDS = Renderer()
ABOUT_FILES = frozenset(
    {
        Reason.EMPTY_FILE,
        Reason.UNREADABLE_FILE,
        Reason.UNSUPPORTED_TYPE,
        Reason.FILE_TOO_LARGE,
        Reason.TOO_FEW_PIXELS,
    }
)
PERHAPS_READ = [one for one in FILMS if None in one.answers]


@pytest.fixture(scope="module")
def children() -> Iterator[ChildPool]:
    pool = ChildPool(VerifierSettings(memory_limit_mb=MEMORY_MB))
    yield pool
    asyncio.run(pool.close())


async def checked(children: ChildPool, one: Hostile) -> tuple[CheckOutcome, ...]:
    """The three outcomes; each is told in both languages."""
    outcomes = await children.run(LIMIT_S, judged, one.make())
    for outcome in outcomes:
        assert outcome.verdict is Verdict.FAIL
        assert outcome.findings
        for lang in Lang:
            for words in explained(outcome.findings):
                assert WORDS.plain(words, lang)
    return outcomes


def refusal(outcome: CheckOutcome) -> Reason | None:
    """Why the file was refused; None if it was read and judged."""
    first = outcome.findings[0].reason
    return first if first in ABOUT_FILES else None


@pytest.mark.parametrize("one", PICTURES, ids=lambda one: one.name)
async def test_a_picture_within_the_limits(children: ChildPool, one: Hostile) -> None:
    card, _, _ = await checked(children, one)
    small_for_a_card = refusal(card) is Reason.TOO_FEW_PIXELS and None in one.answers
    assert small_for_a_card or one.allows(refusal(card)), refusal(card)


@pytest.mark.parametrize("one", FILMS, ids=lambda one: one.name)
async def test_a_film_within_the_limits(children: ChildPool, one: Hostile) -> None:
    card, face, statement = await checked(children, one)
    assert refusal(card) is not None
    for outcome in (face, statement):
        answer = refusal(outcome)
        assert one.allows(answer), answer
        if answer is None:
            assert Reason.NO_FACE in {finding.reason for finding in outcome.findings}


@pytest.mark.parametrize(
    "one", [one for one in FILMS if None in one.answers], ids=lambda o: o.name
)
def test_what_comes_out_of_a_film_is_bounded_and_upright(one: Hostile) -> None:
    decoder = FfmpegDecoder(ffmpeg_program())
    try:
        with decoder.film(one.make(), limit_s=61.0) as reel:
            frames = list(reel.frames)
            sound = reel.sound()
    except VerificationError:
        assert one.answers != READ
        return
    assert len(frames) in one.frames
    assert max(max(frame.shape) for frame in frames) <= 640
    assert one.heard in {None, sound is not None}
    assert sound is None or len(sound) <= 61 * 16_000
    assert is_upright(frames[0]) or not one.upright
