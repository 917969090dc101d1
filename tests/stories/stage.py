"""A stage for stories: the sandbox, the real bot on real storage, one customer's phone.

Only the engines are twins (a keyword NLU, a verification that believes scripted files), so a
whole conversation takes seconds.
"""

import html
import re
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from typing_extensions import override

from bot.backoffice.embedded.core import EmbeddedSealingKey
from bot.backoffice.embedded.demo import seed
from bot.clock import Clock, SystemClock
from bot.config import Settings
from bot.keys import fresh_keys
from bot.logs import LogFormat, set_up
from bot.render import Renderer
from bot.running import serving
from bot.sandbox.colleagues import Offices, open_offices
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import GENEROUS_RATES, SandboxSettings
from bot.sandbox.staffing import desk_section, employ
from bot.sandbox.testing import Phone
from bot.wiring import Desk, Instead, build_desk
from dialogs.kinds import Lang
from dialogs.model import Case
from nlu.api import Nlu
from nlu.fake import KeywordNlu
from storage import open_store
from storage.migrate import upgrade
from verification.fake import ScriptedDrawer, ScriptedVerifier

_TAG = re.compile(r"<[^>]+>")
_PLACEABLE = re.compile(r"\{[^}]*\}")


class ShiftedClock(Clock):
    """The machine's clock, moved forward by a story that says so much time has passed."""

    def __init__(self) -> None:
        self._clock = SystemClock()
        self._shift = timedelta()

    @override
    def now(self) -> datetime:
        return self._clock.now() + self._shift

    def shift(self, seconds: float) -> None:
        """Let time pass."""
        self._shift += timedelta(seconds=seconds)


@dataclass
class Stage:
    """Everything a story acts on."""

    sandbox: Sandbox
    desk: Desk
    phone: Phone
    clock: ShiftedClock
    web: httpx.AsyncClient
    lang: Lang
    sections: dict[str, Any] = field(default_factory=dict)
    words: Renderer = field(default_factory=Renderer)
    offices: Offices | None = None

    async def case(self) -> Case:
        """Return the chat's newest case."""
        async with self.desk.base.means.store.begin() as uow:
            rows = await uow.cases.of_chat(self.phone.user_id)
        return self.desk.base.engine.case_of(rows[0])

    def expected(self, words: str) -> str:
        """Return what must be heard: words as they stand, or `@key` as the catalogue has it."""
        return spoken(self.words, words[1:], self.lang) if words.startswith("@") else words


def spoken(renderer: Renderer, key: str, lang: Lang) -> str:
    """Return the longest run of plain words of a catalogue's text, as the phone shows it."""
    bundle = renderer._bundles[lang]
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise LookupError(key)
    values = [getattr(part, "value", None) for part in getattr(pattern, "elements", [pattern])]
    texts = [value for value in values if isinstance(value, str)]
    runs = [run for text in texts for run in _TAG.split(text)]
    lines = [line.strip() for run in runs for line in run.split("\n")]
    return html.unescape(max(lines, key=len))


def free_port() -> int:
    """Return a port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def sections_for(sandbox_url: str, token: str, folder: Path) -> dict[str, Any]:
    """Return the settings of a bot under the sandbox, as a file would have them."""
    port = free_port()
    secrets = fresh_keys()
    return {
        "keys": secrets["keys"],
        "telegram": {
            "token": token,
            "api_url": sandbox_url,
            "total_per_s": 1000,
            "chat_burst": 1000,
            "group_per_min": 1000,
        },
        "web": {"port": port, "base_url": f"http://127.0.0.1:{port}", "minimum_reading_s": 0},
        "sms": {"adapter": "sandbox", "url": sandbox_url},
        "backoffice": {"adapter": "embedded", **secrets["backoffice"]},
        "signing": {"folder": folder / "authority", **secrets["signing"]},
        "database": {"url": f"sqlite:///{folder}/story.db"},
        "blobs": {"url": f"file:{folder}/media"},
        "rules": {"code_answer_s": 0},
        "log": {"level": "WARNING"},
    }


async def prepared(settings: Settings) -> None:
    """Make the tables; put in the invented customers, and the staff where there is a desk."""
    from bot import adapters

    await upgrade(settings.database.url)
    store = open_store(settings.database.url, adapters.key_ring(settings))
    key = adapters.secret(settings.backoffice.private_key, "backoffice.private_key")
    await seed(store, await EmbeddedSealingKey(key).current())
    if settings.desk.support_groups:
        await employ(store)
    await store.close()


@asynccontextmanager
async def staged(
    folder: Path, lang: Lang, nlu: Nlu | None = None, *, desk: bool = False, **more: Any
) -> AsyncIterator[Stage]:
    """Set the stage for one customer, with agents and reviewers behind the bot if wanted."""
    set_up("WARNING", LogFormat.JSON)
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(Sandbox(SandboxSettings(rates=GENEROUS_RATES)))
        sections = sections_for(sandbox.url, sandbox.bot_token, folder)
        offices = open_offices(sandbox) if desk else None
        if offices is not None:
            sections["desk"] = {**desk_section(offices), "lang": lang.value}
        for name, values in more.items():
            sections[name] = {**sections.get(name, {}), **values}
        settings = Settings.model_validate(sections)
        await prepared(settings)
        clock = ShiftedClock()
        instead = Instead(
            nlu=nlu or KeywordNlu(),
            verifier=ScriptedVerifier(),
            drawer=ScriptedDrawer(),
            clock=clock,
        )
        served = await stack.enter_async_context(serving(build_desk(settings, instead)))
        phone = await stack.enter_async_context(sandbox.phone(language_code=lang.value))
        web = await stack.enter_async_context(httpx.AsyncClient(timeout=10))
        yield Stage(sandbox, served, phone, clock, web, lang, sections, offices=offices)
