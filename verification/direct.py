"""Runs the checks in this very process: what a child does, and what a test may do."""

import asyncio
from typing import assert_never

from typing_extensions import override

from verification.api import (
    CardRequest,
    CheckRequest,
    CheckResult,
    FaceRequest,
    StatementRequest,
    Verifier,
)
from verification.engines.loading import Engines, load_engines
from verification.settings import VerifierSettings


def run_check(request: CheckRequest, engines: Engines) -> CheckResult:
    """Run the check that the request asks for; the checks are imported when first needed."""
    match request:
        case CardRequest():
            from verification.checks.card import check_card

            return check_card(request, engines)
        case FaceRequest():
            from verification.checks.face import check_face

            return check_face(request, engines)
        case StatementRequest():
            from verification.checks.statement import check_statement

            return check_statement(request, engines)
        case _:
            assert_never(request)


class DirectVerifier(Verifier):
    """One check at a time in a thread of this process: no time limit, no memory limit."""

    def __init__(self, settings: VerifierSettings) -> None:
        self._engines = load_engines(settings)
        self._one_at_a_time = asyncio.Lock()

    @override
    async def card(self, request: CardRequest) -> CheckResult:
        return await self._run(request)

    @override
    async def face(self, request: FaceRequest) -> CheckResult:
        return await self._run(request)

    @override
    async def statement(self, request: StatementRequest) -> CheckResult:
        return await self._run(request)

    @override
    async def close(self) -> None:
        """Nothing is held besides memory."""

    async def _run(self, request: CheckRequest) -> CheckResult:
        async with self._one_at_a_time:
            return await asyncio.to_thread(run_check, request, self._engines)
