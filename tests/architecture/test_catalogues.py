"""Every text the core can say stands in both catalogues, and nothing else does."""

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest
from fluent.syntax import ast as ftl
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor

from dialogs.answers import QUESTIONS
from dialogs.desk import READY_MADE
from dialogs.kinds import (
    Action,
    CardSide,
    DocumentKind,
    Eligibility,
    MediaKind,
    PasswordKind,
    PasswordRule,
    Verdict,
)
from dialogs.model import (
    CLOSED,
    AgreementId,
    CheckKind,
    MilestoneKind,
    PersonReason,
    Phase,
    RefusalReason,
    ResultState,
    StepName,
)
from dialogs.reasons import CARD_FIELDS, PLACED, SPOKEN, Reason
from dialogs.rules.documents import NumberProblem
from dialogs.rules.names import NameProblem
from dialogs.rules.passwords import PasswordAdvice, PasswordProblem
from dialogs.understanding import Intent

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ROOT / "bot" / "locales"

PARTS = ("", "desk.", "shell.", "web.")
"""What the core says to customers and to staff, what the shell adds, what the pages say."""

FAMILIES: dict[str, Iterable[str]] = {
    "action-": Action,
    "advice-": PasswordAdvice,
    "agreement-": AgreementId,
    "answer-": QUESTIONS - {Intent.ASK_PASSWORD_RULES},
    "ask-document-": [*CardSide, "both"],
    "ask-field-": ["name", "validity", "address"],
    "button-fix-": ["name", "validity", "address"],
    "button-goto-": [StepName.PHONE, StepName.NAME, StepName.SELECTION],
    "button-suggest-": [Intent.GO_BACK, Intent.START_OVER, Intent.STOP, Intent.RESEND_CODE],
    "card-": [f"{side}_taken" for side in CardSide],
    "checking-": CheckKind,
    "document-": DocumentKind,
    "digit-": list("0123456789"),
    "field-": CARD_FIELDS,
    "help-": StepName,
    "kind-": PasswordKind,
    "name-": NameProblem,
    "number-": NumberProblem,
    "password-": PasswordProblem,
    "reason-": [*Reason, *(f"{r}_at" for r in PLACED), *(f"{r}_words" for r in SPOKEN)],
    "refusal-": RefusalReason,
    "refused-": [*(set(Eligibility) - {Eligibility.IN_ORDER}), "unknown"],
    "result-": ResultState,
    "rule-": PasswordRule,
    "status-": CLOSED - {Phase.DONE},
    "desk-media-": MediaKind,
    "desk-why-": PersonReason,
    "item-": ["front", "back", "fields", "liveness", "statement", "agreements"],
    "milestone-": MilestoneKind,
    "phase-": Phase,
    "ready-": READY_MADE,
    "step-": StepName,
    "verdict-": Verdict,
    "suggest-": [Intent.GO_BACK, Intent.START_OVER, Intent.STOP, Intent.RESEND_CODE],
}


def messages(lang: str, part: str = "") -> dict[str, ftl.Message]:
    resource = parse((LOCALES / f"{part}{lang}.ftl").read_text(encoding="utf-8"))
    junk = [entry.content for entry in resource.body if isinstance(entry, ftl.Junk)]
    assert junk == []
    return {entry.id.name: entry for entry in resource.body if isinstance(entry, ftl.Message)}


def placeholders(message: ftl.Message) -> set[str]:
    found: set[str] = set()

    class Collect(Visitor):
        def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - the visitor's protocol
            found.add(node.id.name)

    Collect().visit(message)
    return found


def source_strings() -> tuple[set[str], set[str]]:
    """Return the keys given to `text(...)` as constants, and every other string constant."""
    keys, strings = set[str](), set[str]()
    for path in (ROOT / "dialogs").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings.add(node.value.replace("_", "-"))
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "text" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    keys.add(str(first.value).replace("_", "-"))
    return keys, strings


def family_keys() -> set[str]:
    return {
        f"{prefix}{one}".replace("_", "-") for prefix, all_ in FAMILIES.items() for one in all_
    }


@pytest.mark.parametrize("part", PARTS)
def test_both_languages_have_the_same_keys(part: str) -> None:
    assert messages("zh", part).keys() == messages("en", part).keys()


@pytest.mark.parametrize("part", PARTS)
def test_both_languages_have_the_same_placeholders(part: str) -> None:
    zh, en = messages("zh", part), messages("en", part)
    different = {key for key in zh if placeholders(zh[key]) != placeholders(en[key])}
    assert different == set()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_said_stands_in_the_catalogue(lang: str) -> None:
    keys, _ = source_strings()
    said = messages(lang).keys() | messages(lang, "desk.").keys()
    assert (keys | family_keys()) - said == set()


def test_nothing_stands_in_the_catalogue_that_is_never_said() -> None:
    _, strings = source_strings()
    said = strings | family_keys()
    assert messages("zh").keys() - said == set()


def test_no_text_is_too_long_for_a_message_or_a_button() -> None:
    for lang in ("zh", "en"):
        for key, message in messages(lang).items():
            assert message.value is not None
            text = "".join(
                getattr(part, "value", "…")
                for part in message.value.elements
                if isinstance(part, ftl.TextElement)
            )
            assert len(text) <= (40 if key.startswith("button-") else 1500), key


def test_every_catalogue_has_its_part_here() -> None:
    found = {path.name for path in LOCALES.glob("*.ftl")}
    assert found == {f"{part}{lang}.ftl" for part in PARTS for lang in ("zh", "en")}
