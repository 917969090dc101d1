"""Buttons for staff: a label and what it carries back."""

from bot.outgoing import Key, Keyboard
from bot.render import Renderer
from dialogs.kinds import Lang
from dialogs.texts import Text

Button = tuple[Text, str]
"""A label and its callback data, at most 64 bytes."""

Rows = tuple[tuple[Button, ...], ...]


def keyboard(renderer: Renderer, rows: Rows, lang: Lang) -> Keyboard:
    """Return buttons rendered in the group's language."""
    return tuple(
        tuple(Key(renderer.plain(label, lang), data=data) for label, data in row)
        for row in rows
        if row
    )
