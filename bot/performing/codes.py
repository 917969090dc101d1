"""Sending one-time codes so that nothing tells who is known to the firm (D7, D8).

The answer to "send me a code" comes after the same time and says the same, whoever asks. What
follows, a text message to the reserved phone or nothing at all, is an effect of its own.
"""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from typing_extensions import override

from bot.backoffice.ports import CustomerRegistry, Match
from bot.clock import Clock
from bot.codes import CodeBook
from bot.engine import Means
from bot.performing.ports import End, Order, Patience, Performed, Performer, Unwanted
from bot.render import Renderer
from bot.sms.errors import SmsError
from bot.sms.ports import SmsSender
from dialogs.codes import code_of
from dialogs.effects import Effect, SendCode
from dialogs.events import CodeFailed, CodeIssued, Event
from dialogs.kinds import CodePurpose, Lang
from dialogs.model import Case
from dialogs.policy import Policy
from dialogs.texts import text
from storage.api import CodeRow, OutboxRow, OutboxState, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverCode(Effect):
    """Send the text message of a code that was issued; the code itself is nowhere."""

    code_id: str
    purpose: CodePurpose
    phone: str = field(repr=False)
    lang: Lang


@dataclass(frozen=True, slots=True)
class CodeSettings:
    """How codes are told of.

    Attributes:
        answer_s: the answer to asking for a code comes after this time, never earlier (D8).
        down_s: for so long after the gateway failed, everybody is told so at once.
    """

    answer_s: float = 1.0
    down_s: float = 30.0


class Gateway:
    """Whether the message service works, as far as this process knows."""

    def __init__(self, clock: Clock, down_s: float) -> None:
        self._clock = clock
        self._down_s = down_s
        self._down_until: datetime | None = None

    @property
    def down(self) -> bool:
        """Whether it failed a moment ago."""
        return self._down_until is not None and self._clock.now() < self._down_until

    def failed(self) -> None:
        """Remember that it failed."""
        self._down_until = self._clock.now() + timedelta(seconds=self._down_s)

    def worked(self) -> None:
        """Remember that it works."""
        self._down_until = None


class CodeIssuer(Performer):
    """Performs `SendCode`: issues a code, and queues its message if the phone is the reserved."""

    patience = Patience(tries=3, first_s=1.0, longest_s=5.0)

    def __init__(
        self, means: Means, registry: CustomerRegistry, book: CodeBook, policy: Policy,
        settings: CodeSettings, gateway: Gateway,
    ) -> None:  # fmt: skip
        self._means = means
        self._registry = registry
        self._book = book
        self._policy = policy
        self._settings = settings
        self._gateway = gateway

    @override
    async def perform(self, order: Order) -> End:
        effect = order.effect
        if not isinstance(effect, SendCode):
            raise TypeError(f"not a code to issue: {order.row.kind}")
        started = asyncio.get_running_loop().time()
        case = await case_of(self._means, order.case_id)
        if code_of(case, effect.purpose).code_id != effect.code_id:
            return Unwanted("a newer code was asked for")
        known = await self._is_reserved_phone(case)
        left_s = self._settings.answer_s - (asyncio.get_running_loop().time() - started)
        await asyncio.sleep(max(left_s, 0.0))
        if self._gateway.down:
            return Performed(answer=self.given_up(order, self._means.clock.now(), 0))
        return self._issued(order, effect, case, known=known)

    @override
    def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
        effect = order.effect
        if not isinstance(effect, SendCode):
            return None
        return CodeFailed(
            event_id=order.answer_id,
            at=at,
            seed=seed,
            purpose=effect.purpose,
            code_id=effect.code_id,
        )

    async def _is_reserved_phone(self, case: Case) -> bool:
        who = case.identity
        if who.name is None or who.document_kind is None or who.number is None:
            return False
        match = await self._registry.find(who.name, who.document_kind, who.number, who.phone or "")
        return match is Match.RESERVED_PHONE

    def _issued(self, order: Order, effect: SendCode, case: Case, *, known: bool) -> Performed:
        now = self._means.clock.now()
        code = self._book.code(case.case_id, effect.purpose, effect.code_id)
        digest = self._book.digest(case.case_id, effect.purpose, effect.code_id, code)
        answer = CodeIssued(
            event_id=order.answer_id,
            at=now,
            seed=self._means.ids.seed(),
            purpose=effect.purpose,
            code_id=effect.code_id,
            digest=digest,
        )
        kept = CodeRow(
            effect.code_id, case.case_id, effect.purpose.value, digest, now,
            now + self._policy.code_valid,
        )  # fmt: skip
        messages = self._messages(order, effect, case) if known else ()

        async def write(uow: UnitOfWork) -> None:
            await uow.codes.put(kept)
            await uow.outbox.add_all(messages)

        return Performed(answer=answer, write=write)

    def _messages(self, order: Order, effect: SendCode, case: Case) -> tuple[OutboxRow, ...]:
        deliver = DeliverCode(
            code_id=effect.code_id,
            purpose=effect.purpose,
            phone=case.identity.phone or "",
            lang=effect.lang,
        )
        row = replace(
            order.row,
            effect_id=f"{order.row.effect_id}.sms",
            kind=DeliverCode.__name__,
            payload=self._means.codec.encode(deliver),
            created_at=self._means.clock.now(),
            attempts=0,
            result=None,
            worker=None,
            error=None,
        )
        return (_queued(row),)


class CodeWords:
    """The text message of a code: its purpose, the firm and the bot by name (D7)."""

    def __init__(self, book: CodeBook, policy: Policy, renderer: Renderer) -> None:
        self._book = book
        self._policy = policy
        self._renderer = renderer

    def of(self, case_id: str, effect: DeliverCode) -> str:
        """Return the words, the code among them: for the gateway only."""
        policy = self._policy
        firm = policy.firm_zh if effect.lang is Lang.ZH else policy.firm_en
        return self._renderer.plain(
            text(
                f"shell_sms_{effect.purpose.value}",
                firm=firm,
                code=self._book.code(case_id, effect.purpose, effect.code_id),
                bot=text("shell_bot_name", firm=firm),
                minutes=round(policy.code_valid.total_seconds() / 60),
            ),
            effect.lang,
        )


class CodeDelivery(Performer):
    """Performs `DeliverCode`: one message under one id, however often it is repeated."""

    patience = Patience(tries=4, first_s=1.0, longest_s=8.0)

    def __init__(
        self, means: Means, sms: SmsSender, words: CodeWords, policy: Policy, gateway: Gateway
    ) -> None:
        self._means = means
        self._sms = sms
        self._words = words
        self._policy = policy
        self._gateway = gateway

    @override
    async def perform(self, order: Order) -> End:
        effect = order.effect
        if not isinstance(effect, DeliverCode):
            raise TypeError(f"not a code to deliver: {order.row.kind}")
        if self._means.clock.now() - order.row.created_at > self._policy.code_valid:
            return Unwanted("the code is not good any more")
        words = self._words.of(order.case_id, effect)
        try:
            await self._sms.send(effect.phone, words, order.row.effect_id)
        except SmsError:
            self._gateway.failed()
            raise
        self._gateway.worked()
        return Performed()

    @override
    def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
        return None


async def case_of(means: Means, case_id: str) -> Case:
    """Return a case as it stands, unlocked."""
    async with means.store.begin() as uow:
        row = await uow.cases.load(case_id, lock=False)
    if row is None:
        raise LookupError(f"no case {case_id}")
    return means.codec.decode(row.state, Case)


def _queued(row: OutboxRow) -> OutboxRow:
    return replace(row, state=OutboxState.QUEUED, not_before=None, seq=0)
