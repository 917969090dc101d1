"""The people's side of a talk: asking for a person, waiting, the lease, what an agent can do.

A case has one speaker, held as a numbered lease. Taking, passing and giving back move the
number, so whatever was decided under an earlier one is dropped on its way (`Say.lease`).
"""

from dataclasses import replace
from datetime import datetime

from dialogs import checks, codes
from dialogs.audit import AuditAction, record
from dialogs.effects import (
    ArmTimer,
    CallAgents,
    Effect,
    KeepTopic,
    LookAtQueue,
    Relay,
    StopTimer,
    Tap,
    TellAgents,
    Toast,
    Verb,
)
from dialogs.events import (
    AgentActed,
    AgentHandedBack,
    AgentPassed,
    AgentSpoke,
    AgentTook,
    CheckFinished,
    DeskAct,
    Event,
    FieldUnmasked,
    MediaReceived,
    QueueSeen,
    StaffEvent,
    TextSaid,
    TimerFired,
    TimerKind,
)
from dialogs.flow import WAIVABLE, may_reopen, previous, reopened, waived
from dialogs.kinds import CodePurpose
from dialogs.model import CLOSED, Case, Help, PersonReason, Phase, Speaker, StepName
from dialogs.policy import Policy
from dialogs.rules.masking import masked_words
from dialogs.step import Outcome, Row, Then
from dialogs.texts import Text, text

EVIDENCE = frozenset({StepName.DOCUMENT, StepName.FIELDS, StepName.LIVENESS, StepName.STATEMENT})
"""Steps at which what a customer sends is evidence: judged, and seen by reviewers only."""

READY_MADE = ("hello", "photo", "phone", "wait", "done")
"""Answers that an agent sends with one tap; each has a text `ready-<name>`."""

_UNSURE_MANY = 2
_CODE_OF = {StepName.CODE: CodePurpose.IDENTITY, StepName.SIGNING: CodePurpose.SIGNING}


# --- asking for a person --------------------------------------------------------------------


def wanted(case: Case, event: Event, policy: Policy, why: PersonReason | None = None) -> Outcome:
    """Let the customer ask for a person; without a desk they are told the service line."""
    if not policy.desk:
        return Outcome(case, (text("person", line=policy.service_line),))
    if case.help.wanted_at is not None:
        return Outcome(case, effects=(LookAtQueue(),), then=Then.QUIET)
    reason = why or _reason(case, policy)
    help_ = replace(
        case.help, wanted_at=event.at, why=reason, callback=False, notices=0, on_desk=True
    )
    effects = (
        record(AuditAction.PERSON_WANTED, why=reason),
        LookAtQueue(),
        CallAgents(why=reason),
        ArmTimer(timer=TimerKind.WAIT, due_at=event.at + policy.wait_notice),
    )
    return Outcome(replace(case, help=help_), effects=effects, then=Then.QUIET)


def unwanted(case: Case) -> Outcome:
    """Let the customer go on with the bot after all."""
    if case.help.wanted_at is None:
        return Outcome(case)
    note = TellAgents(what=text("desk_not_wanted"))
    stop = (StopTimer(timer=TimerKind.WAIT), record(AuditAction.PERSON_NOT_WANTED))
    calm = replace(case.help, wanted_at=None, callback=False)
    return Outcome(replace(case, help=calm), (text("no_person"),), (*stop, note))


def later(case: Case) -> Outcome:
    """Let the customer be called when somebody is there."""
    if case.help.wanted_at is None or case.help.callback:
        return Outcome(case)
    calm = replace(case.help, callback=True)
    effects = (StopTimer(timer=TimerKind.WAIT), TellAgents(what=text("desk_callback")))
    return Outcome(replace(case, help=calm), (text("call_back"),), effects)


def seen(case: Case, event: QueueSeen, policy: Policy) -> Outcome:
    """Tell the customer where they stand, honestly, and what they can do meanwhile."""
    if case.help.wanted_at is None or case.speaker.agent is not None or case.help.callback:
        return Outcome(case, then=Then.QUIET)
    told = replace(case.help, notices=case.help.notices + 1)
    ack = _wait_words(case, event, policy)
    return Outcome(replace(case, help=told), (ack,), then=Then.QUIET, rows=_wait_rows())


def offer(why: PersonReason) -> tuple[Row, ...]:
    """Return the button that offers a person, with the reason it is offered for."""
    return ((Tap(text("button_person"), Verb.PERSON, why),),)


def _wait_words(case: Case, event: QueueSeen, policy: Policy) -> Text:
    line = policy.service_line
    if event.opens_at is not None:
        return text("queue_closed", opens=event.opens_at, line=line)
    if event.on_duty == 0:
        return text("queue_nobody", line=line)
    if case.help.notices >= policy.wait_notices_max:
        return text("queue_slow", line=line)
    if event.ahead == 0:
        return text("queue_next", minutes=event.minutes)
    return text("queue_place", ahead=event.ahead, minutes=event.minutes)


def _wait_rows() -> tuple[Row, ...]:
    return (
        (Tap(text("button_no_person"), Verb.NO_PERSON),),
        (Tap(text("button_call_back"), Verb.CALLBACK),),
    )


def _reason(case: Case, policy: Policy) -> PersonReason:
    """Return why a customer most likely asks for a person."""
    if case.misses > 1:
        return PersonReason.NOT_UNDERSTOOD
    if any(one.used >= policy.video_tries for one in case.attempts):
        return PersonReason.TRIES
    return PersonReason.UNSURE if doubtful(case) else PersonReason.ASKED


def doubtful(case: Case) -> bool:
    """Say whether checks were unsure so often that a person should be offered."""
    return len({flag.media_id for flag in case.flags}) >= _UNSURE_MANY


# --- timers ---------------------------------------------------------------------------------


def waited(case: Case, event: TimerFired, policy: Policy) -> Outcome:
    """Say again how long it takes, remind the agents, and in the end stop asking."""
    quiet = Outcome(case, then=Then.QUIET)
    if case.help.wanted_at is None or case.speaker.agent is not None or case.phase in CLOSED:
        return quiet
    waits = event.at - case.help.wanted_at
    minutes = round(waits.total_seconds() / 60)
    effects: list[Effect] = [
        TellAgents(what=text("desk_remind_wait", minutes=minutes), urgent=True)
    ]
    if case.help.notices <= policy.wait_notices_max:
        effects.append(LookAtQueue())
    pause = policy.wait_notice * 2 ** min(case.help.notices, 6)
    effects.append(ArmTimer(timer=TimerKind.WAIT, due_at=event.at + pause))
    return Outcome(case, effects=tuple(effects), then=Then.QUIET)


def fell_silent(case: Case, event: TimerFired, policy: Policy) -> Outcome:
    """Remind the agent of an unanswered customer, then hand back, saying so."""
    agent = case.speaker.agent
    if agent is None:
        return Outcome(case, then=Then.QUIET)
    if case.help.unanswered_at is not None and not case.help.reminded:
        reminded = replace(case, help=replace(case.help, reminded=True))
        note = TellAgents(what=text("desk_remind_answer", agent=agent), urgent=True)
        again = ArmTimer(timer=TimerKind.SILENCE, due_at=event.at + policy.agent_silence)
        return Outcome(reminded, effects=(note, again), then=Then.QUIET)
    why = text("handed_back_silence")
    note = TellAgents(what=text("desk_handed_back_silence", agent=agent))
    return handed_back(case, agent, (why,), (note,))


# --- the lease ------------------------------------------------------------------------------


def attended(case: Case, event: StaffEvent, policy: Policy) -> Outcome | None:
    """Judge what agents do; None for what is no agent's act."""
    match event:
        case AgentTook():
            return _take(case, event, policy)
        case AgentPassed(agent=agent, to=to) if case.speaker.agent == agent:
            note = record(AuditAction.AGENT_PASSED, agent=agent, to=to)
            return _given(case, to, event.at, policy, (note,))
        case AgentSpoke(agent=agent) if case.speaker.agent == agent:
            return _spoke(case, event, policy)
        case AgentHandedBack(agent=agent) if case.speaker.agent == agent:
            return _hand_back(case, event)
        case AgentActed(agent=agent) if case.speaker.agent == agent and _can(case):
            return _act(case, event, policy)
        case FieldUnmasked(agent=agent, field_name=field, reason=reason):
            note = record(AuditAction.FIELD_UNMASKED, agent=agent, field=field, reason=reason)
            told = TellAgents(what=text("desk_unmasked", agent=agent, reason=reason), urgent=True)
            return Outcome(case, effects=(note, told), then=Then.QUIET)
        case AgentPassed() | AgentSpoke() | AgentHandedBack() | AgentActed():
            return refused(case, _not_yours(case))
        case _:
            return None


def _not_yours(case: Case) -> Text:
    """Return why an act of somebody who does not hold the talk changes nothing."""
    if case.speaker.agent is None:
        return text("desk_take_first")
    return text("desk_held_by", agent=case.speaker.agent)


def _can(case: Case) -> bool:
    return case.phase not in CLOSED and case.frozen_at is None


def _take(case: Case, event: AgentTook, policy: Policy) -> Outcome:
    """Give the lease, unless somebody else holds it or there is nothing to take."""
    held = case.speaker.agent
    if case.phase in CLOSED:
        return _refused(case, "desk_case_over")
    if held == event.agent or (held is not None and not event.over):
        return refused(case, _not_yours(case))
    note = record(AuditAction.AGENT_TOOK, agent=event.agent)
    return _given(case, event.agent, event.at, policy, (note,))


def _given(
    case: Case, agent: str, at: datetime, policy: Policy, notes: tuple[Effect, ...]
) -> Outcome:
    handlers = tuple(dict.fromkeys((*case.help.handlers, agent)))
    help_ = replace(
        case.help,
        wanted_at=None,
        callback=False,
        why=case.help.why or PersonReason.STEPPED_IN,
        prompted=False,
        unanswered_at=None,
        reminded=False,
        handlers=handlers,
        on_desk=True,
    )
    taken = replace(case, speaker=Speaker(case.speaker.lease + 1, agent), help=help_, misses=0)
    hello = announced(taken, text("agent_serves", agent=agent))
    effects = (*notes, StopTimer(timer=TimerKind.WAIT), hello, _silence(at, policy))
    return Outcome(taken, effects=effects, then=Then.QUIET)


def announced(case: Case, words: Text) -> Relay:
    """Return the message by which the customer sees who speaks."""
    return Relay(
        agent=case.speaker.agent or "",
        message_ref="",
        words=words,
        lease=case.speaker.lease,
        lang=case.lang,
    )


def _silence(at: datetime, policy: Policy) -> ArmTimer:
    return ArmTimer(timer=TimerKind.SILENCE, due_at=at + policy.agent_silence)


def _spoke(case: Case, event: AgentSpoke, policy: Policy) -> Outcome:
    """Pass the agent's words on; the core adds who speaks."""
    words = None
    if event.ready_made is not None:
        words = text("agent_says", agent=event.agent, words=text(f"ready_{event.ready_made}"))
    elif event.words is not None:
        words = text("agent_says", agent=event.agent, words=event.words)
    answered = replace(case.help, unanswered_at=None, reminded=False)
    relay = Relay(
        agent=event.agent,
        message_ref=event.message_ref,
        words=words,
        answers=event.answers,
        edits=event.edited,
        lease=case.speaker.lease,
        lang=case.lang,
    )
    effects = (relay, _silence(event.at, policy))
    return Outcome(replace(case, help=answered), effects=effects, then=Then.QUIET)


def _hand_back(case: Case, event: AgentHandedBack) -> Outcome:
    effects: tuple[Effect, ...] = ()
    if event.step is not None and _can(case) and may_reopen(case, event.step):
        free, effects = checks.abandoned(case)
        case = reopened(free, (event.step,))
    return handed_back(case, event.agent, (text("handed_back"),), effects)


def handed_back(
    case: Case, agent: str, ack: tuple[Text, ...], effects: tuple[Effect, ...]
) -> Outcome:
    """Return the talk to the bot, which says so and repeats the step's prompt."""
    help_ = replace(case.help, prompted=False, unanswered_at=None, reminded=False)
    back = replace(case, speaker=Speaker(case.speaker.lease + 1), help=help_, misses=0)
    note = record(AuditAction.AGENT_HANDED_BACK, agent=agent)
    then = Then.QUIET if case.frozen_at is not None else Then.PROMPT
    stop = StopTimer(timer=TimerKind.SILENCE)
    return Outcome(back, ack, (*effects, note, stop), then)


# --- what the holder can do for the customer ------------------------------------------------


def _act(case: Case, event: AgentActed, policy: Policy) -> Outcome:
    match event.act:
        case DeskAct.PROMPT:
            return _asked(case, event)
        case DeskAct.RESEND:
            return _resend(case, event, policy)
        case DeskAct.REOPEN:
            return _open_again(case, event, event.step)
        case DeskAct.BACK:
            return _open_again(case, event, previous(case))
        case DeskAct.WAIVE:
            return _waive(case, event)
        case DeskAct.END:
            return _end(case, event)


def _asked(case: Case, event: AgentActed, effects: tuple[Effect, ...] = ()) -> Outcome:
    """Let the standing step's prompt reach the customer, in the agent's name."""
    prompted = replace(case, help=replace(case.help, prompted=True))
    note = record(AuditAction.AGENT_ACTED, agent=event.agent, act=event.act)
    return Outcome(prompted, effects=(*effects, note), then=Then.PROMPT)


def _resend(case: Case, event: AgentActed, policy: Policy) -> Outcome:
    purpose = _CODE_OF.get(case.step)
    if purpose is None:
        return _refused(case, "desk_no_code_step")
    asked = codes.ask(case, purpose, event, policy)
    if not asked.effects:
        return refused(case, asked.ack[0])
    return _asked(asked.case, event, asked.effects)


def _open_again(case: Case, event: AgentActed, step: StepName | None) -> Outcome:
    if case.phase is not Phase.OPEN or step is None or not may_reopen(case, step):
        return _refused(case, "desk_not_reopened")
    free, effects = checks.abandoned(case)
    return _asked(reopened(free, (step,)), event, effects)


def _waive(case: Case, event: AgentActed) -> Outcome:
    """Let a face or statement that the checks refuse pass to two reviewers (D13)."""
    if case.step not in WAIVABLE or case.phase is not Phase.OPEN:
        return _refused(case, "desk_not_waived")
    free, effects = checks.abandoned(case)
    done = waived(free, event.at)
    note = record(AuditAction.STEP_WAIVED, agent=event.agent, step=case.step)
    return Outcome(done, effects=(*effects, note), then=Then.QUIET)


def _end(case: Case, event: AgentActed) -> Outcome:
    if case.phase not in {Phase.OPEN, Phase.RETURNED}:
        return _refused(case, "desk_not_ended")
    free, effects = checks.abandoned(case)
    note = record(AuditAction.CANCELLED, agent=event.agent)
    over = replace(free, phase=Phase.CANCELLED, sealed=(), typing=None)
    told = announced(over, text("ended_by_agent"))
    return Outcome(over, effects=(*effects, note, told), then=Then.QUIET)


def _refused(case: Case, key: str) -> Outcome:
    return refused(case, text(key))


def refused(case: Case, why: Text) -> Outcome:
    """Return the answer to an act that does not apply: a notice to whoever tapped."""
    return Outcome(case, effects=(Toast(text=why, alert=True, lang=case.lang),), then=Then.QUIET)


# --- what the agents are told ---------------------------------------------------------------


def overheard(case: Case, event: Event) -> tuple[Effect, ...]:
    """Return what the agent hears of a customer's event, masked; evidence is not shown."""
    match event:
        case TextSaid(text=words, edited=edited, message_ref=ref):
            key = "desk_customer_edited" if edited else "desk_customer_said"
            return (TellAgents(what=text(key, words=masked_words(words)), message_ref=ref),)
        case MediaReceived() if case.step in EVIDENCE and event.problem is None:
            kind = text(f"desk_media_{event.media}")
            return (TellAgents(what=text("desk_evidence", media=kind)),)
        case MediaReceived(media=media, message_ref=ref):
            kind = text(f"desk_media_{media}")
            words = masked_words(event.caption or "")
            what = text("desk_customer_sent", media=kind, words=words)
            return (TellAgents(what=what, media_ref=ref, message_ref=ref),)
        case CheckFinished(outcome=outcome):
            reasons = tuple(text(f"reason_{one.reason}") for one in outcome.findings)
            what = text("desk_check", verdict=text(f"verdict_{outcome.verdict}"), reasons=reasons)
            return (TellAgents(what=what),)
        case _:
            return ()


def kept_true(before: Case, after: Case) -> tuple[Effect, ...]:
    """Return what keeps the topic true after a turn, once there is one."""
    if not after.help.on_desk or _shown(before) == _shown(after):
        return ()
    return (KeepTopic(),)


def _shown(case: Case) -> tuple[object, ...]:
    """Return what of a case stands on the agents' card."""
    waits = case.help.wanted_at, case.help.callback
    speaker = case.speaker.agent, case.help.on_desk
    checks_ = tuple(check.kind for check in case.checks)
    return (
        case.step, case.phase, case.lang, case.blocked, case.frozen_at, waits, speaker, checks_,
        case.attempts, case.flags, case.submission.application_number, case.identity.name,
    )  # fmt: skip


def heard(case: Case, event: Event, policy: Policy) -> tuple[Case, tuple[Effect, ...]]:
    """Note under a lease that the customer waits for an answer."""
    if case.help.unanswered_at is not None:
        return case, ()
    waits = replace(case.help, unanswered_at=event.at, reminded=False)
    return replace(case, help=waits), (_silence(event.at, policy),)


def fresh(help_: Help) -> Help:
    """Return what of the people's side outlives a new beginning of the case."""
    return Help(
        wanted_at=help_.wanted_at,
        why=help_.why,
        callback=help_.callback,
        handlers=help_.handlers,
        on_desk=help_.on_desk,
    )
