"""Answers to taps and to Mini Apps."""

from aiogram.methods import AnswerCallbackQuery, AnswerWebAppQuery
from aiogram.types import InlineQueryResultArticle, InputTextMessageContent

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.registry import Table
from bot.sandbox.posting import Draft, post
from bot.sandbox.state import Json
from bot.sandbox.texts import text_fields
from bot.sandbox.world import World

LONGEST_ANSWER = 200


async def answer_callback_query(world: World, call: AnswerCallbackQuery) -> bool:
    """End the tap's waiting, with a notice or an alert if wanted."""
    if call.text is not None and len(call.text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    answer: Json = {"text": call.text, "show_alert": bool(call.show_alert), "url": call.url}
    query = world.taps.answer(call.callback_query_id, answer)
    shown = {"chat_id": query.chat_id, "callback_query_id": query.id, **answer}
    world.hub.tell([query.user_id], "callback_answer", shown)
    return True


async def answer_web_app_query(world: World, call: AnswerWebAppQuery) -> Json:
    """Send a text into the chat in the customer's name, as a Mini App's result."""
    result = call.result
    content = None
    if isinstance(result, InlineQueryResultArticle):
        content = result.input_message_content
    if not isinstance(content, InputTextMessageContent):
        raise bad_request("the sandbox takes articles with a text only")
    fields = text_fields(content.message_text, content.parse_mode, content.entities)
    query = world.web_apps.answer(call.web_app_query_id, {})
    chat = world.state.chats[query.chat_id]
    sender = world.state.accounts[query.user_id]
    post(world, chat, sender, Draft(content=fields, extra={"via_bot": world.state.bot.card()}))
    return {}


HANDLERS: Table = {
    AnswerCallbackQuery: answer_callback_query,
    AnswerWebAppQuery: answer_web_app_query,
}
