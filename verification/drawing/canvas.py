"""What every drawing begins and ends with: a picture of the right size, and a JPEG."""

from io import BytesIO

from PIL import Image

from dialogs.reasons import Reason
from verification.engines.pictures import decode_picture
from verification.engines.ports import Pixels
from verification.errors import UnreadablePicture

_QUALITY = 85
_CHROMA_KEPT = 0


def opened(image: bytes) -> Image.Image:
    """Return the file's picture, upright, in RGB, with none of the file's other contents.

    Raises:
        UnreadablePicture: with the reason that `decode_picture` gives.
    """
    pixels = decode_picture(image)
    if isinstance(pixels, Reason):
        raise UnreadablePicture(pixels)
    return Image.fromarray(pixels)


def scaled(picture: Image.Image, longest_px: int) -> Image.Image:
    """Return the picture made smaller or larger until its longest side has so many pixels."""
    share = longest_px / max(picture.size)
    width, height = (max(1, round(side * share)) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def shrunk(pixels: Pixels, longest_px: int) -> Image.Image:
    """Return the picture, made smaller if its longest side has more pixels than that."""
    picture = Image.fromarray(pixels)
    picture.thumbnail((longest_px, longest_px), Image.Resampling.LANCZOS)
    return picture


def as_jpeg(picture: Image.Image) -> bytes:
    """Return an RGB picture as a JPEG without metadata."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, optimize=True, subsampling=_CHROMA_KEPT)
    return out.getvalue()
