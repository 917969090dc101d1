"""The message that a customer's message replies to, as agents may read it.

Where that message stands in their topic, the customer's words come there as a reply; where it
does not, one masked line of it stands above the words.
"""

from dataclasses import replace

from dialogs.effects import TellAgents
from dialogs.events import Answered, MediaReceived, TextSaid
from dialogs.kinds import MediaKind
from dialogs.model import Case
from dialogs.rules.masking import COVER, masked_words
from dialogs.rules.names import masked_name
from dialogs.texts import Text, text

_LONGEST = 80
"""Characters of a line: enough to know it again."""


def answered(
    case: Case, message_ref: str, words: str, media: MediaKind | None, *, by_bot: bool
) -> Answered:
    """Return a message replied to without anything that agents may not read.

    The bot's own words may hold the customer's name and address.
    """
    hidden = words
    for name in filter(None, (case.identity.name, case.fields.name)):
        hidden = hidden.replace(name, masked_name(name))
    if case.fields.address:
        hidden = hidden.replace(case.fields.address, COVER)
    line = " ".join(masked_words(hidden).split())
    short = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    return Answered(message_ref, short, media, by_bot=by_bot)


def reply(event: TextSaid | MediaReceived, told: TellAgents) -> TellAgents:
    """Return what is told as a reply to what the customer replied to, or to what was edited."""
    if isinstance(event, TextSaid) and event.edited:
        return replace(told, answers=event.message_ref)
    found = event.answers
    if found is None:
        return told
    return replace(told, answers=found.message_ref, quoted=_line(found))


def _line(found: Answered) -> Text | None:
    if not found.line and found.media is None:
        return None
    words = found.line or text(f"desk_media_{found.media}")
    return text("desk_quoted", sign="🤖" if found.by_bot else "👤", words=words)
