"""What a method's handler is, and how its answer is checked before it leaves."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from aiogram.methods import TelegramMethod
from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.sandbox.errors import BrokenAnswerError
from bot.sandbox.world import World

Model = type[TelegramMethod[Any]]
Handler = Callable[[World, Any], Awaitable[Any]]
Table = Mapping[Model, Handler]


@dataclass(frozen=True, slots=True)
class Described:
    """A result that Telegram accompanies with a sentence."""

    result: object
    description: str


def check_answer(model: Model, result: object) -> None:
    """Raise if the sandbox is about to answer something the documentation does not know."""
    try:
        parsed = _adapter(model).validate_python(result)
    except ValidationError as error:
        where = error.errors(include_url=False, include_input=False)[0]
        raise BrokenAnswerError(f"{model.__api_method__}: {where}") from error
    unknown = _unknown(parsed, model.__api_method__)
    if unknown:
        raise BrokenAnswerError(f"undocumented field {unknown}")


@cache
def _adapter(model: Model) -> TypeAdapter[Any]:
    return TypeAdapter(model.__returning__)


def _unknown(value: object, path: str) -> str | None:
    if isinstance(value, list):
        return next(filter(None, (_unknown(item, path) for item in value)), None)
    if not isinstance(value, BaseModel):
        return None
    if value.model_extra:
        return f"{path}.{next(iter(value.model_extra))}"
    inner = ((f"{path}.{name}", getattr(value, name)) for name in value.model_fields_set)
    return next(filter(None, (_unknown(item, where) for where, item in inner)), None)
