"""Who is in a group, as what: the documented member objects and the updates about changes."""

from aiogram.types import ChatMemberAdministrator

from bot.sandbox.posting import Draft, post
from bot.sandbox.state import PRESENT, Account, Chat, Json, Member, Status
from bot.sandbox.world import World

FOR_GROUPS = ("can_pin_messages", "can_manage_topics")
ADMIN_RIGHTS = tuple(
    name
    for name, field in ChatMemberAdministrator.model_fields.items()
    if name in FOR_GROUPS or (field.annotation is bool and name.startswith("can_"))
)
"""What an administrator of a group may be allowed, as far as the real type demands it."""

DEFAULT_RIGHTS = frozenset(
    {
        "can_manage_chat",
        "can_delete_messages",
        "can_restrict_members",
        "can_change_info",
        "can_invite_users",
        "can_pin_messages",
        "can_manage_topics",
    }
)


def member_card(member: Member | None, user: Account) -> Json:
    """Return the documented `ChatMember` object."""
    status: Status = member.status if member else "left"
    card: Json = {"user": user.card(), "status": status}
    if member is not None and member.title and status in {"creator", "administrator"}:
        card["custom_title"] = member.title
    match status:
        case "creator":
            card["is_anonymous"] = False
        case "administrator":
            rights = member.rights if member else {}
            card |= {right: rights.get(right, False) for right in ADMIN_RIGHTS}
            card |= {"is_anonymous": False, "can_be_edited": False}
        case "kicked":
            card["until_date"] = 0
        case "member" | "left":
            pass
    return card


def set_member(world: World, chat: Chat, user: Account, status: Status, by: Account) -> None:
    """Change somebody's place in a group and tell whoever is told in Telegram."""
    old = chat.members.get(user.id)
    before = member_card(old, user)
    was_present = old is not None and old.status in PRESENT
    rights = dict.fromkeys(DEFAULT_RIGHTS, True) if status == "administrator" else {}
    member = Member(user.id, status, rights)
    chat.members[user.id] = member
    tell_change(world, chat, user, by, (before, member_card(member, user)))
    if status in PRESENT and not was_present:
        post(world, chat, by, Draft(content=_joined(user)))
    elif status not in PRESENT and was_present:
        post(world, chat, by, Draft(content={"left_chat_member": user.card()}))


def _joined(user: Account) -> Json:
    return {"new_chat_members": [user.card()]}


def tell_change(
    world: World, chat: Chat, user: Account, by: Account, cards: tuple[Json, Json]
) -> None:
    """Queue `my_chat_member` or `chat_member`, and let the page show the group anew."""
    payload: Json = {
        "chat": world.state.chat_card(chat),
        "from": by.card(),
        "date": int(world.clock.now().timestamp()),
        "old_chat_member": cards[0],
        "new_chat_member": cards[1],
    }
    about_bot = user.id == world.state.bot.id
    world.updates.put("my_chat_member" if about_bot else "chat_member", payload)
    data = {"chat_id": chat.id, "user": user.id, "status": cards[1]["status"]}
    world.hub.tell({*world.state.audience(chat), user.id}, "member", data)
