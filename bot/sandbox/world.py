"""The parts of one sandbox, put together."""

import time
from dataclasses import dataclass

from bot.clock import Clock
from bot.sandbox.faults import Faults
from bot.sandbox.files import FileStore
from bot.sandbox.hub import PageHub
from bot.sandbox.numbers import first_numbers
from bot.sandbox.profile import Profile
from bot.sandbox.queries import Queries
from bot.sandbox.rates import RateLimiter
from bot.sandbox.settings import SandboxSettings
from bot.sandbox.sms import SmsGateway
from bot.sandbox.state import Account, State
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.webhook import Webhook

WEB_APP_TTL_S = 24 * 3600.0


@dataclass(slots=True)
class World:
    """Everything that a method of the Bot API or a hand on a phone may touch."""

    settings: SandboxSettings
    clock: Clock
    state: State
    updates: UpdateQueue
    hub: PageHub
    files: FileStore
    rates: RateLimiter
    faults: Faults
    sms: SmsGateway
    taps: Queries
    web_apps: Queries
    profile: Profile
    webhook: Webhook


def make_world(settings: SandboxSettings, clock: Clock) -> World:
    """Create an empty world with one bot."""
    bot = Account(
        settings.bot_id, settings.bot_first_name, username=settings.bot_username, is_bot=True
    )
    hub = PageHub()
    first = first_numbers(settings, clock.now())
    updates = UpdateQueue(clock, settings.update_ttl_s, first.update_id)
    return World(
        settings=settings,
        clock=clock,
        state=State(bot, first.message_id),
        updates=updates,
        hub=hub,
        files=FileStore(settings.bot_token, clock, settings.file_path_ttl_s),
        rates=RateLimiter(settings.rates, time.monotonic),
        faults=Faults(),
        sms=SmsGateway(clock, hub),
        taps=Queries(clock, settings.callback_ttl_s, first.callback_id),
        web_apps=Queries(clock, WEB_APP_TTL_S, first.web_app_id),
        profile=Profile(),
        webhook=Webhook(updates, clock, settings),
    )
