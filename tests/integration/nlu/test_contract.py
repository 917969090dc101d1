"""What the port promises, kept by Rasa and by its twin alike."""

import pytest

from dialogs.kinds import PasswordKind
from dialogs.understanding import Facts, Intent
from nlu.api import Nlu
from nlu.fake import KeywordNlu

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(
    params=["keywords", pytest.param("rasa", marks=[pytest.mark.slow, pytest.mark.timeout(900)])],
)
def nlu(request: pytest.FixtureRequest) -> Nlu:
    """The adapter under test; Rasa is started only when it is asked for."""
    if request.param == "keywords":
        return KeywordNlu()
    client: Nlu = request.getfixturevalue("rasa_client")
    return client


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("忘记密码了", Intent.RESET_PASSWORD),
        ("I forgot my password", Intent.RESET_PASSWORD),
        ("密碼忘記了", Intent.RESET_PASSWORD),
        ("密码有什么要求", Intent.ASK_PASSWORD_RULES),
        ("what are the password rules", Intent.ASK_PASSWORD_RULES),
        ("收不到验证码", Intent.ASK_CODE_NOT_RECEIVED),
        ("I didn't get the code", Intent.ASK_CODE_NOT_RECEIVED),
        ("重新发送验证码", Intent.RESEND_CODE),
        ("please resend the code", Intent.RESEND_CODE),
        ("为什么要录视频", Intent.ASK_WHY_VIDEO),
        ("why do I have to record a video", Intent.ASK_WHY_VIDEO),
        ("次席密码是什么", Intent.ASK_SECONDARY_SEAT),
        ("要多久", Intent.ASK_HOW_LONG),
        ("how long does it take", Intent.ASK_HOW_LONG),
        ("到哪一步了", Intent.STATUS),
        ("what's my status", Intent.STATUS),
        ("上一步", Intent.GO_BACK),
        ("go back", Intent.GO_BACK),
        ("手机号填错了", Intent.WRONG_PHONE),
        ("转人工", Intent.PERSON),
        ("不办了", Intent.STOP),
        ("重新开始", Intent.START_OVER),
        ("谢谢", Intent.THANKS),
        ("hello", Intent.GREET),
        ("今天天气怎么样", Intent.OUT_OF_SCOPE),
        ("forgot my facebook password", Intent.OUT_OF_SCOPE),
        ("微信密码忘记了", Intent.OUT_OF_SCOPE),
    ],
)
async def test_plain_sentences_are_understood(nlu: Nlu, text: str, intent: Intent) -> None:
    understood = await nlu.understand(text)
    assert understood.intent is intent
    assert 0.0 <= understood.confidence <= 1.0


async def test_several_facts_in_one_message(nlu: Nlu) -> None:
    understood = await nlu.understand(
        "我叫张伟，身份证号110101199003071233，手机13800138000，想重置期货交易密码"
    )
    assert understood.intent is Intent.RESET_PASSWORD
    assert understood.facts.name == "张伟"
    assert understood.facts.number == "110101199003071233"
    assert understood.facts.phone == "13800138000"
    assert understood.passwords == (PasswordKind.FUTURES_TRADING,)


async def test_the_application_number_travels(nlu: Nlu) -> None:
    understood = await nlu.understand("RS20260102000017 到哪一步了")
    assert understood.intent is Intent.STATUS
    assert understood.application_number == "RS20260102000017"


@pytest.mark.parametrize("text", ["", "  ", "？？？", "😂"])
async def test_nothing_said_is_out_of_scope(nlu: Nlu, text: str) -> None:
    understood = await nlu.understand(text)
    assert understood.intent is Intent.OUT_OF_SCOPE
    assert understood.facts == Facts()


async def test_the_same_text_has_the_same_meaning(nlu: Nlu) -> None:
    assert await nlu.understand("能不能快一点") == await nlu.understand("能不能快一点")
