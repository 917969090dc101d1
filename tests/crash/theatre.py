"""One whole conversation with a bot that keeps dying: the customer's side and the house's."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import httpx
from typing_extensions import override

from bot import adapters
from bot.bells import Bell
from bot.clock import SystemClock
from bot.config import Settings
from bot.engine import Bells, Engine, Means
from bot.ids import SystemIds
from bot.metrics import Metrics
from bot.sandbox.colleagues import Offices, open_offices
from bot.sandbox.people import PEOPLE, Person
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import GENEROUS_RATES, SandboxSettings
from bot.sandbox.staffing import desk_section
from bot.sandbox.testing import Heard, Phone
from dialogs.events import CaseApproved, Event, ReviewTaken
from dialogs.kinds import Lang
from dialogs.machine import advance
from dialogs.model import Case, Phase, StepName
from dialogs.policy import Policy
from storage import Store, open_store
from storage.codec import Codec
from storage.crypto import KeyRing
from tests.crash.child import Life, live
from tests.crash.mortal import Ledger
from tests.forks import CONTEXT, warm
from tests.stories.script import Teller
from tests.stories.stage import ShiftedClock, Stage, prepared, sections_for

PATIENCE_S = 240.0
_LOOK_S = 0.05
_KILLED = -9
_ONE_IN_ON_POSTGRESQL = 4
"""The boundaries are the same on both databases, and each is died at on SQLite."""

_FAIR_SHARE = 0.7


class PatientTransport(httpx.AsyncHTTPTransport):
    """Tries again while the bot is between two lives, as a browser's user does."""

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                with suppress(httpx.TransportError):
                    return await super().handle_async_request(request)
                await asyncio.sleep(_LOOK_S)


class MortalTeller(Teller):
    """A customer whose phone says less than usual: it waits for the case, not for words."""

    async def until(self, reached: Callable[[Case], bool]) -> Case:
        """Wait for the case to get somewhere."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                with suppress(IndexError):
                    case = await self.stage.case()
                    if reached(case):
                        return case
                await asyncio.sleep(_LOOK_S)

    async def until_step(self, step: StepName) -> Case:
        """Wait for a step, with no check running."""
        return await self.until(lambda case: case.step is step and not case.checks)

    async def press(self, words: str) -> None:
        """Tap a button of the newest prompt, once it is there."""
        label = self.stage.expected(words)
        await self.stage.phone.tap(label, await self._awaited(label))

    async def open_page(self, act: Callable[[str], Awaitable[None]], words: str) -> None:
        """Use a page behind a button, once the button is there."""
        await self._awaited(self.stage.expected(words))
        await act(words)

    async def _awaited(self, label: str) -> Heard:
        async with asyncio.timeout(PATIENCE_S):
            while (message := await self._prompt(label)) is None:  # noqa: ASYNC110 - looked at
                await asyncio.sleep(_LOOK_S)
        return message

    async def _prompt(self, label: str) -> Heard | None:
        try:
            case = await self.stage.case()
        except IndexError:
            return None
        for message in reversed(self.stage.phone.messages):
            mine = any((b.data or "").startswith(f"{case.prompt_no}.") for b in message.buttons)
            if mine and any(label in one for one in message.labels):
                return message
        return None


@dataclass
class House:
    """The bot's side of the theatre.

    Attributes:
        sections: the bot's settings.
        folder: where its lives leave what they have to tell.
        mortal: whether the lives that begin from now on die at commit boundaries.
        late_s: how long after the real time they live.
        one_in: at one in so many commit boundaries they die.
    """

    sections: dict[str, Any]
    folder: Path
    mortal: bool
    late_s: float = 0.0
    one_in: int = 1
    lives: int = 0
    process: ForkServerProcess | None = None
    problems: list[str] = field(default_factory=list)

    @property
    def ledger(self) -> Ledger:
        """The boundaries at which it died."""
        return Ledger(self.folder / "deaths")

    async def run(self) -> None:
        """Start the bot again and again."""
        while True:
            self.process = CONTEXT.Process(target=live, args=(self._life(),))
            self.process.start()
            self.lives += 1
            await self._ended(self.process)
            if self.process.exitcode != _KILLED:
                self.problems.append(f"life {self.lives} ended with {self.process.exitcode}")
                return

    def died_at_least(self, count: int) -> bool:
        """Say whether there were so many deaths, or the share of them that is not spared."""
        return len(self.ledger.deaths) >= count / self.one_in * _FAIR_SHARE

    def _life(self) -> Life:
        ledger = self.folder / "deaths" if self.mortal else None
        return Life(self.sections, self.folder / "log", ledger, self.late_s, self.one_in)

    async def _ended(self, process: ForkServerProcess) -> None:
        while process.exitcode is None:  # noqa: ASYNC110 - a process has no event to await
            await asyncio.sleep(0.01)

    def begin_to_die(self) -> None:
        """Let the lives after this one die at commit boundaries."""
        self.mortal = True
        self._end()

    def let_time_pass(self, seconds: float) -> None:
        """Let the next life begin so much later."""
        self.late_s += seconds
        self._end()

    def stop(self) -> None:
        """End the last life."""
        if self.process is not None and self.process.exitcode is None:
            self.process.kill()
            self.process.join(10)

    def _end(self) -> None:
        if self.process is not None:
            self.process.kill()


@dataclass
class Theatre:
    """Everything a crash test looks at; offices where people work behind the bot."""

    sandbox: Sandbox
    settings: Settings
    house: House
    store: Store
    engine: Engine
    phone: Phone
    teller: MortalTeller
    offices: Offices | None = None

    async def case(self) -> Case:
        """Return the case as it stands."""
        return await self.teller.stage.case()

    async def approve(self) -> None:
        """Approve the case as a reviewer."""
        case = await self.case()
        now, ids = SystemClock().now(), SystemIds()
        for event in (
            ReviewTaken(event_id="review", at=now, seed=ids.seed(), agent="1009"),
            CaseApproved(event_id="approval", at=now, seed=ids.seed(), agent="1009"),
        ):
            await self.engine.turn(case.case_id, event)


@asynccontextmanager
async def theatre(
    folder: Path, lang: Lang, *, mortal: bool, database: str | None = None, desk: bool = False
) -> AsyncIterator[Theatre]:
    """Set up sandbox, database, a customer and a bot that dies, with people behind if wanted."""
    rates = SandboxSettings(rates=GENEROUS_RATES, tap_wait_s=0.3)
    async with Sandbox(rates) as sandbox, sandbox.phone(language_code=lang.value) as phone:
        sections = sections_for(sandbox.url, sandbox.bot_token, folder)
        if database is not None:
            sections["database"] = {"url": database}
        offices = open_offices(sandbox) if desk else None
        if offices is not None:
            sections["desk"] = {**desk_section(offices), "lang": lang.value}
        settings = Settings.model_validate(sections)
        await prepared(settings)
        keys = adapters.key_ring(settings)
        store = open_store(settings.database.url, keys)
        engine = _engine(store, settings.policy(), keys)
        one_in = 1 if database is None else _ONE_IN_ON_POSTGRESQL
        house = House(sections, folder, mortal, one_in=one_in)
        await warm()
        running = asyncio.create_task(house.run())
        web = httpx.AsyncClient(timeout=30, transport=PatientTransport())
        reading: Any = _Reading(store, engine)
        stage = Stage(sandbox, reading, phone, ShiftedClock(), web, lang, sections)
        teller = MortalTeller(stage, _person(lang), patience_s=PATIENCE_S)
        try:
            yield Theatre(sandbox, settings, house, store, engine, phone, teller, offices)
        finally:
            running.cancel()
            house.stop()
            await web.aclose()
            await store.close()


async def converse(show: Theatre) -> Case:
    """Have the whole conversation, from hello to every password in effect."""
    await to_submission(show, ("@kind-futures-trading", "@kind-monitoring"))
    await submit(show.teller)
    await show.approve()
    over = (Phase.DONE, Phase.APPLYING)
    return await show.teller.until(
        lambda case: case.phase in over and all(one.state != "waiting" for one in case.results)
    )


async def to_submission(show: Theatre, kinds: Sequence[str]) -> None:
    """Have the conversation until a case about these passwords can be submitted."""
    teller, phone = show.teller, show.phone
    await phone.say("/start")
    await teller.press("@button-start")
    await teller.until_step(StepName.NAME)
    await phone.say(teller.person.name)
    await teller.until_step(StepName.DOCUMENT_KIND)
    await teller.press(teller.values["document"])
    await teller.until_step(StepName.NUMBER)
    await phone.say(teller.person.number)
    await teller.until_step(StepName.PHONE)
    await phone.say(teller.person.phone)
    await _enter_code(teller, StepName.SELECTION)
    for count, kind in enumerate(kinds, start=1):
        await teller.press(kind)
        await teller.until(partial(_has_picked, count))
    await teller.press("@button-picked")
    await teller.until_step(StepName.NOTICE)
    await teller.open_page(teller.act_read, "@button-safety-notice")
    await teller.press("@button-notice-read")
    await teller.until_step(StepName.PASSWORDS)
    await teller.open_page(teller.act_passwords, "@button-set-passwords")
    await _show_cards(teller)
    await _show_face(teller)
    await _sign(teller)


async def submit(teller: MortalTeller) -> Case:
    """Submit, once it can be done."""
    await teller.until_step(StepName.SUBMIT)
    await teller.press("@button-submit")
    return await teller.until(lambda case: case.phase is Phase.IN_REVIEW)


async def _enter_code(teller: MortalTeller, after: StepName) -> None:
    await teller.act_code("")
    await teller.until(lambda case: any(one.digest for one in case.codes))
    await teller.stage.phone.say(teller.values["code"])
    await teller.until_step(after)


async def _show_cards(teller: MortalTeller) -> None:
    await teller.until_step(StepName.DOCUMENT)
    await teller.act_card("front")
    await teller.until(lambda case: len(case.shots) == 1 and not case.checks)
    await teller.act_card("back")
    await teller.until_step(StepName.FIELDS)
    await teller.press("@button-fields-right")
    await teller.until_step(StepName.CONSENT)
    await teller.open_page(teller.act_read, "@button-data-consent")
    await teller.press("@button-consent")


async def _show_face(teller: MortalTeller) -> None:
    await teller.until_step(StepName.LIVENESS)
    await teller.press("@button-ready")
    for seen in (1, 2, 3):
        await teller.until(lambda case: case.liveness.deadline is not None and not case.checks)
        await teller.act_selfie("PASS")
        await teller.until(partial(_has_seen, seen))
    await teller.until_step(StepName.STATEMENT)
    await teller.act_film("8 PASS")
    await teller.press("@button-submit-video")
    await teller.until_step(StepName.AGREEMENTS)


async def _sign(teller: MortalTeller) -> None:
    await teller.open_page(teller.act_read, "@agreement-service")
    await teller.open_page(teller.act_read, "@agreement-risk")
    await teller.press("@button-sign")
    await teller.until_step(StepName.SIGNING)
    await _enter_code(teller, StepName.SUBMIT)


def _has_picked(count: int, case: Case) -> bool:
    return len(case.picked) == count


def _has_seen(count: int, case: Case) -> bool:
    done = sum(one.media_id is not None for one in case.liveness.rounds)
    return done == count and not case.checks


def _person(lang: Lang) -> Person:
    key = "zhang_wei" if lang is Lang.ZH else "maria_schmidt"
    return next(one for one in PEOPLE if one.key == key)


def _engine(store: Store, policy: Policy, keys: KeyRing) -> Engine:
    means = Means(store, Codec(), SystemClock(), SystemIds(), Metrics(), keys)

    async def nobody(_jobs: list[str]) -> None:
        return

    def decide(case: Case | None, event: Event) -> Any:
        return advance(case, event, policy)

    return Engine(means, decide, Bells(Bell(), Bell(), nobody))


class _Reading:
    """The part of a desk that a stage reads a case through."""

    def __init__(self, store: Store, engine: Engine) -> None:
        self.base = self
        self.means = self
        self.store = store
        self.engine = engine
