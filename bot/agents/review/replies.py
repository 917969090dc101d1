"""Reviewers' free words: which item a reply is about, and who is to read it.

The bot's question for words (`AskWords`) keeps its item in its outbox row, beside the number
of the message that asked; a reply to that message is about that item. A reply to the card is
about the item whose reasons or question this reviewer called up last in this round, otherwise
about the one they decided last. So nothing has to be remembered elsewhere, and a reply is read
the same after a crash.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.agents.review.effects import AskWords, ShowReasons
from dialogs.effects import Effect
from dialogs.events import ItemDecided
from dialogs.model import Case
from dialogs.reviewing import decision_of, items
from storage.api import OutboxRow, TopicRow
from storage.codec import Codec

WORDS_LONGEST = 500
_NOTE_MARKS = ("#", "\uff03", "//", "内部", "internal")
_AFTER_MARK = " :\uff1a,\uff0c-"


@dataclass(frozen=True, slots=True)
class Words:
    """What a reviewer wrote: for the customer, or for colleagues only."""

    words: str = field(repr=False)
    internal: bool


def read(words: str) -> Words | None:
    """Return a reviewer's words without the mark of a note; None if nothing is left."""
    said = " ".join(words.split())
    mark = next((one for one in _NOTE_MARKS if said.casefold().startswith(one)), None)
    if mark is not None:
        said = said[len(mark) :].lstrip(_AFTER_MARK)
    return Words(said, mark is not None) if said else None


def item_of(
    answers: int, topic: TopicRow, case: Case, rows: Sequence[OutboxRow], agent: str, codec: Codec
) -> str | None:
    """Return the item that a reply to this message is about; None if it is about none."""
    since = case.submission.submitted_at
    calls = [row for row in rows if since is None or row.created_at >= since]
    for row in calls:
        result = row.result or {}
        if row.kind == AskWords.__name__ and result.get("message_id") == answers:
            return str(result.get("item"))
    if answers != topic.card_id:
        return None
    return _called_last(calls, agent, codec) or _decided_last(case, agent)


def _called_last(rows: Sequence[OutboxRow], agent: str, codec: Codec) -> str | None:
    kinds = {AskWords.__name__, ShowReasons.__name__}
    effects = [codec.decode(row.payload, Effect) for row in rows if row.kind in kinds]
    last: str | None = None
    for effect in effects:
        match effect:
            case AskWords(agent=who, item=item) if who == agent:
                last = item
            case ShowReasons(agent=who, view=view) if who == agent:
                last = view.partition(".")[0] or None
            case _:
                continue
    return last


def _decided_last(case: Case, agent: str) -> str | None:
    own = [one.item for one in case.review.decisions if agent in one.reviewers]
    return own[-1] if own else None


def may_note(case: Case, item: str, agent: str) -> bool:
    """Say whether a note of this person leaves the item's decision as it is.

    A note on what somebody else accepted would count as the second yes.
    """
    decision = decision_of(case, item)
    return decision is None or not decision.accepted or agent in decision.reviewers


def decided(case: Case, item: str, said: Words, stamp: dict[str, Any]) -> ItemDecided | None:
    """Return the event of a reply; None for an item that is not there.

    Public words return the item; a note leaves what was decided, and on an item that was
    called up to be returned it returns it.
    """
    if item not in {one.name for one in items(case)}:
        return None
    before = decision_of(case, item)
    returned = before is not None and not before.accepted
    finding = before.finding if before is not None and returned else None
    public = before.words if before is not None and returned else None
    internal = before.internal if before is not None else None
    accepted = before is not None and before.accepted and said.internal
    return ItemDecided(
        **stamp,
        item=item,
        accepted=accepted,
        finding=finding,
        words=public if said.internal else said.words,
        internal=said.words if said.internal else internal,
    )
