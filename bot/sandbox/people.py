"""The demo customers: all invented, one for each branch of the procedure.

No resident number here can belong to anybody: all name a county code (`..0199`) that was
never assigned. Names, addresses and telephone numbers are made up as well.
"""

from dataclasses import dataclass
from datetime import date

from dialogs.kinds import DocumentKind, Eligibility, Lang, PasswordKind

RESIDENT = DocumentKind.RESIDENT_ID
FOREIGN = DocumentKind.PERMANENT_RESIDENT
SEAT = "#50011-盛立移动3#"
IMMIGRATION = "国家移民管理局"

EVERYTHING = tuple(PasswordKind)
FUTURES_ONLY = (PasswordKind.FUTURES_TRADING, PasswordKind.FUTURES_FUND)
FUND_ONLY = (PasswordKind.FUND_TRADING, PasswordKind.FUND_FUND)
OPTION_ONLY = (
    PasswordKind.OPTION_TRADING,
    PasswordKind.OPTION_FUND,
    PasswordKind.SPOT_TRADING,
    PasswordKind.SPOT_FUND,
)


@dataclass(frozen=True, slots=True)
class Person:
    """An invented customer with a document, accounts and a story.

    Attributes:
        key: a stable name for files, addresses and tests.
        name: as printed on the document (the Latin name of a permanent resident).
        lang: the language the person speaks to the bot.
        document_kind: which of the two documents the person holds (Guide R1).
        number: the document number, checksum-valid.
        phone: the phone reserved with the firm (Guide R13).
        sex: `male` or `female`.
        birth: date of birth, the same as in the number.
        nationality: the ethnic group of a resident, the country of a permanent resident.
        address: as printed; None on a permanent resident's card.
        issuer: the issuing authority.
        valid_from: first day of validity.
        valid_to: last day of validity; None is 长期.
        holdings: the passwords the person has with the firm.
        seat: the type of the secondary seat (Guide R25), if there is one.
        status: what the firm's records say (Guide R2).
        has_certificate: whether a digital certificate was issued before (Guide R43).
        story: what this person is there to show, in Chinese and in English.
        chinese_name: a permanent resident's Chinese name, if the card prints one.
        on_record: whether the firm knows the person at all.
        phone_in_hand: the phone in use, when it is not the reserved one (Guide R15).
        former_number: the number of a permanent resident's earlier card, if printed.
    """

    key: str
    name: str
    lang: Lang
    document_kind: DocumentKind
    number: str
    phone: str
    sex: str
    birth: date
    nationality: str
    address: str | None
    issuer: str
    valid_from: date
    valid_to: date | None
    holdings: tuple[PasswordKind, ...]
    seat: str | None
    status: Eligibility
    has_certificate: bool
    story: tuple[str, str]
    chinese_name: str | None = None
    on_record: bool = True
    phone_in_hand: str | None = None
    former_number: str | None = None


PEOPLE: tuple[Person, ...] = (
    Person(
        key="zhang_wei",
        name="张伟",
        lang=Lang.ZH,
        document_kind=RESIDENT,
        number="110199199003079951",
        phone="13800130001",
        sex="male",
        birth=date(1990, 3, 7),
        nationality="汉",
        address="北京市样本区测试街道演示路88号院6号楼3单元1202室",
        issuer="北京市公安局样本分局",
        valid_from=date(2021, 5, 18),
        valid_to=date(2041, 5, 18),
        holdings=EVERYTHING,
        seat=SEAT,
        status=Eligibility.IN_ORDER,
        has_certificate=True,
        story=(
            "四类账户、十种密码都有，还有次席；已有数字证书。",
            "Holds all ten passwords, a secondary seat among them; already has a certificate.",
        ),
    ),
    Person(
        key="ouyang_xiaomin",
        name="欧阳晓敏",
        lang=Lang.ZH,
        document_kind=RESIDENT,
        number="31019919881115940X",
        phone="13800130002",
        sex="female",
        birth=date(1988, 11, 15),
        nationality="满",
        address="上海市样本新区虚构镇示例路1234弄56号501室",
        issuer="上海市公安局样本分局",
        valid_from=date(2016, 2, 29),
        valid_to=date(2036, 2, 28),
        holdings=(*FUTURES_ONLY, *FUND_ONLY, PasswordKind.MONITORING),
        seat=None,
        status=Eligibility.IN_ORDER,
        has_certificate=False,
        story=(
            "号码以 X 结尾；第一次办理，要签发数字证书。",
            "The number ends in X; first time, so a certificate is issued.",
        ),
    ),
    Person(
        key="maria_schmidt",
        name="SCHMIDT, MARIA ANNA",
        lang=Lang.EN,
        document_kind=FOREIGN,
        number="911276198704129946",
        phone="13800130003",
        sex="female",
        birth=date(1987, 4, 12),
        nationality="德国/DEU",
        address=None,
        issuer=IMMIGRATION,
        valid_from=date(2024, 3, 5),
        valid_to=date(2034, 3, 4),
        holdings=(*FUTURES_ONLY, *OPTION_ONLY, PasswordKind.MONITORING),
        seat=None,
        status=Eligibility.IN_ORDER,
        has_certificate=False,
        story=(
            "持新版永居证，说英语；第一次办理。",
            "Holds the new permanent resident card and speaks English; first time.",
        ),
    ),
    Person(
        key="kim_minjun",
        name="KIM, MINJUN",
        lang=Lang.EN,
        document_kind=FOREIGN,
        number="93139219911128993X",
        phone="13800130004",
        sex="male",
        birth=date(1991, 11, 28),
        nationality="日本/JPN",
        address=None,
        issuer=IMMIGRATION,
        valid_from=date(2025, 1, 20),
        valid_to=date(2035, 1, 19),
        holdings=FUND_ONLY,
        seat=None,
        status=Eligibility.IN_ORDER,
        has_certificate=True,
        story=(
            "永居证上有中文名，号码以 X 结尾，注有原证件号码。",
            "A permanent resident card with a Chinese name, an X and the former number.",
        ),
        chinese_name="金敏俊",
        former_number="JPN310091112801",
    ),
    Person(
        key="li_guoqiang",
        name="李国强",
        lang=Lang.ZH,
        document_kind=RESIDENT,
        number="510199199406099935",
        phone="13800130005",
        sex="male",
        birth=date(1994, 6, 9),
        nationality="汉",
        address="四川省样本市演示县示例乡虚构村7组42号",
        issuer="样本市公安局",
        valid_from=date(2014, 8, 1),
        valid_to=date(2024, 8, 1),
        holdings=FUTURES_ONLY,
        seat=None,
        status=Eligibility.DOCUMENT_EXPIRED,
        has_certificate=True,
        story=(
            "身份证已过期：先更新证件。",
            "The document has expired: it has to be renewed with the firm first.",
        ),
    ),
    Person(
        key="chen_chong",
        name="陈翀",
        lang=Lang.ZH,
        document_kind=RESIDENT,
        number="440199199405219917",
        phone="13800130006",
        sex="male",
        birth=date(1994, 5, 21),
        nationality="汉",
        address="广东省样本市测试区虚构大道中168号演示花园C座2704房",
        issuer="样本市公安局测试分局",
        valid_from=date(2020, 10, 9),
        valid_to=date(2040, 10, 9),
        holdings=(*FUTURES_ONLY, PasswordKind.MONITORING),
        seat=None,
        status=Eligibility.BUSINESS_IN_PROGRESS,
        has_certificate=True,
        story=(
            "有在途业务：办完才能重置。名字里有生僻字。",
            "Another business is in progress: it has to end first. A rare character in the name.",
        ),
    ),
    Person(
        key="zhou_jianhua",
        name="周建华",
        lang=Lang.ZH,
        document_kind=RESIDENT,
        number="330199197601309923",
        phone="13800130007",
        sex="female",
        birth=date(1976, 1, 30),
        nationality="汉",
        address="浙江省样本市虚构区示例新村12幢2单元301室",
        issuer="样本市公安局",
        valid_from=date(2022, 3, 14),
        valid_to=None,
        holdings=(*FUTURES_ONLY, *FUND_ONLY),
        seat=None,
        status=Eligibility.NOT_IN_ORDER,
        has_certificate=True,
        story=(
            "账户不规范：先规范账户。身份证长期有效。",
            "The account is not in order: to be put right first. The card is valid for life.",
        ),
    ),
    Person(
        key="xu_ning",
        name="徐宁",
        lang=Lang.ZH,
        document_kind=RESIDENT,
        number="320199198302149942",
        phone="13800130008",
        sex="female",
        birth=date(1983, 2, 14),
        nationality="汉",
        address="江苏省样本市演示区测试巷9号",
        issuer="样本市公安局演示分局",
        valid_from=date(2019, 6, 30),
        valid_to=date(2039, 6, 30),
        holdings=(),
        seat=None,
        status=Eligibility.NO_ACCOUNTS,
        has_certificate=False,
        story=("没有可以重置的账户。", "Has no account whose password could be reset."),
    ),
    Person(
        key="gao_yuting",
        name="高雨婷",
        lang=Lang.ZH,
        document_kind=RESIDENT,
        number="370199199912019946",
        phone="13800130009",
        sex="female",
        birth=date(1999, 12, 1),
        nationality="回",
        address="山东省样本市虚构区演示镇测试村158号",
        issuer="样本市公安局虚构分局",
        valid_from=date(2018, 4, 22),
        valid_to=date(2028, 4, 22),
        holdings=FUND_ONLY,
        seat=None,
        status=Eligibility.IN_ORDER,
        has_certificate=True,
        story=("只有基金账户。", "Has a fund account only."),
    ),
    Person(
        key="sun_zhiyuan",
        name="孙志远",
        lang=Lang.ZH,
        document_kind=RESIDENT,
        number="42019919691002999X",
        phone="13800130010",
        sex="male",
        birth=date(1969, 10, 2),
        nationality="土家",
        address="湖北省样本市测试区示例街66号",
        issuer="样本市公安局",
        valid_from=date(2015, 9, 7),
        valid_to=None,
        holdings=(),
        seat=None,
        status=Eligibility.NO_ACCOUNTS,
        has_certificate=False,
        story=("公司没有此人的任何记录。", "A stranger to the firm's records."),
        on_record=False,
    ),
    Person(
        key="ayigul_memet",
        name="阿依古丽·买买提",
        lang=Lang.ZH,
        document_kind=RESIDENT,
        number="650199199209189940",
        phone="13800130011",
        sex="female",
        birth=date(1992, 9, 18),
        nationality="维吾尔",
        address="新疆维吾尔自治区样本市演示路25号院3号楼",
        issuer="样本市公安局",
        valid_from=date(2018, 7, 11),
        valid_to=date(2038, 7, 11),
        holdings=(*FUTURES_ONLY, *OPTION_ONLY),
        seat=None,
        status=Eligibility.IN_ORDER,
        has_certificate=False,
        story=("名字里有间隔号。", "A name with a middle dot."),
    ),
    Person(
        key="he_xiulan",
        name="何秀兰",
        lang=Lang.ZH,
        document_kind=RESIDENT,
        number="120199198107079929",
        phone="13800130012",
        sex="female",
        birth=date(1981, 7, 7),
        nationality="汉",
        address="天津市样本区虚构道示例里5号楼1门602号",
        issuer="天津市公安局样本分局",
        valid_from=date(2017, 1, 3),
        valid_to=date(2037, 1, 3),
        holdings=FUTURES_ONLY,
        seat=None,
        status=Eligibility.IN_ORDER,
        has_certificate=True,
        story=(
            "预留手机号已停用，现在用的是另一个：先变更手机号。",
            "Uses another phone than the reserved one: the number has to be changed first.",
        ),
        phone_in_hand="13800130099",
    ),
)

BY_KEY: dict[str, Person] = {person.key: person for person in PEOPLE}
