"""The new permanent resident card's words become fields."""

from datetime import date

import pytest

from dialogs.kinds import CardSide, DocumentKind
from verification.engines.ports import Line
from verification.parse.card import parse_card
from verification.parse.card_fields import latin_name


def line(text: str, left: float, top: float, right: float, bottom: float) -> Line:
    return Line(text, 0.99, left, top, right, bottom)


NAME = line("SCHMIDT,MARIA ANNA", 59, 98, 440, 131)
NUMBER = line("911276198704129946", 280, 544, 718, 578)
FRONT = (
    line("姓名/Name", 55, 54, 188, 84),
    NAME,
    line("性别/Sex", 55, 194, 165, 228),
    line("出生日期/Date of Birth", 279, 195, 535, 224),
    line("女/F", 52, 232, 136, 281),
    line("1987.04.12", 278, 239, 461, 273),
    line("国籍/Nationality", 58, 295, 249, 325),
    line("德国/DEU", 53, 330, 222, 378),
    line("有效期限/Period of Validity", 56, 392, 367, 423),
    line("2024.03.05-2034.03.04", 56, 436, 432, 469),
    line("证件号码/ID No.", 58, 504, 239, 534),
    NUMBER,
)
BACK = (
    line("中华人民共和国", 351, 80, 745, 142),
    line("外国人永久居留身份证", 258, 161, 883, 224),
    line("PEOPLE'S REPUBLIC OF CHINA", 298, 249, 785, 282),
    line("FOREIGN PERMANENT RESIDENT ID CARD", 198, 296, 854, 330),
    line("签发机关/Issuing Authority", 258, 407, 566, 441),
    line("国家移民管理局", 258, 446, 512, 484),
)


def test_a_whole_front() -> None:
    parsed = parse_card(FRONT, 0.8)
    card = parsed.reading
    assert card is not None
    assert (card.kind, card.side) == (DocumentKind.PERMANENT_RESIDENT, CardSide.FRONT)
    assert card.name == "SCHMIDT, MARIA ANNA"
    assert card.number == "911276198704129946"
    assert (card.sex, card.birth, card.nationality) == ("female", date(1987, 4, 12), "德国/DEU")
    assert (card.valid_from, card.valid_to) == (date(2024, 3, 5), date(2034, 3, 4))
    assert parsed.missing == parsed.doubtful == ()


def test_a_chinese_name_below_the_latin_one_is_not_the_name() -> None:
    card = parse_card((*FRONT, line("金敏俊", 59, 140, 200, 180)), 0.8).reading
    assert card is not None
    assert card.name == "SCHMIDT, MARIA ANNA"


def test_values_beside_their_labels() -> None:
    beside = [one for one in FRONT if one not in {NAME, FRONT[7]}]
    more = (
        line("SCHMIDT, MARIA ANNA", 200, 54, 560, 84),
        line("德国/DEU", 262, 295, 420, 325),
    )
    card = parse_card((*beside, *more), 0.8).reading
    assert card is not None
    assert (card.name, card.nationality) == ("SCHMIDT, MARIA ANNA", "德国/DEU")


def test_a_back_with_issuer_and_without_validity() -> None:
    parsed = parse_card(BACK, 0.8)
    card = parsed.reading
    assert card is not None
    assert (card.kind, card.side) == (DocumentKind.PERMANENT_RESIDENT, CardSide.BACK)
    assert card.issuer == "国家移民管理局"
    assert card.valid_to is None
    assert not card.long_term
    assert parsed.missing == ()


def test_a_back_that_carries_the_validity() -> None:
    more = (
        line("有效期限/Period of Validity", 258, 500, 566, 534),
        line("2024.03.05-2034.03.04", 258, 540, 600, 574),
    )
    card = parse_card((*BACK, *more), 0.8).reading
    assert card is not None
    assert (card.valid_from, card.valid_to) == (date(2024, 3, 5), date(2034, 3, 4))


def test_what_is_missing_is_named() -> None:
    parsed = parse_card([one for one in FRONT if one not in {NAME, NUMBER, FRONT[9]}], 0.8)
    assert set(parsed.missing) == {"name", "number", "validity"}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("O'BRIEN,SEAN", "O'BRIEN, SEAN"),
        ("Müller , Jürgen", None),
        ("KIM MINJUN", "KIM MINJUN"),
        ("SMITH-JONES, ANNE", "SMITH-JONES, ANNE"),
        ("金敏俊", None),
    ],
)
def test_latin_names(printed: str, name: str | None) -> None:
    if name is not None:
        assert latin_name(printed) == name
    else:
        assert latin_name(printed) != printed
