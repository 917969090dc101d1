"""Every number that a verdict hangs on, with where it was measured.

A change here changes `THRESHOLDS_VERSION`: each result carries it.
"""

from dataclasses import dataclass

THRESHOLDS_VERSION = "2026-11-1"


@dataclass(frozen=True, slots=True)
class CardThresholds:
    """What makes a photograph of a card good enough (Guide R32).

    Measured on photographs of specimen cards (both kinds, both sides, drawn by
    `bot.sandbox.materials`), good ones against one fault at a time; ranges in brackets.

    Attributes:
        least_side_px: shorter side of the smallest photograph accepted.
        blurred: sharpness below it is a FAIL (good .66-.76, blur of 1.5 px .48-.55 and read
            without error, 2.5 px .31-.38, a hand shaken by 15 px .16-.41).
        soft: sharpness below it is UNSURE.
        dark: mean grey below it is a FAIL (good 186-211, half the light 95-105, a quarter 42-52).
        dim: mean grey below it is UNSURE.
        glare_on_field: burnt-out share of the card that matters on a field (good 0; a spot as
            wide as two characters .002-.003).
        glare_anywhere: burnt-out share that is UNSURE wherever it lies.
        colourless: chroma below it is a copy (good 2.7-6.1 in any light, grey copy .1-.65).
        screen: spectral peak above it is a screen (good below 4.5 at 1600 px and 11 at 1280 px and
            JPEG quality 60; grids of 1 to 20 % strength above 20).
        perhaps_screen: spectral peak above it is UNSURE.
        sure_score: a line the recogniser scores below it is doubtful.
        lines_of_a_card: with so many lines of text an unknown picture may be a spoilt card.
        tight_aspect: with a side on the photograph's border, a card is whole if its sides'
            proportion is off by no more than this share.
    """

    least_side_px: int = 400
    blurred: float = 0.42
    soft: float = 0.47
    dark: float = 55.0
    dim: float = 75.0
    glare_on_field: float = 0.0015
    glare_anywhere: float = 0.041
    colourless: float = 1.3
    screen: float = 16.0
    perhaps_screen: float = 12.0
    sure_score: float = 0.80
    lines_of_a_card: int = 3
    tight_aspect: float = 0.025


CARD = CardThresholds()
