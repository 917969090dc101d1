"""Draws the agreements of one case as a PDF: a cover with the signatures, then the texts.

The same file drawn twice is the same, byte by byte; only the signatures differ.
"""

import io
import string
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from threading import Lock

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from bot.signing.fonts import BOLD, REGULAR, FontFile, GrowingFont
from bot.signing.markdown import Styles, flowables_of, plain
from bot.web.texts import PageTexts
from dialogs.kinds import Lang

_ZONE = timezone(timedelta(hours=8))
_MARGIN = 20 * mm
_QUIET, _FRAME, _SEAL = HexColor("#5a6470"), HexColor("#b8c0ca"), HexColor("#b3261e")
_BLOCK_WIDTH, _BLOCK_HEIGHT, _BLOCK_BOTTOM = 82 * mm, 30 * mm, 24 * mm
_COVER_RESERVED = 62 * mm
_BLOCKS = (_MARGIN, A4[0] - _MARGIN - _BLOCK_WIDTH)
_PDF_WORDS = (
    "pdf-title", "pdf-customer", "pdf-number", "pdf-case", "pdf-listed", "pdf-text-title",
    "pdf-text-version", "pdf-text-read", "pdf-text-digest", "pdf-signatures",
    "pdf-customer-signature", "pdf-desk-signature",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignedText:
    """One text as the customer read it."""

    title: str
    version: str
    sha256: str
    markdown: str
    read_at: datetime


@dataclass(frozen=True, slots=True)
class AgreementsFile:
    """Everything that is signed; the document number enters it only masked."""

    lang: Lang
    firm: str
    case_id: str
    name: str
    masked_number: str
    texts: tuple[SignedText, ...]
    confirmed_at: datetime


@dataclass(frozen=True, slots=True)
class StampWords:
    """What stands in a visible signature."""

    heading: str
    lines: tuple[str, ...]
    seal: bool = False


def signature_box(place: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top of the customer's (0) or the desk's (1) signature."""
    left = _BLOCKS[place]
    return left, _BLOCK_BOTTOM, left + _BLOCK_WIDTH, _BLOCK_BOTTOM + _BLOCK_HEIGHT


_LIBRARY = Lock()
"""One drawing at a time in the process: the PDF library keeps its fonts for all of it."""


class Draughtsman:
    """Draws PDFs, one at a time."""

    def __init__(self, regular: FontFile = REGULAR, bold: FontFile = BOLD) -> None:
        self._regular = GrowingFont(regular)
        self._bold = GrowingFont(bold)

    def agreements(self, file: AgreementsFile) -> bytes:
        """Return the unsigned PDF."""
        said = PageTexts(file.lang)
        with self._styles(_all_characters(file, said), file.lang) as styles:
            content = io.BytesIO()
            document = BaseDocTemplate(
                content,
                pagesize=A4,
                title=said("pdf-title"),
                author=file.firm,
                subject=file.case_id,
                invariant=1,
            )
            document.addPageTemplates(_templates(file, said, styles))
            document.build([*_cover(file, said, styles), *_texts(file, said, styles)])
        return content.getvalue()

    def stamp(self, words: StampWords) -> bytes:
        """Return a visible signature as a one-page PDF of its own size."""
        text = words.heading + "".join(words.lines)
        with self._styles(text, Lang.ZH) as styles:
            content = io.BytesIO()
            canvas = Canvas(content, pagesize=(_BLOCK_WIDTH, _BLOCK_HEIGHT), invariant=1)
            _draw_stamp(canvas, words, styles)
            canvas.save()
        return content.getvalue()

    @contextmanager
    def _styles(self, text: str, lang: Lang) -> Iterator[Styles]:
        characters = text + string.printable + "•"
        with _LIBRARY:
            regular = self._regular.covering(characters)
            bold = self._bold.covering(characters)
            yield Styles(regular, bold, chinese=lang is Lang.ZH)


def local_time(moment: datetime, said: PageTexts) -> str:
    """Return a time as the firm's customers read it."""
    return said("pdf-zone", time=moment.astimezone(_ZONE).strftime("%Y-%m-%d %H:%M:%S"))


def _all_characters(file: AgreementsFile, said: PageTexts) -> str:
    words = [said(key) for key in _PDF_WORDS]
    words += [
        said("pdf-consent", at=""),
        said("pdf-page", n=0),
        local_time(file.confirmed_at, said),
    ]
    texts = (text.title + text.version + text.markdown for text in file.texts)
    return "".join((*words, file.firm, file.name, file.masked_number, file.case_id, *texts))


def _templates(file: AgreementsFile, said: PageTexts, styles: Styles) -> list[PageTemplate]:
    width, height = A4[0] - 2 * _MARGIN, A4[1] - 2 * _MARGIN

    def footer(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont(styles.regular, 8)
        canvas.setFillColor(_QUIET)
        canvas.drawString(_MARGIN, 10 * mm, f"{file.firm} · {file.case_id}")
        canvas.drawRightString(A4[0] - _MARGIN, 10 * mm, said("pdf-page", n=document.page))

    def cover(canvas: Canvas, document: BaseDocTemplate) -> None:
        footer(canvas, document)
        _draw_blocks(canvas, said, styles)

    above = A4[1] - _MARGIN - _COVER_RESERVED
    low = Frame(_MARGIN, _COVER_RESERVED, width, above, 0, 0, 0, 0)
    full = Frame(_MARGIN, _MARGIN, width, height, 0, 0, 0, 0)
    return [
        PageTemplate("cover", [low], onPage=cover, autoNextPageTemplate="text"),
        PageTemplate("text", [full], onPage=footer),
    ]


def _draw_blocks(canvas: Canvas, said: PageTexts, styles: Styles) -> None:
    for place, key in enumerate(("pdf-customer-signature", "pdf-desk-signature")):
        left, _, _, top = signature_box(place)
        canvas.setFont(styles.bold, 9)
        canvas.setFillColor(_QUIET)
        canvas.drawString(left, top + 2 * mm, said(key))


def _cover(file: AgreementsFile, said: PageTexts, styles: Styles) -> Iterator[Flowable]:
    yield Paragraph(plain(said("pdf-title")), styles.title)
    yield Paragraph(plain(file.firm), styles.quiet)
    yield Spacer(1, 6 * mm)
    facts = (("customer", file.name), ("number", file.masked_number), ("case", file.case_id))
    for key, fact in facts:
        yield Paragraph(f"{plain(said(f'pdf-{key}'))}: {plain(fact)}", styles.body)
    yield Paragraph(plain(said("pdf-listed")), styles.heading)
    for n, text in enumerate(file.texts, start=1):
        yield Paragraph(f"{n}. {styles.strong(text.title)}", styles.body)
        yield Paragraph(_told(text, said), styles.detail)
    yield Spacer(1, 4 * mm)
    consent = said("pdf-consent", at=local_time(file.confirmed_at, said))
    yield Paragraph(plain(consent), styles.body)
    yield NextPageTemplate("text")


def _told(text: SignedText, said: PageTexts) -> str:
    parts = (
        f"{said('pdf-text-version')} {text.version}",
        f"{said('pdf-text-read')} {local_time(text.read_at, said)}",
    )
    return f"{plain(' · '.join(parts))}<br/>{plain(said('pdf-text-digest'))} {text.sha256}"


def _texts(file: AgreementsFile, said: PageTexts, styles: Styles) -> Iterator[Flowable]:
    for text in file.texts:
        yield PageBreak()
        yield Paragraph(plain(text.title), styles.title)
        yield Paragraph(_told(text, said), styles.quiet)
        yield from flowables_of(text.markdown, styles)


def _draw_stamp(canvas: Canvas, words: StampWords, styles: Styles) -> None:
    canvas.setFillColor(_SEAL if words.seal else HexColor("#16191d"))
    canvas.setFont(styles.bold, 10)
    canvas.drawString(4 * mm, _BLOCK_HEIGHT - 7 * mm, words.heading)
    canvas.setFillColor(_QUIET)
    canvas.setFont(styles.regular, 6.6)
    for n, line in enumerate(words.lines):
        canvas.drawString(4 * mm, _BLOCK_HEIGHT - (13 + 4.5 * n) * mm, line)
    canvas.setStrokeColor(_SEAL if words.seal else _FRAME)
    canvas.roundRect(0.5, 0.5, _BLOCK_WIDTH - 1, _BLOCK_HEIGHT - 1, 2 * mm)
