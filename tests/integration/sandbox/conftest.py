"""A sandbox, an aiogram bot and a customer's phone for each test."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.clock import ManualClock
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import GENEROUS_RATES, SandboxSettings
from bot.sandbox.testing import Phone

USER = 4242


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 3, 1, 9, 0, tzinfo=UTC))


@pytest.fixture
async def sandbox(clock: ManualClock) -> AsyncIterator[Sandbox]:
    async with Sandbox(SandboxSettings(rates=GENEROUS_RATES), clock=clock) as sandbox:
        yield sandbox


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    bot = Bot(sandbox.bot_token, session=session)
    yield bot
    if session._session is not None:
        await session._session.close()


@pytest.fixture
async def phone(sandbox: Sandbox) -> AsyncIterator[Phone]:
    async with sandbox.phone(USER, language_code="zh") as phone:
        await phone.say("/start")
        yield phone
