"""A reviewers' desk over the twins: a case driven to review, a forum that remembers."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.agents.acting import Notice
from bot.agents.arrivals import Posted, Poster, StaffArrival, Touched
from bot.agents.eye import Eye
from bot.agents.forum import Post
from bot.agents.memory import MemoryForum
from bot.agents.review.clerk import ReviewClerk
from bot.agents.review.keeper import ReviewKeeper
from bot.agents.review.showing import ReviewShower
from bot.agents.review.topics import ReviewSettings, place_of, topic_key
from bot.agents.told import StaffAnswerer
from bot.bells import Bell
from bot.clock import ManualClock
from bot.engine import Bells, Engine, Means
from bot.ids import SeededIds
from bot.metrics import Metrics
from bot.outbox import Sender, SenderSettings
from bot.performing.ports import Kinds
from bot.render import Renderer
from dialogs import events as ev
from dialogs.evidence import CheckOutcome
from dialogs.kinds import Lang, MediaKind, Verdict
from dialogs.machine import Advanced, advance
from dialogs.model import Case, StepName
from dialogs.reasons import Finding, Reason
from dialogs.reviewing import items
from dialogs.staff import Role
from dialogs.texts import Text
from storage.api import AuditRow, Lease, OutboxRow, StaffRow, TopicRow, UnitOfWork
from storage.codec import Codec
from storage.crypto import KeyRing
from storage.media import MemoryBlobs
from storage.memory import MemoryStore
from tests.property.histories import BACK, GOOD_PATH, POLICY, READING, History, go_to
from verification.api import CheckResult
from verification.fake import ScriptedDrawer, scripted_film, scripted_picture

GROUP, CHAT, CASE = -1002, 77, "case-1"
AGENT = "1001"
_FILMS = {MediaKind.VIDEO, MediaKind.VIDEO_NOTE}
SCORES = (("coverage", 0.974), ("unheard_of", 1.0))


def colleague(number: str, *roles: Role) -> StaffRow:
    """Return a person of the staff."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return StaffRow(int(number), number, f"p{number}", "zh", frozenset(roles), True, "1000", at)


REVIEWER = colleague("1009", Role.REVIEWER)
SECOND = colleague("1008", Role.REVIEWER)
SUPERVISOR = colleague("1003", Role.SUPERVISOR)
HANDLER = colleague(AGENT, Role.AGENT, Role.REVIEWER)
OUTSIDER = colleague("1002", Role.AGENT)


def onwards(history: History) -> History:
    """Go on by the good path until the case is in review."""
    while history.case.step is not StepName.REVIEW:
        GOOD_PATH[history.case.step](history)
    return history


def waived(lang: Lang = Lang.ZH) -> History:
    """Return a case in review whose statement an agent let pass (D13)."""
    history = go_to(StepName.STATEMENT, lang)
    history.do(ev.AgentTook, agent=AGENT)
    history.do(ev.AgentActed, agent=AGENT, act=ev.DeskAct.WAIVE)
    history.do(ev.AgentHandedBack, agent=AGENT)
    return onwards(history)


def doubtful(lang: Lang = Lang.ZH) -> History:
    """Return a case in review with a doubtful front and a doubtful statement."""
    history = go_to(StepName.DOCUMENT, lang)
    history.media()
    glare = (Finding(Reason.GLARE, "number"), Finding(Reason.BLURRED))
    history.check(CheckOutcome(Verdict.UNSURE, glare, card=READING, scores=SCORES))
    history.media()
    history.check(CheckOutcome(Verdict.PASS, card=BACK))
    while history.case.step is not StepName.STATEMENT:
        GOOD_PATH[history.case.step](history)
    history.media(MediaKind.VIDEO_NOTE, duration_s=9)
    history.tap("send")
    heard = "我是张伟本人，我的密码是 87654321，我认可"
    unsure = (Finding(Reason.WORDS_DOUBTFUL),)
    history.check(CheckOutcome(Verdict.UNSURE, unsure, heard=heard, scores=SCORES))
    return onwards(history)


@dataclass
class Bench:
    """A desk with one case."""

    means: Means
    clock: ManualClock
    engine: Engine
    forum: MemoryForum
    sender: Sender
    clerk: ReviewClerk
    blobs: MemoryBlobs
    renderer: Renderer
    lang: Lang
    update_id: int = 0
    notice: Notice = field(default_factory=Notice)
    settled: list[int] = field(default_factory=list)

    async def play(self, history: History) -> None:
        """Let a whole history happen, its checks run and its evidence stored."""
        await self.engine.open(history.opened, CHAT, CHAT)
        await self.follow(history, 0)

    async def follow(self, history: History, start: int) -> None:
        """Let what was added to a history happen."""
        for turn in history.turns[start:]:
            if isinstance(turn.event, ev.CheckFinished):
                await self._judged(turn.event)
            await self.engine.turn(CASE, turn.event)
        for item in items(history.case):
            for media_id, kind in item.media:
                make = scripted_film if kind in _FILMS else scripted_picture
                await self.blobs.put(media_id, make(CheckOutcome(Verdict.PASS), media_id))

    async def _judged(self, event: ev.CheckFinished) -> None:
        now = self.clock.now()
        result = CheckResult(event.outcome, (("model", "ab" * 32),), "t1", 1.25)
        async with self.means.store.begin() as uow:
            await uow.jobs.claim(now, Lease("w", now), job_id=event.check_id)
            await uow.jobs.finish(event.check_id, "w", self.means.codec.encode(result))
            await uow.commit()

    async def send(self) -> int:
        """Perform what waits for the staff; returns how many rows were claimed."""
        count = 0
        while rows := await self._claimed():
            for row in rows:
                await self.sender._perform(row, in_doubt=False)
            count += len(rows)
        return count

    async def _claimed(self) -> list[OutboxRow]:
        now = self.clock.now()
        async with self.means.store.begin() as uow:
            rows = await uow.outbox.claim(now, Lease("main", now), prefixes=("review:", "topic:-"))
            await uow.commit()
        return rows

    async def tap(self, who: StaffRow, data: str) -> Text | None:
        """Tap a button under the card."""
        topic = await self.topic()
        self.notice = await self._handle(who, Touched("tap", data), topic.card_id or 0)
        return self.notice.words

    async def reply(self, who: StaffRow, words: str | None, answers: int | None) -> Text | None:
        """Reply to a message of the topic."""
        return (await self._handle(who, Posted(words, answers=answers), 9000)).words

    async def _handle(self, who: StaffRow, fact: Posted | Touched, message_id: int) -> Notice:
        self.update_id += 1
        update_id, topic = self.update_id, await self.topic()
        arrival = StaffArrival(
            update_id, self.clock.now(), Poster(who.user_id, who.name, Lang.ZH), GROUP,
            topic.thread_id, message_id, fact,
        )  # fmt: skip

        async def settle(_uow: UnitOfWork) -> bool:
            fresh = update_id not in self.settled
            self.settled.append(update_id)
            return fresh

        return await self.clerk.handle(arrival, who, topic, settle)

    async def topic(self) -> TopicRow:
        """Return the topic; it must be there."""
        async with self.means.store.begin() as uow:
            topic = await uow.topics.get(topic_key(CASE))
        assert topic is not None
        return topic

    async def card(self) -> Post:
        """Return what the card shows."""
        topic = await self.topic()
        assert topic.card_id is not None
        return self.forum.posts[GROUP, topic.card_id]

    async def buttons(self) -> list[str]:
        """Return what the buttons under the card carry."""
        return [key.data or "" for row in (await self.card()).keyboard for key in row]

    async def said(self) -> list[Post]:
        """Return what stands in the topic beside the card."""
        topic = await self.topic()
        posts = self.forum.said(place_of(topic))
        return [one for one in posts if one is not self.forum.posts[GROUP, topic.card_id or 0]]

    async def case(self) -> Case:
        """Return the case."""
        async with self.means.store.begin() as uow:
            row = await uow.cases.load(CASE, lock=False)
        assert row is not None
        return self.engine.case_of(row)

    async def events(self, kind: type[ev.Event]) -> list[ev.Event]:
        """Return the case's events of a kind."""
        async with self.means.store.begin() as uow:
            rows = await uow.journal.of_case(CASE)
        return [
            self.means.codec.decode(row.payload, kind) for row in rows if row.kind == kind.__name__
        ]

    async def audited(self, action: str) -> list[AuditRow]:
        """Return the audit entries of an action."""
        async with self.means.store.begin() as uow:
            return [row for row in await uow.audit.of_case(CASE) if row.action == action]

    async def effects(self, kind: str) -> list[OutboxRow]:
        """Return the queued and settled effects of a kind."""
        async with self.means.store.begin() as uow:
            return [row for row in await uow.outbox.of_case(CASE) if row.kind == kind]

    def words(self, text: Text) -> str:
        """Return a text in the group's language."""
        return self.renderer.plain(text, self.lang)


def _kinds(keeper: ReviewKeeper, shower: ReviewShower, answerer: StaffAnswerer) -> Kinds:
    kept = dict.fromkeys(("OpenReview", "KeepReview", "ShowReasons"), keeper)
    shown = dict.fromkeys(("ShowEvidence", "ShowDetails", "AskWords"), shower)
    return {**kept, **shown, "AnswerStaff": answerer}


def bench(lang: Lang = Lang.ZH, group_id: int | None = GROUP) -> Bench:
    """Set up a desk without a case."""
    clock = ManualClock(datetime(2026, 3, 2, 2, 0, tzinfo=UTC))
    keys, store = KeyRing.generate(), MemoryStore()
    means = Means(store, Codec(), clock, SeededIds(1), Metrics(), keys)

    async def ring(_jobs: list[str]) -> None:
        return

    def decide(case: Case | None, event: ev.Event) -> Advanced:
        return advance(case, event, POLICY)

    engine = Engine(means, decide, Bells(Bell(), Bell(), ring))
    forum, renderer, blobs = MemoryForum(), Renderer(), MemoryBlobs(keys)
    settings = ReviewSettings(group_id, lang)
    keeper = ReviewKeeper(means, forum, renderer, settings)
    eye = Eye(blobs, ScriptedDrawer())
    shower = ReviewShower(means, forum, renderer, settings, eye)
    kinds = _kinds(keeper, shower, StaffAnswerer(forum, renderer))
    sender = Sender(SenderSettings("main"), means, engine, kinds, Bell())
    clerk = ReviewClerk(means, engine, lang)
    return Bench(means, clock, engine, forum, sender, clerk, blobs, renderer, lang)


async def in_review(history: History, lang: Lang = Lang.ZH) -> Bench:
    """Return a desk whose case is in review and shown."""
    desk = bench(lang)
    await desk.play(history)
    await desk.send()
    return desk


def flat(rows: Sequence[Sequence[object]]) -> list[object]:
    """Return all that stands in rows."""
    return [one for row in rows for one in row]


def with_case(history: History, **changes: object) -> Case:
    """Return a history's case, changed."""
    return replace(history.case, **changes)  # type: ignore[arg-type]  # names are the test's
