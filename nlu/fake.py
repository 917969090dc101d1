"""The twin without Rasa: a small table of keywords, the same answer every time."""

import re
from dataclasses import replace

from typing_extensions import override

from dialogs.understanding import Intent, Understood
from nlu.api import Nlu
from nlu.normalise import normalise
from nlu.understood import deterministic, question_in

_SURE = 0.9
_KEYWORDS: tuple[tuple[Intent, str], ...] = (
    (
        Intent.SPEAK_ENGLISH,
        r"英文|英语|speak english|in english|^english|don't understand chinese",
    ),
    (Intent.SPEAK_CHINESE, r"中文|汉语|speak chinese|in chinese|^chinese"),
    (
        Intent.WHY_RETURNED,
        (r"退回|驳回|打回|没通过|被拒|why.*(reject|return|refus)|"
        r"was (it )?(rejected|returned)"),
    ),
    (Intent.RESEND_CODE, r"重发|再发|重新发|重新获取|resend|send .*again|(new|another) code"),
    (
        Intent.ASK_CODE_NOT_RECEIVED,
        r"(没|收不).{0,4}(收|到|来|验证码|短信)|(no|not|didn't|haven't).*(code|sms)",
    ),
    (
        Intent.WRONG_PHONE,
        (r"(手机|电话|号码).{0,6}(错|不对)|wrong (phone|mobile|number)|"
        r"(phone|mobile).*wrong"),
    ),
    (
        Intent.ASK_PHONE_OUT_OF_USE,
        (r"(换|停用|注销|不用).{0,6}(号|手机)|(号|手机).{0,6}(换|停用|注销|不用)|"
        r"(new|changed|lost|old) .*(phone|number)|phone .*out of use"),
    ),
    (
        Intent.WRONG_IDENTITY,
        (r"(名字|姓名|身份证|证件).{0,6}(错|不对)|wrong (name|id)|(name|id number).*wrong|"
        r"misspel"),
    ),
    (
        Intent.REFUSE_FACE,
        (r"(不想|不愿|拒绝|不要|不做|跳过).{0,6}(脸|视频|录|拍)|"
        r"(without|skip|refuse|no|don't want).*(video|face|selfie|film)"),
    ),
    (
        Intent.ASK_WHY_VIDEO,
        r"(为什么|为啥|干嘛|为何).{0,8}(视频|录|脸|拍)|why.*(video|face|selfie|record)",
    ),
    (Intent.ASK_SECONDARY_SEAT, r"次席|secondary|\bseat\b"),
    (
        Intent.ASK_VIDEO_TIPS,
        (r"(怎么|如何).{0,4}(录|自拍)|视频.{0,6}(多长|要求)|how.*(record|film|video)|"
        r"what.*(say|read)"),
    ),
    (
        Intent.ASK_PHOTO_TIPS,
        r"(怎么|如何).{0,6}(拍|照)|反光|模糊|blur|glare|how.*photo|photo.*(reject|accept)",
    ),
    (
        Intent.ASK_TRADE_MEANWHILE,
        r"(期间|旧密码|持仓|挂单)|meanwhile|meantime|old password|position",
    ),
    (
        Intent.ASK_PASSWORD_RULES,
        (r"密码.{0,6}(要求|规则|几位|位)|几位|password.*(rule|requirement|long)|"
        r"how many digits|rules"),
    ),
    (
        Intent.ASK_PASSWORD_KINDS,
        (r"(哪些|几种|哪个|区别|什么是).{0,6}密码|密码.{0,8}(区别|种类)|"
        r"(which|kinds?|types?|difference).*password"),
    ),
    (
        Intent.CHANGE_SELECTION,
        r"(选错|勾错|重选|改选)|change my selection|wrong password selected|choose again",
    ),
    (
        Intent.ASK_DOCUMENTS,
        (r"(什么|哪些).{0,2}(证件|材料|资料)|护照|复印|what documents|passport|which id|"
        r"need.*documents"),
    ),
    (
        Intent.ASK_WHO_MAY_APPLY,
        (r"(谁|什么人|哪些人|外国人).{0,4}(可以|能)|代办|who (can|may)|foreigner|on behalf|"
        r"eligible"),
    ),
    (Intent.ASK_AGREEMENTS, r"协议|签署|证书|agreement|certificate|\bsign"),
    (
        Intent.ASK_DATA_USE,
        (r"个人信息|隐私|(数据|资料|照片).{0,6}(保存|删)|privacy|my data|"
        r"personal information"),
    ),
    (
        Intent.ASK_GENUINE,
        r"骗|官方|真的吗|机器人|真人还是|official|scam|are you (real|a bot|human)|genuine",
    ),
    (Intent.ASK_SAFE, r"安全|泄露|safe|secure"),
    (
        Intent.ASK_HOW_LONG,
        r"多久|多长时间|几天|什么时候(能|可以)|how long|when will|how many (days|steps)",
    ),
    (Intent.ASK_HOURS, r"几点|周末|上班|营业时间|opening hours|weekend|are you open"),
    (Intent.ASK_COST, r"收费|免费|多少钱|费用|要钱|cost|\bfree\b|fees?\b|how much"),
    (Intent.STATUS, r"进度|状态|到哪|好了吗|好了没|结果|status|progress|is it done|approved"),
    (Intent.START_OVER, r"重新开始|从头|重来|start over|restart|from the beginning"),
    (Intent.GO_BACK, r"上一步|返回|回去|go back|^back\b|previous step"),
    (Intent.STOP, r"不办|取消|停止|退出|算了|cancel|^stop|quit|abort"),
    (Intent.PERSON, r"人工|客服|真人|投诉|human|agent|a person|customer service"),
    (Intent.FRUSTRATION, r"麻烦|烦死|无语|老是|annoying|complicated|not working|doesn't work"),
    (Intent.INSULT, r"傻|滚|垃圾|白痴|废物|idiot|stupid|fuck|shit"),
    (
        Intent.OUT_OF_SCOPE,
        (r"(银行卡|微信|支付宝|邮箱|wifi|qq).{0,6}密码|开户|出金|入金|天气|bank card|"
        r"facebook|gmail|weather"),
    ),
    (Intent.RESET_PASSWORD, r"密码|重置|登不上|登录不|锁|password|reset|locked|log ?in"),
    (
        Intent.HELP,
        r"帮助|怎么(办|操作|弄|用)|不懂|不会|help|what (now|do i do)|don't understand",
    ),
    (Intent.WAIT, r"等一下|稍等|等等|一会|wait|one moment|hold on"),
    (Intent.THANKS, r"谢|thank|thx"),
    (Intent.GOODBYE, r"再见|拜拜|bye"),
    (Intent.GREET, r"你好|您好|在吗|早上好|hello|^hi\b|^hey\b|good (morning|evening)"),
    (Intent.DENY, r"^(不是|不对|不要|不|no|nope|wrong)\W*$"),
    (
        Intent.AFFIRM,
        r"^(是的?|对的?|好的?|可以|嗯+|没错|确认|yes|yeah|ok|okay|sure|correct)\W*$",
    ),
)  # fmt: skip
_PATTERNS = tuple((intent, re.compile(words)) for intent, words in _KEYWORDS)


def keyword_intent(text: str) -> Intent | None:
    """Return what a text's keywords say it is, None if it holds none."""
    plain = normalise(text)
    return next((intent for intent, pattern in _PATTERNS if pattern.search(plain)), None)


class KeywordNlu(Nlu):
    """Understands plain phrasings; used when Rasa is switched off, and in tests."""

    @override
    async def understand(self, text: str) -> Understood:
        known = deterministic(text)
        question = question_in(text)
        if question is None:
            return known
        intent = keyword_intent(question) or Intent.OUT_OF_SCOPE
        return replace(known, intent=intent, confidence=_SURE)

    @override
    async def close(self) -> None:
        """Nothing is held."""
