"""Renders the pages: templates, Markdown and words into HTML."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from bot.web.settings import WebSettings
from bot.web.texts import PageTexts, both
from dialogs.kinds import Lang

_HTML_LANG = {Lang.ZH: "zh-CN", Lang.EN: "en"}


class Pages:
    """All templates with the firm's names in them."""

    def __init__(self, settings: WebSettings) -> None:
        self._settings = settings
        self._texts = both()
        self._markdown = MarkdownIt("commonmark", {"html": False})
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
        )

    def texts(self, lang: Lang) -> PageTexts:
        """Return the words of a language."""
        return self._texts[lang]

    def page(
        self, name: str, lang: Lang, values: Mapping[str, object], status: int = HTTPStatus.OK
    ) -> web.Response:
        """Return a page made from the template `name`."""
        said = self._texts[lang]
        words = {
            "html_lang": _HTML_LANG[lang],
            "lang": lang.value,
            "t": said,
            "site_name": said("site-name", firm=self._settings.firm(lang)),
            "service_line": self._settings.service_line,
            **values,
        }
        html = self._templates.get_template(f"{name}.html").render(words)
        return web.Response(text=html, content_type="text/html", status=status)

    def sorry(self, lang: Lang, key: str, status: int) -> web.Response:
        """Return a page that says kindly why there is nothing to see."""
        said = self._texts[lang]
        values = {"title": said(f"{key}-title"), "words": said(f"{key}-words")}
        return self.page("sorry", lang, values, status)

    def html_of(self, markdown: str) -> Markup:
        """Return a text as HTML; tags inside it are shown, not obeyed."""
        return Markup(self._markdown.render(markdown))  # noqa: S704 - rendered with html off

    def words_for_script(self, lang: Lang, keys: tuple[str, ...]) -> str:
        """Return words as JSON for a data attribute."""
        said = self._texts[lang]
        return json.dumps({key: said(key) for key in keys}, ensure_ascii=False)


def language_of(request: web.Request) -> Lang:
    """Guess the reader's language from the browser, for pages that know nobody."""
    wished = request.headers.get("Accept-Language", "zh")
    return Lang.EN if wished.lower().startswith("en") else Lang.ZH
