"""What the bot says about itself: names, texts, commands and the menu button."""

from dataclasses import dataclass, field

from bot.sandbox.state import Json

Scope = tuple[str, int | str | None, int | None]
"""A command scope's type, chat and user."""


@dataclass(slots=True)
class Profile:
    """Texts by language code; an empty code is the default."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], list[Json]] = field(default_factory=dict)
    menu_button: Json = field(default_factory=lambda: {"type": "commands"})
    default_rights: dict[bool, Json] = field(default_factory=dict)

    def commands_for(
        self, chat_id: int, user_id: int, language: str, *, private: bool
    ) -> list[Json]:
        """Return the commands a user sees in a chat: the narrowest scope that has any."""
        wide = "all_private_chats" if private else "all_group_chats"
        scopes: list[Scope] = [
            ("chat_member", chat_id, user_id),
            ("chat", chat_id, None),
            (wide, None, None),
            ("default", None, None),
        ]
        for scope in scopes:
            for code in dict.fromkeys((language, language.partition("-")[0], "")):
                if (scope, code) in self.commands:
                    return self.commands[scope, code]
        return []
