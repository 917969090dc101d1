"""Every number that a verdict hangs on, with where it was measured.

A change here changes `THRESHOLDS_VERSION`: each result carries it.
"""

from dataclasses import dataclass

THRESHOLDS_VERSION = "2026-11-6"


@dataclass(frozen=True, slots=True)
class CardThresholds:
    """What makes a photograph of a card good enough (Guide R32).

    Measured on `./run evaluate card` (drawn cards of both kinds and sides in many styles, taken by
    a drawn phone and made small by Telegram); ranges in brackets. Lengths are pixels of the
    flattened card, which is 1012 wide.

    Attributes:
        least_side_px: shorter side of the smallest photograph accepted.
        least_card_px: width of the card on the photograph below it is a FAIL (460 read without
            error, 250 often with errors, and the portrait cannot be compared).
        blurred: sharpness below it is a FAIL (out of focus by 4 px .09, by 6 px .05; moved by
            16 px .24, by 28 px .11-.13 and up to .29 on a back, where the fields are lost).
        soft: sharpness below it is UNSURE, or a FAIL when a field could not be read (good
            .49-.66, out of focus by 1.6 px .40, by 2.4 px .26-.30; moved by 7 px .28-.35: both
            soft, both read without error).
        dark: mean grey below it is a FAIL (a seventh of the light 24-27).
        dim: mean grey below it is UNSURE (good 158-210, half the light 87-102, a third 50).
        shine: light against the ground around, from which a burnt place is a reflection (ground
            .985-1.01).
        bright: the same for a place that is not burnt, where a field has a hole.
        glare_on_field: area of a reflection on a field, as a share of the card (a character is
            .002; reflections of one to four characters .006-.04).
        glare_anywhere: the same that is UNSURE wherever it lies.
        tint: distance in Lab of a place from the ground around that is another thing (print and
            ground up to 7, thumbs from 20).
        shade: light against the ground, below which something lies on a field with a hole.
        least_spot: smallest spot, as a share of the card.
        covered_part: share of the card that a thing covers of a field.
        blank: contrast below it is nothing but paper (cards from 27 in a seventh of the light,
            out of focus by 6 px from 130; sheets 0-1).
        colourless: chroma below it is a copy (good 2.7-10 in any light, grey copies .1-.9).
        screen: spectral peak above it is a screen (good below 8 at 1280 px; screens above 20).
        perhaps_screen: spectral peak above it is UNSURE.
        sure_score: a line the recogniser scores below it is doubtful.
        least_lines: fewer lines of text do not show where on a photograph the card lies.
        most_lines: more lines than on any card: a page, not worth a second reading (cards have
            6 to 18, a page of text 60 and more).
        tight_aspect: with a side on the photograph's border, a card may be whole if its sides'
            proportion is off by no more than this share.
    """

    least_side_px: int = 400
    least_card_px: float = 340.0
    blurred: float = 0.23
    soft: float = 0.34
    dark: float = 42.0
    dim: float = 62.0
    glare_on_field: float = 0.0015
    glare_anywhere: float = 0.041
    blank: float = 15.0
    colourless: float = 1.3
    screen: float = 16.0
    perhaps_screen: float = 12.0
    shine: float = 1.03
    bright: float = 1.06
    tint: float = 11.0
    shade: float = 0.62
    least_spot: float = 0.0006
    covered_part: float = 0.002
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
        match: distance of two faces up to which they are the same. The network tells faces of
            East Asia less well apart than others: there the nearest of 60 pairs of different
            people were .43, .47 and .49 (others from .64), so the sure match ends below that;
            genuine pairs .05-.47, median .35.
        no_match: distance above which they are not (genuine at most .61).
        no_match_turned: the same while the head is turned.
        changed: distance of the two groups that the looks of one film fall into, from which a
            person looks (within one take .05-.45).
        exchanged: the same, from which the other group is another person.
        least_width_px: of a face, in the picture as it was judged.
        least_width_share: of a face, of the picture's shorter side (selfies .3-.5).
        second_face_share: a second face counts from this share of the first one's width.
        outside_share: of the mesh beyond the border, from which a face is cut off.
        dark: mean grey of a face below it is a FAIL (good 100-165).
        masked: difference of the lower face from the bridge of the nose (bare 0-10, masks of four
            colours 13-73).
        perhaps_masked: above it is UNSURE.
        dark_eyes: lightness of the eyes over that of the cheeks, below which they are covered
            (bare .5-.9, dark glasses .1).
        perhaps_dark_eyes: below it is UNSURE.
        eyes_shut_share: eyes against their baseline for shut (blinks .08-.34, others from .88).
        eyes_doubtful_share: between the two it is UNSURE.
        eyes_shut_alone: the same without a baseline, as a ratio (open .19-.36).
        eyes_doubtful_alone: the same.
        eyes_open_again_share: a blink ends when the eyes are open so far again.
        eyes_shut_throughout: a clip's usual openness over the selfie's, below which the eyes were
            shut for most of it.
        mouth_open: the mouth's ratio for open (a toothy smile reaches .33).
        mouth_wider: and by how much above its baseline.
        mouth_doubtful: above it is UNSURE.
        smile: the mouth's width over its baseline (smiles 1.2-1.55, the same face without one
            .94-1.06, an open mouth .87-1).
        smile_doubtful: above it is UNSURE.
        smiling: a width that is a smile whoever it is (without .48-.66, with .71-.86), where
            there is no baseline.
        turn: change of the yaw for a turn.
        turn_doubtful: above it is UNSURE.
        ahead: a yaw up to which a face looks ahead.
        away: a yaw above which no other action can be judged.
        longest_absence_s: without a face, but for a slip of the engine.
        two_faces_s: from which time on a second face counts.
        spoilt_share: of the frames with a fault from which the clip has it.
        least_action_s: shortest clip for an action.
        recording_slack_s: by which a clip may be longer than the time since its action was told.
        still_change: median change of a pixel between frames below which nothing moves (still
            picture .01, real and synthetic clips from .9).
        still_change_most: the same of the liveliest tenth of the frames.
        at_rest: movement of the mesh (share of the eyes' distance) below which a face without
            any play of eyes and mouth is as still as a picture (pictures .002-.010, from .033).
        moved: movement from which it is asked whether a plane explains it.
        moved_far: movement from which a plane that explains it is a FAIL.
        flat: what no plane explains over the movement (pictures shifted, zoomed or tilted
            .015-.077, people .074-.57, those below .1 with a play of the face).
        surely_flat: below it, with surroundings that move along, it is a FAIL.
        surroundings: gain of correlation by which the surroundings move with the face.
        play_eyes: change of the eyes, as a share, that is a play of the face.
        play_mouth: change of the mouth's ratio that is one.
        screen: spectral peak on the face above which it is a screen (good below 9.1, grids of 2
            to 10 % from 22).
        perhaps_screen: above it is UNSURE.
        same_shape: what no affine movement explains between two meshes, below which the pose is
            the same (a portrait photographed again .006-.025, photographs of the same person
            from .041).
        same_shading: correlation of the aligned faces above which the picture is the same
            (photographed again .88-.99, other pictures of the same person .19-.76).
    """

    match: float = 0.46
    no_match: float = 0.62
    no_match_turned: float = 0.70
    changed: float = 0.50
    exchanged: float = 0.60
    least_width_px: float = 80.0
    least_width_share: float = 0.15
    second_face_share: float = 0.35
    outside_share: float = 0.04
    dark: float = 35.0
    masked: float = 20.0
    perhaps_masked: float = 15.0
    dark_eyes: float = 0.28
    perhaps_dark_eyes: float = 0.38
    eyes_shut_share: float = 0.55
    eyes_doubtful_share: float = 0.70
    eyes_shut_alone: float = 0.13
    eyes_doubtful_alone: float = 0.18
    eyes_open_again_share: float = 0.80
    eyes_shut_throughout: float = 0.60
    mouth_open: float = 0.45
    mouth_wider: float = 0.25
    mouth_doubtful: float = 0.38
    smile: float = 1.14
    smile_doubtful: float = 1.08
    smiling: float = 0.68
    turn: float = 0.30
    turn_doubtful: float = 0.20
    ahead: float = 0.35
    away: float = 0.60
    longest_absence_s: float = 0.35
    two_faces_s: float = 0.25
    spoilt_share: float = 0.2
    least_action_s: float = 0.8
    recording_slack_s: float = 3.0
    still_change: float = 0.25
    still_change_most: float = 0.5
    at_rest: float = 0.012
    moved: float = 0.12
    moved_far: float = 0.25
    flat: float = 0.085
    surely_flat: float = 0.045
    surroundings: float = 0.10
    play_eyes: float = 0.30
    play_mouth: float = 0.08
    screen: float = 20.0
    perhaps_screen: float = 14.0
    same_shape: float = 0.03
    same_shading: float = 0.86


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
        phrase_errors: digits of the phrase not written as they should be, above which it was
            another phrase, unless they are likely.
        phrase: sum of the digits' likelihoods (log10 of their share among the ten) for a phrase
            that was spoken (spoken -.01 to -1.4, others below -3).
        digit: least share of each digit for that.
        doubtful_phrase: between the two a person listens.
        phrase_most: more digits in a row than a phrase said twice are for a person to hear.
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
    phrase_errors: int = 1
    phrase: float = -1.2
    digit: float = 0.15
    doubtful_phrase: float = -2.0
    phrase_most: int = 9
    no_sound_dbfs: float = -60.0
    quiet_dbfs: float = -42.0
    noisy_db: float = 12.0
    doubtful_noise_db: float = 10.0
    least_speech_s: float = 1.0
    lips: float = 0.05
    lips_doubtful: float = 0.15
    duration_slack_s: float = 0.1


@dataclass(frozen=True, slots=True)
class PrintThresholds:
    """When a picture is one that came before (of 16 parts of a print, 16 bits each).

    Attributes:
        same: equal parts from which it is (compressed to JPEG 30 or made half as large 11-16,
            made lighter 3-16, trimmed by 2 % 2-9; another take of one person before one wall 0-2,
            one photograph warped into other actions 0-5, other pictures 0).
        perhaps_same: equal parts from which a person looks.
    """

    same: int = 6
    perhaps_same: int = 3


CARD = CardThresholds()
FACE = FaceThresholds()
PRINT = PrintThresholds()
STATEMENT = StatementThresholds()
