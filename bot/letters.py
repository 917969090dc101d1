"""From what the core says to a letter: words rendered, buttons addressed."""

from typing import Protocol

from bot.outgoing import Key, Keyboard
from bot.render import Renderer
from dialogs.effects import Button, Link, Page, Say, SecurePage, ShareContact, Tap
from dialogs.kinds import Lang

DATA_LIMIT_BYTES = 64
"""What a button may carry."""


class PageLinks(Protocol):
    """Addresses of the bot's own pages: personal, signed, expiring."""

    def link(self, page: Page, arg: str, case_id: str, user_id: int, lang: Lang) -> str:
        """Return the address of a page for one customer and case."""
        ...


class Letters:
    """Writes letters for one bot."""

    def __init__(self, renderer: Renderer, links: PageLinks) -> None:
        self._renderer = renderer
        self._links = links

    def words(self, say: Say) -> str:
        """Return the text as the messenger's HTML."""
        return self._renderer.html(say.text, say.lang)

    def keyboard(self, say: Say, case_id: str, user_id: int) -> Keyboard:
        """Return the inline buttons."""
        rows = (
            tuple(
                self._key(button, say, case_id, user_id)
                for button in row
                if not isinstance(button, ShareContact)
            )
            for row in say.rows
        )
        return tuple(row for row in rows if row)

    def _key(self, button: Button, say: Say, case_id: str, user_id: int) -> Key:
        label = self._renderer.plain(button.label, say.lang)
        match button:
            case Tap():
                return Key(label, data=tap_data(say.prompt_no or 0, button.verb.value, button.arg))
            case Link():
                address = self._links.link(button.page, button.arg, case_id, user_id, say.lang)
                return Key(label, url=address)
            case SecurePage():
                address = self._links.link(button.page, "", case_id, user_id, say.lang)
                return Key(label, app_url=address)
            case ShareContact():
                raise ValueError("sharing a contact is no inline button")


def tap_data(prompt_no: int, verb: str, arg: str) -> str:
    """Return what a button carries.

    Raises:
        ValueError: it is longer than a button may carry.
    """
    data = f"{prompt_no}.{verb}.{arg}"
    if len(data.encode()) > DATA_LIMIT_BYTES:
        raise ValueError("a button carries too much")
    return data


def read_tap(data: str) -> tuple[int, str, str]:
    """Return prompt number, verb and argument; a foreign button is prompt 0."""
    number, _, rest = data.partition(".")
    verb, _, arg = rest.partition(".")
    prompt_no = int(number) if number.isascii() and number.isdigit() else 0
    return prompt_no, verb, arg
