"""Photographs of drawn cards: ordinary ones, one fault at a time at graded strength, forgeries.

What each group is, is said by a rule, not by what the check happens to answer: where a person
would say "fine", it is to pass; where a field cannot be read, or the guide's rule is broken (R32:
the whole card, sharp, without glare), it is to be refused; in between it must not be refused.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image

from bot.sandbox.people import Person
from dialogs.kinds import CardSide, DocumentKind
from dialogs.reasons import Reason
from evaluation.cards import forgeries, others
from evaluation.cards.camera import Shot, take
from evaluation.cards.people import TODAY, draw_person
from evaluation.cards.printing import draw_style, print_card
from evaluation.samples import Check, Sample, Wanted
from verification.api import CardRequest, CheckRequest

_PASS, _NOT_FAIL, _REFUSE, _NOT_PASS = Wanted.PASS, Wanted.NOT_FAIL, Wanted.REFUSE, Wanted.NOT_PASS
_RESIDENT, _FOREIGN = DocumentKind.RESIDENT_ID, DocumentKind.PERMANENT_RESIDENT
_FRONT = CardSide.FRONT
_UNREAD = frozenset({Reason.NUMBER_UNREADABLE, Reason.FIELD_UNREADABLE})

Draw = Callable[[Person, CardSide, Shot, int], bytes]
"""Makes the photograph of a person's card."""


def _honest(person: Person, side: CardSide, shot: Shot, seed: int) -> bytes:
    return take(print_card(person, side, draw_style(seed, person.document_kind)), shot, seed)


@dataclass(frozen=True, slots=True)
class _Group:
    """A row of the table: how the photographs are taken, and what they are.

    Attributes:
        name: the row.
        wanted: what they are.
        shots: how they are taken, one after the other.
        reasons: when refused, one of these.
        n: how many.
        draw: how the photograph is made.
        side: only this one.
        kind: only this one.
        expected: the kind that the customer named; the card's own if None.
        read: whether the fields are compared with what is printed.
    """

    name: str
    wanted: Wanted
    shots: tuple[Shot, ...] = (Shot(),)
    reasons: frozenset[Reason] = frozenset()
    n: int = 12
    draw: Draw = _honest
    side: CardSide | None = None
    kind: DocumentKind | None = None
    expected: DocumentKind | None = None
    read: bool = True


def samples(seed: int) -> Iterator[Sample]:
    """Return the samples, group by group; another seed draws other people and shots."""
    for group in (*_good(), *_graded(), *_placed(), *_forged(), *_strange()):
        for index in range(group.n):
            yield _sample(group, index, zlib.crc32(group.name.encode()) % 10**6 + seed + index)


def _sample(group: _Group, index: int, seed: int) -> Sample:
    person = draw_person(seed, group.kind)
    side = group.side or list(CardSide)[index % 3 == 2]  # noqa: PLR2004 - every third is a back
    shot = group.shots[index % len(group.shots)]
    return Sample(
        name=f"{index} {person.key} {side.value}",
        check=Check.CARD,
        group=group.name,
        wanted=group.wanted,
        request=partial(_request, group, person, side, shot, seed),
        reasons=group.reasons,
        fields=printed(person, side) if group.read else {},
    )


def _request(group: _Group, person: Person, side: CardSide, shot: Shot, seed: int) -> CheckRequest:
    photo = group.draw(person, side, shot, seed)
    return CardRequest(photo, group.expected or person.document_kind, TODAY)


def printed(person: Person, side: CardSide) -> Mapping[str, object]:
    """Return what stands on that side, by the attribute of `CardReading`."""
    front, resident = side is _FRONT, person.document_kind is _RESIDENT
    values: dict[str, object] = {"kind": person.document_kind, "side": side}
    if front:
        values |= {
            "name": person.name,
            "number": person.number,
            "sex": person.sex,
            "birth": person.birth,
            "nationality": person.nationality,
        }
    else:
        values["issuer"] = person.issuer
    if front and resident:
        values["address"] = person.address
    if front != resident:
        dates = {"valid_from": person.valid_from, "valid_to": person.valid_to}
        values |= {**dates, "long_term": person.valid_to is None}
    return values


# --- good ones ------------------------------------------------------------------------------


def _good() -> Iterator[_Group]:
    yield _Group("ordinary", _PASS, n=40)
    yield _Group("ordinary, sent as a file", _PASS, _sizes(), n=16)
    yield _Group("ordinary, upright phone", _PASS, (_UPRIGHT, replace(_UPRIGHT, share=0.85)))
    yield _Group("permanent resident", _PASS, kind=_FOREIGN, n=16)
    yield _Group("other processing", _PASS, _PHONES, n=20)
    yield _Group("white desk", _PASS, (Shot(desk="light"), Shot(desk="light", share=0.6)), n=12)
    yield _Group("clutter", _PASS, (Shot(things=6), Shot(things=14)), n=16)
    yield _Group(
        "turned", _PASS, tuple(Shot(rotate_deg=at) for at in (90, 180, 270, 20, -35)), n=15
    )
    yield _Group("filling the picture", _PASS, (Shot(share=0.94, tilt_deg=4),))


_UPRIGHT = Shot(size=(1500, 2000), share=0.9)
_PHONES = (
    Shot(sharpen=1.6, denoise=True, quality=85),
    Shot(sharpen=0.0, denoise=False, quality=95),
    Shot(sharpen=0.3, noise=6.0, saturation=1.4),
    Shot(noise=7.0, denoise=True, sharpen=1.0, saturation=0.7),
    Shot(telegram=False, size=(1280, 960), quality=80),
)


def _sizes() -> tuple[Shot, ...]:
    sizes = ((960, 720), (1600, 1200), (2400, 1800), (4000, 3000))
    return tuple(Shot(telegram=False, size=size) for size in sizes)


# --- one fault at graded strength -----------------------------------------------------------


def _graded() -> Iterator[_Group]:
    yield from _rows("tilt {} deg", "tilt_deg", ((20, _PASS), (32, _PASS), (42, _NOT_FAIL)))
    yield from _rows(
        "blur {} px",
        "blur",
        ((1.0, _PASS), (1.6, _NOT_FAIL), (2.4, _NOT_FAIL), (4.0, _REFUSE), (6.0, _REFUSE)),
        Reason.BLURRED,
    )
    yield from _rows(
        "motion {} px",
        "motion",
        ((3, _PASS), (7, _NOT_FAIL), (16, _REFUSE), (28, _REFUSE)),
        Reason.BLURRED,
    )
    yield from _rows(
        "light less {}",
        "dark",
        ((0.3, _PASS), (0.5, _PASS), (0.7, _NOT_FAIL), (0.86, _REFUSE), (0.94, _REFUSE)),
        Reason.TOO_DARK,
        Reason.BLURRED,
    )
    yield from _rows("shadow {}", "shadow", ((0.25, _PASS), (0.45, _PASS), (0.65, _NOT_FAIL)))
    yield from _rows(
        "JPEG {}", "quality", ((70, _PASS), (45, _PASS), (25, _NOT_FAIL), (8, _NOT_FAIL))
    )
    yield from _rows(
        "card takes {}",
        "share",
        ((0.5, _PASS), (0.36, _NOT_FAIL), (0.2, _REFUSE)),
        Reason.BLURRED,
        Reason.TOO_FEW_PIXELS,
        Reason.NOT_A_CARD,
        *_UNREAD,
    )


def _rows(
    name: str, attribute: str, steps: tuple[tuple[float, Wanted], ...], *reasons: Reason
) -> Iterator[_Group]:
    for strength, wanted in steps:
        shot = _shot(attribute, strength)
        yield _Group(name.format(strength), wanted, (shot,), frozenset(reasons))


def _shot(attribute: str, strength: float) -> Shot:
    strengths: dict[str, Any] = {attribute: strength}
    return Shot(**strengths)


# --- faults with a place ----------------------------------------------------------------------

_EMPTY_PLACES = ((0.56, 0.06), (0.15, 0.76), (0.5, 0.05))
_ON_NUMBER = ((0.45, 0.86), (0.62, 0.86), (0.8, 0.86))
_ON_ADDRESS = ((0.35, 0.52), (0.28, 0.52), (0.45, 0.52))
_GLARE = frozenset({Reason.GLARE})


def _placed() -> Iterator[_Group]:
    faint = tuple(Shot(glare=28, glare_at=at, glare_size=(0.2, 0.14)) for at in _ON_ADDRESS)
    yield _Group("glare, a veil one reads through", _PASS, faint)
    beside = tuple(Shot(glare=220, glare_at=at, glare_size=(0.05, 0.03)) for at in _EMPTY_PLACES)
    yield _Group("glare, a spot beside the text", _NOT_FAIL, beside, side=_FRONT, kind=_RESIDENT)
    for name, places, side in (("number", _ON_NUMBER, _FRONT), ("address", _ON_ADDRESS, _FRONT)):
        for size in (0.03, 0.07, 0.14):
            spots = tuple(
                Shot(glare=230, glare_at=at, glare_size=(size, 0.7 * size)) for at in places
            )
            yield _Group(
                f"glare, a spot of {size} on the {name}",
                _REFUSE,
                spots,
                _GLARE,
                side=side,
                kind=_RESIDENT,
            )
    back = tuple(
        Shot(glare=230, glare_at=at, glare_size=(0.08, 0.05)) for at in ((0.55, 0.74), (0.6, 0.86))
    )
    yield _Group(
        "glare on the back's text", _REFUSE, back, _GLARE, side=CardSide.BACK, kind=_RESIDENT
    )
    yield from _covered()
    yield from _cut()


def _covered() -> Iterator[_Group]:
    covered = frozenset({Reason.COVERED})
    edge = tuple(Shot(thumb=at) for at in ((0.99, 0.86), (0.95, 0.8), (0.015, 0.3)))
    yield _Group("thumb at the edge", _NOT_FAIL, edge, side=_FRONT, kind=_RESIDENT)
    number = tuple(Shot(thumb=at) for at in ((0.85, 0.86), (0.5, 0.86), (0.38, 0.84)))
    yield _Group("thumb on the number", _REFUSE, number, covered, side=_FRONT, kind=_RESIDENT)
    text = tuple(Shot(thumb=at) for at in ((0.2, 0.16), (0.2, 0.5), (0.26, 0.62)))
    yield _Group("thumb on name or address", _REFUSE, text, covered, side=_FRONT, kind=_RESIDENT)
    back = tuple(Shot(thumb=at) for at in ((0.8, 0.86), (0.5, 0.9)))
    yield _Group(
        "thumb on the back's text", _REFUSE, back, covered, side=CardSide.BACK, kind=_RESIDENT
    )
    face = tuple(Shot(thumb=at) for at in ((0.72, 0.3), (0.7, 0.45)))
    yield _Group(
        "thumb on the portrait", _NOT_PASS, face, covered | {Reason.PORTRAIT_MISSING}, side=_FRONT
    )


def _cut() -> Iterator[_Group]:
    cut = frozenset({Reason.CUT_OFF})
    for share, wanted in ((0.02, _NOT_PASS), (0.06, _REFUSE), (0.15, _REFUSE), (0.35, _REFUSE)):
        shots = tuple(Shot(cut=share, cut_side=side) for side in range(4))
        yield _Group(f"cut off by {share}", wanted, shots, cut)
    corner = (Shot(cut=0.05, cut_side=4, rotate_deg=6), Shot(cut=0.12, cut_side=4))
    yield _Group("corner cut off", _REFUSE, corner, cut)


# --- forgeries --------------------------------------------------------------------------------


def _forged() -> Iterator[_Group]:
    copy, screen = frozenset({Reason.COPY}), frozenset({Reason.SCREEN})
    yield _Group("photocopy", _REFUSE, (Shot(share=0.85),), copy, draw=_copy, n=16)
    yield _Group(
        "colour copy on paper", _NOT_PASS, (Shot(share=0.85),), copy, draw=_colour_copy, n=16
    )
    screens = (
        Shot(),
        Shot(telegram=False),
        Shot(telegram=False, size=(3000, 2250)),
        Shot(share=0.85),
    )
    yield _Group("screen", _REFUSE, screens, screen, draw=_screen, n=24)
    yield _Group("pasted portrait", _NOT_PASS, draw=_pasted, side=_FRONT, n=16)
    fields = frozenset({Reason.NUMBER_CONTRADICTED, *_UNREAD})
    group = partial(_Group, side=_FRONT, kind=_RESIDENT, read=False, reasons=fields)
    yield group("number of another birth date", _NOT_PASS, draw=_other_birth)
    yield group("number of the other sex", _NOT_PASS, draw=_other_sex)
    yield group("number with a wrong digit", _REFUSE, draw=_wrong_digit)


def _copy(person: Person, side: CardSide, shot: Shot, seed: int) -> bytes:
    card = print_card(person, side, draw_style(seed, person.document_kind))
    return take(forgeries.photocopied(card, seed), shot, seed)


def _colour_copy(person: Person, side: CardSide, shot: Shot, seed: int) -> bytes:
    card = print_card(person, side, draw_style(seed, person.document_kind))
    return take(forgeries.colour_copied(card, seed), shot, seed)


def _screen(person: Person, side: CardSide, shot: Shot, seed: int) -> bytes:
    card = print_card(person, side, draw_style(seed, person.document_kind))
    return forgeries.on_screen(card, shot, seed)


def _pasted(person: Person, side: CardSide, shot: Shot, seed: int) -> bytes:
    style = draw_style(seed, person.document_kind)
    return take(
        forgeries.pasted_portrait(print_card(person, side, style), style, seed), shot, seed
    )


def _other_birth(person: Person, side: CardSide, shot: Shot, seed: int) -> bytes:
    return _honest(forgeries.with_other_birth(person, seed), side, shot, seed)


def _other_sex(person: Person, side: CardSide, shot: Shot, seed: int) -> bytes:
    return _honest(forgeries.with_other_sex(person), side, shot, seed)


def _wrong_digit(person: Person, side: CardSide, shot: Shot, seed: int) -> bytes:
    return _honest(forgeries.with_wrong_digit(person, seed), side, shot, seed)


# --- other things -------------------------------------------------------------------------------


def _strange() -> Iterator[_Group]:
    other = frozenset({Reason.WRONG_KIND, Reason.NOT_A_CARD})
    for name, draw in others.CARDS.items():
        yield _Group(name, _REFUSE, reasons=other, draw=partial(_other, draw), read=False, n=6)
    none = frozenset({Reason.NOT_A_CARD})
    yield _Group("no card at all", _REFUSE, reasons=none, draw=_room, read=False)
    yield _Group("selfie", _REFUSE, reasons=none, draw=_selfie, read=False, n=8)
    wrong = frozenset({Reason.WRONG_KIND})
    yield _Group("the other kind", _REFUSE, reasons=wrong, kind=_RESIDENT, expected=_FOREIGN, n=8)
    yield _Group(
        "the other kind, permanent", _REFUSE, reasons=wrong, kind=_FOREIGN, expected=_RESIDENT, n=8
    )


def _other(
    draw: Callable[[Person], Image.Image], person: Person, side: CardSide, shot: Shot, seed: int
) -> bytes:
    del side
    return take(draw(person), shot, seed)


def _room(person: Person, side: CardSide, shot: Shot, seed: int) -> bytes:
    del person, side, shot
    out = BytesIO()
    others.room(seed).save(out, "JPEG", quality=int(np.random.default_rng(seed).integers(80, 95)))
    return out.getvalue()


def _selfie(person: Person, side: CardSide, shot: Shot, seed: int) -> bytes:
    del person, side, shot
    return others.selfie_of(seed)
