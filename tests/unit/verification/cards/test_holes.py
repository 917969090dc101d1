"""A character that was not read leaves a hole in its line, and the field is doubted."""

from dataclasses import replace

import pytest

from verification.engines.ports import Line
from verification.parse.card import parse_card
from verification.parse.holes import gaps, pitch, reach

PITCH = 36.0


def set_in_type(text: str, left: float = 170.0, top: float = 300.0, *, hidden: str = "") -> Line:
    """Return a line with its characters' places; hidden ones leave theirs empty."""
    at, columns = left, []
    for letter in text:
        width = PITCH if ord(letter) > 255 else 0.56 * PITCH
        columns.append(at + width / 2)
        at += width
    kept = [place for letter, place in zip(text, columns, strict=True) if letter not in hidden]
    shown = "".join(letter for letter in text if letter not in hidden)
    return Line(shown, 0.99, left, top, at, top + 40, tuple(kept), (0.99,) * len(kept))


def test_the_pitch_is_that_of_the_chinese_characters() -> None:
    assert pitch([set_in_type("北京市样本区88号")]) == pytest.approx(PITCH)
    assert pitch([set_in_type("110199")]) is None


@pytest.mark.parametrize("text", ["北京市样本区测试街道演", "示路88号院6号楼3单元", "1202室A座"])
def test_a_whole_line_has_no_hole(text: str) -> None:
    assert gaps(set_in_type(text), PITCH, 0.7) == ()


@pytest.mark.parametrize("hidden", ["样", "本区", "测试街"])
def test_what_is_missing_leaves_a_hole(hidden: str) -> None:
    assert len(gaps(set_in_type("北京市样本区测试街道演", hidden=hidden), PITCH, 0.7)) == 1


def test_a_line_ends_behind_its_last_character() -> None:
    assert reach(set_in_type("北京"), PITCH) == pytest.approx(170 + 2 * PITCH)


def _card(first: Line, second: Line) -> tuple[Line, ...]:
    labels = (("姓名", 86), ("性别", 160), ("出生", 232), ("住址", 304))
    return (
        *(replace(set_in_type(text, 72.0, top), right=134.0) for text, top in labels),
        set_in_type("张伟", top=82.0),
        first,
        second,
        set_in_type("公民身份号码", 72.0, 538.0),
        set_in_type("110199199003079951", 330.0, 526.0),
    )


@pytest.mark.parametrize(
    ("hidden", "doubtful"), [("", ()), ("区", ("address",)), ("街道演", ("address",))]
)
def test_an_address_with_a_hole_is_doubted(hidden: str, doubtful: tuple[str, ...]) -> None:
    first = set_in_type("北京市样本区测试街道演", hidden=hidden)
    parsed = parse_card(_card(first, set_in_type("示路88号", top=348.0)), 0.8)
    assert parsed.doubtful == doubtful


def test_the_last_line_may_be_short() -> None:
    first, last = set_in_type("北京市样本区测试街道演"), set_in_type("示路", top=348.0)
    assert parse_card(_card(first, last), 0.8).doubtful == ()
