"""The resident card's words become fields; lines as the reader really returns them."""

from datetime import date

import pytest

from dialogs.kinds import CardSide, DocumentKind
from verification.engines.ports import Line
from verification.parse.card import ParsedCard, parse_card

SURE = 0.8


def line(
    text: str, left: float, top: float, right: float, bottom: float, score: float = 0.99
) -> Line:
    return Line(text, score, left, top, right, bottom)


NAME_LABEL = line("姓名", 67, 90, 139, 128)
NAME = line("张伟", 161, 88, 253, 137)
SEX = (line("性别", 67, 162, 136, 201), line("男", 155, 162, 208, 205))
ETHNIC = line("民族汉", 312, 161, 433, 206)
BIRTH = (line("出生", 70, 235, 135, 272), line("1990 年 3月 7日", 166, 236, 514, 275))
ADDRESS = (
    line("住址", 69, 308, 138, 345),
    line("北京市样本区测试街道演", 164, 308, 564, 346),
    line("示路88号院6号楼3单", 170, 359, 500, 393),
    line("元1202室", 166, 404, 323, 444),
)
NUMBER = (
    line("公民身份号码", 70, 543, 247, 577),
    line("110199199003079951", 330, 543, 767, 581),
)
MARKS = (
    line("SPECIMEN 样本", 756, 28, 924, 53),
    line("2", 617, 50, 969, 480, 0.55),
    line("SPECIMEN样本", 37, 601, 212, 629),
)
FRONT = (*MARKS, NAME_LABEL, NAME, *SEX, ETHNIC, *BIRTH, *ADDRESS, *NUMBER)


def read(*lines: Line) -> ParsedCard:
    return parse_card(lines, SURE)


def without(*gone: Line) -> tuple[Line, ...]:
    return tuple(one for one in FRONT if one not in gone)


def test_a_whole_front() -> None:
    parsed = read(*FRONT)
    card = parsed.reading
    assert card is not None
    assert (card.kind, card.side) == (DocumentKind.RESIDENT_ID, CardSide.FRONT)
    assert card.name == "张伟"
    assert card.number == "110199199003079951"
    assert (card.sex, card.birth) == ("male", date(1990, 3, 7))
    assert card.nationality == "汉"
    assert card.address == "北京市样本区测试街道演示路88号院6号楼3单元1202室"
    assert parsed.missing == ()
    assert parsed.doubtful == ()


def test_the_order_of_the_lines_does_not_matter() -> None:
    assert read(*reversed(FRONT)).reading == read(*FRONT).reading


def test_labels_and_values_in_one_line() -> None:
    merged = (
        line("姓名张伟", 67, 88, 253, 137),
        line("性别男民族漢", 67, 161, 433, 206),
        line("出生1990年3月7日", 70, 235, 514, 275),
        line("住址北京市样本区测试街道演", 69, 308, 564, 346),
        *ADDRESS[2:],
        line("公民身份号码 110199199003079951", 70, 543, 767, 581),
    )
    card = read(*merged).reading
    assert card is not None
    assert (card.name, card.number, card.nationality) == ("张伟", "110199199003079951", "汉")
    assert card.address == "北京市样本区测试街道演示路88号院6号楼3单元1202室"


def test_an_address_whose_second_line_begins_like_a_label() -> None:
    second = line("民族大道168号", 166, 359, 420, 393)
    card = read(
        *without(*ADDRESS[1:]), line("广西样本市青秀区", 164, 308, 450, 346), second
    ).reading
    assert card is not None
    assert card.address == "广西样本市青秀区民族大道168号"
    assert card.nationality == "汉"


def test_traditional_forms_are_mapped_in_the_address_only() -> None:
    card = read(
        *without(NAME, *ADDRESS[1:]),
        line("張偉", 161, 88, 253, 137),
        line("廣東省样本縣88號樓", 164, 308, 500, 346),
    ).reading
    assert card is not None
    assert card.address == "广东省样本县88号楼"
    assert card.name == "張偉"


@pytest.mark.parametrize("name", ["陈翀", "王赟", "李燊", "阿依古丽·买买提", "欧阳晓敏", "㐂田"])
def test_names_with_rare_characters_and_dots(name: str) -> None:
    printed = line(name.replace("·", "•"), 161, 88, 420, 137)
    card = read(*without(NAME), printed).reading
    assert card is not None
    assert card.name == name


def test_the_name_is_found_without_its_label() -> None:
    card = read(*without(NAME_LABEL)).reading
    assert card is not None
    assert card.name == "张伟"


@pytest.mark.parametrize(
    "printed", ["110199 19900307 9951", "11O199199OO3O79951", "1101\uff19\uff19199003079951"]
)
def test_lookalikes_in_the_number_are_healed_by_the_checksum(printed: str) -> None:
    card = read(*without(NUMBER[1]), line(printed, 330, 543, 767, 581)).reading
    assert card is not None
    assert card.number == "110199199003079951"


@pytest.mark.parametrize("printed", ["110199199003079952", "11019919900307995", "1101991990"])
def test_a_wrong_number_is_no_number(printed: str) -> None:
    parsed = read(*without(NUMBER[1]), line(printed, 330, 543, 767, 581))
    assert parsed.reading is not None
    assert parsed.reading.number is None
    assert parsed.reading.birth is None
    assert parsed.missing == ("number",)
    assert parsed.places["number"].left == 330


def test_a_number_in_x() -> None:
    card = read(*without(NUMBER[1]), line("31019919881115940x", 330, 543, 767, 581)).reading
    assert card is not None
    assert card.number == "31019919881115940X"


def test_a_birth_date_that_contradicts_the_number_is_doubted() -> None:
    parsed = read(*without(BIRTH[1]), line("1991年3月7日", 166, 236, 514, 275))
    assert parsed.contradicting == ("birth",)


def test_a_hole_in_an_address_row_is_doubted() -> None:
    torn = (line("北京市", 164, 308, 280, 346), line("街道演", 450, 308, 564, 346))
    parsed = read(*without(ADDRESS[1]), *torn)
    assert parsed.doubtful == ("address",)


def test_a_faint_line_is_doubted_but_not_a_number_proven_by_its_checksum() -> None:
    faint = line("张伟", 161, 88, 253, 137, 0.6)
    number = line("110199199003079951", 330, 543, 767, 581, 0.6)
    assert read(*without(NAME, NUMBER[1]), faint, number).doubtful == ("name",)


def test_missing_fields_are_named() -> None:
    parsed = read(*without(NAME, *ADDRESS))
    assert set(parsed.missing) == {"name", "address"}


TITLE = (
    line("中华人民共和国", 352, 108, 782, 172),
    line("居民身份证", 326, 212, 774, 291),
    line("O", 56, 50, 236, 232),
)
ISSUER = line("签发机关 北京市公安局样本分局", 257, 460, 778, 503)


@pytest.mark.parametrize(
    ("printed", "start", "until"),
    [
        ("有效期限 2021.05.18-2041.05.18", date(2021, 5, 18), date(2041, 5, 18)),
        ("有效期限2021.05.18-长期", date(2021, 5, 18), None),
        ("有效期限 2021.05.18-長期", date(2021, 5, 18), None),
        ("有效期限20210518-20410518", date(2021, 5, 18), date(2041, 5, 18)),
        ("有效期限 2021.05.18—2041.05.18", date(2021, 5, 18), date(2041, 5, 18)),
        ("有效期限 2016.02.29-2036.02.28", date(2016, 2, 29), date(2036, 2, 28)),
    ],
)
def test_a_back(printed: str, start: date, until: date | None) -> None:
    parsed = read(*TITLE, ISSUER, line(printed, 257, 535, 791, 575))
    card = parsed.reading
    assert card is not None
    assert (card.kind, card.side) == (DocumentKind.RESIDENT_ID, CardSide.BACK)
    assert card.issuer == "北京市公安局样本分局"
    assert (card.valid_from, card.valid_to, card.long_term) == (start, until, until is None)
    assert parsed.missing == parsed.doubtful == ()


def test_a_term_that_no_card_has_is_doubted() -> None:
    parsed = read(*TITLE, ISSUER, line("有效期限 2021.05.18-2047.05.18", 257, 535, 791, 575))
    assert parsed.doubtful == ("validity",)


@pytest.mark.parametrize("printed", ["有效期限 2021.05.18-", "有效期限 2021.13.18-2041.05.18"])
def test_half_a_validity_is_missing(printed: str) -> None:
    parsed = read(*TITLE, ISSUER, line(printed, 257, 535, 791, 575))
    assert parsed.missing == ("validity",)


@pytest.mark.parametrize(
    "words",
    [
        (
            "港澳居民居住证",
            "中华人民共和国",
            "签发机关 样本市公安局",
            "有效期限 2021.05.18-2026.05.18",
        ),
        ("中华人民共和国护照", "PASSPORT", "姓名/Name", "国籍/Nationality"),
        ("临时居民身份证", "姓名", "签发机关"),
        ("姓名/Name", "国籍/Nationality", "DEU310091112801", "证件号码/ID No."),
    ],
)
def test_other_documents_are_told_apart(words: tuple[str, ...]) -> None:
    lines = [line(text, 100, 60.0 * row, 400, 60.0 * row + 40) for row, text in enumerate(words)]
    parsed = read(*lines)
    assert parsed.reading is None
    assert parsed.other_document


@pytest.mark.parametrize(
    "words", [(), ("MENU", "Pizza 12.50"), ("今天天气很好",), ("SPECIMEN 样本",)]
)
def test_other_texts_are_no_card(words: tuple[str, ...]) -> None:
    lines = [line(text, 100, 60.0 * row, 400, 60.0 * row + 40) for row, text in enumerate(words)]
    parsed = read(*lines)
    assert parsed.reading is None
    assert not parsed.other_document


def test_a_traditional_name_beside_its_label_stays_as_printed() -> None:
    named = read(*without(NAME_LABEL, NAME), line("姓名 萧國鳳", 66, 82, 290, 130))
    assert named.reading is not None
    assert named.reading.name == "萧國鳳"


def test_the_rows_of_an_address_on_a_tilted_card_overlap() -> None:
    tilted = (
        line("住址", 416, 452, 490, 503),
        line("辽宁省宁和市新城区解放", 502, 464, 828, 549),
        line("大道39号", 508, 512, 645, 571),
    )
    parsed = read(NAME_LABEL, NAME, *tilted, line("210199196110079527", 650, 698, 962, 752))
    assert parsed.reading is not None
    assert parsed.reading.address == "辽宁省宁和市新城区解放大道39号"
