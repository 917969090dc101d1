"""Account and kind words become exact kinds, and nothing is guessed."""

import pytest

from dialogs.kinds import AccountKind, PasswordKind
from nlu.passwords import account_in, kinds_in, kinds_of

P = PasswordKind


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("重置期货交易密码", (P.FUTURES_TRADING,)),
        ("期貨資金密碼", (P.FUTURES_FUND,)),
        ("期货交易和资金密码", (P.FUTURES_TRADING, P.FUTURES_FUND)),
        ("交易密码忘了，期货的", (P.FUTURES_TRADING,)),
        ("期货交易密码和基金资金密码", (P.FUTURES_TRADING, P.FUND_FUND)),
        ("期权账户的现货资金密码", (P.SPOT_FUND,)),
        ("期权和现货的交易密码", (P.OPTION_TRADING, P.SPOT_TRADING)),
        ("次席密码和监控中心密码", (P.FUTURES_SEAT, P.MONITORING)),
        ("基金账户交易密码", (P.FUND_TRADING,)),
        ("期货密码", ()),
        ("资金密码", ()),
        ("密码忘了", ()),
        ("你们是中信期货吗，交易密码几位", ()),
        ("期货交易密码，不要资金密码", (P.FUTURES_TRADING,)),
        ("reset my futures trading password", (P.FUTURES_TRADING,)),
        ("trading and fund password of my futures account", (P.FUTURES_TRADING, P.FUTURES_FUND)),
        (
            "trading password for futures and fund password for options",
            (P.FUTURES_TRADING, P.OPTION_FUND),
        ),
        ("the spot fund password", (P.SPOT_FUND,)),
        ("fund account trading password", (P.FUND_TRADING,)),
        ("secondary seat", (P.FUTURES_SEAT,)),
        ("monitoring center password", (P.MONITORING,)),
        ("my fund password", ()),
        ("I forgot my password", ()),
    ],
)
def test_kinds(text: str, kinds: tuple[PasswordKind, ...]) -> None:
    assert kinds_in(text) == kinds


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("期货密码忘了", AccountKind.FUTURES),
        ("my option password", AccountKind.OPTION),
        ("监控中心", AccountKind.MONITORING),
        ("密码忘了", None),
        ("期货和期权", None),
    ],
)
def test_an_account_named_alone(text: str, account: AccountKind | None) -> None:
    assert account_in(text) is account


def test_every_kind_belongs_to_its_account() -> None:
    assert {kind for account in AccountKind for kind in kinds_of(account)} == set(PasswordKind)
