"""What the step asks for is not read by the language model: names above all."""

import dataclasses

import pytest

from bot.interpret import is_plain_answer
from dialogs.model import StepName
from tests.property.histories import go_to


@pytest.mark.parametrize(
    "text",
    ["张伟", "欧阳翀赟", "区阳", "仝卓", "逄金海", "乜文", "阿依古丽·买买提", "SCHMIDT, MARIA"],
)
def test_a_name_is_not_read(text: str) -> None:
    assert is_plain_answer(text, go_to(StepName.NAME).case)


@pytest.mark.parametrize(
    "text",
    ["帮助", "返回", "你好", "人工", "取消", "什么意思", "多久", "安全吗", "看不懂", "密码规则",
     "新密码要几位", "why a video?", "我叫张伟，手机13800138000"],
)  # fmt: skip
def test_a_question_or_wish_is_read(text: str) -> None:
    assert not is_plain_answer(text, go_to(StepName.NAME).case)


def test_numbers_are_not_read_where_numbers_are_asked() -> None:
    assert is_plain_answer("110105 19491231 002X", go_to(StepName.NUMBER).case)
    assert is_plain_answer("138 0013 8000", go_to(StepName.PHONE).case)
    assert not is_plain_answer("收不到验证码怎么办", go_to(StepName.PHONE).case)


def test_a_correction_is_not_read_but_a_question_is() -> None:
    case = go_to(StepName.FIELDS).case
    fixing = dataclasses.replace(
        case, fields=dataclasses.replace(case.fields, correcting="address")
    )
    assert is_plain_answer("北京市样本区测试路1号", fixing)
    assert not is_plain_answer("住址写哪个？", fixing)
