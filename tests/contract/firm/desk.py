"""The web server with a small conversation behind it, for looking at its pages."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

from prometheus_client import CollectorRegistry, Counter
from typing_extensions import override

from bot.backoffice.embedded.core import EmbeddedSealingKey
from bot.clock import Clock, ManualClock
from bot.seal import new_private_key
from bot.web.library import Library, open_library
from bot.web.links import DeskLinks, NotMeLinks
from bot.web.ports import (
    AgreementHandler,
    AgreementSighting,
    Asked,
    NotMeHandler,
    NotMeState,
    PasswordHandler,
    PasswordItem,
    PasswordSubmission,
    PasswordTask,
    Readiness,
    Reception,
)
from bot.web.server import Behind, WebServer
from bot.web.settings import WebSettings
from dialogs.kinds import Lang, PasswordKind, PasswordRule
from dialogs.rules.passwords import RULE_OF, PasswordContext

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
BOT_TOKEN = "4242:loopback-bot-token"
USER, CASE = 700001, "case-1"
PRIVATE_KEY = new_private_key()
FIRMS = {Lang.ZH: "示例期货", Lang.EN: "Sample Futures"}
LINE = "4009908826"
KINDS = (PasswordKind.FUTURES_TRADING, PasswordKind.FUTURES_SEAT, PasswordKind.FUND_FUND,
         PasswordKind.MONITORING)  # fmt: skip


@dataclass
class Conversation(AgreementHandler, PasswordHandler, NotMeHandler, Readiness):
    """Remembers what the pages told it."""

    kinds: tuple[PasswordKind, ...] = KINDS
    issued: tuple[PasswordKind, ...] = ()
    over: bool = False
    ill: tuple[str, ...] = ()
    sightings: list[AgreementSighting] = field(default_factory=list)
    submissions: list[PasswordSubmission] = field(default_factory=list)
    asked_for: Asked = field(default_factory=lambda: Asked(NotMeState.OPEN, NOW))
    reports: list[tuple[str, datetime]] = field(default_factory=list)

    @override
    async def on_agreement(self, sighting: AgreementSighting) -> Reception:
        self.sightings.append(sighting)
        return Reception.OVER if self.over else Reception.TAKEN

    @override
    async def task(self, user_id: int, case_id: str) -> PasswordTask | None:
        if (user_id, case_id) != (USER, CASE) or self.over:
            return None
        context = PasswordContext(
            datetime(1990, 3, 7, tzinfo=UTC).date(), "110199199003079951",
            phone="13800130001", account_numbers=("88000731",),
        )  # fmt: skip
        return PasswordTask(tuple(self._item(kind) for kind in self.kinds), context)

    def _item(self, kind: PasswordKind) -> PasswordItem:
        rule = PasswordRule.ISSUED if kind in self.issued else RULE_OF[kind]
        seat = "#50011-盛立移动3#" if kind is PasswordKind.FUTURES_SEAT else None
        return PasswordItem(kind, rule, seat)

    @override
    async def on_passwords(self, submission: PasswordSubmission) -> Reception:
        self.submissions.append(submission)
        return Reception.OVER if self.over else Reception.TAKEN

    @override
    async def asked(self, case_id: str) -> Asked | None:
        return self.asked_for if case_id == CASE else None

    @override
    async def on_not_me(self, case_id: str, at: datetime) -> Asked | None:
        if case_id == CASE:
            self.reports.append((case_id, at))
        if self.asked_for.state is NotMeState.OPEN:
            self.asked_for = replace(self.asked_for, state=NotMeState.FROZEN)
        return await self.asked(case_id)

    @override
    async def failing(self) -> tuple[str, ...]:
        return self.ill


@dataclass
class Desk:
    """A running web server and the ways to its pages."""

    url: str
    links: DeskLinks
    not_me: NotMeLinks
    talk: Conversation
    clock: Clock
    library: Library


@asynccontextmanager
async def running_desk(
    clock: Clock | None = None, script: str = "https://telegram.org/js/telegram-web-app.js",
    minimum_s: int = 5, metrics_token: str | None = None,
) -> AsyncIterator[Desk]:  # fmt: skip
    clock = clock or ManualClock(NOW)
    talk = Conversation()
    library = open_library(None, FIRMS, LINE)
    registry = CollectorRegistry()
    Counter("sample_turns_total", "Turns", registry=registry).inc()
    settings = WebSettings(
        "", b"loopback link secret", BOT_TOKEN, FIRMS[Lang.ZH], FIRMS[Lang.EN], LINE,
        minimum_reading_s=minimum_s, telegram_script_url=script, metrics_token=metrics_token,
    )  # fmt: skip
    behind = Behind(talk, talk, talk, EmbeddedSealingKey(PRIVATE_KEY), talk, library, registry)
    async with WebServer(settings, behind, clock) as server:
        links = DeskLinks(settings, library, clock)
        not_me = NotMeLinks(settings, timedelta(days=14))
        yield Desk(server.url, links, not_me, talk, clock, library)


def init_data(user: int = USER, at: datetime = NOW, token: str = BOT_TOKEN, **changed: str) -> str:
    """Sign launch data as Telegram's documentation describes it."""
    words = {
        "query_id": "AAH0",
        "user": json.dumps({"id": user, "first_name": "样本", "language_code": "zh"}),
        "auth_date": str(int(at.timestamp())),
    }
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    check = "\n".join(f"{key}={words[key]}" for key in sorted(words))
    digest = hmac.new(secret, check.encode(), hashlib.sha256).hexdigest()
    return urlencode({**words, "hash": digest, **changed}, quote_via=quote)
