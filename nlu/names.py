"""Finding a person's name in free words, in Chinese and Latin writing, without any model.

Two strengths: a *told* name ("我叫…", "my name is …") is a fact for the form; a *likely* name (a
message that is nothing but a name) is only kept away from the understanding service.
"""

import re
from dataclasses import dataclass

from nlu.normalise import to_simplified


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶"
    "程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺"
    "顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰"
    "焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲"
    "房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟"
    "应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝谈帅储封揭匡張劉陳"
    "楊黃趙吳孫馬鄭謝許韓馮鄧蕭蔣餘葉蘇呂盧鐘鍾譚陸範賈韋鄒龍賀顧龔萬錢嚴湯齊喬龐顏莊聶魯關蘭"
    "寧紀單塗駱藍遊華饒農簡車項連麥婁竇黨費衛應閔鄔邊師欒榮叢鞏遲鄺談帥儲"
)
_TWO_SYLLABLES = (
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|"
    "濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐|歐陽|司馬|東方|獨孤|"
    "諸葛|尉遲|赫連|澹臺|濮陽|公孫|鐘離|長孫|鮮于"
)
_NOT_GIVEN = (
    "急啦嘛呀哦喔噢的了吗呢吧啊么是在有要想没不把被和跟与或及"
    "您你我他她它这那哪就都也还又再很能会可怎谁请"
)
_NEVER_GIVEN = "急啦嘛呀的了吗呢吧啊么要想忘需你您"
_GIVEN = rf"(?:[\u3400-\u9fff](?<![{_NOT_GIVEN}]))"
_TOLD_GIVEN = rf"(?:[\u3400-\u9fff](?<![{_NEVER_GIVEN}]))"
_SURNAME = rf"(?:{_TWO_SYLLABLES}|[{''.join(sorted(_SURNAMES))}])"
_HAN_NAME = rf"{_SURNAME}{_GIVEN}{{1,2}}"
_TOLD_HAN_NAME = rf"{_SURNAME}{_TOLD_GIVEN}{{1,2}}"
_DOTTED_NAME = r"[\u3400-\u9fff]{2,10}(?:[·•‧・][\u3400-\u9fff]{1,10}){1,3}"
_END = (
    r"(?=$|[\s,，。.;；:：、!！?？（(/|\d]|本人|身份|证件|證件|手机|手機|电话|電話|想|要|忘|需|"
    r"重置|重設|办|辦|来|來|申请|申請|密|改|帮|幫|麻烦|麻煩|在|今|现|有|不|，|的(?:身份|手机|手機|账|帳|密|證|证))"
)
_CUE_SURE = (
    r"(?:我的?(?:名字|姓名|名)(?:叫做?|是|為|为)?|我叫做?|我名叫|本人姓名(?:是|为)?|姓名(?:是|为|叫)?|"
    r"名字(?:叫做?|是|为)|户名(?:是|为)?|我個名(?:叫|係)?|客户姓名(?:是|为)?|"
    r"应该(?:是|叫)|應該(?:是|叫)|改成|改为|更正为)"
)
_CUE_WEAK = r"(?:我是|我係|本人|這裡是|这里是|申请人|客户)"
_GAP = r"[\s:：,，「“\"'是]{0,3}"

_CHINESE_TOLD = (
    re.compile(rf"{_CUE_SURE}{_GAP}(?P<name>{_DOTTED_NAME})"),
    re.compile(rf"{_CUE_WEAK}{_GAP}(?P<name>{_DOTTED_NAME})"),
    re.compile(rf"{_CUE_SURE}{_GAP}(?P<name>{_TOLD_HAN_NAME}){_END}"),
    re.compile(rf"{_CUE_WEAK}{_GAP}(?P<name>{_TOLD_HAN_NAME}){_END}"),
)
_CHINESE_BESIDE_NUMBER = re.compile(
    rf"^\W*(?P<name>{_DOTTED_NAME}|{_HAN_NAME})[\s,，。;；:：、/|]*"
    r"(?:(?:我的)?(?:身份|证件|證件|永居|手机|手機|电话|電話)[^\d]{0,8})?(?=\+?\d[\d\s-]{6})"
)
_CHINESE_ALONE = re.compile(rf"^\W*(?P<name>{_DOTTED_NAME}|{_HAN_NAME})\W*$")

_LATIN_WORD = r"[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ'’.-]*"
_LATIN_NAME = rf"{_LATIN_WORD}(?:,?[ \t]+{_LATIN_WORD}){{0,4}}"
_CUE_LATIN_SURE = (
    r"(?:my (?:full |real |first |last |legal )?name(?: is|'s|:| should be)?|"
    r"name(?:\s*[:=]| is| should be)|"
    r"correct name is|i am called|i'm called|they call me|call me)"
)
_LATIN_TOLD = re.compile(rf"(?i:\b{_CUE_LATIN_SURE})[\s:,\"“]*(?P<name>{_LATIN_NAME})")
_LATIN_AFTER_CUE_ZH = re.compile(rf"{_CUE_SURE}{_GAP}(?P<name>{_LATIN_NAME})")
_LATIN_PRESENTED = re.compile(
    r"(?i:\b(?:i am|i'm|im|this is|here is)|我是|我係|本人)[\s:,]*"
    r"(?P<name>[A-ZÀ-Þ][\w'’-]*(?:,?[ \t]+[A-ZÀ-Þ][\w'’.-]*){0,4})"
)
_LATIN_BESIDE_NUMBER = re.compile(
    r"^\W*(?P<name>[A-ZÀ-Þ][\w'’-]*(?:,?[ \t]+[A-ZÀ-Þ][\w'’.-]*){1,4})[\s,;:/|]*"
    r"(?:(?i:id|phone|mobile|number|no\.?|card|tel)[\s:.#]*){0,3}(?=\+?\d[\d\s-]{6})"
)
_LATIN_ALONE = re.compile(
    r"^\W*(?P<name>[A-ZÀ-Þ][\w'’-]+(?:,?[ \t]+[A-ZÀ-Þ][\w'’.-]+){1,3})\W*$",
)
_NOT_PART_OF_A_NAME = _words(
    """
    and i my the a an to for from with but so please pls want need would like have has had
    forgot lost id phone mobile number no is was wrong not misspelled incorrect correct in
    on at of it you your can could here there reset password card document because as or
    that this tel spelled written changed different missing again too also email account
    passport what why how should be typed entered misread above below now later back human
    agent when where
    """
)
_NOT_A_LATIN_NAME = _words(
    """
    chinese german american british french english russian japanese korean indian italian
    australian canadian spanish european asian foreign foreigner ok okay sorry sure ready
    done telegram rasa citic futures hello hi hey thanks thank yes no please help stop
    cancel back start mandarin hong kong taiwan macau china forgot reset trading fund
    password not very so locked unable new old waiting just still deaf blind mute lost
    stuck what why how who when where which can could i my your the wrong good great nice
    monitoring secondary permanent resident id card option spot account code sms phone
    customer service human agent real person one let me do don't did send resend over
    speak go next step wait it is was this that there here all any free cost fee video
    photo face selfie
    """
)
_NOT_A_HAN_NAME = _words(
    """
    谢谢 谢谢你 谢谢您 谢谢啦 谢了 谢啦 安全 安全性 高兴 高手 方便 方法 方式 时间 时候
    时效 费用 费时 任何 任务 明白 明天 明显 和谁 和你 关于 关闭 关掉 解释 解释下 解决 解锁
    解绑 解除 单子 单位 应该 易懂 成功 成功没 连接 连续 全部 全都 全部重来 管理 管用 路径
    路过 安排 安装 安装不 马上 马上好 简单 简单点 文件 文字 古怪 毛病 麻烦 麻烦你 麻烦了
    麻烦死 查询 查一下 查进度 查看 查状态 迟到 封号 储存 包括 温馨 符合 符号 章程 白痴
    白搭 游戏 石油 黄金 金额 金融 向前 向左 向右 左边 左转 和平 高级 康复 常用 常见 常规
    牛啊 牛逼 牛 牛的 万一 万能 于是 余额 余下 程序 程序化 雷人 何时 何必 何苦 何为 施工
    席位 申请 申请人 申请书 申诉 平仓 通过 路上 房子 应聘 应急 项目 古诗 古板 温度 王八蛋
    王八 牛气 辛苦 申请号 管家 包月 司机 解冻 强行平仓 方便面 方便不 曾经 宁愿 宁可 农业
    农行 农民 项链 师傅 景色 冷静 冷死 桂花 米饭 米粉 车票 车子 车险 卫生 包容 商量 商品
    商家 钱呢 钱包 钱少 钱多 钱没 方言 方向 张嘴 张开嘴 张口 高清 高清图 全身 全脸 单个
    单独 连号 路由器 向上 文本 文档 安卓 安卓机 周末 周六 周日 周一 周二 周三 周四 周五
    周天 夏天 夏季 江湖 白天 白银 黄了 林业 康熙 时段 时长 时限 期货 武汉 江苏 江西 金华
    温州 梅州 连云港 白酒 田地 水果 牛肉 牛市 熊市 石头 马桶 龙虾 花生 花钱 麦当劳 毛巾
    毛利 沙发 沙雕 蓝牙 童年 贺卡 党员 成年 成立 房贷 房租 车贷 关机 关键 关门 苗头 施压
    边上 段落 余款 章鱼 强平 何解 有空 解密 管他 管你 成了 成交 成都 阳光 包邮 全新 全额
    简直 简体 简体字 简体中文 简介 冷笑话 谷歌 方块 麻将 柴油 苏打 乔布斯 白糖 豆粕 卓越
    童话 甘肃 凌晨 凌晨了 连不上 项不对 路不通 应付 应付我
    """
)


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name with where it stands in the text (in code points of the text searched)."""

    name: str
    start: int
    end: int


def told_name(text: str) -> FoundName | None:
    """Return the name that the text tells outright, or beside a long number."""
    for pattern in (*_CHINESE_TOLD, _CHINESE_BESIDE_NUMBER):
        found = _first_plausible_han(pattern, text)
        if found:
            return found
    for pattern in (_LATIN_TOLD, _LATIN_AFTER_CUE_ZH, _LATIN_PRESENTED, _LATIN_BESIDE_NUMBER):
        found = _first_plausible_latin(pattern, text)
        if found:
            return found
    return None


def likely_name(text: str) -> FoundName | None:
    """Return a name that may be one: told, or the whole message looks like nothing else."""
    return (
        told_name(text)
        or _first_plausible_han(_CHINESE_ALONE, text)
        or _first_plausible_latin(_LATIN_ALONE, text)
    )


def _first_plausible_han(pattern: re.Pattern[str], text: str) -> FoundName | None:
    for found in pattern.finditer(text):
        name = found["name"]
        if to_simplified(name) not in _NOT_A_HAN_NAME:
            return FoundName(name, found.start("name"), found.end("name"))
    return None


def _first_plausible_latin(pattern: re.Pattern[str], text: str) -> FoundName | None:
    for found in pattern.finditer(text):
        name = _without_following_words(found["name"])
        words = name.lower().replace(",", " ").split()
        if words and not _NOT_A_LATIN_NAME.intersection(words):
            start = found.start("name")
            return FoundName(name, start, start + len(name))
    return None


def _without_following_words(name: str) -> str:
    """Return the leading part of `name`, up to the first word that belongs to a sentence."""
    kept = 0
    for word in re.finditer(_LATIN_WORD, name):
        if word.group().lower().strip(".'’-") in _NOT_PART_OF_A_NAME:
            break
        kept = word.end()
    return name[:kept].rstrip(".")
