"""The methods of the Bot API that the sandbox offers, by group."""

from bot.sandbox.methods import (
    about,
    answering,
    copying,
    deleting,
    editing,
    fetching,
    groups,
    intake,
    media,
    pinning,
    sending,
    topics,
)
from bot.sandbox.methods.registry import Handler, Model, Table

GROUPS = (
    about,
    answering,
    copying,
    deleting,
    editing,
    fetching,
    groups,
    intake,
    media,
    pinning,
    sending,
    topics,
)

METHODS: dict[str, tuple[Model, Handler]] = {
    model.__api_method__.lower(): (model, handler)
    for group in GROUPS
    for model, handler in group.HANDLERS.items()
}
"""By lower-case name: Telegram does not mind how a method is spelt."""

__all__ = ["METHODS", "Handler", "Model", "Table"]
