"""Where each field's value is printed, as shares of the card's width and height."""

from dialogs.kinds import CardSide, DocumentKind

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_RESIDENT, _FOREIGN = DocumentKind.RESIDENT_ID, DocumentKind.PERMANENT_RESIDENT
_PORTRAIT = (0.62, 0.10, 0.95, 0.72)

REGIONS: dict[tuple[DocumentKind, CardSide], dict[str, Box]] = {
    (_RESIDENT, CardSide.FRONT): {
        "name": (0.155, 0.12, 0.60, 0.215),
        "address": (0.155, 0.45, 0.62, 0.72),
        "number": (0.30, 0.80, 0.93, 0.94),
        "portrait": _PORTRAIT,
    },
    (_RESIDENT, CardSide.BACK): {
        "issuer": (0.39, 0.68, 0.95, 0.80),
        "validity": (0.39, 0.80, 0.95, 0.93),
    },
    (_FOREIGN, CardSide.FRONT): {
        "name": (0.04, 0.06, 0.60, 0.28),
        "validity": (0.04, 0.58, 0.60, 0.76),
        "number": (0.25, 0.78, 0.93, 0.93),
        "portrait": _PORTRAIT,
    },
    (_FOREIGN, CardSide.BACK): {
        "issuer": (0.22, 0.61, 0.75, 0.77),
    },
}

_FRONT_PICTURE, _BACK_PICTURE = (0.60, 0.08, 0.97, 0.74), (0.03, 0.05, 0.27, 0.40)
PICTURES: dict[CardSide | None, tuple[Box, ...]] = {
    CardSide.FRONT: (_FRONT_PICTURE,),
    CardSide.BACK: (_BACK_PICTURE,),
    None: (_FRONT_PICTURE, _BACK_PICTURE),
}
"""Where portrait and emblem are printed, with room for a card that is not flattened exactly."""
