"""The agreements' Markdown as paragraphs of a PDF."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.sax.saxutils import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

_INDENT = 14
_PARSER = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class Styles:
    """The document's styles over two embedded fonts."""

    regular: str
    bold: str
    chinese: bool

    def strong(self, text: str) -> str:
        """Return markup for a bold text."""
        return f'<font name="{self.bold}">{plain(text)}</font>'

    @cached_property
    def title(self) -> ParagraphStyle:
        """The document's and each text's title."""
        return self._style("title", font=self.bold, size=17, after=4)

    @cached_property
    def heading(self) -> ParagraphStyle:
        """A heading inside a text."""
        return self._style("heading", font=self.bold, size=11.5, before=9, after=3)

    @cached_property
    def body(self) -> ParagraphStyle:
        """A paragraph."""
        return self._style("body", size=10, after=4)

    @cached_property
    def quiet(self) -> ParagraphStyle:
        """Version and digest."""
        return self._style("quiet", size=8, after=6, colour="#5a6470")

    @cached_property
    def detail(self) -> ParagraphStyle:
        """Version and digest in the cover's list."""
        return self._style("detail", size=8, after=6, colour="#5a6470", indent=_INDENT)

    @cached_property
    def item(self) -> ParagraphStyle:
        """An item of a list."""
        return self._style("item", size=10, after=3, indent=_INDENT)

    @cached_property
    def quote(self) -> ParagraphStyle:
        """A remark set apart."""
        return self._style("quote", size=9, after=6, colour="#6b4a00", indent=_INDENT)

    def _style(  # noqa: PLR0913 - what a style is made of
        self,
        name: str,
        *,
        size: float,
        font: str | None = None,
        before: float = 0,
        after: float = 0,
        indent: float = 0,
        colour: str = "#16191d",
    ) -> ParagraphStyle:
        return ParagraphStyle(
            name,
            fontName=font or self.regular,
            bulletFontName=self.regular,
            fontSize=size,
            leading=size * 1.55,
            spaceBefore=before,
            spaceAfter=after,
            leftIndent=indent,
            textColor=HexColor(colour),
            wordWrap="CJK" if self.chinese else None,
        )


def plain(text: str) -> str:
    """Return `text` so that nothing in it is taken for markup."""
    return escape(text)


def flowables_of(markdown: str, styles: Styles) -> Iterator[Flowable]:
    """Yield the paragraphs of a text: headings, paragraphs, lists and remarks."""
    counters: list[int | None] = []
    around: list[str] = []
    for token in _PARSER.parse(markdown):
        match token.type:
            case "ordered_list_open":
                counters.append(0)
            case "bullet_list_open":
                counters.append(None)
            case "ordered_list_close" | "bullet_list_close":
                counters.pop()
            case "heading_open" | "blockquote_open" | "list_item_open":
                around.append(token.type)
            case "heading_close" | "blockquote_close" | "list_item_close":
                around.pop()
            case "inline":
                yield _paragraph(token, around, counters, styles)
            case _:
                continue


def _paragraph(
    token: Token, around: list[str], counters: list[int | None], styles: Styles
) -> Paragraph:
    markup = _markup(token, styles)
    match around[-1] if around else "":
        case "heading_open":
            return Paragraph(markup, styles.heading)
        case "blockquote_open":
            return Paragraph(markup, styles.quote)
        case "list_item_open":
            return Paragraph(markup, styles.item, bulletText=_bullet(counters))
        case _:
            return Paragraph(markup, styles.body)


def _bullet(counters: list[int | None]) -> str:
    count = counters[-1]
    if count is None:
        return "•"
    counters[-1] = count + 1
    return f"{count + 1}."


def _markup(token: Token, styles: Styles) -> str:
    parts = []
    for child in token.children or []:
        match child.type:
            case "strong_open":
                parts.append(f'<font name="{styles.bold}">')
            case "strong_close":
                parts.append("</font>")
            case "softbreak" | "hardbreak":
                parts.append(" ")
            case _:
                parts.append(plain(child.content))
    return "".join(parts)
