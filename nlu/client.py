"""The adapter to a Rasa server: masked text over loopback HTTP, guarded by a breaker."""

import time
from dataclasses import dataclass, replace

import httpx
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from typing_extensions import override

from dialogs.understanding import Intent, Understood
from nlu.api import Nlu
from nlu.breaker import Breaker
from nlu.errors import NluUnavailable
from nlu.understood import deterministic, question_in


@dataclass(frozen=True, slots=True)
class RasaSettings:
    """How to reach the server.

    Attributes:
        url: base address.
        token: the server's auth token; it travels in the query string, so it is never logged.
        timeout_s: longest wait for one answer.
        failures: failures in a row after which Rasa is left alone.
        rest_s: how long it is left alone.
    """

    url: str
    token: str
    timeout_s: float = 5.0
    failures: int = 3
    rest_s: float = 15.0


class _RasaIntent(BaseModel):
    name: str
    confidence: float = Field(ge=0.0, le=1.0 + 1e-6)


class _RasaAnswer(BaseModel):
    """The part of Rasa's answer that is used."""

    model_config = ConfigDict(extra="ignore")

    intent: _RasaIntent


class RasaNlu(Nlu):
    """Understands by asking Rasa for the intent; all the rest is found here."""

    def __init__(self, settings: RasaSettings) -> None:
        self._settings = settings
        self._breaker = Breaker(settings.failures, settings.rest_s, time.monotonic)
        self._http = httpx.AsyncClient(
            base_url=settings.url, timeout=settings.timeout_s, trust_env=False
        )

    @override
    async def understand(self, text: str) -> Understood:
        known = deterministic(text)
        question = question_in(text)
        if question is None:
            return known
        answer = await self._ask(question)
        try:
            intent = Intent(answer.intent.name)
        except ValueError as error:
            raise NluUnavailable("the model knows intents that the dialog does not") from error
        return replace(known, intent=intent, confidence=min(answer.intent.confidence, 1.0))

    @override
    async def close(self) -> None:
        await self._http.aclose()

    async def _ask(self, question: str) -> _RasaAnswer:
        """Return Rasa's answer, keeping the breaker informed."""
        if self._breaker.is_open:
            raise NluUnavailable("resting after repeated failures")
        try:
            answer = await self._post(question)
        except NluUnavailable:
            self._breaker.failed()
            raise
        self._breaker.succeeded()
        return answer

    async def _post(self, question: str) -> _RasaAnswer:
        try:
            response = await self._http.post(
                "/model/parse", params={"token": self._settings.token}, json={"text": question}
            )
        except httpx.HTTPError as error:
            # the request, and with it the token, is not part of the message
            raise NluUnavailable(f"no answer: {type(error).__name__}") from None
        if response.status_code != httpx.codes.OK:
            raise NluUnavailable(f"answered {response.status_code}")
        try:
            return _RasaAnswer.model_validate_json(response.content)
        except ValidationError:
            raise NluUnavailable("the answer is not Rasa's") from None
