"""Every number that a verdict hangs on, with where it was measured.

A change here changes `THRESHOLDS_VERSION`: each result carries it.
"""

from dataclasses import dataclass

THRESHOLDS_VERSION = "2026-11-2"


@dataclass(frozen=True, slots=True)
class CardThresholds:
    """What makes a photograph of a card good enough (Guide R32).

    Measured on photographs of specimen cards (both kinds, both sides, drawn by
    `bot.sandbox.materials`), good ones against one fault at a time; ranges in brackets.

    Attributes:
        least_side_px: shorter side of the smallest photograph accepted.
        blurred: sharpness below it is a FAIL (good .57-.67, at 1280 px with 1.25 px of blur
            .38-.46, blur of 2 px .37-.39 and read without
            error, 3 px .19-.27, a hand shaken by 13 to 30 px .04-.32).
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
        covered: share of a foreign colour over a field that is a finger (good card 0-.04, a
            thumb over a fifth of the number .18-.26).
        sure_score: a line the recogniser scores below it is doubtful.
        least_lines: fewer lines of text do not show where on a photograph the card lies.
        most_lines: more lines than on any card: a page, not worth a second reading (cards have
            6 to 18, a page of text 60 and more).
        tight_aspect: with a side on the photograph's border, a card is whole if its sides'
            proportion is off by no more than this share.
    """

    least_side_px: int = 400
    blurred: float = 0.34
    soft: float = 0.375
    dark: float = 55.0
    dim: float = 75.0
    glare_on_field: float = 0.0015
    glare_anywhere: float = 0.041
    colourless: float = 1.3
    screen: float = 16.0
    perhaps_screen: float = 12.0
    covered: float = 0.10
    sure_score: float = 0.80
    least_lines: int = 3
    most_lines: int = 32
    tight_aspect: float = 0.025


@dataclass(frozen=True, slots=True)
class FaceThresholds:
    """What makes a selfie or a clip good enough (Guide R36, R37, R41).

    Measured on public portraits, real clips of people who blink, smile and turn, and on the
    project's own materials; ranges in brackets. Eyes and mouth are aspect ratios of the refined
    mesh, the yaw is where the nose lies between the cheeks.

    Attributes:
        match: distance of two faces up to which they are the same (genuine median .35).
        no_match: distance above which they are not (genuine at most .61, impostors from .64).
        no_match_turned: the same while the head is turned.
        least_width_px: of a face, in the picture as it was judged.
        least_width_share: of a face, of the picture's shorter side (selfies .3-.5).
        second_face_share: a second face counts from this share of the first one's width.
        outside_share: of the mesh beyond the border, from which a face is cut off.
        dark: mean grey of a face below it is a FAIL (good 100-165).
        eyes_shut_share: eyes against their baseline for shut (blinks .08-.34, others from .88).
        eyes_doubtful_share: between the two it is UNSURE.
        eyes_shut_alone: the same without a baseline, as a ratio (open .19-.36).
        eyes_doubtful_alone: the same.
        eyes_open_again_share: a blink ends when the eyes are open so far again.
        mouth_open: the mouth's ratio for open (a toothy smile reaches .33).
        mouth_wider: and by how much above its baseline.
        mouth_doubtful: above it is UNSURE.
        turn: change of the yaw for a turn.
        turn_doubtful: above it is UNSURE.
        ahead: a yaw up to which a face looks ahead.
        longest_absence_s: without a face, but for a slip of the engine.
        two_faces_s: from which time on a second face counts.
        spoilt_share: of the frames with a fault from which the clip has it.
        least_action_s: shortest clip for an action.
        still_change: median change of a pixel between frames below which nothing moves (still
            picture .01, real and synthetic clips from .9).
        still_change_most: the same of the liveliest tenth of the frames.
    """

    match: float = 0.55
    no_match: float = 0.62
    no_match_turned: float = 0.70
    least_width_px: float = 80.0
    least_width_share: float = 0.15
    second_face_share: float = 0.35
    outside_share: float = 0.04
    dark: float = 35.0
    eyes_shut_share: float = 0.55
    eyes_doubtful_share: float = 0.70
    eyes_shut_alone: float = 0.13
    eyes_doubtful_alone: float = 0.18
    eyes_open_again_share: float = 0.80
    mouth_open: float = 0.45
    mouth_wider: float = 0.25
    mouth_doubtful: float = 0.38
    turn: float = 0.30
    turn_doubtful: float = 0.20
    ahead: float = 0.35
    longest_absence_s: float = 0.35
    two_faces_s: float = 0.25
    spoilt_share: float = 0.2
    least_action_s: float = 0.8
    still_change: float = 0.25
    still_change_most: float = 0.5


@dataclass(frozen=True, slots=True)
class StatementThresholds:
    """What makes a spoken statement complete, loud and clear (Guide R38-R41).

    Measured on synthetic readings by six voices, complete and spoilt in one way at a time, and on
    real people saying other things; ranges in brackets.

    Attributes:
        coverage: of the statement, for complete (complete .89-1, last clause missing .79-.82).
        clause: coverage of each clause, for complete (complete .75-1, missing 0-.5).
        doubtful_coverage: below it words are missing, above it a person listens.
        gap: syllables or words in a row not heard that are a piece missing.
        name: likeness of the name (said .5-1, another name 0 in Chinese, up to .67 in English).
        doubtful_name: between the two a person listens.
        name_english: as `name`, for names compared by a sketch of their sound.
        doubtful_name_english: as `doubtful_name`.
        foreign_name: below it a name of the other script was not said at all.
        insertions: syllables or words put in, above which a person listens.
        no_sound_dbfs: a loudest sample below it is no sound at all.
        quiet_dbfs: speech below it is too quiet (good -13 to -39, turned down -56).
        noisy_db: loud over quiet moments below it explains what was not heard.
        doubtful_noise_db: below it a person listens to a complete reading too (pink noise as
            loud as the speech 8, half as loud 11, good from 23).
        least_speech_s: shorter speech is none (noise, tone and silence 0, half a reading 3.7).
        lips: spread of the mouth's ratio while speaking below which the lips are still.
        lips_doubtful: correlation of mouth and loudness below it, a person looks (the project's
            own clips .86-.93; their voices moved by 1 to 4.5 s -.19-.30, three in four below .15;
            the literature's range for people is .3-.6).
        duration_slack_s: by which a clip may be shorter than asked for.
    """

    coverage: float = 0.85
    clause: float = 0.6
    doubtful_coverage: float = 0.6
    gap: int = 5
    name: float = 0.6
    doubtful_name: float = 0.4
    name_english: float = 0.75
    doubtful_name_english: float = 0.5
    foreign_name: float = 0.2
    insertions: int = 4
    no_sound_dbfs: float = -60.0
    quiet_dbfs: float = -42.0
    noisy_db: float = 12.0
    doubtful_noise_db: float = 10.0
    least_speech_s: float = 1.0
    lips: float = 0.05
    lips_doubtful: float = 0.15
    duration_slack_s: float = 0.1


CARD = CardThresholds()
FACE = FaceThresholds()
STATEMENT = StatementThresholds()
