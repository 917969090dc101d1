"""What the audit trail keeps of a check: enough to tell, years later, why it said what it said.

The job that holds the whole result is forgotten after `retention.jobs_days`, and the picture or
film itself goes as its own retention says; this entry stays as long as the case's trail (D14). It
holds measurements and names of reasons, never what was read or heard.
"""

from collections.abc import Mapping

from dialogs.effects import RunCheck
from dialogs.reasons import Finding
from storage.rows import Json
from verification.api import CheckResult


def proof(kind: str, check: RunCheck | None, result: CheckResult) -> Mapping[str, Json]:
    """Return the audit entry's detail: what was judged, by what, with which measurements.

    `check` is None only when the job itself could not be read, and so nothing was judged.
    """
    outcome = result.outcome
    return {
        "check": kind,
        "media": None if check is None else check.media_id,
        "verdict": outcome.verdict.value,
        "reasons": [_named(finding) for finding in outcome.findings],
        "scores": {**dict(outcome.scores)},
        "frames_s": [*result.frames_s],
        "thresholds": result.thresholds_version,
        "models": {**dict(result.models)},
        "elapsed_s": round(result.elapsed_s, 3),
    }


def _named(finding: Finding) -> str:
    return finding.reason if finding.field is None else f"{finding.reason}@{finding.field}"
