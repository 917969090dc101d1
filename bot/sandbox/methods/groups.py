"""Groups: what they are, who is in them, and what an administrator may do."""

from typing import Any

from aiogram.methods import (
    BanChatMember,
    GetChat,
    GetChatAdministrators,
    GetChatMember,
    GetChatMemberCount,
    LeaveChat,
    PromoteChatMember,
    SetChatDescription,
    SetChatTitle,
    UnbanChatMember,
)

from bot.sandbox.errors import bad_request
from bot.sandbox.membership import ADMIN_RIGHTS, member_card, set_member, tell_change
from bot.sandbox.methods.registry import Table
from bot.sandbox.methods.targets import find_chat, need
from bot.sandbox.posting import Draft, post, without_reply
from bot.sandbox.state import IN_CHARGE, PRESENT, Account, Chat, Json, Member, Status
from bot.sandbox.world import World

LONGEST_TITLE = 128
LONGEST_DESCRIPTION = 255
NO_RIGHT = "not enough rights to restrict/unrestrict chat member"
NO_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)


def _group(world: World, chat_id: int | str) -> Chat:
    chat = find_chat(world, chat_id)
    if chat.kind != "supergroup":
        raise bad_request("there are no administrators in the private chat")
    return chat


def _user(world: World, user_id: int) -> Account:
    user = world.state.accounts.get(user_id)
    if user is None:
        raise bad_request("user not found")
    return user


async def get_chat(world: World, call: GetChat) -> Json:
    """Tell about a chat."""
    chat = find_chat(world, call.chat_id)
    card: Json = {
        **world.state.chat_card(chat),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": NO_GIFTS,
    }
    if chat.description:
        card["description"] = chat.description
    pinned = chat.newest_pinned()
    if pinned is not None:
        card["pinned_message"] = without_reply(pinned.body)
    return card


async def get_chat_member(world: World, call: GetChatMember) -> Json:
    """Tell what somebody is in a chat."""
    chat = find_chat(world, call.chat_id)
    user = _user(world, call.user_id)
    if chat.kind == "private":
        if user.id not in {chat.id, world.state.bot.id}:
            raise bad_request("user not found")
        return member_card(Member(user.id, "member"), user)
    return member_card(chat.members.get(user.id), user)


async def get_administrators(world: World, call: GetChatAdministrators) -> list[Json]:
    """List those in charge, other bots left out."""
    chat = _group(world, call.chat_id)
    return [
        member_card(member, world.state.accounts[member.user_id])
        for member in chat.members.values()
        if member.status in IN_CHARGE
    ]


async def get_member_count(world: World, call: GetChatMemberCount) -> int:
    """Count the members."""
    chat = find_chat(world, call.chat_id)
    if chat.kind == "private":
        return 2
    return sum(member.status in PRESENT for member in chat.members.values())


async def leave_chat(world: World, call: LeaveChat) -> bool:
    """Leave a group."""
    bot = world.state.bot
    set_member(world, _group(world, call.chat_id), bot, "left", bot)
    return True


async def ban(world: World, call: BanChatMember) -> bool:
    """Put somebody out of a group."""
    chat = _group(world, call.chat_id)
    need(world, chat, "can_restrict_members", NO_RIGHT)
    user = _user(world, call.user_id)
    if chat.status_of(user.id) in IN_CHARGE:
        raise bad_request("user is an administrator of the chat")
    set_member(world, chat, user, "kicked", world.state.bot)
    return True


async def unban(world: World, call: UnbanChatMember) -> bool:
    """Let somebody come back."""
    chat = _group(world, call.chat_id)
    need(world, chat, "can_restrict_members", NO_RIGHT)
    user = _user(world, call.user_id)
    banned = chat.status_of(user.id) == "kicked"
    if banned or not call.only_if_banned:
        set_member(world, chat, user, "left", world.state.bot)
    return True


async def promote(world: World, call: PromoteChatMember) -> bool:
    """Give somebody an administrator's rights, or take them all."""
    chat = _group(world, call.chat_id)
    need(world, chat, "can_promote_members", "not enough rights")
    user = _user(world, call.user_id)
    old = chat.members.get(user.id)
    if old is None or old.status not in PRESENT:
        raise bad_request("USER_NOT_PARTICIPANT")
    if old.status == "creator":
        raise bad_request("can't remove chat owner")
    rights = {right: bool(getattr(call, right, False)) for right in ADMIN_RIGHTS}
    status: Status = "administrator" if any(rights.values()) else "member"
    new = Member(user.id, status, rights if any(rights.values()) else {})
    chat.members[user.id] = new
    cards = (member_card(old, user), member_card(new, user))
    tell_change(world, chat, user, world.state.bot, cards)
    return True


async def set_title(world: World, call: SetChatTitle) -> bool:
    """Rename a group."""
    chat = _changeable(world, call)
    if not 1 <= len(call.title) <= LONGEST_TITLE:
        raise bad_request("title must be 1-128 characters long")
    chat.title = call.title
    post(world, chat, world.state.bot, Draft(content={"new_chat_title": call.title}))
    return True


async def set_description(world: World, call: SetChatDescription) -> bool:
    """Describe a group."""
    chat = _changeable(world, call)
    text = call.description or ""
    if len(text) > LONGEST_DESCRIPTION:
        raise bad_request("CHAT_ABOUT_TOO_LONG")
    if text == (chat.description or ""):
        raise bad_request("chat description is not modified")
    chat.description = text or None
    return True


def _changeable(world: World, call: Any) -> Chat:
    chat = _group(world, call.chat_id)
    need(world, chat, "can_change_info", "not enough rights to change chat info")
    return chat


HANDLERS: Table = {
    GetChat: get_chat,
    GetChatMember: get_chat_member,
    GetChatAdministrators: get_administrators,
    GetChatMemberCount: get_member_count,
    LeaveChat: leave_chat,
    BanChatMember: ban,
    UnbanChatMember: unban,
    PromoteChatMember: promote,
    SetChatTitle: set_title,
    SetChatDescription: set_description,
}
