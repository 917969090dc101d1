"""Text messages about the case itself, to the phone that was proven (D7's code went there).

Whoever holds the phone learns that something happens in their name, and how to stop it.
"""

from datetime import datetime

from typing_extensions import override

from bot.engine import Means
from bot.performing.codes import case_of
from bot.performing.ports import End, Order, Patience, Performed, Performer, Unwanted
from bot.render import Renderer
from bot.sms.ports import SmsSender
from bot.web.links import NotMeLinks
from dialogs.codes import code_of
from dialogs.effects import SendNotice
from dialogs.events import Event
from dialogs.kinds import CodePurpose, Lang
from dialogs.model import Case
from dialogs.policy import Policy
from dialogs.texts import text


class NoticeWords:
    """The words of a notice: what happened, where, and the way to say "this was not me"."""

    def __init__(self, policy: Policy, renderer: Renderer, links: NotMeLinks) -> None:
        self._policy = policy
        self._renderer = renderer
        self._links = links

    def of(self, case: Case, effect: SendNotice, at: datetime) -> str:
        """Return the words; the same for every repetition of one message."""
        policy = self._policy
        firm = policy.firm_zh if effect.lang is Lang.ZH else policy.firm_en
        return self._renderer.plain(
            text(
                f"shell_sms_{effect.notice.value}",
                firm=firm,
                bot=text("shell_bot_name", firm=firm),
                number=case.submission.application_number or "",
                link=self._links.link(case.case_id, effect.lang, at),
            ),
            effect.lang,
        )


class NoticeDelivery(Performer):
    """Performs `SendNotice`: one message under one id; that it fails changes nothing.

    It waits in the lane of the codes, so it must not be tried for long.
    """

    patience = Patience(tries=4, first_s=1.0, longest_s=8.0)

    def __init__(self, means: Means, sms: SmsSender, words: NoticeWords) -> None:
        self._means = means
        self._sms = sms
        self._words = words

    @override
    async def perform(self, order: Order) -> End:
        effect = order.effect
        if not isinstance(effect, SendNotice):
            raise TypeError(f"not a notice to send: {order.row.kind}")
        case = await case_of(self._means, order.case_id)
        phone = proven_phone(case)
        if phone is None:
            return Unwanted("the phone is not proven any more")
        words = self._words.of(case, effect, order.row.created_at)
        await self._sms.send(phone, words, order.row.effect_id)
        return Performed()

    @override
    def given_up(self, order: Order, at: datetime, seed: int) -> Event | None:
        return None


def proven_phone(case: Case) -> str | None:
    """Return the phone that the identity code was entered from, if it was."""
    proven = code_of(case, CodePurpose.IDENTITY).passed_at is not None
    return case.identity.phone if proven else None
