"""What each member of a group has not read yet, by topic: the page's marks, for every identity.

One person plays several members in one browser, so the marks are kept here and not there.
"""

from bot.sandbox.state import Chat, Json
from bot.sandbox.world import World


def note(world: World, chat: Chat, topic: int | None, message_id: int, sender_id: int) -> None:
    """Mark a new message as unread by everybody in the group but its sender."""
    others = world.state.audience(chat)
    readers = [one for one in others if one not in {sender_id, world.state.bot.id}]
    for user_id in readers:
        world.state.unread.setdefault((user_id, chat.id, topic), set()).add(message_id)
    _tell(world, chat, topic, readers)


def forget(world: World, chat: Chat, topic: int | None, message_id: int) -> None:
    """Take a deleted message out of what is unread."""
    _clear(world, chat, topic, world.state.audience(chat), {message_id})


def read(world: World, user_id: int, chat: Chat, topic: int | None) -> None:
    """Mark a whole topic as read by somebody."""
    _clear(world, chat, topic, [user_id], None)


def count(world: World, user_id: int, chat: Chat, topic: int | None) -> int:
    """Return how many messages of a topic somebody has not read."""
    return len(world.state.unread.get((user_id, chat.id, topic), ()))


def in_chats(world: World, user_id: int) -> dict[str, int]:
    """Return how many messages somebody has not read in each group where there are any."""
    found: dict[str, int] = {}
    for (reader, chat_id, _), messages in world.state.unread.items():
        if reader == user_id:
            found[str(chat_id)] = found.get(str(chat_id), 0) + len(messages)
    return found


def _clear(
    world: World, chat: Chat, topic: int | None, readers: list[int], gone: set[int] | None
) -> None:
    changed = []
    for user_id in readers:
        key = (user_id, chat.id, topic)
        old = world.state.unread.get(key, set())
        left = old - gone if gone is not None else set()
        if left == old:
            continue
        changed.append(user_id)
        if left:
            world.state.unread[key] = left
        else:
            del world.state.unread[key]
    _tell(world, chat, topic, changed)


def _tell(world: World, chat: Chat, topic: int | None, readers: list[int]) -> None:
    """Tell the group and the staff elsewhere, who may be played in the same browser."""
    if not readers:
        return
    state = world.state
    counts = [
        {"user": one, "count": count(world, one, chat, topic), "chats": in_chats(world, one)}
        for one in readers
    ]
    data: Json = {"chat_id": chat.id, "topic_id": topic, "counts": counts}
    staff = {person.id for person in state.people() if person.roles}
    world.hub.tell({*state.audience(chat), *staff}, "unread", data)
