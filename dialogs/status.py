"""Where a case stands, in words: the answer to "what's my status" (Guide R45)."""

from datetime import datetime

from dialogs import timeline
from dialogs.checks import explained
from dialogs.model import Case, PasswordResult, Phase, ResultState, ReturnedItem, StepName
from dialogs.policy import Policy
from dialogs.texts import Text, text


def standing(case: Case, policy: Policy) -> tuple[Text, ...]:
    """Return the honest state of a case, with what the customer can do now."""
    number = case.submission.application_number or "-"
    sent = case.submission.submitted_at or case.opened_at
    match case.phase:
        case Phase.OPEN:
            return _unfinished(case)
        case Phase.IN_REVIEW:
            return (_in_review(case, number, sent, policy),)
        case Phase.RETURNED:
            return (text("status_returned", number=number, items=returned(case)),)
        case Phase.APPLYING | Phase.DONE:
            return (text("status_results", number=number, lines=results(case)),)
        case Phase.REFUSED | Phase.CANCELLED | Phase.EXPIRED:
            return (text(f"status_{case.phase}"),)


def _in_review(case: Case, number: str, sent: datetime, policy: Policy) -> Text:
    """Return since when it is reviewed and until when; an overdue one says so."""
    if case.review.reminded:
        return text("status_overdue", number=number, at=sent)
    due = case.review.due_at or policy.review_ends(sent)
    return text("status_in_review", number=number, at=sent, due=due)


def history(case: Case) -> tuple[Text, ...]:
    """Return the timeline, when there is more than a beginning to tell."""
    lines = timeline.lines(case)
    told = (text("timeline", lines=lines),) if len(lines) > 1 else ()
    return (*told, *((text("status_prove_first"),) if _unproven(case) else ()))


def _unproven(case: Case) -> bool:
    return case.phase is Phase.OPEN and case.record is None and not case.earlier


def numbered(case: Case, number: str, policy: Policy) -> tuple[Text, ...]:
    """Answer for an application by its number: the same for a stranger's and for none."""
    wanted = number.upper()
    own = case.submission
    if wanted in {own.application_number, *own.earlier_numbers}:
        return (*standing(case, policy), *history(case))
    for one in case.earlier:
        if one.application_number == wanted:
            state = text(f"phase_{one.phase}")
            return (text("status_earlier", number=wanted, at=one.at, state=state),)
    return (text("status_unknown_number"),)


def results(case: Case) -> tuple[Text, ...]:
    """Return a line per password: in effect, refused with why, pending until when (D9)."""
    return tuple(_result(one) for one in case.results)


def returned(case: Case) -> tuple[Text, ...]:
    """Return a line per returned item with its reason (Guide R46)."""
    return tuple(_item(item) for item in case.returned)


def _unfinished(case: Case) -> tuple[Text, ...]:
    at = text("status_open", step=text(f"step_{case.step}"))
    return (at, text("status_checking")) if case.checks else (at,)


def _result(one: PasswordResult) -> Text:
    kind = text(f"kind_{one.kind}")
    if one.state is ResultState.REFUSED:
        why = text(f"refusal_{one.refusal or 'other'}")
        return text("result_refused", kind=kind, why=why)
    if one.state is ResultState.PENDING and one.until is not None:
        return text("result_pending_until", kind=kind, until=one.until)
    return text(f"result_{one.state}", kind=kind)


def _item(item: ReturnedItem) -> Text:
    why: list[Text] = [*explained((item.reason,))] if item.reason else []
    if item.words:
        why.append(text("reviewer_words", words=item.words))
    if not why:
        why.append(text("returned_please_again"))
    step = StepName(item.step)
    return text("returned_item", step=text(f"step_{step}"), why=tuple(why))
