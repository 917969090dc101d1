"""The text messages as a provider wants them registered: {1}, {2} for what varies.

The firm's name, the bot's and the address of the "not me" page stand in them as set: Tencent
Cloud takes no address as a parameter. What it takes is the end of one, and how long a
parameter may be depends on the account: 44 letters of a token have to be asked for there.
Where that is refused, notices fail for good and the cases go on without them.
"""

import re
from itertools import count

from bot.render import Renderer
from bot.sms.tencent import ApprovedText, unsigned
from bot.web.links import NotMeLinks
from dialogs.effects import Notice
from dialogs.kinds import CodePurpose, Lang
from dialogs.policy import Policy
from dialogs.texts import text

_MARK = "{0}"
KEYS = tuple(f"shell_sms_{one.value}" for one in (*CodePurpose, *Notice))
"""Every text message there is."""


def to_register(policy: Policy, renderer: Renderer, links: NotMeLinks) -> tuple[ApprovedText, ...]:
    """Return every text message in every language, named by its key and language."""
    return tuple(
        ApprovedText(f"{key}_{lang.value}", _text(key, lang, policy, renderer, links))
        for key in KEYS
        for lang in Lang
    )


def _text(key: str, lang: Lang, policy: Policy, renderer: Renderer, links: NotMeLinks) -> str:
    firm = policy.firm_zh if lang is Lang.ZH else policy.firm_en
    said = text(
        key,
        firm=firm,
        bot=text("shell_bot_name", firm=firm),
        link=links.address(_MARK),
        **dict.fromkeys(("code", "minutes", "number"), _MARK),
    )
    number = count(1)
    words = unsigned(renderer.plain(said, lang))
    return re.sub(re.escape(_MARK), lambda _: f"{{{next(number)}}}", words)
