"""A gateway of the firm's own that takes a JSON document over HTTP.

The document's shape is a setting: the words `{phone}`, `{text}` and `{message_id}` are
filled in wherever they stand in its strings. The body is signed with a shared secret.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx
from typing_extensions import override

from bot.clock import Clock
from bot.sms.ports import SmsSender
from bot.sms.posting import post

Json = Mapping[str, "Json"] | list["Json"] | str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class GatewaySettings:
    """Where the gateway is and how it wants to be spoken to.

    Attributes:
        url: the address to post to.
        template: the JSON document with `{phone}`, `{text}`, `{message_id}` in its strings.
        secret: the shared secret of the signature; no signature when empty.
        signature_header: carries `sha256=<hex of HMAC(secret, timestamp + "." + body)>`.
        timestamp_header: carries the Unix time in seconds.
        headers: further headers, such as an access token.
    """

    url: str
    template: Mapping[str, Json]
    secret: str = field(default="", repr=False)
    signature_header: str = "X-Signature"
    timestamp_header: str = "X-Timestamp"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


class GatewaySms(SmsSender):
    """Sends through the configured gateway; 2xx means accepted."""

    def __init__(self, client: httpx.AsyncClient, settings: GatewaySettings, clock: Clock) -> None:
        self._client = client
        self._settings = settings
        self._clock = clock

    @override
    async def send(self, phone: str, text: str, message_id: str) -> None:
        words = {"{phone}": phone, "{text}": text, "{message_id}": message_id}
        body = json.dumps(_filled(self._settings.template, words), ensure_ascii=False).encode()
        await post(self._client, self._settings.url, body, self._headers(body, message_id))

    def _headers(self, body: bytes, message_id: str) -> dict[str, str]:
        headers = {"Idempotency-Key": message_id, **self._settings.headers}
        if self._settings.secret:
            stamp = str(int(self._clock.now().timestamp()))
            headers[self._settings.timestamp_header] = stamp
            headers[self._settings.signature_header] = signature(
                self._settings.secret, stamp, body
            )
        return headers


def signature(secret: str, stamp: str, body: bytes) -> str:
    """Return what the signature header has to say for this body at this time."""
    message = stamp.encode() + b"." + body
    return f"sha256={hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()}"


def _filled(template: Json, words: Mapping[str, str]) -> Json:
    match template:
        case str():
            for mark, word in words.items():
                template = template.replace(mark, word)
            return template
        case Mapping():
            return {key: _filled(value, words) for key, value in template.items()}
        case list():
            return [_filled(value, words) for value in template]
        case _:
            return template
