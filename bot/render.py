"""Texts in the customer's language: Fluent catalogues in, the messenger's HTML out.

Words of the catalogue may hold markup, values never: they are escaped.
"""

import html
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Resource

from bot.errors import RenderError
from dialogs.kinds import Lang
from dialogs.texts import Text

LOCALES = Path(__file__).parent / "locales"
MESSAGE_LIMIT = 4096
"""Characters of one message of the messenger, after its markup is read."""

CAPTION_LIMIT = 1024
"""Characters of the words under a picture, a film or a file."""

_LONGEST_PART = 1000
_SIGN = "\ue000"
"""A character of private use that no text holds."""

_PARAGRAPHS = "paragraphs"
"""Texts under this name are set apart by a blank line, others by a line end."""

_DATE = {Lang.ZH: "{0.year}年{0.month}月{0.day}日", Lang.EN: "{0:%-d %B %Y}"}
_TIME = {Lang.ZH: "{0.year}年{0.month}月{0.day}日 {0:%H:%M}", Lang.EN: "{0:%-d %B %Y, %H:%M}"}
_BUNDLE_LOCALE = {Lang.ZH: "zh-CN", Lang.EN: "en-GB"}


class Renderer:
    """Renders texts from a folder of catalogues: `zh.ftl`, `shell.zh.ftl` and their like."""

    def __init__(self, zone: str = "Asia/Shanghai", folder: Path = LOCALES) -> None:
        self._zone = ZoneInfo(zone)
        self._bundles = {lang: _bundle(folder, lang) for lang in Lang}

    def html(self, text: Text, lang: Lang) -> str:
        """Return a text as HTML, its values escaped."""
        return self._words(text, lang, escape=True)

    def plain(self, text: Text, lang: Lang) -> str:
        """Return a text as it is, for buttons, notices and text messages."""
        return self._words(text, lang, escape=False)

    def has(self, key: str, lang: Lang) -> bool:
        """Say whether a catalogue holds words for this key."""
        return bool(self._bundles[lang].has_message(key))

    def _words(self, text: Text, lang: Lang, *, escape: bool) -> str:
        bundle = self._bundles[lang]
        whole = {
            name: self._value(name, value, lang, escape=escape) for name, value in text.values
        }
        values, kept = _stood_for(whole)
        if not bundle.has_message(text.key):
            raise RenderError(f"{lang.value}.ftl has no text {text.key!r}")
        pattern = bundle.get_message(text.key).value
        if pattern is None:
            raise RenderError(f"{lang.value}.ftl: {text.key!r} has attributes only")
        words, problems = bundle.format_pattern(pattern, values)
        if problems:
            raise RenderError(f"{lang.value}.ftl, {text.key!r}: {problems[0]!r}")
        return _put_back(str(words), kept)

    def _value(self, name: str, value: object, lang: Lang, *, escape: bool) -> str | int:
        match value:
            case Text():
                return self._words(value, lang, escape=escape)
            case tuple():
                between = "\n\n" if name == _PARAGRAPHS else "\n"
                return between.join(self._words(line, lang, escape=escape) for line in value)
            case datetime():
                return moment(value, self._zone, lang)
            case date():
                return _DATE[lang].format(value)
            case bool() | str():
                return html.escape(str(value), quote=False) if escape else str(value)
            case int():
                return value
            case _:
                raise RenderError(f"a value of type {type(value).__name__} cannot be shown")


def _stood_for(
    values: dict[str, str | int],
) -> tuple[dict[str, str | int], dict[str, str]]:
    """Return the values with short signs for long ones: Fluent refuses a long part of a text."""
    kept = {
        f"{_SIGN}{place}{_SIGN}": value
        for place, value in enumerate(values.values())
        if isinstance(value, str) and len(value) > _LONGEST_PART
    }
    signs = {value: sign for sign, value in kept.items()}
    short = {
        name: signs.get(value, value) if isinstance(value, str) else value
        for name, value in values.items()
    }
    return short, kept


def _put_back(words: str, kept: dict[str, str]) -> str:
    for sign, value in kept.items():
        words = words.replace(sign, value)
    return words


def moment(at: datetime, zone: ZoneInfo, lang: Lang) -> str:
    """Return an instant as the customer's clock and calendar show it."""
    return _TIME[lang].format(at.astimezone(zone))


def split(html_text: str, limit: int = MESSAGE_LIMIT) -> list[str]:
    """Cut a text that is too long for one message at line ends.

    The catalogues open and close their markup within a line, so a line end is a safe place.
    """
    parts = [""]
    for line in html_text.split("\n"):
        for piece in _pieces(line, limit):
            joined = f"{parts[-1]}\n{piece}" if parts[-1] else piece
            if len(joined) <= limit:
                parts[-1] = joined
            else:
                parts.append(piece)
    return parts


def _pieces(line: str, limit: int) -> list[str]:
    return [line[start : start + limit] for start in range(0, len(line), limit)] or [""]


def _bundle(folder: Path, lang: Lang) -> FluentBundle:
    bundle = FluentBundle([_BUNDLE_LOCALE[lang]], use_isolating=False)
    for path in _catalogues(folder, lang):
        bundle.add_resource(_resource(path))
    return bundle


@cache
def _resource(path: Path) -> Resource:
    """Return a catalogue, parsed once a process: that takes a tenth of a second."""
    return FluentResource(path.read_text(encoding="utf-8"))


def _catalogues(folder: Path, lang: Lang) -> list[Path]:
    """Return the catalogues of customers, staff and the shell; the pages have one of theirs."""
    own = (folder / f"{part}{lang.value}.ftl" for part in ("", "desk.", "shell."))
    return [path for path in own if path.is_file()]
