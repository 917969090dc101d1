"""Which passwords a text names: account words and kind words become the closed set of kinds.

Only what is named exactly is returned: "期货交易密码" is one kind, "期货密码" is none, because
it may be any of three (`account_in` tells that an account was named).
"""

import re

from dialogs.kinds import ACCOUNT_OF, AccountKind, PasswordKind
from nlu.normalise import normalise

_ACCOUNTS = {
    "spot": r"现货|spot",
    "option": r"期权|options?\b",
    "futures": r"期货|商品账户|futures?\b",
    "fund": r"基金|(?:mutual |investment )?fund account|mutual fund|funds account",
    "seat": r"次席位?|二席|副席|盛立|second(?:ary)?[- ]seat|seat password|sub[- ]?seat",
    "monitoring": r"监控中心|保证金监控|监控|monitoring|cfmmc|margin monitor",
}
_TRADING = r"交易|下单|trading|trade"
_FUND = r"资金|出入金|取款|转账|funds?(?=\s+(?:password|pwd|pw|code)|\b)|cash|money|capital"
_KIND_OF = {
    ("futures", "trading"): PasswordKind.FUTURES_TRADING,
    ("futures", "fund"): PasswordKind.FUTURES_FUND,
    ("option", "trading"): PasswordKind.OPTION_TRADING,
    ("option", "fund"): PasswordKind.OPTION_FUND,
    ("spot", "trading"): PasswordKind.SPOT_TRADING,
    ("spot", "fund"): PasswordKind.SPOT_FUND,
    ("fund", "trading"): PasswordKind.FUND_TRADING,
    ("fund", "fund"): PasswordKind.FUND_FUND,
}
_SCAN = re.compile(
    "|".join(
        [f"(?P<{name}>{pattern})" for name, pattern in _ACCOUNTS.items()]
        + [f"(?P<kind_trading>{_TRADING})", f"(?P<kind_fund>{_FUND})"]
    )
)
_IGNORED = re.compile(
    r"中信期货|期货公司|citic futures|futures company|忘记资金账号|资金账[号户]|"
    r"交易(?:时间|所|日|结果|软件|编码|记录)|"
    r"trading (?:account|software|hours|results?|time|app|day)|"
    r"期权账户(?:里|下)?的?(?=(?:证券)?现货)|"
    r"option accounts?(?:'s)? (?=spot)|"
    r"(?:不要|不用|不是|去掉|取消|除了)[^,，。;；]{0,8}(?:密码|的|$)|"
    r"(?:not|without|remove|except|instead of) (?:the )?[a-z ]{0,20}password"
)
_KIND_FIRST = re.compile(
    r"(?P<kinds>(?:trading|trade|funds?|cash)(?:(?: passwords?)?(?:,| and| &|/| or) ?(?:the |my )?"
    r"(?:trading|trade|funds?|cash))*)(?: passwords?| pwd| pw)? (?:for|of|on|in|to) "
    r"(?:my |the |our )?(?P<account>(?:stock )?options?|futures?|spot|funds? account|mutual fund)"
)
_EXACTLY_ONE = {"seat": PasswordKind.FUTURES_SEAT, "monitoring": PasswordKind.MONITORING}
_ACCOUNT_KINDS = {
    "futures": AccountKind.FUTURES,
    "seat": AccountKind.FUTURES,
    "option": AccountKind.OPTION,
    "spot": AccountKind.OPTION,
    "fund": AccountKind.FUND,
    "monitoring": AccountKind.MONITORING,
}


def kinds_in(text: str) -> tuple[PasswordKind, ...]:
    """Return the kinds named exactly in `text`, in the guide's order."""
    found: set[PasswordKind] = set()
    accounts: list[str] = []
    kinds: list[str] = []
    for what in _words_in(text):
        if what in _EXACTLY_ONE:
            found.add(_EXACTLY_ONE[what])
        elif what.startswith("kind_"):
            kinds.append(what.removeprefix("kind_"))
            found |= {_KIND_OF[account, kinds[-1]] for account in accounts}
        else:
            if accounts and kinds:
                accounts, kinds = [], []
            accounts.append(what)
            found |= {_KIND_OF[what, kind] for kind in kinds}
    return tuple(kind for kind in PasswordKind if kind in found)


def account_in(text: str) -> AccountKind | None:
    """Return the one account named in `text`, if it is one."""
    named = {_ACCOUNT_KINDS[what] for what in _words_in(text) if what in _ACCOUNT_KINDS}
    return named.pop() if len(named) == 1 else None


def kinds_of(account: AccountKind) -> tuple[PasswordKind, ...]:
    """Return all kinds of an account: what an account named alone may suggest."""
    return tuple(kind for kind, owner in ACCOUNT_OF.items() if owner is account)


def _words_in(text: str) -> list[str]:
    """Return the account and kind words in order."""
    plain = _IGNORED.sub(" ", normalise(text))
    plain = _KIND_FIRST.sub(r"\g<account> \g<kinds>,", plain)
    return [str(found.lastgroup) for found in _SCAN.finditer(plain)]
