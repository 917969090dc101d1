"""Shows a customer where on their own picture something is wrong."""

from PIL import Image, ImageDraw

from dialogs.reasons import Box, Reason
from verification.drawing.canvas import as_jpeg, shrunk
from verification.engines.pictures import decode_picture

LONGEST_SIDE_PX = 1024
_MARK = (226, 58, 44)
_SHADE = (0, 0, 0, 96)
_LINE_SHARE = 0.006
_MARGIN_SHARE = 0.012


def marked_picture(image: bytes, boxes: tuple[Box, ...]) -> bytes | None:
    """Return a small JPEG of the picture with the boxes framed and the rest dimmed.

    Args:
        image: the file as the customer sent it.
        boxes: left, top, right, bottom as shares of the picture, as in `Finding.box`.

    Returns:
        The JPEG, or None when the file is no picture or there is nothing to mark.
    """
    pixels = decode_picture(image)
    if isinstance(pixels, Reason) or not boxes:
        return None
    picture = shrunk(pixels, LONGEST_SIDE_PX)
    frames = [_frame(box, picture.size) for box in boxes]
    _dim_around(picture, frames)
    pen = ImageDraw.Draw(picture)
    width = max(2, round(_LINE_SHARE * max(picture.size)))
    for frame in frames:
        pen.rounded_rectangle(frame, radius=3 * width, outline=_MARK, width=width)
    return as_jpeg(picture)


def _frame(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the box in pixels, a little wider than it is and inside the picture."""
    width, height = size
    margin = _MARGIN_SHARE * max(size)
    left, right = sorted((box[0] * width, box[2] * width))
    top, bottom = sorted((box[1] * height, box[3] * height))
    return (
        round(max(0.0, left - margin)),
        round(max(0.0, top - margin)),
        round(min(width - 1.0, right + margin)),
        round(min(height - 1.0, bottom + margin)),
    )


def _dim_around(picture: Image.Image, frames: list[tuple[int, int, int, int]]) -> None:
    shade = Image.new("RGBA", picture.size, _SHADE)
    window = ImageDraw.Draw(shade)
    for frame in frames:
        window.rectangle(frame, fill=(0, 0, 0, 0))
    picture.paste(shade, mask=shade.getchannel("A"))
