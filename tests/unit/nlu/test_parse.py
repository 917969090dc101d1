"""Facts by pattern, and the promise of the mask: nothing personal leaves."""
# ruff: noqa: RUF001 - full-width input is the point

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.kinds import DocumentKind
from dialogs.understanding import Facts
from nlu.parse import application_number_in, facts_in, mask, says_only_facts

RESIDENT = DocumentKind.RESIDENT_ID
PERMANENT = DocumentKind.PERMANENT_RESIDENT


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "我叫张伟，身份证号11010119900307123X，手机13800138000，想重置期货交易密码",
            Facts("张伟", RESIDENT, "11010119900307123X", "13800138000"),
        ),
        (
            "张伟 110101199003071233 13800138000",
            Facts("张伟", RESIDENT, "110101199003071233", "13800138000"),
        ),
        ("姓名：欧阳晓敏", Facts(name="欧阳晓敏")),
        ("我是王芳，密码忘了", Facts(name="王芳")),
        ("本人李可，申请重置", Facts(name="李可")),
        ("我叫买买提·吐尔逊，忘记密码", Facts(name="买买提·吐尔逊")),
        ("我叫王大锤想改密码", Facts(name="王大锤")),
        ("手机１３８－００１３－８０００", Facts(phone="13800138000")),
        ("my phone is +86 138 0013 8000", Facts(phone="13800138000")),
        ("8613800138000", Facts(phone="13800138000")),
        ("证件号 1101 0119 9003 0712 3x", Facts(None, RESIDENT, "11010119900307123X")),
        ("911124198108030024", Facts(None, PERMANENT, "911124198108030024")),
        ("我持有永居证", Facts(document_kind=PERMANENT)),
        (
            "My name is Maria Anna Schmidt and I forgot my password",
            Facts(name="Maria Anna Schmidt"),
        ),
        ("my name is john smith, reset please", Facts(name="john smith")),
        ("I am SCHMIDT, MARIA ANNA", Facts(name="SCHMIDT, MARIA ANNA")),
        ("I have a green card", Facts(document_kind=PERMANENT)),
    ],
)
def test_facts_are_found(text: str, facts: Facts) -> None:
    assert facts_in(text) == facts


@pytest.mark.parametrize(
    "text",
    [
        "我是外国人可以办吗", "我叫你滚", "我是客户", "我是本人", "谢谢", "安全吗",
        "安全嗎", "查进度", "方便吗", "高兴",
        "I'm locked out", "I am German", "I am a foreigner", "what is my name for",
        "call me later",
        "护照可以吗", "身份证过期了怎么办", "两个号码13800138000和13900139000哪个对",
        "my name is wrong", "my name is misspelled",
    ],
)  # fmt: skip
def test_what_is_no_fact_is_left_alone(text: str) -> None:
    assert facts_in(text) == Facts()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("查询RS20260102000017", "RS20260102000017"),
        ("status of rs 2026 0102 000017 please", "RS20260102000017"),
        ("ＲＳ２０２６０１０２０００００１", "RS20260102000001"),
        ("RS20260102000017 和 RS20260102000018", None),
        ("CARS2026", None),
        ("没有编号", None),
    ],
)
def test_application_numbers(text: str, number: str | None) -> None:
    assert application_number_in(text) == number


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我叫张伟，要重置", "我叫 _name_ ,要重置"),
        ("验证码是482913", "验证码是 _number_"),
        ("我的新密码是abc123xyz", "我的新密码是 _secret_"),
        ("password is Hunter!!", "password is _secret_"),
        ("幺三八零零一三八零零零", "_number_"),
        ("one three eight zero zero one", "_number_"),
        ("write to me@example.org", "write to _link_"),
        ("密码要8位还是6位", "密码要8位还是6位"),
        ("my password is wrong", "my password is wrong"),
        ("查询RS20260102000017", "查询 _application_"),
        ("欧阳晓敏", "_name_"),
        ("Maria Schmidt", "_name_"),
    ],
)
def test_mask(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("13800138000", True),
        ("我叫张伟，身份证号110101199003071233", True),
        ("my name is Maria Schmidt", True),
        ("我叫张伟，要重置密码", False),
        ("重置密码", False),
        ("好的", False),
    ],
)
def test_a_message_of_values_alone_is_recognised(text: str, only: bool) -> None:
    assert says_only_facts(mask(text)) is only


SURNAMES = st.sampled_from("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑")
GIVEN = st.text(st.sampled_from("伟芳娜敏静丽强磊军洋艳勇杰娟涛超霞平刚"), min_size=1, max_size=2)
HAN_NAMES = st.builds(str.__add__, SURNAMES, GIVEN)
LATIN_NAMES = st.from_regex(r"[A-Z][a-z]{3,8}x [A-Z][a-z]{3,8}x", fullmatch=True)
WORDS = st.sampled_from(
    ["，", " ", "重置密码", "please", "验证码", "收不到", "手机", "身份证号", "。", "\n"]
)
DIGITS = st.text("0123456789０１２３４５６７８９-　 xX٣٤", min_size=1, max_size=24)
MESSAGES = st.lists(st.one_of(WORDS, DIGITS, st.text(max_size=12)), max_size=8).map("".join)
RUN = re.compile(r"\d{4}")


@given(MESSAGES)
def test_no_run_of_four_digits_leaves(text: str) -> None:
    assert not RUN.search(mask(text))


@given(st.integers(0, 10**18), MESSAGES, MESSAGES)
def test_no_number_leaves_with_spaces_or_dashes(number: int, before: str, after: str) -> None:
    spaced = " ".join(f"{number:08d}")
    masked = mask(f"{before} {spaced} {after}")
    assert not re.search(r"\d \d \d \d", masked)


@given(HAN_NAMES, st.sampled_from(["我叫", "姓名：", "我是", "本人"]), WORDS)
def test_no_told_chinese_name_leaves(name: str, cue: str, after: str) -> None:
    text = f"{cue}{name}，{after}，{name}"
    assert facts_in(text).name == name
    assert name not in mask(text)


@given(LATIN_NAMES, st.sampled_from(["my name is ", "I am ", "I'm ", "Name: "]))
def test_no_told_latin_name_leaves(name: str, cue: str) -> None:
    text = f"{cue}{name}, reset my password. {name.upper()}"
    assert facts_in(text).name == name
    assert name.lower() not in mask(text).lower()


@given(MESSAGES)
def test_a_found_name_never_leaves(text: str) -> None:
    name = facts_in(text).name
    assert name is None or name.lower() not in mask(text).lower()


@given(MESSAGES)
def test_masking_twice_changes_nothing(text: str) -> None:
    once = mask(text)
    assert mask(once) == once


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    facts_in(text)
    mask(text)
    application_number_in(text)
