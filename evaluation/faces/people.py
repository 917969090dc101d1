"""The people of the face set: two public-domain portraits that packages carry, made to act."""

from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np
from PIL import Image

from bot.sandbox.materials.cards import draw_card, photograph
from bot.sandbox.materials.clips import acted
from bot.sandbox.materials.faces import POSES
from bot.sandbox.materials.warp import Pixels, Pose, Sitter, admiral, astronaut, posed
from bot.sandbox.people import BY_KEY
from dialogs.kinds import Action, CardSide

SITTERS: dict[str, Callable[[], Sitter]] = {"astronaut": astronaut, "admiral": admiral}
SECONDS = 3.0
_CARD_OF = "zhang_wei"
_PORTRAIT_BOX = (76, 20, 408, 435)
_PORTRAIT_POSE = Pose(yaw_deg=-9.0)


def stranger_to(person: str) -> str:
    """The other one."""
    return next(other for other in SITTERS if other != person)


@lru_cache(maxsize=32)
def picture(person: str, action: Action) -> Pixels:
    """The person doing `action`, 480 by 640 pixels."""
    return posed(SITTERS[person](), POSES[action])


def film(person: str, action: Action) -> Iterator[Pixels]:
    """The frames of the person doing `action` before a phone held in an unsteady hand."""
    return acted(SITTERS[person](), action, SECONDS)


@lru_cache(maxsize=4)
def card(person: str, seed: int) -> bytes:
    """A photograph of a card with the person's portrait, of another sitting than the selfies."""
    face = Image.fromarray(posed(SITTERS[person](), _PORTRAIT_POSE)).crop(_PORTRAIT_BOX)
    return photograph(draw_card(BY_KEY[_CARD_OF], CardSide.FRONT, face), seed=seed)


def card_portrait(person: str) -> bytes:
    """A close photograph of the portrait on the card, print and all."""
    from evaluation.faces.camera import photo

    face = Image.fromarray(posed(SITTERS[person](), _PORTRAIT_POSE)).crop(_PORTRAIT_BOX)
    printed = face.resize((300, 375)).resize((480, 600))
    return photo(np.asarray(printed.rotate(1.5, fillcolor=(225, 232, 236))), 80)
