"""What stands at the head of a customer's topic: the card, its buttons, the topic's title.

Only what an agent needs, and nothing that could be misused: names masked, numbers not at all.
"""

from bot.agents.keys import Button, Rows
from dialogs.desk import READY_MADE
from dialogs.events import DeskAct
from dialogs.flow import WAIVABLE, may_reopen, previous
from dialogs.model import CLOSED, Case, Phase, StepName
from dialogs.rules.names import masked_name
from dialogs.texts import Text, text

_ICONS = {
    Phase.OPEN: "🤖",
    Phase.IN_REVIEW: "🔎",
    Phase.RETURNED: "↩️",
    Phase.APPLYING: "⏳",
    Phase.DONE: "✅",
    Phase.REFUSED: "⚪",
    Phase.CANCELLED: "⚪",
    Phase.EXPIRED: "⚪",
}
_CODE_STEPS = frozenset({StepName.CODE, StepName.SIGNING})


def icon(case: Case) -> str:
    """Return the sign of what an agent should know first."""
    if case.frozen_at is not None:
        return "🧊"
    if case.speaker.agent is not None:
        return "🟢"
    if case.blocked:
        return "🚫"
    if case.help.wanted_at is not None:
        return "📞" if case.help.callback else "🔔"
    return _ICONS[case.phase]


def title(case: Case) -> Text:
    """Return the topic's title: sign, masked name, step."""
    return text("desk_title", icon=icon(case), name=who(case), step=_place(case))


def who(case: Case) -> Text:
    """Return the customer's masked name, or that there is none yet."""
    name = case.fields.name or case.identity.name
    return text("desk_name", name=masked_name(name)) if name else text("desk_no_name")


def card(case: Case) -> tuple[Text, ...]:
    """Return the card's lines: who, where, why, what was tried."""
    lines = [
        text("desk_card_who", name=who(case), language=text(f"language_{case.lang}")),
        text("desk_card_place", step=_place(case), phase=text(f"phase_{case.phase}")),
    ]
    if case.submission.application_number is not None:
        lines.append(text("desk_card_number", number=case.submission.application_number))
    if case.help.why is not None:
        lines.append(text("desk_card_why", why=text(f"desk_why_{case.help.why}")))
    lines.append(_speaker(case))
    if case.blocked:
        lines.append(text("desk_card_blocked"))
    if case.frozen_at is not None:
        lines.append(text("desk_frozen"))
    return (*lines, *_tried(case), *_doubts(case))


def _place(case: Case) -> Text:
    return text(f"step_{case.step}") if case.phase is Phase.OPEN else text(f"phase_{case.phase}")


def _speaker(case: Case) -> Text:
    if case.speaker.agent is not None:
        return text("desk_card_held", agent=case.speaker.agent)
    if case.help.wanted_at is None:
        return text("desk_card_bot")
    key = "desk_card_callback" if case.help.callback else "desk_card_waits"
    return text(key, since=case.help.wanted_at)


def _tried(case: Case) -> tuple[Text, ...]:
    return tuple(
        text("desk_card_tries", step=text(f"step_{one.place}"), count=one.used)
        for one in case.attempts
        if one.used and one.place in set(StepName)
    )


def _doubts(case: Case) -> tuple[Text, ...]:
    """Return what the checks were unsure of, and what runs just now."""
    running = tuple(text("desk_card_checking", step=_checked(one.kind)) for one in case.checks)
    doubts = {(flag.step, flag.finding.reason) for flag in case.flags}
    return (
        *running,
        *(
            text("desk_card_doubt", step=text(f"step_{step}"), reason=text(f"reason_{reason}"))
            for step, reason in sorted(doubts)
        ),
    )


def _checked(kind: str) -> Text:
    step = {"card": StepName.DOCUMENT, "face": StepName.LIVENESS}.get(kind, StepName.STATEMENT)
    return text(f"step_{step}")


# --- buttons --------------------------------------------------------------------------------


def buttons(case: Case) -> Rows:
    """Return what can be done now; the core refuses what somebody else may not."""
    recent = (text("desk_button_recent"), "d.recent.")
    if case.frozen_at is not None:
        return (((text("desk_button_unfreeze"), "d.unfreeze."), recent),)
    if case.phase in CLOSED and case.speaker.agent is None:
        return ((recent,),)
    if case.speaker.agent is None:
        return (((text("desk_button_take"), "d.take."), recent),)
    return _held(case, recent)


def _held(case: Case, recent: Button) -> Rows:
    step = [(text("desk_button_prompt"), f"d.act.{DeskAct.PROMPT}")]
    if previous(case) is not None and case.phase is Phase.OPEN:
        step.append((text("desk_button_back"), f"d.act.{DeskAct.BACK}"))
    if case.step in _CODE_STEPS:
        step.append((text("desk_button_resend"), f"d.act.{DeskAct.RESEND}"))
    if case.step in WAIVABLE:
        step.append((text("desk_button_waive"), f"d.act.{DeskAct.WAIVE}"))
    talk = [(text("desk_button_ready"), "d.menu.ready"), (text("desk_button_pass"), "d.menu.pass")]
    more = [(text("desk_button_reopen"), "d.menu.reopen"), recent]
    ends = [
        (text("desk_button_unmask"), "d.menu.unmask"),
        (text("desk_button_take_over"), "d.over."),
    ]
    if case.phase in {Phase.OPEN, Phase.RETURNED}:
        ends.append((text("desk_button_end"), "d.menu.end"))
    back = [
        (text("desk_button_handback"), "d.back."),
        (text("desk_button_handback_at"), "d.menu.back"),
    ]
    open_ = case.phase not in CLOSED
    rows = (step, talk, more, ends, back) if open_ else ([recent], [back[0]])
    return tuple(tuple(row) for row in rows)


def menu(case: Case, name: str, colleagues: tuple[str, ...]) -> Rows:
    """Return a menu that stands in the card's place until something is chosen."""
    match name:
        case "ready":
            found = [(text(f"ready_title_{one}"), f"d.ready.{one}") for one in READY_MADE]
        case "pass":
            found = [
                (text("desk_button_colleague", agent=one), f"d.pass.{one}") for one in colleagues
            ]
        case "reopen" | "back":
            found = _steps(case, "d.reopen" if name == "reopen" else "d.back")
        case "unmask":
            found = [(text(f"desk_reason_{one}"), f"d.unmask.{one}") for one in UNMASK_REASONS]
        case "end":
            found = [(text("desk_button_end_yes"), f"d.act.{DeskAct.END}")]
        case _:
            found = []
    close = (text("desk_button_close"), "d.menu.")
    return (*((one,) for one in found), (close,))


UNMASK_REASONS = ("identity", "callback", "police")
"""Why an agent may look at a full number; each has a text `desk-reason-<value>`."""


def _steps(case: Case, verb: str) -> list[Button]:
    return [
        (text(f"step_{step}"), f"{verb}.{step}") for step in StepName if may_reopen(case, step)
    ]
