"""What the checks found of a case's evidence: from the journal's check events to their jobs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs.effects import RunCheck
from dialogs.events import CheckFinished
from dialogs.model import Case
from dialogs.reviewing import items
from storage.api import UnitOfWork
from storage.codec import Codec
from verification.api import CheckResult

Checked = Mapping[str, CheckResult]
"""By media: the result of the check that judged it; those whose job was forgotten lack."""


@dataclass(frozen=True, slots=True)
class CheckReader:
    """Reads results out of the jobs."""

    codec: Codec = field(repr=False)

    async def of(self, uow: UnitOfWork, case: Case) -> Checked:
        """Return what was found of the media that a reviewer looks at."""
        wanted = {media_id for item in items(case) for media_id, _ in item.media}
        found: dict[str, CheckResult] = {}
        for row in await uow.journal.of_case(case.case_id):
            if row.kind != CheckFinished.__name__:
                continue
            event = self.codec.decode(row.payload, CheckFinished)
            job = await uow.jobs.get(event.check_id)
            if job is None or job.result is None:
                continue
            check = self.codec.decode(job.payload, RunCheck)
            if check.media_id in wanted:
                found[check.media_id] = self.codec.decode(job.result, CheckResult)
        return found
