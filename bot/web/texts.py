"""The words of the pages and of the signed agreements, from `web.<lang>.ftl`."""

from collections.abc import Mapping
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from bot.web.errors import TextMissingError
from dialogs.kinds import Lang

_FOLDER = Path(__file__).parent.parent / "locales"


class PageTexts:
    """The catalogue of one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._bundle = FluentBundle([lang.value], use_isolating=False)
        content = (_FOLDER / f"web.{lang.value}.ftl").read_text(encoding="utf-8")
        self._bundle.add_resource(FluentResource(content))

    def __call__(self, key: str, **words: str | int) -> str:
        """Return the words under `key`."""
        pattern = self._bundle.get_message(key).value if self._bundle.has_message(key) else None
        if pattern is None:
            raise TextMissingError(f"no text {key} in {self.lang.value}")
        said, errors = self._bundle.format_pattern(pattern, words)
        if errors:
            raise TextMissingError(f"the text {key} in {self.lang.value} lacks a word")
        return str(said)


def both() -> Mapping[Lang, PageTexts]:
    """Return the catalogues of all languages."""
    return {lang: PageTexts(lang) for lang in Lang}
