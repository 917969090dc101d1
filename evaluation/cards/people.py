"""Invented people, drawn from a seed, with names and addresses as cards print them.

No number here can belong to anybody: a resident's names a county code (`..0199`) that was never
assigned, a permanent resident's an issuing office and a sequence of its own making.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

from bot.sandbox.people import FOREIGN, IMMIGRATION, RESIDENT, Person
from dialogs.kinds import DocumentKind, Eligibility, Lang
from dialogs.rules.documents import check_character

TODAY = date(2026, 6, 1)
"""The day against which the validity of all cards is judged."""

_SURNAMES = (
    *"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏"
    "薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武"
    "乔贺赖龚文亓逄缪禤佘郗桓仝",
    "欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "长孙",
)  # fmt: skip
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂建华志国文红玉海燕梅春雪云飞宇浩然子轩欣怡佳琪思雨"
    "梓涵晨曦博俊辉鹏凯瑞嘉宁诗语若琳雅婷慧颖淑珍凤莲振业德福永康一二三千万天山水木林森"
)
_RARE = (
    "翀赟燊淏禤㛃垚犇骉喆玥珺珩璟琮瑀昶晟昀暄煊烨焱玹祎祺翊翮翾芃苒茉荻"
    "菡蓁薇赜迩逸邈钰铄锴镕霏颀馗骞髙鹮麒黻龑堃㐱䶮槿濛灏焜彧"
)
_TRADITIONAL = "鴻華國陳龍鳳麗雲東興寶鑫錦銘"
_DOTTED = (
    "阿依古丽·买买提", "买买提江·吐尔逊", "古丽娜尔·阿不都热依木", "热依扎·艾力",
    "迪丽拜尔·玉素甫江", "努尔兰·哈不都拉", "阿卜杜热合曼·麦麦提敏", "塔吉古丽·木合塔尔",
)  # fmt: skip
_GROUPS = (
    *("汉",) * 14,
    "回",
    "满",
    "壮",
    "苗",
    "土家",
    "蒙古",
    "朝鲜",
    "达斡尔",
    "柯尔克孜",
    "彝",
)
_PROVINCES = (
    ("11", "北京市", "北京市"), ("12", "天津市", "天津市"), ("13", "河北省", "河北省"),
    ("21", "辽宁省", "辽宁省"), ("31", "上海市", "上海市"), ("32", "江苏省", "江苏省"),
    ("33", "浙江省", "浙江省"), ("34", "安徽省", "安徽省"), ("35", "福建省", "福建省"),
    ("37", "山东省", "山东省"), ("41", "河南省", "河南省"), ("42", "湖北省", "湖北省"),
    ("43", "湖南省", "湖南省"), ("44", "广东省", "广东省"), ("45", "广西", "广西壮族自治区"),
    ("51", "四川省", "四川省"), ("52", "贵州省", "贵州省"), ("61", "陕西省", "陕西省"),
    ("65", "新疆", "新疆维吾尔自治区"), ("15", "内蒙古", "内蒙古自治区"),
)  # fmt: skip
_CITIES = (
    "望湖",
    "青石",
    "临溪",
    "南屏",
    "云台",
    "长洲",
    "宁和",
    "东陵",
    "安阜",
    "清平",
    "凤来",
    "双桥",
)
_DISTRICTS = ("河东区", "新城区", "西湖镇区", "石门县", "开元区", "龙泉新区", "江北区", "虎丘山区")
_ROADS = (
    "人民路",
    "解放大道",
    "延安西路",
    "中山北路",
    "建设街",
    "学府三道",
    "滨河东巷",
    "万寿胡同",
    "振兴大街",
)
_PLACES = (
    "阳光花园",
    "金色家园",
    "翠竹苑",
    "师范学院家属院",
    "机械厂宿舍",
    "锦绣江南二期",
    "蓝湾国际公寓",
)
_VILLAGES = ("大王庄村", "上河坝村", "三里桥村", "李家湾村", "石头沟村民委员会", "胡家坪村")
_LATIN = (
    "SCHMIDT, MARIA ANNA", "KIM, MINJUN", "O'CONNOR, SEAN PATRICK", "NGUYEN, THI THANH HUONG",
    "MUELLER-LUEDENSCHEIDT, KARL HEINZ", "SMITH, JOHN", "DE LA CRUZ, JOSE RIZAL", "TANAKA, YUKI",
    "VAN DER MEER, JOHANNES", "KUZNETSOVA, EKATERINA ALEKSANDROVNA", "SILVA, ANA", "LEE, DAVID",
    "ABDURRAHMAN, MOHAMMED BIN YUSUF", "DUBOIS, JEAN-PIERRE", "WONG, MEI LING GRACE",
)  # fmt: skip
_COUNTRIES = (
    ("276", "德国/DEU"), ("392", "日本/JPN"), ("840", "美国/USA"), ("250", "法国/FRA"),
    ("410", "韩国/KOR"), ("702", "新加坡/SGP"), ("826", "英国/GBR"), ("643", "俄罗斯/RUS"),
    ("076", "巴西/BRA"), ("704", "越南/VNM"),
)  # fmt: skip
_CHINESE_NAMES = ("金敏俊", "田中雪", "施玛丽", "马克", "李大卫", "安娜", "杜让", "王美玲")
_DOTTED_SHARE, _RARE_SHARE, _OLD_FORM_SHARE, _X_SHARE = 0.1, 0.4, 0.06, 0.25
_LONGEST_ADDRESS = 33
_FLAT = ((1, 40), (1, 9), (101, 3299))
_LONG_TERM_FROM_YEARS, _CHINESE_NAME_SHARE = 46, 0.5

_T = TypeVar("_T")


def draw_person(seed: int, kind: DocumentKind | None = None) -> Person:
    """Return the person of a seed; three in four hold a resident identity card."""
    rng = np.random.default_rng((seed, 1))
    if kind is None:
        kind = RESIDENT if rng.random() < 0.75 else FOREIGN  # noqa: PLR2004 - three in four
    return _resident(rng, seed) if kind is RESIDENT else _foreigner(rng, seed)


def _resident(rng: np.random.Generator, seed: int) -> Person:
    code, _, province = _one(rng, _PROVINCES)
    birth, male = _birth(rng), bool(rng.integers(2))
    valid_from, valid_to = _term(rng, birth)
    dotted = rng.random() < _DOTTED_SHARE
    city = province if province.endswith("市") else f"{province}{_one(rng, _CITIES)}市"
    return _person(
        seed,
        name=_one(rng, _DOTTED) if dotted else _chinese_name(rng),
        kind=RESIDENT,
        number=_numbered(rng, f"{code}0199", birth, male=male),
        sex="male" if male else "female",
        birth=birth,
        nationality="维吾尔" if dotted else _one(rng, _GROUPS),
        address=_address(rng, city),
        issuer=_issuer(rng, city.removeprefix(province) or city),
        valid=(valid_from, valid_to),
    )


def _foreigner(rng: np.random.Generator, seed: int) -> Person:
    code, country = _one(rng, _COUNTRIES)
    birth, male = _birth(rng), bool(rng.integers(2))
    start = TODAY - timedelta(days=int(rng.integers(30, 800)))
    named = rng.random() < _CHINESE_NAME_SHARE
    return _person(
        seed,
        name=_one(rng, _LATIN),
        kind=FOREIGN,
        number=_numbered(rng, f"9{_one(rng, _PROVINCES)[0]}{code}", birth, male=male),
        sex="male" if male else "female",
        birth=birth,
        nationality=country,
        address=None,
        issuer=IMMIGRATION,
        valid=(start, _years_on(start, 10) - timedelta(days=1)),
        chinese_name=_one(rng, _CHINESE_NAMES) if named else None,
        former_number=f"{country[-3:]}{int(rng.integers(10**11, 10**12))}" if named else None,
    )


def _person(  # noqa: PLR0913 - what a card says
    seed: int,
    *,
    name: str,
    kind: DocumentKind,
    number: str,
    sex: str,
    birth: date,
    nationality: str,
    address: str | None,
    issuer: str,
    valid: tuple[date, date | None],
    chinese_name: str | None = None,
    former_number: str | None = None,
) -> Person:
    return Person(
        key=f"drawn-{seed}",
        name=name,
        lang=Lang.ZH if kind is RESIDENT else Lang.EN,
        document_kind=kind,
        number=number,
        phone="13800130000",
        sex=sex,
        birth=birth,
        nationality=nationality,
        address=address,
        issuer=issuer,
        valid_from=valid[0],
        valid_to=valid[1],
        holdings=(),
        seat=None,
        status=Eligibility.IN_ORDER,
        has_certificate=False,
        story=("", ""),
        chinese_name=chinese_name,
        former_number=former_number,
    )


def _chinese_name(rng: np.random.Generator) -> str:
    given = [_one(rng, _GIVEN) for _ in range(int(rng.integers(1, 3)))]
    if rng.random() < _RARE_SHARE:
        given[int(rng.integers(len(given)))] = _one(rng, _RARE)
    if rng.random() < _OLD_FORM_SHARE:
        given[-1] = _one(rng, _TRADITIONAL)
    return "".join((_one(rng, _SURNAMES), *given))


def _birth(rng: np.random.Generator) -> date:
    return date(1950, 1, 1) + timedelta(days=int(rng.integers(0, 56 * 365)))


def _term(rng: np.random.Generator, birth: date) -> tuple[date, date | None]:
    """Return from when to when; a card lasts 10 years until 25, 20 until 45, then for ever."""
    start = TODAY - timedelta(days=int(rng.integers(30, 3000)))
    age = (start - birth).days // 365
    if age >= _LONG_TERM_FROM_YEARS:
        return start, None
    return start, _years_on(start, 10 if age < 26 else 20)  # noqa: PLR2004 - the law's ages


def _years_on(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, 28) if day.month == 2 else day.day)  # noqa: PLR2004 - February


def _numbered(rng: np.random.Generator, lead: str, birth: date, *, male: bool) -> str:
    wants_x = rng.random() < _X_SHARE
    while True:
        order = f"{int(rng.integers(50, 100)):02d}{2 * int(rng.integers(5)) + male}"
        first = f"{lead}{birth:%Y%m%d}{order}"
        check: str = check_character(first)
        if not wants_x or check == "X":
            return first + check


def _address(rng: np.random.Generator, city: str) -> str:
    """Return an address of one to three lines of eleven characters."""
    place = f"{city}{_one(rng, _DISTRICTS)}"
    if rng.random() < 0.3:  # noqa: PLR2004 - three in ten live in a village
        town = f"{_one(rng, _CITIES)}镇{_one(rng, _VILLAGES)}"
        return f"{place}{town}{int(rng.integers(1, 30))}组{int(rng.integers(1, 300))}号"
    road = f"{_one(rng, _ROADS)}{int(rng.integers(1, 1200))}号"
    if rng.random() < 0.25:  # noqa: PLR2004 - a quarter have a short address
        return place + road
    house, stair, room = (int(rng.integers(low, high)) for low, high in _FLAT)
    inside = f"{house}号楼{stair}单元{room}室"
    block = f"{_one(rng, _PLACES)}{_one(rng, ('A座', 'B栋', ''))}"
    whole = f"{place}{road}{block}{inside}"
    return whole if len(whole) <= _LONGEST_ADDRESS else f"{place}{road}{inside}"[:_LONGEST_ADDRESS]


def _issuer(rng: np.random.Generator, city: str) -> str:
    tail = _one(
        rng,
        ("公安局", f"公安局{_one(rng, _CITIES)}分局", f"公安局{_one(rng, _DISTRICTS)[:-1]}分局"),
    )
    return f"{city}{tail}"


def _one(rng: np.random.Generator, some: Sequence[_T]) -> _T:
    return some[int(rng.integers(len(some)))]
