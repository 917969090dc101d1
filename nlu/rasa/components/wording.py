"""Everyday spellings made standard: chat abbreviations, slips, Cantonese, English slang.

A table of whole spellings; the longest one wins. Only spelling changes, never the meaning.
"""

import re

from nlu.normalise import normalise

_CHINESE = {
    # chat abbreviations and slips of the input method
    "yzm": "验证码", "验证吗": "验证码", "验证马": "验证码", "验正码": "验证码",
    "验证妈": "验证码", "校验码": "验证码", "动态码": "验证码", "动态密码": "验证码",
    "短信码": "验证码", "蜜码": "密码", "密马": "密码", "密吗": "密码", "秘码": "密码",
    "米码": "密码", "密嘛": "密码", "从置": "重置", "重制": "重置", "重致": "重置",
    "虫置": "重置", "重值": "重置", "帐": "账", "登陆": "登录", "刺席": "次席",
    "次袭": "次席", "二席": "次席", "副席": "次席", "身分证": "身份证", "sfz": "身份证",
    "神份证": "身份证", "省份证": "身份证", "视屏": "视频", "录象": "录像", "影片": "视频",
    "短片": "视频", "简讯": "短信", "讯息": "短信", "密碼": "密码", "手机好": "手机号",
    "电话号码": "手机号", "手机号码": "手机号", "电话号": "手机号", "绑定的号": "预留的号",
    "咋个": "怎么", "咋整": "怎么弄", "咋办": "怎么办", "咋弄": "怎么弄", "咋": "怎么",
    "肿么": "怎么", "怎莫": "怎么", "怎末": "怎么", "为啥": "为什么", "干啥": "干什么",
    "啥": "什么", "神马": "什么", "木有": "没有", "麻蛋": "妈的", "俺": "我", "侬": "你",
    "中不中": "行不行", "得不得行": "行不行", "阔以": "可以", "滴": "的", "甭": "不用",
    "恁": "你", "整不明白": "不明白", "整不了": "弄不了", "整": "弄", "贼": "很",
    # Cantonese
    "点解": "为什么", "点样": "怎么", "点搞": "怎么办", "点算": "怎么办", "点做": "怎么做",
    "点用": "怎么用", "点拍": "怎么拍", "点录": "怎么录", "点办": "怎么办", "点整": "怎么弄",
    "点开": "怎么开", "点改": "怎么改", "点先": "怎么才", "几耐": "多久", "几时": "什么时候",
    "几钱": "多少钱", "几多": "多少", "边度": "哪里", "边个": "谁", "边啲": "哪些", "边": "哪",
    "唔该": "谢谢", "唔使": "不用", "使唔使": "要不要", "得唔得": "行不行",
    "可唔可以": "可不可以", "可唔": "可不", "系唔系": "是不是", "有冇": "有没有",
    "唔好": "不要", "唔识": "不会", "唔记得": "忘记", "唔见咗": "丢了", "唔": "不", "冇": "没有",
    "咩": "什么", "乜嘢": "什么", "乜": "什么", "嘢": "东西", "咗": "了", "嘅": "的",
    "喺": "在", "啲": "些", "佢": "他", "嚟": "来", "搵": "找", "俾": "给", "畀": "给",
    "睇": "看", "搞掂": "办好", "搞定": "办好", "而家": "现在", "依家": "现在", "宜家": "现在",
    "听日": "明天", "琴日": "昨天", "寻日": "昨天", "今日": "今天", "倾": "聊", "返转头": "返回",
    "返去": "回去", "返上": "回上", "由头": "从头", "影相": "拍照", "影": "拍", "揿": "按",
    "係": "是", "不系": "不是", "呢个": "这个", "嗰个": "那个", "咁": "这么", "噉": "这样",
    "等阵": "等一下", "我哋": "我们", "你哋": "你们", "讲": "说", "收唔到": "收不到", "靓": "好",
}  # fmt: skip
_ENGLISH = {
    "pls": "please", "plz": "please", "plse": "please", "pw": "password", "pwd": "password",
    "passwd": "password", "pasword": "password", "passwort": "password", "pass": "password",
    "passcode": "password", "passwrd": "password", "pswd": "password", "psw": "password",
    "passwords": "password", "thx": "thanks", "tnx": "thanks", "ty": "thanks", "u": "you",
    "ur": "your", "r": "are", "y": "why", "cant": "can't", "cannot": "can't", "dont": "don't",
    "didnt": "didn't", "doesnt": "doesn't", "isnt": "isn't", "wont": "won't", "im": "i'm",
    "ive": "i've", "whats": "what's", "wheres": "where's", "wanna": "want to",
    "gonna": "going to", "gotta": "have to", "recieve": "receive", "recieved": "received",
    "recive": "receive", "forgott": "forgot", "forgoten": "forgot", "forgotten": "forgot",
    "foto": "photo", "pic": "photo", "pics": "photo", "picture": "photo", "pictures": "photo",
    "photograph": "photo", "photos": "photo", "vid": "video", "vids": "video",
    "videos": "video", "msg": "message", "txt": "sms", "otp": "code", "pin": "code",
    "acc": "account", "acct": "account", "accts": "account", "no.": "number", "nr": "number",
    "num": "number", "tel": "phone", "telephone": "phone", "mobile": "phone", "cell": "phone",
    "cellphone": "phone", "handphone": "phone", "hp": "phone", "center": "centre",
    "agreements": "agreement", "contract": "agreement", "contracts": "agreement",
    "colour": "color", "recognise": "recognize", "abt": "about", "bcz": "because",
    "cuz": "because", "coz": "because", "asap": "quickly", "ppl": "people", "info": "information",
    "doc": "document", "docs": "document", "documents": "document", "idk": "i don't know",
    "nvm": "never mind", "cos": "because", "wat": "what", "wot": "what", "wut": "what",
    "hw": "how", "thru": "through", "tho": "though", "tmr": "tomorrow", "2moro": "tomorrow",
    "applicaton": "application", "aplication": "application", "cancle": "cancel",
    "cancell": "cancel", "adress": "address", "verfication": "verification",
    "verifcation": "verification", "certficate": "certificate",
}  # fmt: skip
_CHINESE_SPELLING = re.compile("|".join(sorted(map(re.escape, _CHINESE), key=len, reverse=True)))
_WORD = re.compile(r"[a-z0-9']+\.?")


def standard_wording(text: str) -> str:
    """Return the normalised text with its everyday spellings replaced."""
    plain = _CHINESE_SPELLING.sub(lambda found: _CHINESE[found.group()], normalise(text))
    return _WORD.sub(_standard_word, plain)


def _standard_word(found: "re.Match[str]") -> str:
    word = found.group()
    bare = word.rstrip(".")
    return _ENGLISH.get(word) or _ENGLISH.get(bare, bare) + word[len(bare) :]
