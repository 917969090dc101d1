"""Fonts a PDF can carry: the few characters it needs, cut out of a large Chinese font.

The free Chinese fonts have PostScript outlines, which the PDF library cannot embed, so the
outlines of the cut-out characters are turned into TrueType ones.
"""

import io
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, TTLibError, newTable
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase import ttfonts as pdf_fonts

from bot.signing.errors import SigningError

_MAX_ERROR_UNITS = 1.0
_MANY = 1024
_TRUETYPE = "\000\001\000\000"
_UNUSED_TABLES = ["VORG", "GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx"]
_MAXP_ZEROES = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
)


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file; `number` picks one out of a collection (2: simplified Chinese in Noto)."""

    path: Path
    number: int = 2


REGULAR = FontFile(Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"))
BOLD = FontFile(Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"))


class GrowingFont:
    """A font known to the PDF library that gains the characters it lacks, and keeps them."""

    def __init__(self, font: FontFile) -> None:
        self._font = font
        self._name = f"cut-{font.path.stem}"
        self._characters: frozenset[str] = frozenset()
        self._cut: pdf_fonts.TTFont | None = None

    def covering(self, text: str) -> str:
        """Return the name of the font, after making sure that the library has all of `text`.

        The library is one for the process, and takes two fonts of one face for the same font:
        it would go on drawing with the first, boxes for every character that one lacks. So the
        font that is known is forgotten before another is told.
        """
        if self._cut is None or not self._characters.issuperset(text):
            self._characters = self._characters.union(text)
            content = cut_out(self._font, "".join(sorted(self._characters)))
            self._cut = pdf_fonts.TTFont(self._name, io.BytesIO(content))
        self._cut.unregister()
        pdfmetrics.registerFont(self._cut)
        return self._name


def cut_out(font: FontFile, text: str) -> bytes:
    """Return a TrueType font with the characters of `text` only; the same for the same text."""
    try:
        with _opened(font) as source:
            _reduce(source, text)
            if "CFF " in source:
                _turn_into_truetype(source)
            content = io.BytesIO()
            source.save(content)
    except (OSError, TTLibError) as error:
        raise SigningError(f"the font {font.path.name} cannot be used") from error
    return content.getvalue()


def _opened(font: FontFile) -> TTFont:
    """Open the font so that its general measures stay, whatever is cut out of it."""
    return TTFont(
        font.path, fontNumber=font.number, lazy=True, recalcTimestamp=False, recalcBBoxes=False
    )


def _reduce(font: TTFont, text: str) -> None:
    options = subset.Options()
    options.layout_features = []
    options.notdef_outline = True
    options.name_IDs = [1, 2, 4, 6]
    options.drop_tables += _UNUSED_TABLES
    cutter = subset.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)


def _turn_into_truetype(font: TTFont) -> None:
    order = font.getGlyphOrder()
    drawn = font.getGlyphSet()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, _MAX_ERROR_UNITS, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    glyphs = font["glyf"] = newTable("glyf")
    glyphs.glyphOrder, glyphs.glyphs = order, outlines
    for outline in outlines.values():
        outline.recalcBounds(glyphs)
    del font["CFF "]
    glyphs.compile(font)
    _describe_as_truetype(font)


def _describe_as_truetype(font: TTFont) -> None:
    limits = font["maxp"]
    limits.tableVersion, limits.maxZones = 0x00010000, 1
    limits.maxPoints = limits.maxCompositePoints = _MANY
    limits.maxContours = limits.maxCompositeContours = _MANY
    limits.maxComponentDepth = 1
    for name in _MAXP_ZEROES:
        setattr(limits, name, 0)
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = _TRUETYPE
