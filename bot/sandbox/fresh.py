"""The same material as a new recording: no camera ever takes the same bytes twice.

The bot remembers files that came before, in any case, and refuses a selfie that is sent again.
A demo customer's picture is made once and sent by many, so each sending gets a speck that no
eye sees.
"""

import secrets
from io import BytesIO

from PIL import Image

_SPECKS = 24
_QUALITY = 93
_FREE_BOX = 32
"""Size in bytes of an empty box at the end of an MP4 file (ISO 14496-12, section 8.1.2)."""


def as_new(data: bytes, send_as: str) -> bytes:
    """Return a picture or film that looks the same and is not the same file."""
    if send_as in {"photo", "document"}:
        return _picture(data)
    return data + _FREE_BOX.to_bytes(4) + b"free" + secrets.token_bytes(_FREE_BOX - 8)


def _picture(data: bytes) -> bytes:
    picture = Image.open(BytesIO(data)).convert("RGB")
    for _ in range(_SPECKS):
        place = (secrets.randbelow(picture.width), secrets.randbelow(picture.height))
        colour = picture.getpixel(place)
        if isinstance(colour, tuple):
            red, green, blue = (min(255, int(part) + 24) for part in colour)
            picture.putpixel(place, (red, green, blue))
    out = BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
