"""Selfies and clips of liveness rounds: good ones, spoilt ones at graded strength, attacks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from bot.sandbox.materials.warp import Pixels
from dialogs.kinds import Action, MediaKind
from dialogs.reasons import Reason
from evaluation.faces import attacks, camera, people
from evaluation.faces.camera import Spoil, lit
from evaluation.samples import Check, Sample, Wanted
from verification.api import CheckRequest, FaceRequest

_DONE = tuple(action for action in Action if action is not Action.LOOK_AHEAD)
_CARD_SEED = 3
_TURNED = 0.5
_PICTURE = frozenset({Reason.STILL_IMAGE, Reason.ACTION_MISSING})
_SCREEN = frozenset({Reason.FACE_ON_SCREEN})
_OTHER = frozenset({Reason.OTHER_FACE, Reason.FACE_DOUBTFUL, Reason.STITCHED})
_COVERED = frozenset({Reason.FACE_COVERED, Reason.OTHER_FACE, Reason.FACE_DOUBTFUL})


@dataclass(frozen=True, slots=True)
class _Round:
    """One round: what is sent, and what the check is told of it.

    Attributes:
        media: makes what is sent.
        action: what was asked for.
        person: whose neutral selfie and card it is compared with.
        with_neutral: whether there is a neutral selfie already.
        with_card: whether it is compared with the card.
        longest_s: how long ago the action was told.
    """

    media: Callable[[], bytes]
    action: Action
    person: str
    with_neutral: bool = True
    with_card: bool = True
    longest_s: float | None = None

    def request(self) -> CheckRequest:
        """The request for this round."""
        neutral = camera.photo(people.picture(self.person, Action.LOOK_AHEAD))
        return FaceRequest(
            media=self.media(),
            media_kind=MediaKind.VIDEO,
            action=self.action,
            portrait=people.card(self.person, _CARD_SEED) if self.with_card else None,
            neutral=neutral if self.with_neutral else None,
            turned=_TURNED if self.action is Action.TURN_OTHER else None,
            longest_s=self.longest_s,
        )


@dataclass(frozen=True, slots=True)
class _Group:
    """A row of the table."""

    name: str
    wanted: Wanted
    rounds: Iterable[_Round]
    reasons: frozenset[Reason] = field(default_factory=frozenset)


def samples(seed: int) -> Iterator[Sample]:
    """Return the samples, group by group."""
    del seed  # nothing here is drawn
    for group in (*_good(), *_spoilt(), *_framing(), *_wrong(), *_attacks(), *_people()):
        for number, one in enumerate(group.rounds):
            yield Sample(
                f"{one.person} {one.action.value} {number}", Check.FACE, group.name,
                group.wanted, one.request, group.reasons,
            )  # fmt: skip


def _photo(
    person: str, action: Action, spoil: Spoil = camera.unspoilt, quality: int = 85
) -> bytes:
    return camera.photo(spoil(people.picture(person, action)), quality)


def _small(person: str, action: Action, width_px: int) -> bytes:
    return camera.small_photo(people.picture(person, action), width_px)


def _video(person: str, action: Action, spoil: Spoil = camera.unspoilt, crf: int = 23) -> bytes:
    return camera.video(people.film(person, action), spoil, crf)


def _note(person: str, action: Action, side_px: int, spoil: Spoil = camera.unspoilt) -> bytes:
    return camera.note(people.film(person, action), side_px, spoil)


def _each(
    make: Callable[..., bytes], *rest: object, actions: Iterable[Action] = _DONE
) -> Iterator[_Round]:
    """Each person doing each action."""
    for person in people.SITTERS:
        for action in actions:
            yield _Round(partial(make, person, action, *rest), action, person)


def _first(make: Callable[..., bytes], *rest: object) -> Iterator[_Round]:
    """Each person's first look ahead, compared with the card alone."""
    ahead = Action.LOOK_AHEAD
    for person in people.SITTERS:
        yield _Round(partial(make, person, ahead, *rest), ahead, person, with_neutral=False)


def _good() -> Iterator[_Group]:
    yield _Group("first selfie", Wanted.PASS, _first(_photo))
    yield _Group("first clip", Wanted.PASS, _first(_video))
    yield _Group("selfie with the action", Wanted.PASS, _each(_photo))
    yield _Group("clip with the action", Wanted.PASS, _each(_video))
    yield _Group("video message 384 px", Wanted.PASS, _each(_note, 384))
    yield _Group("video message 240 px", Wanted.PASS, _each(_note, 240))


_MIRRORED = (Action.CLOSE_EYES, Action.OPEN_MOUTH, Action.TURN_HEAD, Action.SMILE)
_SPOILT: tuple[tuple[str, Wanted, Spoil], ...] = (
    ("mirrored", Wanted.PASS, camera.mirrored),
    ("light 60 %", Wanted.PASS, lit(0.6, 3.0)),
    ("light 40 %, noise", Wanted.PASS, lit(0.4, 5.0)),
    ("light 140 %", Wanted.PASS, lit(1.4)),
    ("light from one side, 40 %", Wanted.PASS, camera.side_lit(0.4)),
    ("blur 1.5 px", Wanted.PASS, camera.blurred(1.5)),
    ("blur 3 px", Wanted.NOT_FAIL, camera.blurred(3.0)),
    ("rolled by 12 degrees", Wanted.PASS, camera.rolled(12.0)),
    ("rolled by 25 degrees", Wanted.NOT_FAIL, camera.rolled(-25.0)),
    ("distance: 60 % of the width", Wanted.PASS, camera.far(0.6)),
)


def _spoilt() -> Iterator[_Group]:
    for name, wanted, spoil in _SPOILT:
        selfies = _each(_photo, spoil, actions=_MIRRORED)
        yield _Group(f"selfie, {name}", wanted, selfies)
    for name, wanted, spoil in _SPOILT:
        clips = _each(_video, spoil, actions=_MIRRORED[:2])
        yield _Group(f"clip, {name}", wanted, clips)
    yield _Group("selfie, JPEG 40", Wanted.PASS, _each(_photo, camera.unspoilt, 40))
    yield _Group("selfie, 300 px wide", Wanted.PASS, _each(_small, 300))
    yield _Group("clip, coarse (CRF 36)", Wanted.NOT_FAIL, _each(_video, camera.unspoilt, 36))


def _framing() -> Iterator[_Group]:
    small = frozenset({Reason.FACE_TOO_SMALL, Reason.NO_FACE})
    dark = frozenset({Reason.TOO_DARK, Reason.NO_FACE})
    yield _Group("selfie too far away", Wanted.REFUSE, _first(_photo, camera.far(0.2)), small)
    yield _Group("selfie in the dark", Wanted.REFUSE, _first(_photo, lit(0.1)), dark)
    yield _Group("clip in the dark", Wanted.REFUSE, _first(_video, lit(0.1)), dark)


def _wrong() -> Iterator[_Group]:
    pairs = [
        (person, asked, done)
        for person in people.SITTERS
        for asked in _DONE
        for done in Action
        if asked is not done and {asked, done} != {Action.TURN_HEAD, Action.TURN_OTHER}
    ]
    missing = frozenset({Reason.ACTION_MISSING, Reason.ACTION_DOUBTFUL, Reason.LOOKING_AWAY})
    for name, make in (("selfie", _photo), ("clip", _video)):
        rounds = [_Round(partial(make, who, done), asked, who) for who, asked, done in pairs]
        yield _Group(f"{name} with another action", Wanted.REFUSE, rounds, missing)
    same = [
        _Round(partial(make, who, Action.TURN_HEAD), Action.TURN_OTHER, who)
        for who in people.SITTERS
        for make in (_photo, _video)
    ]
    yield _Group(
        "turned to the same side twice", Wanted.REFUSE, same, frozenset({Reason.SAME_SIDE})
    )
    early = [
        _Round(partial(_video, who, action), action, who, longest_s=-1.0)
        for who in people.SITTERS
        for action in _DONE
    ]
    begun = frozenset({Reason.RECORDED_BEFORE})
    yield _Group("longer than since the action was told", Wanted.REFUSE, early, begun)


def _shown(frames: Callable[..., Iterator[Pixels]], *args: object, **kwargs: float) -> bytes:
    return camera.video(frames(*args, **kwargs))


def _ahead(person: str, media: Callable[[], bytes]) -> _Round:
    return _Round(media, Action.LOOK_AHEAD, person, with_neutral=False)


def _attacks() -> Iterator[_Group]:
    who = tuple(people.SITTERS)
    for name, media in (
        ("photograph, still", partial(attacks.still)),
        ("photograph, still, with noise", partial(attacks.still, noise=2.0)),
        ("photograph shifted", partial(attacks.waved, shift=0.08)),
        ("photograph zoomed", partial(attacks.waved, shift=0.02, zoom=0.3)),
        ("photograph tilted", partial(attacks.waved, shift=0.03, tilt_rad=0.45)),
    ):
        first = [_ahead(one, partial(_shown, media, one)) for one in who]
        yield _Group(f"{name}: first look", Wanted.NOT_PASS, first, _PICTURE)
        acting = [
            _Round(partial(_shown, media, one), action, one) for one in who for action in _DONE
        ]
        yield _Group(f"{name}: action asked for", Wanted.REFUSE, acting, _PICTURE)
    yield from _reshot(who)
    yield from _put_together(who)
    yield _Group(
        "photograph made to act (nothing tells it)", Wanted.NOT_PASS, _each(_video),
    )  # fmt: skip


def _reshot(who: tuple[str, ...]) -> Iterator[_Group]:
    for strength in (0.03, 0.08):
        screen = partial(attacks.on_screen, strength=strength)
        percent = round(100 * strength)
        yield _Group(
            f"screen, grid of {percent} %", Wanted.NOT_PASS, _each(_photo, screen), _SCREEN
        )
    coarse = partial(attacks.on_screen, strength=0.08, period_px=8.0)
    yield _Group("screen, coarse grid", Wanted.NOT_PASS, _each(_photo, coarse), _SCREEN)
    filmed = partial(attacks.on_screen, strength=0.08)
    yield _Group("screen, filmed", Wanted.NOT_PASS, _each(_video, filmed), _SCREEN)
    copied = frozenset({Reason.PORTRAIT_COPIED, Reason.FACE_TOO_SMALL, Reason.NO_FACE})
    cards = [_ahead(one, partial(people.card, one, _CARD_SEED + 1)) for one in who]
    yield _Group("the card itself as a selfie", Wanted.NOT_PASS, cards, copied)
    close = [_ahead(one, partial(people.card_portrait, one)) for one in who]
    yield _Group("the card's portrait as a selfie", Wanted.NOT_PASS, close, copied)
    for name, cover in (
        ("a blue mask", partial(attacks.masked, colour=(120, 170, 200))),
        ("a white mask", partial(attacks.masked, colour=(235, 235, 235))),
        ("a black mask", partial(attacks.masked, colour=(25, 25, 28))),
        ("dark glasses", attacks.in_dark_glasses),
        ("a hand", attacks.behind_a_hand),
    ):
        rounds = [_ahead(one, partial(_covered, cover, one)) for one in who]
        yield _Group(f"face behind {name}", Wanted.NOT_PASS, rounds, _COVERED)


def _covered(cover: Callable[[str], Pixels], person: str) -> bytes:
    return camera.photo(cover(person))


def _put_together(who: tuple[str, ...]) -> Iterator[_Group]:
    swapped, spliced, faded = [], [], []
    for one in who:
        other = people.stranger_to(one)
        for action in _DONE:
            parts = [(one, Action.LOOK_AHEAD), (other, action)]
            swapped.append(_Round(partial(_shown, attacks.stitched, parts), action, one))
            spliced.append(_Round(partial(_shown, attacks.spliced, one, action), action, one))
        asked = Action.OPEN_MOUTH
        faded.append(_Round(partial(_shown, attacks.faded, one, other, asked), asked, one))
    yield _Group("another person from the middle on", Wanted.REFUSE, swapped, _OTHER)
    yield _Group("one person turns into another", Wanted.NOT_PASS, faded, _OTHER)
    cut = frozenset({Reason.STITCHED})
    yield _Group("two takes joined", Wanted.NOT_PASS, spliced, cut)


def _people() -> Iterator[_Group]:
    strangers = [
        _Round(partial(make, people.stranger_to(who), action), action, who)
        for who in people.SITTERS
        for make in (_photo, _video)
        for action in _DONE
    ]
    yield _Group("a stranger does the action", Wanted.REFUSE, strangers, _OTHER)
    first = [
        _ahead(who, partial(_photo, people.stranger_to(who), Action.LOOK_AHEAD, spoil))
        for who in people.SITTERS
        for _, _, spoil in _SPOILT
    ]
    yield _Group("a stranger's first selfie", Wanted.REFUSE, first, _OTHER)
