"""Where each field is printed, as shares of the card's width and height."""

from dialogs.kinds import CardSide, DocumentKind

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_RESIDENT, _FOREIGN = DocumentKind.RESIDENT_ID, DocumentKind.PERMANENT_RESIDENT
_PORTRAIT = (0.62, 0.10, 0.95, 0.72)

REGIONS: dict[tuple[DocumentKind, CardSide], dict[str, Box]] = {
    (_RESIDENT, CardSide.FRONT): {
        "name": (0.06, 0.10, 0.60, 0.23),
        "address": (0.06, 0.44, 0.62, 0.78),
        "number": (0.05, 0.80, 0.95, 0.95),
        "portrait": _PORTRAIT,
    },
    (_RESIDENT, CardSide.BACK): {
        "issuer": (0.22, 0.68, 0.95, 0.80),
        "validity": (0.22, 0.80, 0.95, 0.94),
    },
    (_FOREIGN, CardSide.FRONT): {
        "name": (0.04, 0.06, 0.60, 0.28),
        "validity": (0.04, 0.58, 0.60, 0.76),
        "number": (0.04, 0.76, 0.95, 0.93),
        "portrait": _PORTRAIT,
    },
    (_FOREIGN, CardSide.BACK): {
        "issuer": (0.22, 0.60, 0.95, 0.77),
    },
}
