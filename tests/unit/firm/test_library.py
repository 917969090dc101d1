"""The texts customers read are complete, in both languages, and what is shown is hashed."""

import re
import shutil
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

import bot
from bot.web.errors import TextMissingError
from bot.web.library import OPEN_TEXTS, SAMPLES, open_library
from bot.web.texts import PageTexts
from dialogs.kinds import ACCOUNT_OF, AccountKind, Lang, PasswordKind
from dialogs.model import AgreementId
from dialogs.rules.passwords import PasswordAdvice, PasswordProblem

FIRMS = {Lang.ZH: "示例期货", Lang.EN: "Sample Futures"}
ALL = [*(one.value for one in AgreementId), *OPEN_TEXTS]
LOCALES = Path(bot.__file__).parent / "locales"


def test_every_text_is_there_in_every_language_with_one_version() -> None:
    library = open_library(None, FIRMS, "4009908826")
    for text_id in ALL:
        texts = [library.text(text_id, lang) for lang in Lang]
        assert len({text.version for text in texts}) == 1
        assert all(text.title and len(text.markdown) > 300 for text in texts)
        assert texts[0].sha256 != texts[1].sha256


@pytest.mark.parametrize("text_id", ALL)
def test_both_languages_have_the_same_parts(text_id: str) -> None:
    library = open_library(None, FIRMS, "4009908826")
    shapes = [
        re.findall(r"^(#+|-|\d+\.|>)", library.text(text_id, lang).markdown, re.MULTILINE)
        for lang in Lang
    ]
    assert shapes[0] == shapes[1]


def test_the_firm_stands_in_the_texts() -> None:
    library = open_library(None, FIRMS, "4000000000")
    everything = "".join(library.text(i, lang).markdown for i in ALL for lang in Lang)
    assert "示例期货" in everything
    assert "4000000000" in everything
    assert "{" not in everything


def test_a_changed_letter_changes_the_digest(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path / "texts")
    path = tmp_path / "texts" / "zh" / "risk.md"
    path.write_text(path.read_text() + "。")
    changed = open_library(tmp_path / "texts", FIRMS, "1")
    same = open_library(None, FIRMS, "1")
    assert changed.text("risk", Lang.ZH).sha256 != same.text("risk", Lang.ZH).sha256
    assert changed.text("service", Lang.ZH).sha256 == same.text("service", Lang.ZH).sha256


@pytest.mark.parametrize("content", [None, "", "id: other\nversion: 1\ntitle: T\n\nx", "no head"])
def test_a_missing_or_unfinished_text_is_found_at_start(
    tmp_path: Path, content: str | None
) -> None:
    shutil.copytree(SAMPLES, tmp_path / "texts")
    path = tmp_path / "texts" / "en" / "service.md"
    path.unlink()
    if content is not None:
        path.write_text(content)
    with pytest.raises(TextMissingError, match=r"en/service\.md"):
        open_library(tmp_path / "texts", FIRMS, "1")


def test_an_unknown_text_or_word_is_an_error() -> None:
    with pytest.raises(TextMissingError):
        open_library(None, FIRMS, "1").text("poem", Lang.ZH)
    with pytest.raises(TextMissingError):
        PageTexts(Lang.ZH)("no-such-key")
    with pytest.raises(TextMissingError):
        PageTexts(Lang.ZH)("app-progress")


def _messages(lang: str) -> dict[str, set[str]]:
    content = (LOCALES / f"web.{lang}.ftl").read_text(encoding="utf-8")
    found = {}
    for entry in FluentParser().parse(content).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            found[entry.id.name] = set(re.findall(r"\{ \$(\w+) \}", content_of(content, entry)))
    return found


def content_of(content: str, entry: ast.Message) -> str:
    assert entry.span is not None
    return content[entry.span.start : entry.span.end]


def test_both_catalogues_have_the_same_keys_and_words() -> None:
    assert _messages("zh") == _messages("en")


def test_everything_a_page_can_say_of_passwords_has_words() -> None:
    for lang in Lang:
        said = PageTexts(lang)
        for kind in PasswordKind:
            assert said(f"kind-{kind}")
            assert said(f"account-{ACCOUNT_OF[kind]}")
        assert all(said(f"account-{one}") for one in AccountKind)
        assert all(said(f"rule-{one}") for one in PasswordProblem)
        assert all(said(f"advice-{one}") for one in PasswordAdvice)
