"""Characters as mainland cards print them: half-width, and simplified where the set is closed.

The recogniser now and then writes a traditional form. On a mainland card the ethnic group, the
issuer, the address and the labels are in simplified characters, so these can be mapped; a name
may rightly hold any character and is left alone.
"""

import re
import unicodedata

_TRADITIONAL = (
    "區縣號樓單門東廣慶寧龍漢滿長鄉鎮組棟園國發關機陽灣橋華蘇遼雲貴陝內濟連蘭爾維吳無錫開興義個別簽證碼"
    "與傣瑤僑雞馬魚烏麗湯劉張陳黃趙孫莊濱灘溝渾潤滄島嶺嶗戶營堅聯眾業豐龜鐵錦鋼銀鄭鄧"
)
_SIMPLIFIED = (
    "区县号楼单门东广庆宁龙汉满长乡镇组栋园国发关机阳湾桥华苏辽云贵陕内济连兰尔维吴无锡开兴义个别签证码"
    "与傣瑶侨鸡马鱼乌丽汤刘张陈黄赵孙庄滨滩沟浑润沧岛岭崂户营坚联众业丰龟铁锦钢银郑邓"
)
_TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_SPACES = re.compile(r"\s+")

_ETHNIC_GROUPS = """
汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山
拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克
怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
穿青人 革家人
"""
ETHNIC_GROUPS = frozenset(_ETHNIC_GROUPS.split())


def half_width(text: str) -> str:
    """Return the text with half-width letters, digits and signs."""
    return unicodedata.normalize("NFKC", text)


def squeezed(text: str) -> str:
    """Return the text half-width and without spaces."""
    return _SPACES.sub("", half_width(text))


def simplified(text: str) -> str:
    """Return the text with the mapped traditional characters replaced."""
    return text.translate(_TO_SIMPLIFIED)


def is_han(character: str) -> bool:
    """Say whether it is a Chinese character, rare ones included."""
    return unicodedata.name(character, "").startswith("CJK ") or character == "\u3007"


def only_han(text: str) -> str:
    """Return the Chinese characters and the middle dot inside a name."""
    dotted = "".join("·" if c in "•・‧∙･." else c for c in half_width(text))
    return "".join(c for c in dotted if is_han(c) or c == "·").strip("·")
