"""The bot about itself: who it is, its names and texts, its commands and menu button."""

import re
from collections.abc import Callable
from typing import Any

from aiogram.methods import (
    Close,
    DeleteMyCommands,
    GetChatMenuButton,
    GetMe,
    GetMyCommands,
    GetMyDefaultAdministratorRights,
    GetMyDescription,
    GetMyName,
    GetMyShortDescription,
    LogOut,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDefaultAdministratorRights,
    SetMyDescription,
    SetMyName,
    SetMyShortDescription,
)
from aiogram.types import ChatAdministratorRights, MenuButtonWebApp

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.registry import Handler, Table
from bot.sandbox.methods.targets import find_chat
from bot.sandbox.profile import Profile, Scope
from bot.sandbox.state import Json
from bot.sandbox.texts import check_app_link, wire
from bot.sandbox.world import World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS = 100
LONGEST_COMMAND_TEXT = 256
LONGEST_NAME = 64
LONGEST_DESCRIPTION = 512
LONGEST_SHORT_DESCRIPTION = 120
RIGHTS = (
    *(name for name, field in ChatAdministratorRights.model_fields.items() if field.is_required()),
    "can_pin_messages",
    "can_manage_topics",
)

Texts = Callable[[Profile], dict[str, str]]


async def get_me(world: World, call: GetMe) -> Json:
    """Tell who the bot is."""
    del call
    return {
        **world.state.bot.card(),
        "can_join_groups": True,
        "can_read_all_group_messages": not world.settings.privacy_mode,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def leave_server(world: World, call: LogOut | Close) -> bool:
    """Agree to leave this server; nothing else changes in the sandbox."""
    del world, call
    return True


def _scope(call: SetMyCommands | GetMyCommands | DeleteMyCommands) -> Scope:
    scope: Any = call.scope
    if scope is None:
        return "default", None, None
    return scope.type, getattr(scope, "chat_id", None), getattr(scope, "user_id", None)


async def set_my_commands(world: World, call: SetMyCommands) -> bool:
    """Replace the commands of one scope and language."""
    if len(call.commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in call.commands:
        if not COMMAND.fullmatch(command.command.removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.description) <= LONGEST_COMMAND_TEXT:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    key = (_scope(call), call.language_code or "")
    world.profile.commands[key] = [wire(command) for command in call.commands]
    return True


async def get_my_commands(world: World, call: GetMyCommands) -> list[Json]:
    """Return the commands of one scope and language."""
    return world.profile.commands.get((_scope(call), call.language_code or ""), [])


async def delete_my_commands(world: World, call: DeleteMyCommands) -> bool:
    """Forget the commands of one scope and language."""
    world.profile.commands.pop((_scope(call), call.language_code or ""), None)
    return True


async def set_menu_button(world: World, call: SetChatMenuButton) -> bool:
    """Set the button beside the text field, for one chat or for all."""
    button = call.menu_button
    if isinstance(button, MenuButtonWebApp):
        loopback = world.settings.allow_loopback_links
        check_app_link(button.web_app.url, "menu button", loopback=loopback)
    card = wire(button) if button is not None else {"type": "default"}
    if call.chat_id is None:
        world.profile.menu_button = card
    else:
        find_chat(world, call.chat_id).menu_button = card
    return True


async def get_menu_button(world: World, call: GetChatMenuButton) -> Json:
    """Return the button beside the text field."""
    if call.chat_id is None:
        return world.profile.menu_button
    return find_chat(world, call.chat_id).menu_button or world.profile.menu_button


def _setter(texts: Texts, field: str, longest: int) -> Handler:
    async def handle(world: World, call: Any) -> bool:
        value = getattr(call, field) or ""
        if len(value) > longest:
            raise bad_request(f"{field.replace('_', ' ')} is too long")
        texts(world.profile)[call.language_code or ""] = value
        if field == "name" and value and not call.language_code:
            world.state.bot.first_name = value
        return True

    return handle


def _getter(texts: Texts, field: str) -> Handler:
    async def handle(world: World, call: Any) -> Json:
        known = texts(world.profile)
        value = known.get(call.language_code or "") or known.get("", "")
        return {field: value or (world.state.bot.first_name if field == "name" else "")}

    return handle


async def set_default_rights(world: World, call: SetMyDefaultAdministratorRights) -> bool:
    """Remember the rights the bot asks for when it is made an administrator."""
    rights = wire(call.rights) if call.rights else {}
    world.profile.default_rights[bool(call.for_channels)] = rights
    return True


async def get_default_rights(world: World, call: GetMyDefaultAdministratorRights) -> Json:
    """Return the rights the bot asks for."""
    given = world.profile.default_rights.get(bool(call.for_channels), {})
    return {**dict.fromkeys(RIGHTS, False), **given}


def _names(profile: Profile) -> dict[str, str]:
    return profile.names


def _descriptions(profile: Profile) -> dict[str, str]:
    return profile.descriptions


def _short_descriptions(profile: Profile) -> dict[str, str]:
    return profile.short_descriptions


HANDLERS: Table = {
    GetMe: get_me,
    LogOut: leave_server,
    Close: leave_server,
    SetMyCommands: set_my_commands,
    GetMyCommands: get_my_commands,
    DeleteMyCommands: delete_my_commands,
    SetChatMenuButton: set_menu_button,
    GetChatMenuButton: get_menu_button,
    SetMyName: _setter(_names, "name", LONGEST_NAME),
    GetMyName: _getter(_names, "name"),
    SetMyDescription: _setter(_descriptions, "description", LONGEST_DESCRIPTION),
    GetMyDescription: _getter(_descriptions, "description"),
    SetMyShortDescription: _setter(
        _short_descriptions, "short_description", LONGEST_SHORT_DESCRIPTION
    ),
    GetMyShortDescription: _getter(_short_descriptions, "short_description"),
    SetMyDefaultAdministratorRights: set_default_rights,
    GetMyDefaultAdministratorRights: get_default_rights,
}
