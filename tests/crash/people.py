"""Two conversations with people behind a bot that keeps dying: a takeover, and a review."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from bot import adapters
from bot.agents.review.topics import topic_key as review_key
from bot.agents.topics import topic_key as support_key
from bot.backoffice.embedded.core import EmbeddedSealingKey, system_of
from bot.clock import SystemClock
from bot.sandbox.heard import Heard
from bot.sandbox.staffer import Staffer
from bot.sandbox.staffing import number_of
from bot.seal import seal
from dialogs.events import DeskAct
from dialogs.kinds import PasswordKind
from dialogs.model import Case, Phase, ResultState, StepName
from storage.api import FirmChange
from tests.crash.holds import settled
from tests.crash.theatre import PATIENCE_S, Theatre, submit

AGENT = number_of("agent_lin")
REVIEWER = number_of("reviewer_gu")
SECRET = "83920174"
SAID = ("交易密码想不起来了", f"密码 {SECRET} 是这个吗", "还是用新的吧")
SEEN = (SAID[0], "是这个吗", SAID[2])
"""The customer's words, and what of them the agent may read."""

VOICE = b"OggS" + bytes(100)

ANSWERED = ("您好，我来看一下。", "请稍等。")
MENDED = "请稍等两分钟。"
CAPTION = "按这张图放证件"
"""The agent's words; the second answer is changed afterwards."""

PASSWORDS = ("@kind-futures-trading", "@kind-futures-fund", "@kind-monitoring")
REFUSED_FIRST = PasswordKind.FUTURES_FUND
_LOOK_S = 0.05


@dataclass
class Worker:
    """A colleague at work in the topic of the customer, or of the case.

    Attributes:
        hand: the colleague in their group.
        key: how the bot names the topic.
    """

    show: Theatre
    hand: Staffer
    key: Callable[[Case], str]

    async def topic(self) -> int:
        """Wait for the topic that the bot knows; a death may have left another, empty one."""
        async with asyncio.timeout(PATIENCE_S):
            while (found := await self._bound()) is None:  # noqa: ASYNC110 - looked at
                await asyncio.sleep(_LOOK_S)
        return found

    async def _bound(self) -> int | None:
        try:
            key = self.key(await self.show.case())
        except IndexError:
            return None
        async with self.show.store.begin() as uow:
            row = await uow.topics.get(key)
        return None if row is None else row.thread_id

    async def tap(self, data: str) -> None:
        """Tap a button as soon as it is there; the answer may come in another life."""
        topic = await self.topic()
        await self.hand.sees_button(topic, data, timeout_s=PATIENCE_S)
        await self.hand.tap(topic, data)

    async def sees(self, words: str) -> Heard:
        """Wait for words of the bot in the topic."""
        return await self.hand.sees(await self.topic(), words, timeout_s=PATIENCE_S)

    async def says(self, words: str) -> Heard:
        """Write in the topic and wait until the customer has it."""
        said = await self.hand.say(await self.topic(), words)
        await heard(self.show, words)
        return said


@asynccontextmanager
async def agent_of(show: Theatre) -> AsyncIterator[Worker]:
    """Give the agent, who works in the customer's topic."""
    assert show.offices is not None
    user, group = show.offices.agents[0], show.offices.support
    async with show.sandbox.staffer(user, group) as hand:
        yield Worker(show, hand, lambda _case: support_key(show.phone.user_id))


@asynccontextmanager
async def reviewer_of(show: Theatre) -> AsyncIterator[Worker]:
    """Give the reviewer, who works in the case's topic."""
    assert show.offices is not None
    user, group = show.offices.reviewer, show.offices.review
    async with show.sandbox.staffer(user, group) as hand:
        yield Worker(show, hand, lambda case: review_key(case.case_id))


async def heard(show: Theatre, words: str, kind: str = "text") -> None:
    """Wait until a message of this kind with these words stands in the customer's chat."""
    async with asyncio.timeout(PATIENCE_S):
        while not any(  # noqa: ASYNC110 - the phone is looked at, as a person does
            one.by_bot and one.kind == kind and words in one.text for one in show.phone.messages
        ):
            await asyncio.sleep(_LOOK_S)


# --- the takeover ---------------------------------------------------------------------------


async def be_helped(show: Theatre, agent: Worker) -> Case:
    """Ask for a person, talk with them, and be handed back to the bot."""
    teller, phone = show.teller, show.phone
    await _off_duty(show, agent)
    await phone.say("/start")
    await teller.press("@button-person")
    await agent.sees(teller.stage.expected("@desk-called"))
    await settled(show)
    await agent.tap("d.take.")
    await teller.until(lambda case: case.speaker.agent == AGENT)
    await phone.say(SAID[0])
    await agent.sees(SEEN[0])
    await settled(show)
    await agent.says(ANSWERED[0])
    await phone.say(SAID[1])
    await phone.say(SAID[2])
    await phone.voice(VOICE)
    await agent.sees(SEEN[1])
    await agent.sees(SEEN[2])
    await agent.hand.sees_kind(await agent.topic(), "voice", timeout_s=PATIENCE_S)
    await settled(show)
    answer = await agent.says(ANSWERED[1])
    await agent.hand.edit(answer, MENDED)
    await heard(show, MENDED)
    await agent.hand.photo(await agent.topic(), _picture(), CAPTION)
    await heard(show, CAPTION, "photo")
    await agent.tap(f"d.act.{DeskAct.PROMPT}")
    await teller.until(lambda case: case.help.prompted)
    await agent.tap("d.back.")
    return await teller.until(lambda case: case.speaker.agent is None)


async def _off_duty(show: Theatre, agent: Worker) -> None:
    async with show.store.begin() as uow:
        await uow.staff.on_duty(agent.hand.user_id, on=False)
        await uow.commit()


def _picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (320, 240), (40, 90, 140)).save(out, "JPEG")
    return out.getvalue()


# --- the review and the result --------------------------------------------------------------


async def be_reviewed(show: Theatre, reviewer: Worker) -> None:
    """Submit, have the front of the card returned, send it again, and be approved."""
    teller = show.teller
    await submit(teller)
    await _take(show, reviewer)
    await reviewer.tap("r.see.")
    await reviewer.hand.sees_kind(await reviewer.topic(), "video", timeout_s=PATIENCE_S)
    await reviewer.tap("r.why.front")
    await reviewer.tap("r.no.front.blurred")
    await teller.until(lambda case: len(case.review.decisions) == 1)
    await reviewer.tap("r.back.")
    await teller.until(lambda case: case.phase is Phase.RETURNED)
    await teller.press("@button-continue")
    await teller.until_step(StepName.DOCUMENT)
    await teller.act_card("front")
    await teller.until(lambda case: len(case.shots) == 1 and not case.checks)
    await teller.act_card("back")
    await teller.until_step(StepName.FIELDS)
    await teller.press("@button-fields-right")
    await submit(teller)
    await _take(show, reviewer)
    await reviewer.tap("r.approve.")
    await teller.until(lambda case: case.phase is Phase.APPLYING)


async def _take(show: Theatre, reviewer: Worker) -> None:
    await reviewer.tap("r.take.")
    await show.teller.until(lambda case: case.review.reviewer == REVIEWER)


async def get_results(show: Theatre) -> Case:
    """Have one password refused and choose it anew, wait for another until it is in effect."""
    teller = show.teller
    await teller.until(lambda case: _states(case, ResultState.REFUSED) == 1)
    await teller.until(lambda case: _states(case, ResultState.WAITING) == 0)
    await teller.press("@button-choose-again")
    await teller.until_step(StepName.PASSWORDS)
    await teller.open_page(teller.act_passwords, "@button-set-passwords")
    case = await teller.until(lambda case: _states(case, ResultState.IN_EFFECT) == 2)
    [due] = [one.until for one in case.results if one.state is ResultState.PENDING]
    assert due is not None
    wait = due - SystemClock().now()
    show.house.let_time_pass(wait.total_seconds() + 60)
    return await teller.until(lambda case: case.phase is Phase.DONE)


def _states(case: Case, state: ResultState) -> int:
    return sum(one.state is state for one in case.results)


async def had_before(show: Theatre, kind: PasswordKind) -> None:
    """Let the password that the customer chose be the one in effect already."""
    case = await show.case()
    assert case.record is not None
    password = show.teller.values[f"password-{kind}"]
    key = await EmbeddedSealingKey(_private_key(show)).current()
    now = SystemClock().now()
    change = FirmChange(
        request_id="long-ago",
        customer_ref=case.record.customer_ref,
        kind=kind.value,
        sealed=seal(password, kind, case.case_id, key, now).ciphertext,
        at=now,
        outcome="in_effect",
        system=system_of(kind),
    )
    async with show.store.begin() as uow:
        await uow.firm.record_change(change)
        await uow.commit()


def _private_key(show: Theatre) -> bytes:
    secret = show.settings.backoffice.private_key
    return adapters.secret(secret, "backoffice.private_key")
