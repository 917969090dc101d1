"""A sentence to be said, as a key of the catalogues and its values."""

from dataclasses import dataclass
from datetime import date, datetime

Value = str | int | date | datetime


@dataclass(frozen=True, slots=True)
class Text:
    """A message of the catalogues.

    Attributes:
        key: a message identifier of `bot/locales/*.ftl`.
        values: named values; a value may itself be a text (rendered first) or several of them
            (rendered as lines; as paragraphs when the value is named `paragraphs`).
    """

    key: str
    values: tuple[tuple[str, "Value | Text | tuple[Text, ...]"], ...] = ()


def text(key: str, **values: "Value | Text | tuple[Text, ...]") -> Text:
    """Return the text of `key` with named values."""
    return Text(key.replace("_", "-"), tuple(sorted(values.items())))
