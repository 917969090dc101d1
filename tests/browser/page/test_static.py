"""What the page's files promise, read as files: equal languages, own parts, nothing dangling."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.colleagues import AGENT, REVIEWER, SECOND_REVIEWER, SUPERVISOR

PAGE = Path(__file__).parents[3] / "bot" / "sandbox" / "page"
SCRIPTS = sorted(PAGE.glob("*.js"))
MODULES = [script for script in SCRIPTS if script.name != "telegram-web-app.js"]
INDEX = (PAGE / "index.html").read_text(encoding="utf-8")
LONGEST_MODULE = 320
MEDIA = ("photo", "video", "video_note", "voice", "audio", "document", "animation")
FAMILIES = {
    "kind_": (*MEDIA, "sticker", "contact", "location"),
    "capture_": ("selfie", "video", "note", "voice"),
    "ready_": ("selfie", "video", "note", "voice"),
    "document_": ("resident_id", "permanent_resident"),
    "group_": ("text", "contact", "card", "own", "selfie", "action", "statement", "wrong"),
    "as_": ("text", "contact", "photo", "document", "video", "video_note"),
    "attach_": ("media", "file", "contact"),
    "colleague_": ("agent", "reviewer", "returns_first"),
    "role_": (AGENT, REVIEWER, SECOND_REVIEWER, SUPERVISOR),
    "action_": ("typing", "upload_photo", "record_video", "upload_video", "upload_document"),
}


def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def texts() -> dict[str, dict[str, str]]:
    script = source(PAGE / "texts.js")
    literal = script[script.index("{", script.index("TEXTS")) :].rstrip().removesuffix(";")
    loaded: dict[str, dict[str, str]] = json.loads(literal, object_pairs_hook=_no_repeats)
    return loaded


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    repeated = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]
    assert not repeated
    return dict(pairs)


def named_keys() -> set[str]:
    """Return every key that a script or the document names outright."""
    everything = "".join(source(path) for path in MODULES if path.name != "texts.js") + INDEX
    quoted = set(re.findall(r"[\"']([a-z][a-z0-9_]*)[\"']", everything))
    return quoted & set(texts()["zh"])


def test_both_languages_have_the_same_keys() -> None:
    assert list(texts()["zh"]) == list(texts()["en"])


def test_no_text_is_empty_and_the_places_are_the_same() -> None:
    for key, chinese in texts()["zh"].items():
        english = texts()["en"][key]
        assert chinese.strip()
        assert english.strip()
        assert sorted(re.findall(r"\{\w+\}", chinese)) == sorted(re.findall(r"\{\w+\}", english))


def test_english_has_no_chinese_but_the_name_of_the_language() -> None:
    for key, english in texts()["en"].items():
        assert key == "other_language" or not re.search(r"[\u4e00-\u9fff]", english)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_member_of_a_family_has_words(family: str) -> None:
    missing = [name for name in FAMILIES[family] if family + name not in texts()["zh"]]
    assert not missing


def test_every_key_is_used() -> None:
    families = tuple(FAMILIES)
    unused = [
        key
        for key in texts()["zh"]
        if key not in named_keys() and not key.startswith((*families, "service_", "camera_"))
    ]
    assert not unused


def test_every_key_that_is_asked_for_exists() -> None:
    asked: set[str] = set()
    for path in MODULES:
        script = source(path)
        asked |= set(re.findall(r"\bt\(\"(\w+)\"", script))
        asked |= set(re.findall(r"\b(?:words|label|title|yes): \"(\w+)\"", script))
    asked |= set(re.findall(r"data-(?:words|label)=\"(\w+)\"", INDEX))
    assert asked <= set(texts()["zh"])


@pytest.mark.parametrize("path", sorted(PAGE.iterdir()), ids=lambda path: path.name)
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    addresses = set(re.findall(r"https?://[^\s\"'`)<>;]*", source(path)))
    own = {"http://www.w3.org/2000/svg"}
    loopback = re.compile(r"https?://(127\.0\.0\.1|localhost)(:\*)?$")
    assert not {one for one in addresses - own if not loopback.match(one) and "$" not in one}
    assert "@import" not in source(path)


def test_the_policy_allows_own_parts_only() -> None:
    policy = re.search(r"Content-Security-Policy\" content=\"([^\"]+)\"", INDEX)
    assert policy
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert "unsafe" not in policy[1]


def test_the_document_has_no_inline_script_or_style() -> None:
    assert not re.search(r"<script(?![^>]*src=)", INDEX)
    assert not re.search(r"<style|\sstyle=|\son\w+=", INDEX)


def test_ids_are_unique_and_test_ids_too() -> None:
    for name in ("id", "data-testid"):
        found = re.findall(rf"\s{name}=\"([^\"]+)\"", INDEX)
        assert len(found) == len(set(found))


def test_every_element_that_a_script_needs_is_in_the_document() -> None:
    ids = set(re.findall(r"\sid=\"([^\"]+)\"", INDEX))
    for path in MODULES:
        for wanted in re.findall(r"need\(\"#([\w-]+)\"\)", source(path)):
            assert wanted in ids, f"{path.name} needs #{wanted}"


def test_every_file_that_the_document_names_is_there() -> None:
    for name in re.findall(r"/page/static/([\w.-]+)", INDEX):
        assert (PAGE / name).is_file()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_imports_name_what_the_other_module_exports(path: Path) -> None:
    for names, module in re.findall(r"import \{([^}]+)\} from \"\./([\w-]+\.js)\"", source(path)):
        other = source(PAGE / module)
        for name in (one.strip() for one in names.split(",")):
            assert re.search(rf"export (?:async )?(?:function|class|const) {name}\b", other), name
            assert len(re.findall(rf"\b{name}\b", source(path))) > 1, f"{name} is not used"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_say_what_they_are_and_stay_small(path: Path) -> None:
    lines = source(path).splitlines()
    assert lines[0].startswith("// ")
    assert path.name == "texts.js" or len(lines) <= LONGEST_MODULE


def test_text_never_becomes_markup() -> None:
    for path in SCRIPTS:
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", source(path)
        )


def test_icons_that_are_asked_for_exist() -> None:
    known = set(re.findall(r"^  (\w+): \"M", source(PAGE / "icons.js"), re.MULTILINE))
    asked = set(re.findall(r"data-icon=\"(\w+)\"", INDEX))
    for path in MODULES:
        asked |= set(re.findall(r"\bicon(?:: |\()\"(\w+)\"", source(path)))
    assert asked <= known
