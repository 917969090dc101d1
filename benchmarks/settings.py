"""The settings of the bot that is measured: production's own, under the sandbox."""

import socket
from pathlib import Path
from secrets import token_hex
from typing import Any

from bot import adapters
from bot.backoffice.embedded.demo import seed
from bot.config import Settings
from bot.keys import fresh_keys
from bot.sandbox.server import Sandbox
from bot.sandbox.staffing import employ
from storage import open_store
from storage.migrate import upgrade

_FAST = {"total_per_s": 1000, "chat_burst": 1000, "group_per_min": 1000}


def sections(sandbox: Sandbox, folder: Path, database: str) -> dict[str, Any]:
    """Return the settings as a file would have them: webhook, keywords instead of Rasa."""
    made, port = fresh_keys(), free_port()
    return {
        "keys": made["keys"],
        "telegram": {
            "token": sandbox.bot_token,
            "api_url": sandbox.url,
            "mode": "webhook",
            "webhook_secret": token_hex(16),
            **_FAST,
        },
        "web": {"port": port, "base_url": f"http://127.0.0.1:{port}"},
        "nlu": {"kind": "keywords"},
        "sms": {"adapter": "sandbox", "url": sandbox.url},
        "backoffice": {"adapter": "embedded", **made["backoffice"]},
        "signing": {"folder": str(folder / "authority"), **made["signing"]},
        "database": {"url": database},
        "blobs": {"url": f"file:{folder}/media"},
        "log": {"level": "WARNING"},
    }


async def prepared(given: dict[str, Any]) -> None:
    """Make the tables, the invented customers, and the staff where there is a desk."""
    settings = Settings.model_validate(given)
    await upgrade(settings.database.url)
    store = open_store(settings.database.url, adapters.key_ring(settings))
    await seed(store)
    if settings.desk.support_groups:
        await employ(store)
    await store.close()


def free_port() -> int:
    """Return a loopback port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
