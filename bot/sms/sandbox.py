"""The sandbox's phone: what the demo and the tests receive their codes on."""

import json

import httpx
from typing_extensions import override

from bot.sms.errors import SmsError
from bot.sms.ports import SmsSender
from bot.sms.posting import post


class SandboxSms(SmsSender):
    """Sends to the sandbox's gateway, which delivers one message id once."""

    def __init__(self, client: httpx.AsyncClient, sandbox_url: str) -> None:
        self._client = client
        self._url = f"{sandbox_url.rstrip('/')}/sms/send"

    @override
    async def send(self, phone: str, text: str, message_id: str) -> None:
        body = {"phone": phone, "text": text, "message_id": message_id}
        answer = await post(self._client, self._url, json.dumps(body).encode(), {})
        if not _says_accepted(answer):
            raise SmsError("the sandbox did not accept the message", retry=False)


def _says_accepted(answer: httpx.Response) -> bool:
    try:
        return bool(answer.json()["status"] == "accepted")
    except (ValueError, KeyError, TypeError):
        return False
