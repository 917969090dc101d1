"""The last exchanges of a talk, for an agent who comes to it: masked, evidence unseen."""

from collections.abc import Sequence

from bot.agents.review.wording import clipped, covered
from dialogs.events import (
    AgentSpoke,
    CheckFinished,
    Event,
    MediaReceived,
    TextSaid,
)
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
    lines = (_line(codec.decode(row.payload, Event)) for row in told)
    return tuple(line for line in lines if line is not None)


def _line(event: Event) -> Text | None:
    match event:
        case TextSaid(text=words, at=at):
            return text("desk_recent_customer", at=at, words=covered(words, _LONGEST))
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
