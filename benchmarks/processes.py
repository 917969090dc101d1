"""How long the bot takes to start and how much memory its processes have."""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.children import Child, child
from benchmarks.measure import Bounds, Size, in_turn, largest_child, resident_mb
from benchmarks.rows import Row
from benchmarks.settings import prepared, sections
from bot.render import Renderer
from bot.sandbox.materials.cards import draw_card, photograph
from bot.sandbox.materials.clips import statement_clip
from bot.sandbox.materials.faces import portrait
from bot.sandbox.people import BY_KEY
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import GENEROUS_RATES, SandboxSettings
from dialogs.kinds import CardSide, Lang
from dialogs.texts import text

_PERSON = BY_KEY["zhang_wei"]
_IMPORTS_S = 60.0


def run(size: Size) -> list[Row]:
    """Import, start, warm, check, and look at the processes."""
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        folder = Path(made)
        checks = _checks(folder)
        return [_imports(size), *asyncio.run(_started(folder, checks))]


def _imports(size: Size) -> Row:
    ours, bare = in_turn(
        Bounds(size.pick(1, 3), _IMPORTS_S),
        partial(_imported, "bot.wiring"),
        partial(_imported, "aiogram"),
    )
    note = "a fresh interpreter; bare: `import aiogram`"
    return Row("Import the bot", ours.cpu_s, "s", bare.cpu_s, ours.wall_s, note)


def _imported(module: str) -> None:
    subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", f"import {module}"], check=True, timeout=_IMPORTS_S
    )


def _checks(folder: Path) -> list[str]:
    """Return the commands for a card check and a statement check."""
    card, video = folder / "card.jpg", folder / "statement.mp4"
    front = draw_card(_PERSON, CardSide.FRONT, portrait())
    card.write_bytes(photograph(front, seed=11))
    video.write_bytes(statement_clip(_PERSON.key))
    words = Renderer().plain(text("statement", name=_PERSON.name), Lang.ZH)
    return [
        json.dumps({"check": "card", "media": str(card)}),
        json.dumps(
            {"check": "statement", "media": str(video), "name": _PERSON.name, "text": words}
        ),
    ]


async def _started(folder: Path, checks: list[str]) -> list[Row]:
    async with Sandbox(SandboxSettings(rates=GENEROUS_RATES)) as sandbox:
        given = sections(sandbox, folder, f"sqlite:///{folder}/bot.db")
        await prepared(given)
        return await asyncio.to_thread(_looked_at, given, folder, checks)


def _looked_at(given: dict[str, Any], folder: Path, checks: list[str]) -> list[Row]:
    started_s = time.perf_counter()
    with child("benchmarks.serving", given, folder) as bot:
        ready = Row(
            "Bot ready", bot.cpu_s, "s", wall=time.perf_counter() - started_s,
            note="SQLite there already, webhook announced; the import is in it",
        )  # fmt: skip
        alone = Row("Memory of the bot", bot.resident_mb, "MB", note="resident, when ready")
        warm = _timed(bot, "warm", "Engines of the card check warm", "in their child process")
        card = _timed(bot, checks[0], "First card check", "after the warming")
        half = _child_memory(bot, "the card engines loaded")
        video = _timed(bot, checks[1], "First statement check", "loads the other engines")
        whole = _child_memory(bot, "all engines loaded")
        after = Row("Memory of the bot", bot.resident_mb, "MB", note="resident, after two checks")
    return [ready, warm, card, video, alone, after, half, whole]


def _timed(bot: Child, command: str, what: str, note: str) -> Row:
    before_s, started_s = bot.cpu_s, time.perf_counter()
    bot.tell(command)
    wall_s = time.perf_counter() - started_s
    return Row(what, bot.cpu_s - before_s, "s", wall=wall_s, note=note)


def _child_memory(bot: Child, note: str) -> Row:
    found = largest_child(bot.pid)
    size_mb = None if found is None else resident_mb(found)
    return Row("Memory of the verification child", size_mb, "MB", note=f"resident, {note}")
