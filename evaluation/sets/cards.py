"""Photographs of specimen cards, good ones and one fault at a time at graded strength."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from bot.sandbox.materials.cards import Shot, draw_card, photograph
from bot.sandbox.materials.faces import portrait
from bot.sandbox.people import PEOPLE, Person
from dialogs.kinds import CardSide
from dialogs.reasons import Reason
from evaluation.samples import Check, Sample, Wanted
from verification.api import CardRequest, CheckRequest


@dataclass(frozen=True, slots=True)
class _Group:
    """A row of the table: how the photographs are taken, and what they are."""

    name: str
    wanted: Wanted
    shot: Shot = field(default_factory=Shot)
    reasons: frozenset[Reason] = frozenset()


_GROUPS = (
    _Group("good", Wanted.PASS),
    _Group("turned by 180 degrees", Wanted.PASS, Shot(rotate=180.0)),
    _Group("blur 5 px", Wanted.REFUSE, Shot(blur=5.0), frozenset({Reason.BLURRED})),
)


def samples(seed: int) -> Iterator[Sample]:
    """Return the samples, group by group, in a mixed order of people within each."""
    for group in _GROUPS:
        for index, person in enumerate(PEOPLE):
            side = list(CardSide)[index % 2]
            yield Sample(
                name=f"{person.key} {side.value}",
                check=Check.CARD,
                group=group.name,
                wanted=group.wanted,
                request=partial(_request, person, side, group.shot, seed + index),
                reasons=group.reasons,
                fields={"number": person.number} if side is CardSide.FRONT else {},
            )


def _request(person: Person, side: CardSide, shot: Shot, seed: int) -> CheckRequest:
    photo = photograph(draw_card(person, side, portrait()), seed=seed, **shot)
    return CardRequest(photo, person.document_kind, person.valid_from)
