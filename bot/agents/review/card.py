"""What stands on a review's card: a case in words that a reviewer decides by.

Names and numbers are masked; who needs more asks for the evidence, which is on record.
"""

from dataclasses import dataclass

from bot.agents.review.checked import Checked
from bot.agents.review.comparing import compared
from bot.agents.review.reasons import chosen, short
from bot.agents.review.wording import clipped, covered, heard, joined
from bot.render import MESSAGE_LIMIT, Renderer, split
from dialogs.agreements import agreement_of
from dialogs.checks import explained
from dialogs.kinds import Lang, Verdict
from dialogs.model import AgreementId, Case, Decision, Phase, ReturnedItem
from dialogs.reviewing import Item, decision_of, items
from dialogs.rules.names import masked_name
from dialogs.status import results
from dialogs.steps.statement import spoken_name
from dialogs.texts import Text, text

SHA_SHOWN = 12
_HEARD_MOST, _WORDS_MOST = 240, 160
_FINDINGS_MOST, _ROUNDS_MOST, _ITEMS_MOST = 4, 5, 8
_SECOND = 2

_MARKS = {Verdict.PASS: "✅", Verdict.UNSURE: "⚠️", Verdict.FAIL: "❌"}
_ICONS = {
    Phase.OPEN: "↩️",
    Phase.RETURNED: "↩️",
    Phase.APPLYING: "⏳",
    Phase.DONE: "✅",
    Phase.REFUSED: "⚪",
    Phase.CANCELLED: "⚪",
    Phase.EXPIRED: "⚪",
}
_SIGNED = (AgreementId.SERVICE, AgreementId.RISK, AgreementId.CERTIFICATE)
_ALL_READ = (AgreementId.SAFETY_NOTICE, AgreementId.DATA_CONSENT, *_SIGNED)


def icon(case: Case) -> str:
    """Return the sign of what a reviewer should know first."""
    if case.frozen_at is not None:
        return "🧊"
    if case.phase is not Phase.IN_REVIEW:
        return _ICONS[case.phase]
    if case.review.reviewer is not None:
        return "🔎"
    return "⬆️" if case.review.escalated else "🆕"


def title(case: Case) -> Text:
    """Return the topic's title: sign, application number, masked name."""
    return text("review_title", icon=icon(case), number=_number(case), name=who(case))


def who(case: Case) -> str:
    """Return the customer's name, masked."""
    return masked_name(spoken_name(case))


def _number(case: Case) -> str:
    return case.submission.application_number or "-"


Paragraph = tuple[Text, ...]
"""Lines under each other; the first is the heading."""


@dataclass(frozen=True, slots=True)
class CardWriter:
    """Writes cards in the language of the group."""

    renderer: Renderer
    lang: Lang

    def html(self, case: Case, checked: Checked) -> str:
        """Return the card, never longer than a message may be."""
        return written(self.paragraphs(case, checked), self.renderer, self.lang)

    def paragraphs(self, case: Case, checked: Checked) -> tuple[Paragraph, ...]:
        """Return the card in paragraphs of lines."""
        found = (
            (text("review_card", icon=icon(case), number=_number(case)), *_head(case)),
            (text("review_items"), *_items(case)),
            (text("review_fields"), *(one.line() for one in compared(case))),
            (text("review_statement"), *self._statement(case, checked)),
            (text("review_agreements"), *_agreements(case)),
            _rounds(case),
            _results(case),
        )
        return tuple(lines for lines in found if lines)

    def _statement(self, case: Case, checked: Checked) -> Paragraph:
        """Return what was to be read, in the customer's language, and what was heard."""
        spoken, phrase = text("statement", name=who(case)), case.statement.phrase
        words = text("review_to_read", words=self.renderer.plain(spoken, case.lang))
        wanted = (words, text("review_digits", digits=phrase)) if phrase else (words,)
        if case.statement.media_id is None:
            return *wanted, text("review_no_recording")
        result = checked.get(case.statement.media_id)
        if result is None or not result.outcome.heard:
            return *wanted, text("review_nothing_heard")
        names = (spoken_name(case), case.identity.name or "")
        shown = heard(result.outcome.heard, names, _HEARD_MOST)
        return *wanted, text("review_heard", words=shown)


def written(paragraphs: tuple[Paragraph, ...], renderer: Renderer, lang: Lang) -> str:
    """Return paragraphs as one message, cut at a line's end with a last line that says so.

    They are joined here and not by a text around them: Fluent takes no value of such length.
    """
    html = "\n\n".join(
        "\n".join(renderer.html(line, lang) for line in lines) for lines in paragraphs
    )
    if len(html) <= MESSAGE_LIMIT:
        return html
    tail = renderer.html(text("review_cut"), lang)
    return f"{split(html, MESSAGE_LIMIT - len(tail) - 1)[0]}\n{tail}"


# --- the head -------------------------------------------------------------------------------


def _head(case: Case) -> Paragraph:
    kind = case.identity.document_kind
    kinds = [text(f"kind_{one}") for one in case.picked]
    document = text(f"document_{kind}") if kind is not None else text("review_no_document")
    lines = [
        text("review_who", name=who(case), document=document),
        text("review_language", language=text(f"language_{case.lang}")),
    ]
    if kinds:
        lines.append(text("review_kinds", kinds=joined(kinds)))
    if case.submission.submitted_at is not None:
        lines.append(text("review_submitted", at=case.submission.submitted_at))
    if case.review.due_at is not None:
        key = "review_due_over" if case.review.reminded else "review_due"
        lines.append(text(key, at=case.review.due_at))
    return (*lines, *_state(case))


def _state(case: Case) -> Paragraph:
    """Return where it stands: held by whom, escalated, frozen, or what became of it."""
    frozen = (text("review_frozen"),) if case.frozen_at is not None else ()
    if case.phase is not Phase.IN_REVIEW:
        return (text(f"review_phase_{case.phase}"), *frozen)
    holder = case.review.reviewer
    held = text("review_held", agent=holder) if holder is not None else text("review_free")
    escalated = (text("review_escalated"),) if case.review.escalated else ()
    return (held, *escalated, *frozen)


# --- items and decisions --------------------------------------------------------------------


def _items(case: Case) -> Paragraph:
    return tuple(line for item in items(case) for line in _item(case, item))


def _item(case: Case, item: Item) -> Paragraph:
    name, verdict = text(f"item_{item.name}"), text(f"verdict_{item.verdict}")
    head = text("review_item", mark=_MARKS[item.verdict], item=name, verdict=verdict)
    whys = explained(item.findings)[:_FINDINGS_MOST]
    return (
        head,
        *(text("review_finding", why=why) for why in whys),
        *_special(case, item),
        *_decided(item, decision_of(case, item.name)),
    )


def _special(case: Case, item: Item) -> Paragraph:
    if item.step in case.waived:
        return (text("review_waived"),)
    if item.name == "fields" and case.fields.corrected:
        fields = joined([text(f"field_{one}") for one in case.fields.corrected])
        return (text("review_corrected", fields=fields),)
    return ()


def _decided(item: Item, decision: Decision | None) -> Paragraph:
    if decision is None:
        return ()
    by = ", ".join(decision.reviewers)
    lines = [text("review_accepted" if decision.accepted else "review_returned", agents=by)]
    if decision.finding is not None:
        lines.append(text("review_finding", why=short(decision.finding)))
    if decision.words:
        words = covered(decision.words, _WORDS_MOST)
        lines.append(text("review_public_words", words=words))
    if decision.internal:
        words = covered(decision.internal, _WORDS_MOST)
        lines.append(text("review_internal_words", words=words))
    if item.verdict is Verdict.FAIL and decision.accepted and len(decision.reviewers) < _SECOND:
        lines.append(text("review_second"))
    return tuple(lines)


# --- papers and history ---------------------------------------------------------------------


def _agreements(case: Case) -> Paragraph:
    """Return which version of what was read, and the signed file."""
    states = [agreement_of(case, one) for one in _ALL_READ]
    read = tuple(
        text(
            "review_agreement",
            agreement=text(f"agreement_{state.agreement}"),
            version=clipped(state.version or "-", SHA_SHOWN),
            sha=(state.sha256 or "-")[:SHA_SHOWN],
        )
        for state in states
        if state.version is not None
    )
    sign = case.signature
    if sign.signed_at is None:
        return (*read, text("review_not_signed"))
    sha = (sign.pdf_sha256 or "-")[:SHA_SHOWN]
    return (*read, text("review_signed", at=sign.signed_at, sha=sha))


def _rounds(case: Case) -> Paragraph:
    """Return the returns before, the newest last."""
    past = case.review.rounds[-_ROUNDS_MOST:]
    lines = tuple(
        text(
            "review_round",
            number=one.number,
            at=one.at,
            agent=one.reviewer,
            items=_sent_back(one.returned),
        )
        for one in past
        if one.returned
    )
    return (text("review_rounds"), *lines) if lines else ()


def again(case: Case, round_no: int) -> Text:
    """Return what a new round tells: what was done again since the last one."""
    before = case.review.rounds[-1].returned if case.review.rounds else ()
    if not before:
        return text("review_new_round_bare", number=round_no)
    return text("review_new_round", number=round_no, items=_sent_back(before))


def _sent_back(returned: tuple[ReturnedItem, ...]) -> Text:
    return joined([chosen(item) for item in returned[:_ITEMS_MOST]])


def _results(case: Case) -> Paragraph:
    return (text("review_results"), *results(case)) if case.results else ()
