"""`resetdesk serve` as a process: it answers, and SIGTERM ends it cleanly."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.config import Settings
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import GENEROUS_RATES, SandboxSettings
from tests.stories.stage import prepared, sections_for

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


async def test_serve_answers_and_ends_cleanly(tmp_path: Path) -> None:
    rates = SandboxSettings(rates=GENEROUS_RATES)
    async with Sandbox(rates) as sandbox, sandbox.phone(language_code="en") as phone:
        sections = sections_for(sandbox.url, sandbox.bot_token, tmp_path)
        await prepared(Settings.model_validate(sections))
        config = tmp_path / "desk.toml"
        sections["nlu"] = {"kind": "keywords"}
        sections["log"] = {"level": "INFO"}
        config.write_text(_toml(sections), encoding="utf-8")
        process = await _served(config)
        await phone.say("/start")
        await phone.heard("Hello", timeout_s=120)
        base_url = sections["web"]["base_url"]
        async with httpx.AsyncClient() as client:
            ready = await client.get(f"{base_url}/health/ready")
            metrics = await client.get(f"{base_url}/metrics")
        assert ready.json() == {"status": "ready"}
        assert 'resetdesk_turn_seconds_count{event="Started"} 1.0' in metrics.text
        process.send_signal(signal.SIGTERM)
        _, log = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 0
    assert b'"event": "stopped"' in log


async def _served(config: Path) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve", "--config", str(config), stderr=PIPE
    )


def _toml(sections: Mapping[str, Mapping[str, Any]]) -> str:
    lines = []
    for name, values in sections.items():
        lines.append(f"[{name}]")
        for key, value in values.items():
            plain = value if isinstance(value, int | float) else f'"{value}"'
            lines.append(f"{key} = {plain}")
    return "\n".join(lines) + "\n"
