"""The last exchanges of a talk, for an agent who comes to it: masked, evidence unseen."""

from collections.abc import Sequence

from bot.agents.review.wording import clipped
from dialogs.events import (
    AgentSpoke,
    CheckFinished,
    Event,
    MediaReceived,
    TextSaid,
)
from dialogs.rules.masking import TOGETHER, digits_in, masked_words
from dialogs.texts import Text, text
from storage.api import JournalRow
from storage.codec import Codec

_MOST = 12
_LONGEST = 250
"""Characters of one line: all of them have to fit into one message."""

_TOLD = frozenset(cls.__name__ for cls in (TextSaid, MediaReceived, AgentSpoke, CheckFinished))


def exchanges(journal: Sequence[JournalRow], codec: Codec) -> tuple[Text, ...]:
    """Return the newest lines, oldest first."""
    told = [row for row in journal if row.kind in _TOLD][-_MOST:]
    events = [codec.decode(row.payload, Event) for row in told]
    lines = (_line(event, events) for event in events)
    return tuple(line for line in lines if line is not None)


def _line(event: Event, events: Sequence[Event]) -> Text | None:
    match event:
        case TextSaid(at=at):
            return text("desk_recent_customer", at=at, words=_covered(event, events))
        case MediaReceived(media=media, at=at):
            return text("desk_recent_media", at=at, media=text(f"desk_media_{media}"))
        case AgentSpoke(agent=agent, words=words, at=at):
            return text(
                "desk_recent_agent", at=at, agent=agent, words=clipped(words or "📎", _LONGEST)
            )
        case CheckFinished(outcome=outcome, at=at):
            return text("desk_recent_check", at=at, verdict=text(f"verdict_{outcome.verdict}"))
        case _:
            return None


def _covered(said: TextSaid, events: Sequence[Event]) -> str:
    """Return words with the pieces covered of a number that came in several messages.

    Which step they were said at is not asked, so a lone piece is always covered.
    """
    near = sum(
        digits_in(one.text)
        for one in events
        if isinstance(one, TextSaid) and one is not said and abs(one.at - said.at) <= TOGETHER
    )
    return clipped(masked_words(said.text, before=near, awaited=True), _LONGEST)
