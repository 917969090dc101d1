"""The staff's acts in stories: agents, reviewers and a supervisor in their groups.

`agent:` writes in the customer's topic, `agent-taps:` taps there, `topic:` waits for words of
the bot in it; `agent2`, `supervisor` likewise. `reviewer…` act in the case's review topic.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from typing_extensions import override

from bot.sandbox.heard import Heard, TapAnswer
from bot.sandbox.people import Person
from bot.sandbox.staffer import Staffer
from bot.sandbox.staffing import number_of
from tests.stories.script import Teller
from tests.stories.stage import Stage

_LINK = re.compile(r"http://\S+/n/[\w.-]+")
_KEYS = {
    "agent": "agent_lin",
    "agent2": "agent_amy",
    "reviewer": "reviewer_gu",
    "reviewer2": "reviewer_nora",
    "supervisor": "supervisor_he",
}


@dataclass
class DeskTeller(Teller):
    """Acts out stories in which people work behind the bot."""

    hands: dict[str, Staffer] = field(default_factory=dict)
    review_hands: dict[str, Staffer] = field(default_factory=dict)
    notice: str = ""
    spoken: Heard | None = None
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        for role, key in _KEYS.items():
            self.values[role] = number_of(key)
        for role in ("agent", "agent2", "supervisor"):
            self._acts_of(role)
        for role in ("reviewer", "reviewer2", "overseer"):
            self._acts_of_reviewer(role)

    def _acts_of(self, role: str) -> None:
        async def says(words: str) -> None:
            hand = self.hands[role]
            self.spoken = await hand.say(await self._topic(hand), words)

        async def taps(words: str) -> None:
            hand = self.hands[role]
            await self._tapped(hand, await self._topic(hand), words)

        async def orders(words: str) -> None:
            await self.hands[role].say(1, words)

        self.acts |= {role: says, f"{role}-taps": taps, f"{role}-orders": orders}

    def _acts_of_reviewer(self, role: str) -> None:
        async def says(words: str) -> None:
            hand = self.review_hands[role]
            topic = await hand.opened(timeout_s=self.patience_s)
            newest = [one for one in hand.messages(topic) if one.by_bot][-1]
            await hand.reply(newest, words)

        async def taps(words: str) -> None:
            hand = self.review_hands[role]
            await self._tapped(hand, await hand.opened(timeout_s=self.patience_s), words)

        self.acts |= {f"{role}-says": says, f"{role}-taps": taps}

    async def _topic(self, hand: Staffer) -> int:
        return await hand.opened(timeout_s=self.patience_s)

    async def _tapped(self, hand: Staffer, topic: int, words: str) -> None:
        label = self.stage.expected(words)
        await hand.sees_button(topic, label, timeout_s=self.patience_s)
        answer: TapAnswer = await hand.tap(topic, label)
        assert answer.answered, "the tap was not answered"
        self.notice = answer.text

    # --- what the staff does besides ---

    async def act_agent_edits(self, words: str) -> None:
        """Change what an agent wrote last."""
        assert self.spoken is not None
        self.spoken = await self.hands["agent"].edit(self.spoken, words)

    async def act_agent_photo(self, caption: str) -> None:
        """Send a photograph from the topic."""
        hand = self.hands["agent"]
        await hand.photo(await self._topic(hand), _picture(), caption)

    async def act_agent_answers(self, words: str) -> None:
        """Reply to the newest message of the customer in the topic."""
        hand = self.hands["agent"]
        topic = await self._topic(hand)
        newest = await hand.sees(topic, "👤", timeout_s=self.patience_s)
        await hand.reply(newest, words)

    async def act_customer_answers(self, words: str) -> None:
        """Reply as the customer to the newest message with these words: `words | reply`."""
        answered, _, reply = words.partition(" | ")
        await self.stage.phone.say(reply, self._said(answered).id)

    async def act_customer_answers_photo(self, words: str) -> None:
        """Reply with a photograph: `words | caption`."""
        answered, _, caption = words.partition(" | ")
        await self.stage.phone.photo(_picture(), caption, self._said(answered).id)

    async def act_customer_answers_album(self, words: str) -> None:
        """Reply with two photographs at once: `words | caption`."""
        answered, _, caption = words.partition(" | ")
        pictures = [_picture(), _picture()]
        await self.stage.phone.album(pictures, caption, self._said(answered).id)

    def _said(self, words: str) -> Heard:
        """Return the newest message of the customer's chat with these words."""
        wanted = self.stage.expected(words)
        return next(one for one in reversed(self.stage.phone.messages) if wanted in one.text)

    async def act_agent_deletes(self, words: str) -> None:
        """Delete the newest message of the topic with these words."""
        hand = self.hands["agent"]
        found = [one for one in hand.messages(await self._topic(hand)) if words in one.text]
        await hand.delete(found[-1])

    async def act_topic_deleted(self, _: str) -> None:
        """Let somebody delete the customer's topic."""
        hand = self.hands["supervisor"]
        await hand.delete_topic(await self._topic(hand))

    async def act_photo(self, caption: str) -> None:
        """Send a plain photograph as the customer."""
        await self.stage.phone.photo(_picture(), caption)

    async def act_not_me_by_message(self, _: str) -> None:
        """Open the link of the newest text message and say that it was not me."""
        newest = await self._noticed()
        link = _LINK.search(newest)
        assert link is not None, newest
        page = await self.stage.web.get(link[0])
        assert page.status_code == 200, page.text
        case = await self.stage.case()
        assert case.frozen_at is None, "looking at the page must not freeze anything"
        sent = await self.stage.web.post(link[0], follow_redirects=True)
        assert sent.status_code == 200, sent.text

    async def _noticed(self) -> str:
        async with asyncio.timeout(self.patience_s):
            while True:
                for words in reversed(self.stage.phone.sms(self.person.phone)):
                    if _LINK.search(words):
                        return words
                await asyncio.sleep(0.05)

    async def act_application(self, _: str) -> None:
        """Remember the application number as {application}."""
        case = await self.stage.case()
        self.values["application"] = case.submission.application_number or ""

    async def act_other_phone(self, _: str) -> None:
        """Go on from another Telegram account."""
        lang = self.stage.lang.value
        self.stage.phone = await self.stack.enter_async_context(
            self.stage.sandbox.phone(language_code=lang)
        )
        await self.stage.phone.say("/start")
        await self.act_bot("@intro")

    # --- what must come of it ---

    async def act_topic(self, words: str) -> None:
        """Wait for words of the bot in the customer's topic."""
        hand = self.hands["agent"]
        for part in words.split(" | "):
            wanted = self.stage.expected(part.strip())
            await hand.sees(await self._topic(hand), wanted, timeout_s=self.patience_s)

    async def act_topic_answers(self, words: str) -> None:
        """Wait for words in the topic in reply to others there: `words | what they reply to`.

        Nothing behind the ` | ` means that they reply to nothing.
        """
        said, _, answered = (one.strip() for one in words.partition(" |"))
        hand = self.hands["agent"]
        topic = await self._topic(hand)
        found = await hand.sees(topic, said, timeout_s=self.patience_s)
        there = {one.id: one.text for one in hand.messages(topic)}
        text = there.get(found.replied_id or 0, "")
        assert (answered in text) if answered else not text, f"it replies to {text!r}"

    async def act_title(self, words: str) -> None:
        """Wait until the topic's title says so."""
        hand, wanted = self.hands["agent"], self.stage.expected(words)
        await hand.opened(wanted, timeout_s=self.patience_s)

    async def act_topics(self, count: str) -> None:
        """Make sure how many topics there are."""
        await asyncio.sleep(0.3)
        assert len(self.hands["agent"].topics) == int(count)

    async def act_topic_silent(self, words: str) -> None:
        """Make sure that something never stood in any topic."""
        for hand in (self.hands["agent"], self.review_hands["reviewer"]):
            told = [text for one in hand.topics for text in hand.texts(one.thread_id)]
            assert not [text for text in told if words in text], told

    async def act_topic_kind(self, kind: str) -> None:
        """Wait for a message of a kind (photo, voice …) in the topic."""
        hand = self.hands["agent"]
        await hand.sees_kind(await self._topic(hand), kind, timeout_s=self.patience_s)

    async def act_review(self, words: str) -> None:
        """Wait for words of the bot in the review topic."""
        hand = self.review_hands["reviewer"]
        topic = await hand.opened(timeout_s=self.patience_s)
        for part in words.split(" | "):
            await hand.sees(topic, self.stage.expected(part.strip()), timeout_s=self.patience_s)

    async def act_review_kind(self, words: str) -> None:
        """Wait for so many messages of a kind in the review topic: `photo 3`."""
        kind, _, count = words.partition(" ")
        hand = self.review_hands["reviewer"]
        topic = await hand.opened(timeout_s=self.patience_s)
        await hand.sees_kind(topic, kind, int(count or 1), timeout_s=self.patience_s)

    async def act_review_gone(self, kind: str) -> None:
        """Wait until no message of this kind stands in the review topic any more."""
        hand = self.review_hands["reviewer"]
        topic = await hand.opened(timeout_s=self.patience_s)
        await hand.until(
            lambda: not [one for one in hand.messages(topic) if one.kind == kind],
            f"no {kind}",
            self.patience_s,
        )

    async def act_group(self, words: str) -> None:
        """Wait for words of the bot outside of the topics."""
        wanted = self.stage.expected(words)
        await self.hands["agent"].sees(1, wanted, timeout_s=self.patience_s)

    async def act_notice(self, words: str) -> None:
        """Make sure of the notice that answered the staff's last tap."""
        wanted = self.stage.expected(words)
        assert wanted in self.notice, f"{wanted!r} not in {self.notice!r}"


@asynccontextmanager
async def desk_teller(stage: Stage, person: Person) -> AsyncIterator[DeskTeller]:
    """Give a teller whose staff are at their phones."""
    offices = stage.offices
    assert offices is not None
    people = {
        "agent": offices.agents[0],
        "agent2": offices.agents[1],
        "supervisor": offices.supervisor,
    }
    reviewers = {
        "reviewer": offices.reviewer,
        "reviewer2": offices.second_reviewer,
        "overseer": offices.supervisor,
    }
    async with AsyncExitStack() as stack:
        hands = {
            role: await stack.enter_async_context(stage.sandbox.staffer(user, offices.support))
            for role, user in people.items()
        }
        review = {
            role: await stack.enter_async_context(stage.sandbox.staffer(user, offices.review))
            for role, user in reviewers.items()
        }
        yield DeskTeller(stage, person, hands=hands, review_hands=review, stack=stack)


def _picture() -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (320, 240), (40, 90, 140)).save(out, "JPEG")
    return out.getvalue()
