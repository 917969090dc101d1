"""What the customer opened, read and confirmed (Guide R27, R35, R42)."""

from dataclasses import replace
from datetime import datetime

from dialogs.events import AgreementOpened, AgreementRead
from dialogs.model import AgreementId, AgreementState, Case


def agreement_of(case: Case, agreement: AgreementId) -> AgreementState:
    """Return the state of one agreement; an untouched one if it was never opened."""
    found = (state for state in case.agreements if state.agreement is agreement)
    return next(found, AgreementState(agreement))


def opened(case: Case, event: AgreementOpened) -> Case:
    """Return the case with the agreement opened; another version starts anew."""
    state = _of_version(case, event)
    return _with(case, replace(state, opened_at=state.opened_at or event.at))


def read(case: Case, event: AgreementRead) -> Case:
    """Return the case with the agreement read to its end."""
    state = _of_version(case, event)
    return _with(
        case,
        replace(state, opened_at=state.opened_at or event.at, read_at=state.read_at or event.at),
    )


def confirmed(case: Case, agreement: AgreementId, at: datetime | None) -> Case:
    """Return the case with the agreement confirmed at this time, or not (None)."""
    return _with(case, replace(agreement_of(case, agreement), confirmed_at=at))


def _of_version(case: Case, event: AgreementOpened | AgreementRead) -> AgreementState:
    state = agreement_of(case, event.agreement)
    if state.sha256 == event.sha256:
        return state
    return AgreementState(event.agreement, event.version, event.sha256)


def _with(case: Case, state: AgreementState) -> Case:
    others = tuple(a for a in case.agreements if a.agreement is not state.agreement)
    return replace(case, agreements=(*others, state))
