"""Who exists and what was said: everything the sandbox remembers, in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]
"""An object exactly as it travels; its shape is checked against the real types when it leaves."""

ChatKind = Literal["private", "supergroup"]
Status = Literal["creator", "administrator", "member", "left", "kicked"]

GENERAL_TOPIC = 1
FIRST_GROUP_ID = -1_002_000_000_001
FIRST_STAFF_ID = 900_000_000_001
"""From here on numbers are the firm's own people's: new customers never count up to them."""
PRESENT: frozenset[Status] = frozenset({"creator", "administrator", "member"})
IN_CHARGE: frozenset[Status] = frozenset({"creator", "administrator"})


@dataclass(slots=True)
class Account:
    """A user or the bot itself; `roles` are what a colleague of the firm is there to do."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    roles: tuple[str, ...] = ()

    def card(self) -> Json:
        """Return the documented `User` object."""
        fields = {
            "id": self.id,
            "is_bot": self.is_bot,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return {name: value for name, value in fields.items() if value is not None}


@dataclass(slots=True)
class Member:
    """A user's place in a group."""

    user_id: int
    status: Status
    rights: dict[str, bool] = field(default_factory=dict)
    title: str | None = None


@dataclass(slots=True)
class Topic:
    """A thread of a forum; its number is that of the message which opened it."""

    thread_id: int
    name: str
    icon_color: int
    icon_custom_emoji_id: str | None = None
    closed: bool = False
    hidden: bool = False
    last_message_id: int = 0
    opened_by: int = 0

    def card(self) -> Json:
        """Return the documented `ForumTopic` object."""
        card: Json = {
            "message_thread_id": self.thread_id,
            "name": self.name,
            "icon_color": self.icon_color,
        }
        if self.icon_custom_emoji_id:
            card["icon_custom_emoji_id"] = self.icon_custom_emoji_id
        return card


@dataclass(slots=True)
class StoredMessage:
    """One message, its wire form and what the wire form does not say.

    `markup` is a reply keyboard, its removal, or a wish for a reply that was sent along.
    """

    body: Json
    by_bot: bool
    sent_at: datetime
    thread_id: int | None = None
    deleted: bool = False
    reactions: dict[int, list[str]] = field(default_factory=dict)
    markup: Json | None = None

    @property
    def id(self) -> int:
        """Return the number within its chat."""
        return int(self.body["message_id"])


@dataclass(slots=True)
class Chat:
    """A private talk with the bot, or a supergroup."""

    id: int
    kind: ChatKind
    title: str | None = None
    description: str | None = None
    is_forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, StoredMessage] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    menu_button: Json | None = None
    keyboard: Json | None = None
    started: bool = False
    blocked: bool = False
    next_message_id: int = 1

    def status_of(self, user_id: int) -> Status:
        """Return the user's place in this group; a stranger has left."""
        member = self.members.get(user_id)
        return member.status if member else "left"

    def may(self, user_id: int, right: str) -> bool:
        """Tell whether an administrator holds the right; the creator holds all."""
        member = self.members.get(user_id)
        if member is None or member.status not in IN_CHARGE:
            return False
        return member.status == "creator" or member.rights.get(right, False)

    def newest_pinned(self) -> StoredMessage | None:
        """Return the pinned message that was sent last."""
        return self.messages[max(self.pinned)] if self.pinned else None

    def message(self, message_id: int | None) -> StoredMessage | None:
        """Return the message unless it is gone."""
        stored = self.messages.get(message_id) if message_id is not None else None
        return None if stored is None or stored.deleted else stored


class State:
    """All accounts and chats of one sandbox."""

    def __init__(self, bot: Account, first_message_id: int = 1) -> None:
        self.bot = bot
        self._first_message_id = first_message_id
        self.accounts: dict[int, Account] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.unread: dict[tuple[int, int, int | None], set[int]] = {}
        self._private_message_id = first_message_id - 1
        self._next_group_id = FIRST_GROUP_ID

    def people(self) -> Iterator[Account]:
        """Yield everybody but the bot."""
        return (account for account in self.accounts.values() if not account.is_bot)

    def private_chat(self, user_id: int) -> Chat:
        """Return the talk between this user and the bot, opening it if need be."""
        return self.chats.setdefault(user_id, Chat(user_id, "private"))

    def new_group(self, title: str, *, is_forum: bool, chat_id: int | None = None) -> Chat:
        """Open a supergroup under the wished number, or one of its own."""
        number = chat_id or self._next_group_id
        chat = Chat(number, "supergroup", title=title, is_forum=is_forum)
        if chat_id is None:
            self._next_group_id -= 1
        chat.next_message_id = max(self._first_message_id, GENERAL_TOPIC + 1)
        self.chats[chat.id] = chat
        if is_forum:
            chat.topics[GENERAL_TOPIC] = Topic(GENERAL_TOPIC, "General", 0x6FB9F0)
        return chat

    def take_message_id(self, chat: Chat) -> int:
        """Return the next number: groups count for themselves, private chats together."""
        if chat.kind == "private":
            self._private_message_id += 1
            return self._private_message_id
        taken = chat.next_message_id
        chat.next_message_id += 1
        return taken

    def chat_card(self, chat: Chat) -> Json:
        """Return the documented `Chat` object."""
        if chat.kind == "private":
            person = self.accounts[chat.id].card()
            names = ("first_name", "last_name", "username")
            return {
                "id": chat.id,
                "type": "private",
                **{name: person[name] for name in names if name in person},
            }
        card: Json = {"id": chat.id, "type": chat.kind, "title": chat.title}
        return {**card, "is_forum": True} if chat.is_forum else card

    def audience(self, chat: Chat) -> list[int]:
        """Return the users whose phones show this chat."""
        if chat.kind == "private":
            return [chat.id]
        return [user_id for user_id, member in chat.members.items() if member.status in PRESENT]
