"""The embedded case desk."""

import json

from typing_extensions import override

from bot.backoffice import wire
from bot.backoffice.embedded.tables import FIRM_ZONE, transaction
from bot.backoffice.errors import BackOfficeRefusedError
from bot.backoffice.ports import CaseDesk, CaseSubmission
from storage.api import Store


class EmbeddedCaseDesk(CaseDesk):
    """Numbers applications and keeps what was handed in."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @override
    async def submit(self, case: CaseSubmission) -> str:
        payload = json.dumps(wire.submission_body(case), sort_keys=True).encode()
        day = case.submitted_at.astimezone(FIRM_ZONE).date()
        async with transaction(self._store) as work:
            kept = await work.firm.submit(
                case.request_id, case.case_id, case.submitted_at, day, payload
            )
            await work.commit()
        if kept.payload != payload:
            raise BackOfficeRefusedError("this request id belongs to another submission")
        return kept.application_number

    @override
    async def application_of(self, request_id: str) -> str | None:
        async with transaction(self._store) as work:
            kept = await work.firm.submission_under(request_id)
        return None if kept is None else kept.application_number
