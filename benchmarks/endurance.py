"""The memory of one warm verification child over a thousand checks, good files and hostile ones.

Of a hundred checks six read a specimen card, nine look for a face in a picture, three meet a film
that is broken, and the others a hostile picture.
"""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice

from benchmarks.engines import one_threaded
from benchmarks.measure import Size, resident_mb
from benchmarks.rows import Row
from bot.sandbox.materials.cards import draw_card, photograph
from bot.sandbox.materials.faces import portrait
from bot.sandbox.people import BY_KEY
from dialogs.kinds import Action, CardSide, MediaKind
from tests.hostile.films import broken as broken_films
from tests.hostile.pictures import PICTURES, good
from verification import child
from verification.api import CardRequest, CheckRequest, FaceRequest
from verification.isolate import ChildPool
from verification.settings import VerifierSettings

_PERSON = BY_KEY["zhang_wei"]
_LIMIT_S = 180.0
_WARM = 0.2
"""After this share of the checks everything that is held is held."""

_FILMS = 12
_ROUND = 100
_CARD_EVERY, _FACE_EVERY, _FILM_EVERY = 17, 10, 25


@dataclass(frozen=True, slots=True)
class Course:
    """What the memory was.

    Attributes:
        count: checks in all.
        warm: checks after which it was measured first.
        warm_mb: resident memory then.
        end_mb: resident memory at the end.
        children: how many children it took; one, unless a file killed it.
    """

    count: int
    warm: int
    warm_mb: float
    end_mb: float
    children: int

    @property
    def grown_mb(self) -> float:
        """By how much it grew."""
        return self.end_mb - self.warm_mb


def run(size: Size) -> list[Row]:
    """Check, and look at the child."""
    one_threaded()
    course = asyncio.run(course_of(size.pick(100, 1000)))
    note = (
        f"resident, one child; after {course.warm} checks {course.warm_mb:.0f} MB, "
        f"so {course.grown_mb:+.0f} MB; children used: {course.children}"
    )
    what = f"Memory of the verification child after {course.count} checks"
    return [Row(what, course.end_mb, "MB", note=note)]


async def course_of(count: int) -> Course:
    """Run so many checks in a child, one after the other."""
    settings = VerifierSettings()
    children = ChildPool(settings)
    pids, warm = set[int](), round(_WARM * count)
    sizes_mb: dict[int, float] = {}
    try:
        for number, request in enumerate(islice(_requests(), count), start=1):
            await children.run(_LIMIT_S, child.check, settings, request)
            if number in {warm, count}:
                pid = await children.run(_LIMIT_S, os.getpid)
                pids.add(pid)
                sizes_mb[number] = resident_mb(pid)
    finally:
        await children.close()
    return Course(count, warm, sizes_mb[warm], sizes_mb[count], len(pids))


def _requests() -> Iterator[CheckRequest]:
    """Checks without end, in the same order each time."""
    hostile = cycle([one.make() for one in PICTURES if not one.dear])
    films = cycle([one.make() for one in islice(broken_films(), _FILMS)])
    sides = cycle([photograph(draw_card(_PERSON, side, portrait()), seed=11) for side in CardSide])
    while True:
        for number in range(_ROUND):
            if number % _CARD_EVERY == 0:
                yield _card(next(sides))
            elif number % _FACE_EVERY == 1:
                yield _face(good("JPEG"))
            elif number % _FILM_EVERY == 0:
                yield _face(next(films))
            else:
                yield _card(next(hostile))


def _card(media: bytes) -> CheckRequest:
    return CardRequest(media, _PERSON.document_kind, _PERSON.valid_from)


def _face(media: bytes) -> CheckRequest:
    return FaceRequest(media, MediaKind.DOCUMENT, Action.LOOK_AHEAD, None, None)
