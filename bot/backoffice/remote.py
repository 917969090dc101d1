"""The firm's systems over HTTP, by the contract in `openapi.yaml`."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import quote

import httpx
from typing_extensions import override

from bot.backoffice import wire
from bot.backoffice.errors import BackOfficeRefusedError, BackOfficeUnavailableError
from bot.backoffice.ports import (
    CaseDesk,
    CaseSubmission,
    CoreSystems,
    CustomerRegistry,
    Match,
    PasswordOrder,
    PasswordOutcome,
    SealingKey,
)
from bot.seal import SealingPublicKey
from dialogs.kinds import DocumentKind
from dialogs.model import CustomerRecord

_LATER = frozenset({408, 425, 429})

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class RemoteSettings:
    """Where the firm's systems are and how patient to be with them.

    Attributes:
        url: the base address.
        token: the bearer token.
        tries: how often one call is made in all.
        back_off_s: wait before the second try; doubled for each further one.
        longest_wait_s: the longest wait, whatever `Retry-After` says.
    """

    url: str
    token: str = field(repr=False)
    tries: int = 3
    back_off_s: float = 0.5
    longest_wait_s: float = 10.0


class Line:
    """Speaks to the firm: every call of the contract may be repeated, so each is retried."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        settings: RemoteSettings,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._client = client
        self._settings = settings
        self._sleep = sleep

    async def post(self, path: str, body: dict[str, object], key: str | None = None) -> bytes:
        """Post JSON, under an idempotency key if it changes something; return the answer."""
        headers = {} if key is None else {"Idempotency-Key": key}
        answer = await self._persistently("POST", path, headers, body)
        return _content(answer)

    async def get(self, path: str) -> bytes | None:
        """Return the answer, or None if there is nothing under this address."""
        answer = await self._persistently("GET", path, {}, None)
        return None if _nothing_there(answer) else _content(answer)

    async def _persistently(
        self, method: str, path: str, headers: dict[str, str], body: dict[str, object] | None
    ) -> httpx.Response:
        for attempt in range(1, self._settings.tries + 1):
            wait_s = self._settings.back_off_s * 2 ** (attempt - 1)
            try:
                answer = await self._once(method, path, headers, body)
            except BackOfficeUnavailableError:
                if attempt == self._settings.tries:
                    raise
            else:
                if not _come_back(answer) or attempt == self._settings.tries:
                    return answer
                wait_s = _asked_wait_s(answer, wait_s)
            await self._sleep(min(wait_s, self._settings.longest_wait_s))
        raise BackOfficeUnavailableError("no try was allowed")

    async def _once(
        self, method: str, path: str, headers: dict[str, str], body: dict[str, object] | None
    ) -> httpx.Response:
        url = f"{self._settings.url.rstrip('/')}{path}"
        headers = {"Authorization": f"Bearer {self._settings.token}", **headers}
        try:
            return await self._client.request(method, url, json=body, headers=headers)
        except httpx.TimeoutException as error:
            raise BackOfficeUnavailableError("the firm did not answer in time") from error
        except httpx.TransportError as error:
            raise BackOfficeUnavailableError("the firm could not be reached") from error


def _come_back(answer: httpx.Response) -> bool:
    return answer.status_code in _LATER or answer.is_server_error


def _asked_wait_s(answer: httpx.Response, otherwise_s: float) -> float:
    asked = answer.headers.get("Retry-After", "")
    return float(asked) if asked.isdecimal() else otherwise_s


def _nothing_there(answer: httpx.Response) -> bool:
    """Tell the firm's own "never arrived" from a wrong address or a proxy's page."""
    own = answer.headers.get("content-type", "").startswith("application/problem+json")
    return own and answer.status_code == HTTPStatus.NOT_FOUND


def _content(answer: httpx.Response) -> bytes:
    if answer.is_success:
        return answer.content
    if _come_back(answer):
        raise BackOfficeUnavailableError(f"the firm answered {answer.status_code}")
    raise BackOfficeRefusedError(f"the firm answered {answer.status_code}")


class RemoteRegistry(CustomerRegistry):
    """The customer registry over HTTP."""

    def __init__(self, line: Line) -> None:
        self._line = line

    @override
    async def find(self, name: str, kind: DocumentKind, number: str, phone: str) -> Match:
        body = wire.claim_body(name, kind, number, phone)
        return wire.match_from(await self._line.post("/v1/customers/match", body))

    @override
    async def record(self, number: str) -> CustomerRecord | None:
        answer = await self._line.post("/v1/customers/record", {"number": number})
        return wire.record_from(answer)


class RemoteCaseDesk(CaseDesk):
    """The case desk over HTTP."""

    def __init__(self, line: Line) -> None:
        self._line = line

    @override
    async def submit(self, case: CaseSubmission) -> str:
        body = wire.submission_body(case)
        return wire.application_from(await self._line.post("/v1/cases", body, case.request_id))

    @override
    async def application_of(self, request_id: str) -> str | None:
        answer = await self._line.get(f"/v1/cases/{quote(request_id, safe='')}")
        return None if answer is None else wire.application_from(answer)


class RemoteCoreSystems(CoreSystems):
    """The core systems over HTTP."""

    def __init__(self, line: Line) -> None:
        self._line = line

    @override
    async def apply(self, order: PasswordOrder) -> PasswordOutcome:
        body = wire.order_body(order)
        return wire.outcome_from(await self._line.post("/v1/passwords", body, order.request_id))

    @override
    async def outcome_of(self, request_id: str) -> PasswordOutcome | None:
        answer = await self._line.get(f"/v1/passwords/{quote(request_id, safe='')}")
        return None if answer is None else wire.outcome_from(answer)


class RemoteSealingKey(SealingKey):
    """The sealing key over HTTP."""

    def __init__(self, line: Line) -> None:
        self._line = line

    @override
    async def current(self) -> SealingPublicKey:
        answer = await self._line.get("/v1/sealing-key")
        if answer is None:
            raise BackOfficeRefusedError("the firm has no sealing key")
        return wire.key_from(answer)
