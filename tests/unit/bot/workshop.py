"""The shell's parts over the twins: a store in memory, a messenger that remembers."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from typing_extensions import override

from bot.agents.memory import MemoryForum
from bot.agents.relay import Relayer
from bot.bells import Bell
from bot.clock import ManualClock
from bot.engine import Bells, Engine, Means
from bot.ids import SeededIds
from bot.letters import Letters, PageLinks
from bot.metrics import Metrics
from bot.outbox import Sender, SenderSettings
from bot.performing.chat import ChatPerformer, Gallery
from bot.performing.ports import Kinds
from bot.render import Renderer
from bot.telegram.memory import MemoryMessenger
from dialogs.effects import Page
from dialogs.events import CaseOpened, Event, Started, Tapped
from dialogs.kinds import Lang
from dialogs.machine import advance
from dialogs.model import Case
from dialogs.policy import Policy
from storage.codec import Codec
from storage.crypto import KeyRing
from storage.media import MemoryBlobs
from storage.memory import MemoryStore
from verification.fake import ScriptedDrawer

CHAT = 77
START = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


class PlainLinks(PageLinks):
    """Addresses that say what they are for."""

    @override
    def link(self, page: Page, arg: str, case_id: str, user_id: int, lang: Lang) -> str:
        return f"https://desk.example/{page.value}/{arg}"


@dataclass
class Workshop:
    """Everything one process has, in memory."""

    means: Means
    clock: ManualClock
    messenger: MemoryMessenger
    engine: Engine
    sender: Sender
    renderer: Renderer
    rung: list[str] = field(default_factory=list)

    async def open(self) -> Case:
        """Open a case and greet."""
        opened = CaseOpened(event_id="open", at=self.clock.now(), case_id="case", lang=Lang.ZH)
        await self.engine.open(opened, CHAT, CHAT)
        return await self.happen(Started(event_id="start", at=self.clock.now()))

    async def happen(self, event: Event) -> Case:
        """Let something happen to the case."""
        return (await self.engine.turn("case", event)).case

    async def tap(self, verb: str, arg: str = "") -> Case:
        """Tap a button of the newest prompt."""
        case = await self.case()
        event = Tapped(
            event_id=self.means.ids.new(), at=self.clock.now(), verb=verb, arg=arg,
            prompt_no=case.prompt_no,
        )  # fmt: skip
        return await self.happen(event)

    async def case(self) -> Case:
        """Return the case."""
        async with self.means.store.begin() as uow:
            row = await uow.cases.load("case", lock=False)
        assert row is not None
        return self.engine.case_of(row)

    async def send(self) -> None:
        """Perform whatever waits."""
        for _ in range(20):
            claims = await self.sender._claimed(16)
            if not claims:
                return
            for row, in_doubt in claims:
                await self.sender._perform(row, in_doubt=in_doubt)

    async def states(self) -> list[tuple[str, str]]:
        """Return kind and state of every effect."""
        async with self.means.store.begin() as uow:
            return [(row.kind, row.state.value) for row in await uow.outbox.of_case("case")]


def workshop(kinds: Kinds | None = None) -> Workshop:
    """Set up a workshop."""
    clock, store, keys = ManualClock(START), MemoryStore(), KeyRing.generate()
    means = Means(store, Codec(), clock, SeededIds(1), Metrics(), keys)
    rung: list[str] = []

    async def ring(jobs: list[str]) -> None:
        rung.extend(jobs)

    def decide(case: Case | None, event: Event) -> Any:
        return advance(case, event, Policy())

    bell = Bell()
    engine = Engine(means, decide, Bells(bell, Bell(), ring))
    messenger, renderer = MemoryMessenger(), Renderer()
    chat = ChatPerformer(
        store,
        messenger,
        Letters(renderer, PlainLinks()),
        renderer,
        Gallery(MemoryBlobs(keys), ScriptedDrawer()),
    )
    relay = Relayer(means, messenger, MemoryForum(), renderer)
    told = {"Say": chat, "DeleteMessage": chat, "Relay": relay}
    all_kinds = {**told, **(kinds or {})}
    sender = Sender(SenderSettings("main"), means, engine, all_kinds, bell)
    return Workshop(means, clock, messenger, engine, sender, renderer, rung)
