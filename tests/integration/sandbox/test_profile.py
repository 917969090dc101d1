"""What the bot says about itself."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    ChatAdministratorRights,
    MenuButtonDefault,
    MenuButtonWebApp,
    WebAppInfo,
)

from bot.sandbox.server import Sandbox

USER = 4242
HELP = BotCommand(command="help", description="Help")


@pytest.mark.usefixtures("phone")
async def test_commands_by_scope_and_language(bot: Bot, sandbox: Sandbox) -> None:
    zh = BotCommand(command="help", description="帮助")
    await bot.set_my_commands([HELP])
    await bot.set_my_commands([zh], BotCommandScopeAllPrivateChats(), language_code="zh")
    assert [c.description for c in await bot.get_my_commands()] == ["Help"]
    shown = sandbox.world.profile.commands_for
    assert shown(USER, USER, "zh", private=True)[0]["description"] == "帮助"
    assert shown(USER, USER, "en", private=True)[0]["description"] == "Help"
    await bot.set_my_commands([zh, HELP], BotCommandScopeChat(chat_id=USER))
    assert len(shown(USER, USER, "en", private=True)) == 2
    await bot.delete_my_commands(BotCommandScopeChat(chat_id=USER))
    assert len(shown(USER, USER, "en", private=True)) == 1


async def test_commands_that_telegram_refuses(bot: Bot) -> None:
    for command, reason in (
        (BotCommand(command="Help!", description="x"), "BOT_COMMAND_INVALID"),
        (BotCommand(command="help", description="x" * 257), "BOT_COMMAND_DESCRIPTION_INVALID"),
    ):
        with pytest.raises(TelegramBadRequest, match=reason):
            await bot.set_my_commands([command])
    with pytest.raises(TelegramBadRequest, match="BOT_COMMANDS_TOO_MUCH"):
        await bot.set_my_commands([HELP] * 101)


@pytest.mark.usefixtures("phone")
async def test_menu_buttons(bot: Bot) -> None:
    app = MenuButtonWebApp(text="Open", web_app=WebAppInfo(url="https://example.com/app"))
    assert await bot.set_chat_menu_button(USER, app)
    assert (await bot.get_chat_menu_button(USER)).type == "web_app"
    assert (await bot.get_chat_menu_button()).type == "commands"
    assert await bot.set_chat_menu_button(menu_button=MenuButtonDefault())
    bad = MenuButtonWebApp(text="Open", web_app=WebAppInfo(url="http://example.com/app"))
    with pytest.raises(TelegramBadRequest, match="Only HTTPS links are allowed"):
        await bot.set_chat_menu_button(USER, bad)


async def test_names_and_texts(bot: Bot) -> None:
    assert await bot.set_my_name("Reset")
    assert (await bot.get_my_name()).name == "Reset"
    assert (await bot.get_me()).first_name == "Reset"
    assert await bot.set_my_description("说明", language_code="zh")
    assert (await bot.get_my_description(language_code="zh")).description == "说明"
    assert (await bot.get_my_description()).description == ""
    assert await bot.set_my_short_description("short")
    assert (await bot.get_my_short_description()).short_description == "short"
    with pytest.raises(TelegramBadRequest, match="short description is too long"):
        await bot.set_my_short_description("x" * 121)


async def test_default_rights_and_leaving(bot: Bot) -> None:
    rights = await bot.get_my_default_administrator_rights()
    assert not rights.can_delete_messages
    wanted = rights.model_copy(update={"can_delete_messages": True})
    assert isinstance(wanted, ChatAdministratorRights)
    assert await bot.set_my_default_administrator_rights(wanted)
    assert (await bot.get_my_default_administrator_rights()).can_delete_messages
    assert await bot.log_out()
    assert await bot.close()
