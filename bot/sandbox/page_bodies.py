"""What the web page may ask, field by field."""

from typing import Literal, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.sandbox.acts import WebAppKind
from bot.sandbox.errors import PageError
from bot.sandbox.hands import At
from bot.sandbox.state import Status


class PageBody(BaseModel):
    """A request's body: nothing but what is documented."""

    model_config = ConfigDict(extra="forbid")


class ChatBody(PageBody):
    """A request about one user's chat."""

    user: int
    chat: int
    topic: int | None = None

    def at(self) -> At:
        """Return the hand that acts."""
        return At(self.user, self.chat, self.topic)


class ContactBody(PageBody):
    """A shared telephone number."""

    phone_number: str
    first_name: str
    user_id: int | None = None


class MessageBody(ChatBody):
    """A text or a contact."""

    text: str | None = None
    contact: ContactBody | None = None
    reply_to: int | None = None


class EditBody(ChatBody):
    """A changed text."""

    message_id: int
    text: str


class DeleteBody(ChatBody):
    """A message to take back."""

    message_id: int


class ForwardBody(ChatBody):
    """A message to pass on."""

    from_chat: int
    message_id: int
    hide_sender: bool = False


class TapBody(ChatBody):
    """A pressed inline button."""

    message_id: int
    data: str


class WebAppBody(ChatBody):
    """A Mini App to open."""

    url: str
    kind: WebAppKind
    message_id: int | None = None
    theme: dict[str, str] | None = None


class WebAppDataBody(ChatBody):
    """What a keyboard's Mini App hands over."""

    data: str
    button_text: str


class BlockBody(PageBody):
    """The bot blocked or let in again."""

    user: int
    blocked: bool


class MemberBody(PageBody):
    """Somebody's place in a group."""

    chat: int
    user: int
    status: Status


class UserBody(PageBody):
    """A person to create or change."""

    id: int | None = None
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None


class GroupBody(PageBody):
    """A group to found."""

    title: str
    is_forum: bool = True
    members: list[int]


class TopicBody(ChatBody):
    """A topic to open."""

    name: str


class TopicChangeBody(ChatBody):
    """What is done to a topic; `name` is its new one."""

    change: Literal["rename", "close", "reopen", "delete"]
    name: str = ""


Body = TypeVar("Body", bound=PageBody)


async def read_body(request: web.Request, model: type[Body]) -> Body:
    """Return the request's JSON body, checked."""
    if request.content_type != "application/json":
        raise PageError(415, "application/json is expected")
    try:
        return model.model_validate_json(await request.read())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise PageError(400, f"{where}: {first['msg']}") from error
