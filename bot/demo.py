"""The demo: a Telegram, a bot, a firm and its customers, all on this machine, by one command.

Everything listens on loopback and everybody in it is invented. The secrets are made at the
first start and kept, readable by the owner only, beside the data.
"""

import asyncio
import fcntl
import json
import os
import shutil
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from bot import adapters
from bot.backoffice.embedded.core import EmbeddedSealingKey
from bot.backoffice.embedded.demo import seed
from bot.config import Settings
from bot.errors import BotError
from bot.keys import fresh_keys
from bot.logs import LogFormat, set_up
from bot.running import serving, stopping
from bot.sandbox import demo as drawer
from bot.sandbox.colleagues import Offices
from bot.sandbox.demo_colleagues import DemoColleagues
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import SandboxSettings
from bot.sandbox.staffing import desk_section, employ
from bot.wiring import Desk, Instead, build_desk
from nlu.api import Nlu
from nlu.errors import NluError
from nlu.fake import KeywordNlu
from nlu.project import RasaProject
from nlu.server import RasaServer
from nlu.train import ensure_model
from storage import open_store
from storage.migrate import upgrade
from verification.isolate import IsolatedVerifier

USUAL_PORT = 8642
_KEYS = "keys.json"
_LOG = "bot.log"
_VENDORS = "engines.log"
_STDERR = 2
_LOCK = "lock"


@dataclass(frozen=True, slots=True)
class DemoSettings:
    """How the demo is run.

    Attributes:
        folder: where its data lie.
        port: of the page; 0 takes the usual one, or a free one if that is taken.
        fresh: forget earlier talks first.
    """

    folder: Path
    port: int = 0
    fresh: bool = False


class DemoRunningError(BotError):
    """The folder is in use."""


async def run_demo(settings: DemoSettings) -> None:
    """Run the demo until Ctrl-C."""
    folder = prepared_folder(settings)
    with only_one(folder), (folder / _LOG).open("a", encoding="utf-8") as log:
        set_up("INFO", LogFormat.JSON, log)
        with vendors_talk_to(folder / _VENDORS):
            async with stopping() as stop, showing(folder, settings.port) as page_url:
                _say("")
                _say(f"  ResetDesk is ready:  {page_url}")
                _say("  Everybody here is invented. Ctrl-C ends it.")
                await stop.wait()
                _say("Stopping …")
    _say("Stopped.")


@contextmanager
def vendors_talk_to(path: Path) -> Iterator[None]:
    """Let what the engines' native code writes to the error stream go to a file instead."""
    before = os.dup(_STDERR)
    try:
        with path.open("ab") as file:
            os.dup2(file.fileno(), _STDERR)
        yield
    finally:
        os.dup2(before, _STDERR)
        os.close(before)


@asynccontextmanager
async def showing(folder: Path, port: int = 0) -> AsyncIterator[str]:
    """Run everything from entering to leaving, and give the page's address."""
    async with AsyncExitStack() as stack:
        wanted = port or (USUAL_PORT if is_free(USUAL_PORT) else 0)
        sandbox = Sandbox(
            SandboxSettings(port=wanted),
            extensions=[drawer.routes, lambda _sandbox: colleagues.routes()],
        )
        colleagues = DemoColleagues(sandbox)
        await stack.enter_async_context(sandbox)
        _say("Telegram's sandbox … running")
        settings = bot_settings(folder, sandbox, colleagues.offices)
        await _firm_ready(settings)
        _say("Database and invented customers … ready")
        nlu = await _understanding(stack)
        desk = await _bot(stack, settings, nlu)
        _say("Bot and its own pages … running")
        _behind(stack, colleagues.run())
        _behind(stack, _warm(desk))
        yield sandbox.url


def prepared_folder(settings: DemoSettings) -> Path:
    """Return the demo's folder, made or emptied as asked."""
    folder = settings.folder.resolve()
    if settings.fresh and (folder / _KEYS).exists():
        with only_one(folder):
            shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Keep two demos from working on one folder: they would answer each other's customers."""
    with (folder / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise DemoRunningError(f"a demo is running on {folder} already") from None
        yield


def bot_settings(folder: Path, sandbox: Sandbox, offices: Offices) -> Settings:
    """Return the settings of the bot under the sandbox; nothing is read from outside."""
    secrets = kept_secrets(folder)
    port = free_port()
    base_url = f"http://127.0.0.1:{port}"
    sections: dict[str, Any] = {
        "keys": secrets["keys"],
        "telegram": {"token": sandbox.bot_token, "api_url": sandbox.url},
        "web": {
            "port": port,
            "base_url": base_url,
            "telegram_script": f"{sandbox.url}/page/static/telegram-web-app.js",
            "frame_ancestors": (sandbox.url, sandbox.url.replace("127.0.0.1", "localhost")),
        },
        "sms": {"adapter": "sandbox", "url": sandbox.url},
        "backoffice": {"adapter": "embedded", **secrets["backoffice"]},
        "signing": {"folder": folder / "authority", **secrets["signing"]},
        "database": {"url": f"sqlite:///{folder}/resetdesk.db"},
        "blobs": {"url": f"file:{folder}/media"},
        "desk": desk_section(offices),
        "verification": {"recognise_copies": False},  # all its customers share one face
    }
    return Settings.model_validate(sections)


def kept_secrets(folder: Path) -> dict[str, dict[str, str]]:
    """Return the demo's secrets, made at the first start."""
    path = folder / _KEYS
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(json.dumps(fresh_keys()), encoding="utf-8")
    kept: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return kept


async def _firm_ready(settings: Settings) -> None:
    await upgrade(settings.database.url)
    store = open_store(settings.database.url, adapters.key_ring(settings))
    key = adapters.secret(settings.backoffice.private_key, "backoffice.private_key")
    await seed(store, await EmbeddedSealingKey(key).current())
    await employ(store)
    await store.close()


async def _understanding(stack: AsyncExitStack) -> Nlu:
    """Train Rasa's model once and start Rasa behind the talk; without it answer by keywords.

    Rasa needs half a minute to start and nobody has to wait for it: until then the bot says
    that it cannot answer free questions yet, and its steps and buttons go on.
    """
    try:
        trained = await ensure_model(RasaProject(), _say)
    except NluError as error:
        _say(f"Rasa is not installed ({error})")
        _say("  Free questions are answered from a table of keywords until it is.")
        return KeywordNlu()
    _say(f"Language model … {'trained' if trained.trained else 'there already'}")
    server = RasaServer()
    stack.push_async_callback(server.stop)
    _behind(stack, _started(server))
    return server.client()


async def _started(server: RasaServer) -> None:
    try:
        await server.start()
    except NluError as error:
        _say(f"Rasa did not start: {error}")
    else:
        _say("Understanding (Rasa) … running")


def _behind(stack: AsyncExitStack, work: Coroutine[Any, Any, None]) -> None:
    """Do something behind the talk; it ends with the demo at the latest."""
    task = asyncio.create_task(work)

    async def cancelled() -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    stack.push_async_callback(cancelled)


async def _bot(stack: AsyncExitStack, settings: Settings, nlu: Nlu) -> Desk:
    return await stack.enter_async_context(serving(build_desk(settings, Instead(nlu=nlu))))


async def _warm(desk: Desk) -> None:
    """Load the engines of the checks while the customer still reads the greeting."""
    verifier = desk.base.verifier
    if isinstance(verifier, IsolatedVerifier):
        await verifier.warm()
        _say("Engines of the checks … warm")


def is_free(port: int) -> bool:
    """Say whether nobody listens on a loopback port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port() -> int:
    """Return a loopback port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _say(words: str) -> None:
    typer.echo(words)
