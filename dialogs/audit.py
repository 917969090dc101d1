"""The audit trail's closed vocabulary: what a compliance officer searches for."""

from enum import StrEnum

from dialogs.effects import Record


class AuditAction(StrEnum):
    """What happened to a case, in the past tense."""

    CASE_OPENED = "case_opened"
    NOTICE_OF_DATA_ACCEPTED = "notice_of_data_accepted"
    CODE_REQUESTED = "code_requested"
    CODE_PASSED = "code_passed"
    CODE_VOIDED = "code_voided"
    CUSTOMER_VERIFIED = "customer_verified"
    CUSTOMER_REFUSED = "customer_refused"
    PASSWORD_SEALED = "password_sealed"  # noqa: S105 - an action
    PASSWORDS_DESTROYED = "passwords_destroyed"
    PASSWORD_SENT = "password_sent"  # noqa: S105 - an action
    PASSWORD_CONCLUDED = "password_concluded"  # noqa: S105 - an action
    MESSAGE_DELETED = "message_deleted"
    SAFETY_NOTICE_CONFIRMED = "safety_notice_confirmed"
    CARD_ACCEPTED = "card_accepted"
    CHECKED = "checked"
    CHECK_FAILED = "check_failed"
    FIELDS_CONFIRMED = "fields_confirmed"
    CONSENT_GIVEN = "consent_given"
    CHALLENGE_DRAWN = "challenge_drawn"
    LIVENESS_PASSED = "liveness_passed"
    STATEMENT_ACCEPTED = "statement_accepted"
    AGREEMENT_OPENED = "agreement_opened"
    AGREEMENT_READ = "agreement_read"
    AGREEMENTS_SIGNED = "agreements_signed"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    RESUMED = "resumed"
    APPROVED = "approved"
    AGENT_TOOK = "agent_took"
    AGENT_HANDED_BACK = "agent_handed_back"
    PERSON_WANTED = "person_wanted"
    PERSON_NOT_WANTED = "person_not_wanted"
    AGENT_PASSED = "agent_passed"
    AGENT_ACTED = "agent_acted"
    STEP_WAIVED = "step_waived"
    FIELD_UNMASKED = "field_unmasked"
    REVIEW_TAKEN = "review_taken"
    REVIEW_DROPPED = "review_dropped"
    REVIEW_ESCALATED = "review_escalated"
    ITEM_DECIDED = "item_decided"
    EVIDENCE_SHOWN = "evidence_shown"
    FROZEN = "frozen"
    UNFROZEN = "unfrozen"
    STAFF_CHANGED = "staff_changed"
    CANCELLED = "cancelled"
    RESTARTED = "restarted"
    EXPIRED = "expired"
    FINISHED = "finished"


def record(action: AuditAction, **detail: str) -> Record:
    """Return the effect that writes `action` into the audit chain."""
    return Record(action=action, detail=tuple(sorted(detail.items())))
