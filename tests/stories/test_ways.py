"""The good path once more: updates brought by a webhook, and rows kept in PostgreSQL."""

from pathlib import Path

import pytest

from bot.sandbox.people import PEOPLE
from dialogs.kinds import Lang
from tests.postgres import PostgresServer, postgres_server, postgres_url
from tests.stories.script import Teller, load
from tests.stories.stage import staged

__all__ = ["PostgresServer", "postgres_server", "postgres_url"]

_STORY = load(Path(__file__).parent / "good_path.story")
_PERSON = next(one for one in PEOPLE if one.key == "zhang_wei")


@pytest.mark.slow
async def test_the_good_path_by_webhook(tmp_path: Path) -> None:
    telegram = {"mode": "webhook", "webhook_secret": "a-secret-of-the-test"}
    async with staged(tmp_path, Lang.ZH, telegram=telegram) as stage:
        await Teller(stage, _PERSON).tell(_STORY)


@pytest.mark.slow
async def test_the_good_path_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    async with staged(tmp_path, Lang.ZH, database={"url": postgres_url}) as stage:
        await Teller(stage, _PERSON).tell(_STORY)
