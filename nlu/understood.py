"""What is understood without any model: the same for every adapter, and when Rasa is down."""

from dialogs.understanding import Facts, Intent, Understood
from nlu.parse import application_number_in, facts_in, mask, says_only_facts
from nlu.passwords import kinds_in

LONGEST_TEXT = 500


def deterministic(text: str) -> Understood:
    """Return facts, kinds and numbers found by pattern; the intent is the least that is sure."""
    cut = text[:LONGEST_TEXT]
    facts = facts_in(cut)
    application = application_number_in(cut)
    return Understood(
        intent=_intent_of_values(facts, application),
        confidence=1.0,
        passwords=kinds_in(cut),
        application_number=application,
        facts=facts,
    )


def question_in(text: str) -> str | None:
    """Return the masked text that a model may see, or None if there is nothing to ask it."""
    masked = mask(text[:LONGEST_TEXT])
    if not any(character.isalnum() for character in masked) or says_only_facts(masked):
        return None
    return masked


def _intent_of_values(facts: Facts, application: str | None) -> Intent:
    """Return what a message means that holds values and no words."""
    if application:
        return Intent.STATUS
    if facts != Facts():
        return Intent.RESET_PASSWORD
    return Intent.OUT_OF_SCOPE
