"""Letters on pictures: Noto Sans CJK where it is installed, otherwise what Pillow carries."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

LONGEST_TEXT = 300
_ASCII_FOR = str.maketrans({"·": "-", "…": "~", "：": ":", "，": ","})
_SIZES_KEPT = 32

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font file; `number` picks one out of a collection (2: simplified Chinese in Noto)."""

    path: Path
    number: int = 0

    def at(self, size_px: int) -> "Lettering":
        """Return the letters of that size; Pillow's own, ASCII only, if the file is no font."""
        return _loaded(self, size_px)


NOTO = Typeface(Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"), 2)


@dataclass(frozen=True, slots=True)
class Lettering:
    """A font in one size.

    Attributes:
        font: Pillow's font.
        size_px: its nominal height.
        ascii_only: whether other characters have no shape in it.
    """

    font: Font
    size_px: int
    ascii_only: bool = False

    @property
    def line_px(self) -> int:
        """From one line of text to the next."""
        return round(1.4 * self.size_px)

    def width_px(self, text: str) -> float:
        """How wide a line is."""
        return self.font.getlength(text)

    def spelled(self, text: str) -> str:
        """Return the text in one line, as far as this font can show it."""
        line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        line = line[:LONGEST_TEXT]
        if not self.ascii_only:
            return line
        return line.translate(_ASCII_FOR).encode("ascii", "replace").decode("ascii")

    def wrapped(self, text: str, width_px: float) -> list[str]:
        """Return the text in lines of that width at most, broken at spaces where there are any."""
        lines, rest = [], self.spelled(text)
        while rest:
            end = self._fitting(rest, width_px)
            lines.append(rest[:end].rstrip())
            rest = rest[end:].lstrip()
        return lines

    def cut(self, text: str, width_px: float, most_lines: int) -> list[str]:
        """Return as `wrapped` does, but no more lines; an ellipsis stands for what is left out."""
        lines = self.wrapped(text, width_px)
        if len(lines) <= most_lines:
            return lines
        last, more = lines[most_lines - 1], self.spelled("…")
        while last and self.width_px(last + more) > width_px:
            last = last[:-1]
        return [*lines[: most_lines - 1], last + more]

    def _fitting(self, text: str, width_px: float) -> int:
        """How many characters go on the first line; at least one."""
        end = len(text)
        while end > 1 and self.width_px(text[:end]) > width_px:
            end -= 1
        space = text.rfind(" ", 1, end)
        whole = end == len(text) or text[end] == " " or space < 0
        return end if whole else space


@lru_cache(maxsize=_SIZES_KEPT)
def _loaded(face: Typeface, size_px: int) -> Lettering:
    try:
        return Lettering(ImageFont.truetype(str(face.path), size_px, index=face.number), size_px)
    except OSError:
        return Lettering(ImageFont.load_default(size_px), size_px, ascii_only=True)
