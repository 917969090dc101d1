"""Why a check did not simply pass: one vocabulary for checks, texts and reviewers.

Each member has a customer text `reason-<value>` in both catalogues that says what to do.
"""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """A named finding of a check."""

    # any file
    EMPTY_FILE = "empty_file"
    UNREADABLE_FILE = "unreadable_file"
    UNSUPPORTED_TYPE = "unsupported_type"
    FILE_TOO_LARGE = "file_too_large"
    TOO_FEW_PIXELS = "too_few_pixels"
    CHECK_UNAVAILABLE = "check_unavailable"
    # cards (Guide R28-R34)
    NOT_A_CARD = "not_a_card"
    WRONG_KIND = "wrong_kind"
    WRONG_SIDE = "wrong_side"
    CUT_OFF = "cut_off"
    BLURRED = "blurred"
    TOO_DARK = "too_dark"
    GLARE = "glare"
    COVERED = "covered"
    COPY = "copy"
    SCREEN = "screen"
    NUMBER_UNREADABLE = "number_unreadable"
    FIELD_UNREADABLE = "field_unreadable"
    NUMBER_CONTRADICTED = "number_contradicted"
    NUMBER_MISMATCH = "number_mismatch"
    NAME_MISMATCH = "name_mismatch"
    VALIDITY_DIFFERS = "validity_differs"
    DOCUMENT_EXPIRED = "document_expired"
    PORTRAIT_MISSING = "portrait_missing"
    # faces (Guide R36-R37)
    NO_FACE = "no_face"
    TWO_FACES = "two_faces"
    FACE_TOO_SMALL = "face_too_small"
    FACE_CUT_OFF = "face_cut_off"
    FACE_LEFT = "face_left"
    OTHER_FACE = "other_face"
    FACE_DOUBTFUL = "face_doubtful"
    FACE_COVERED = "face_covered"
    LOOKING_AWAY = "looking_away"
    ACTION_MISSING = "action_missing"
    ACTION_DOUBTFUL = "action_doubtful"
    SAME_SIDE = "same_side"
    TOO_LATE = "too_late"
    RECORDED_BEFORE = "recorded_before"
    STILL_IMAGE = "still_image"
    FACE_ON_SCREEN = "face_on_screen"
    PORTRAIT_COPIED = "portrait_copied"
    STITCHED = "stitched"
    FILE_REUSED = "file_reused"
    # the statement (Guide R38-R41)
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_SOUND = "no_sound"
    TOO_QUIET = "too_quiet"
    TOO_NOISY = "too_noisy"
    NO_SPEECH = "no_speech"
    SENTENCE_MISSING = "sentence_missing"
    NAME_NOT_HEARD = "name_not_heard"
    NEGATED = "negated"
    WORDS_DOUBTFUL = "words_doubtful"
    PHRASE_NOT_HEARD = "phrase_not_heard"
    PHRASE_DOUBTFUL = "phrase_doubtful"
    LIPS_STILL = "lips_still"
    LIPS_DOUBTFUL = "lips_doubtful"


PLACED = frozenset({Reason.GLARE, Reason.COVERED, Reason.FIELD_UNREADABLE})
"""Reasons with a second text, `reason-<value>-at`, that names the card's field."""

SPOKEN = frozenset({Reason.SENTENCE_MISSING})
"""Reasons with a second text, `reason-<value>-words`, that quotes what was not heard."""

CARD_FIELDS = ("name", "number", "sex", "birth", "nationality", "address", "issuer", "validity")
"""Values of `Finding.field`; each has a text `field-<value>`."""


Box = tuple[float, float, float, float]
"""Left, top, right, bottom as shares (0-1) of a picture."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason with its place.

    Attributes:
        reason: what was found.
        field: the card field concerned (`number`, `name`, `address`, ...), if any.
        words: the clause of the statement that was not heard, if any.
        box: where on the customer's picture, if any.
    """

    reason: Reason
    field: str | None = None
    words: str | None = None
    box: Box | None = None
