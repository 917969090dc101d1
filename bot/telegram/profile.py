"""What the bot shows of itself: commands, menu, description; set at every start."""

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, MenuButtonCommands

from bot.render import Renderer
from dialogs.kinds import Lang
from dialogs.policy import Policy
from dialogs.texts import text

COMMANDS = ("start", "status", "rules", "help", "person", "language", "cancel")

_log = structlog.get_logger()


async def show_profile(bot: Bot, renderer: Renderer, policy: Policy) -> None:
    """Set the profile in both languages; English is what other languages see.

    A profile that could not be set keeps nobody from being served.
    """
    try:
        for lang, code in ((Lang.EN, None), (Lang.ZH, "zh")):
            await _show(bot, renderer, policy, lang, code)
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    except TelegramAPIError as error:
        _log.warning("profile_not_set", exc_info=error)


async def _show(
    bot: Bot, renderer: Renderer, policy: Policy, lang: Lang, code: str | None
) -> None:
    firm = policy.firm_zh if lang is Lang.ZH else policy.firm_en
    line = policy.service_line
    commands = [
        BotCommand(command=name, description=renderer.plain(text(f"shell_command_{name}"), lang))
        for name in COMMANDS
    ]
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands(commands, scope=scope, language_code=code)
    about = text("shell_bot_description", firm=firm, line=line)
    await bot.set_my_description(renderer.plain(about, lang), language_code=code)
    short = text("shell_bot_about", firm=firm, line=line)
    await bot.set_my_short_description(renderer.plain(short, lang), language_code=code)
