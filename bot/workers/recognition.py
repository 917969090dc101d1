"""Recognises a picture or film that came before in another case, from a print of what it shows.

Telegram's own `file_unique_id` and the bytes' hash find a file that is sent again as it is; this
finds one that was compressed, resized or trimmed first. A print is cut into parts, and only a
keyed hash of each part is stored: without the deployment's key nothing can be learned from it,
and nothing be compared with it. The parts are stored before they are compared, so that of two
cases that send the same picture at once the later one sees the earlier; storing them twice, after
a crash, changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from dialogs.evidence import CheckOutcome
from dialogs.kinds import Verdict
from dialogs.reasons import Finding, Reason
from storage.api import PrintRow, Store
from storage.crypto import KeyRing
from verification.api import CheckResult
from verification.thresholds import PRINT

_DOMAIN = "picture print"
_BAND_BYTES = 2


@dataclass(frozen=True, slots=True)
class Recognition:
    """Keeps prints and finds earlier ones like them."""

    store: Store
    keys: KeyRing

    async def judged(
        self, result: CheckResult, case_id: str, media_id: str, at: datetime
    ) -> CheckResult:
        """Return the result without its prints, and with a finding if the picture is not new."""
        if not result.prints:
            return result
        async with self.store.begin() as uow:
            await uow.prints.add(list(self._rows(result.prints, case_id, media_id, at)))
            await uow.commit()
        async with self.store.begin() as uow:
            bands = await uow.prints.most_alike(media_id)
        return replace(result, outcome=with_reuse(result.outcome, bands), prints=())

    def _rows(
        self, prints: tuple[bytes, ...], case_id: str, media_id: str, at: datetime
    ) -> Iterator[PrintRow]:
        for frame, whole in enumerate(prints):
            for band in range(len(whole) // _BAND_BYTES):
                part = whole[band * _BAND_BYTES : (band + 1) * _BAND_BYTES]
                key = self.keys.keyed_hash(f"{_DOMAIN} {band}", part)
                yield PrintRow(media_id, frame, band, case_id, key, at)


def with_reuse(outcome: CheckOutcome, bands: int) -> CheckOutcome:
    """Return the outcome with what `bands` equal parts of a print say."""
    if bands < PRINT.perhaps_same:
        return outcome
    found = Finding(Reason.FILE_REUSED)
    if bands >= PRINT.same:
        kept = outcome.findings if outcome.verdict is Verdict.FAIL else ()
        return replace(outcome, verdict=Verdict.FAIL, findings=(found, *kept))
    if outcome.verdict is Verdict.FAIL:
        return outcome
    return replace(outcome, verdict=Verdict.UNSURE, findings=(*outcome.findings, found))
