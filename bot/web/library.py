"""The texts customers read: agreements, the guide and the password rules.

A text is a Markdown file with a short head (`id`, `version`, `title`); the firm replaces the
samples by a folder of its own. What is shown, hashed and signed is one and the same string.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bot.web.errors import TextMissingError
from dialogs.kinds import Lang
from dialogs.model import AgreementId

SAMPLES = Path(__file__).parent / "agreements"
GUIDE = "guide"
RULES = "rules"
OPEN_TEXTS = (GUIDE, RULES)


@dataclass(frozen=True, slots=True)
class ReadingText:
    """One text in one language, as shown."""

    text_id: str
    lang: Lang
    version: str
    title: str
    markdown: str

    @property
    def sha256(self) -> str:
        """Return the digest of what is shown: title, version and text."""
        shown = f"{self.title}\n{self.version}\n\n{self.markdown}"
        return sha256(shown.encode()).hexdigest()


class Library:
    """All texts in all languages, complete or not at all."""

    def __init__(self, texts: Mapping[tuple[str, Lang], ReadingText]) -> None:
        self._texts = texts

    def text(self, text_id: str, lang: Lang) -> ReadingText:
        """Return a text by its id."""
        try:
            return self._texts[text_id, lang]
        except KeyError:
            raise TextMissingError(f"there is no text {text_id} in {lang.value}") from None


def open_library(folder: Path | None, firms: Mapping[Lang, str], service_line: str) -> Library:
    """Read every text of `folder` (None: the samples), with the firm's names filled in."""
    wanted = [*(agreement.value for agreement in AgreementId), *OPEN_TEXTS]
    texts = {}
    for lang in Lang:
        for text_id in wanted:
            path = (folder or SAMPLES) / lang.value / f"{text_id}.md"
            text = _read(path, lang)
            filled = text.markdown.replace("{firm}", firms[lang])
            texts[text_id, lang] = ReadingText(
                text_id, lang, text.version, text.title,
                filled.replace("{service_line}", service_line),
            )  # fmt: skip
    return Library(texts)


def _read(path: Path, lang: Lang) -> ReadingText:
    try:
        content = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise TextMissingError(f"the text {lang.value}/{path.name} cannot be read") from error
    head, _, body = content.partition("\n\n")
    words = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    if (
        words.get("id") != path.stem
        or not {"version", "title"} <= words.keys()
        or not body.strip()
    ):
        raise TextMissingError(f"the head of {lang.value}/{path.name} is not complete")
    return ReadingText(path.stem, lang, words["version"], words["title"], body.strip() + "\n")
