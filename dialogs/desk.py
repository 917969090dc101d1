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
    KeepReview,
    KeepTopic,
    LookAtQueue,
    Relay,
    RunCheck,
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
    CodeEntered,
    ContactShared,
    DeskAct,
    Event,
    FieldUnmasked,
    MediaReceived,
    PasswordTyped,
    QueueSeen,
    StaffEvent,
    TextSaid,
    TimerFired,
    TimerKind,
)
from dialogs.flow import (
    BEFORE_CODE,
    WAIVABLE,
    may_reopen,
    previous,
    reopened,
    sending,
    waived,
)
from dialogs.kinds import CodePurpose, MediaKind, Verdict
from dialogs.model import CLOSED, Case, Help, PersonReason, Phase, Speaker, StepName
from dialogs.policy import Policy
from dialogs.quoting import reply
from dialogs.rules.masking import COVER, TOGETHER, digits_in, masked_words
from dialogs.status import standing
from dialogs.step import Outcome, Row, Then
from dialogs.texts import Text, text

EVIDENCE = frozenset({StepName.DOCUMENT, StepName.FIELDS, StepName.LIVENESS, StepName.STATEMENT})
"""Steps at which what a customer sends is evidence: judged, and seen by reviewers only."""

_SHOWS = frozenset(
    {
        MediaKind.PHOTO,
        MediaKind.DOCUMENT,
        MediaKind.VIDEO,
        MediaKind.VIDEO_NOTE,
        MediaKind.ANIMATION,
    }
)

READY_MADE = ("hello", "photo", "phone", "wait", "done")
"""Answers that an agent sends with one tap; each has a text `ready-<name>`."""

PASSWORD_STEPS = frozenset({StepName.SELECTION, StepName.NOTICE, StepName.PASSWORDS})
"""Steps at which a customer may think that the new password is asked for."""

_UNSURE_MANY = 2
_CODE_OF = {StepName.CODE: CodePurpose.IDENTITY, StepName.SIGNING: CodePurpose.SIGNING}


# --- asking for a person --------------------------------------------------------------------


def wanted(case: Case, event: Event, policy: Policy, why: PersonReason | None = None) -> Outcome:
    """Let the customer ask for a person; without a desk they are told the service line."""
    if not policy.desk:
        return Outcome(case, (text("person", line=policy.service_line),))
    if case.help.wanted_at is not None:
        return _still_wanted(case, event, policy)
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


def _still_wanted(case: Case, event: Event, policy: Policy) -> Outcome:
    """Say again how long it takes; who was to be called back would rather wait after all."""
    look = LookAtQueue()
    if not case.help.callback:
        return Outcome(case, effects=(look,), then=Then.QUIET)
    waits = replace(case.help, callback=False, notices=0)
    timer = ArmTimer(timer=TimerKind.WAIT, due_at=event.at + policy.wait_notice)
    return Outcome(replace(case, help=waits), effects=(look, timer), then=Then.QUIET)


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
    if case.frozen_at is not None:
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
    limits = {
        StepName.DOCUMENT: policy.photo_tries,
        StepName.LIVENESS: policy.liveness_tries,
        StepName.STATEMENT: policy.video_tries,
    }
    if any(checks.used(case, place) >= limit for place, limit in limits.items()):
        return PersonReason.TRIES
    return PersonReason.UNSURE if doubtful(case) else PersonReason.ASKED


def doubtful(case: Case) -> bool:
    """Say whether checks were unsure so often that a person should be offered."""
    verdicts = [
        case.statement.verdict,
        *(one.verdict for one in case.shots),
        *(one.verdict for one in case.liveness.rounds),
    ]
    return verdicts.count(Verdict.UNSURE) >= _UNSURE_MANY


def let_go(case: Case) -> Case:
    """Let nobody wait in a case that is over; who is to be called back still is."""
    if case.phase not in CLOSED or case.help.callback or case.help.wanted_at is None:
        return case
    return replace(case, help=replace(case.help, wanted_at=None))


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
    if case.help.notices <= policy.wait_notices_max and case.frozen_at is None:
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
    return handed_back(case, agent, (why, *_standing(case, policy)), (note,))


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
            return _hand_back(case, event, policy)
        case AgentActed(agent=agent) if case.speaker.agent == agent and _can(case):
            return _act(case, event, policy)
        case FieldUnmasked():
            return _unmasked(case, event)
        case AgentPassed() | AgentSpoke() | AgentHandedBack() | AgentActed():
            return refused(case, _not_yours(case, event))
        case _:
            return None


def _unmasked(case: Case, event: FieldUnmasked) -> Outcome:
    """Put on record who looked and why; the reason is free words, so it is masked itself."""
    agent, reason = event.agent, masked_words(event.reason)
    note = record(AuditAction.FIELD_UNMASKED, agent=agent, field=event.field_name, reason=reason)
    told = TellAgents(what=text("desk_unmasked", agent=agent, reason=reason), urgent=True)
    return Outcome(case, effects=(note, told), then=Then.QUIET)


def _not_yours(case: Case, event: StaffEvent) -> Text:
    """Return why an act of somebody changes nothing."""
    holder = case.speaker.agent
    if holder is None:
        return text("desk_take_first")
    if holder == event.agent and isinstance(event, AgentActed):
        return text("desk_case_over" if case.phase in CLOSED else "desk_frozen")
    return text("desk_held_by", agent=holder)


def _can(case: Case) -> bool:
    return case.phase not in CLOSED and case.frozen_at is None


def _take(case: Case, event: AgentTook, policy: Policy) -> Outcome:
    """Give the lease, unless somebody else holds it or there is nothing to take."""
    held = case.speaker.agent
    if case.phase in CLOSED and held is None and not case.help.callback:
        return _refused(case, "desk_case_over")
    if held == event.agent or (held is not None and not event.over):
        return refused(case, _not_yours(case, event))
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
    taken, freed = _no_reviewer(taken, agent)
    hello = announced(taken, text("agent_serves", agent=agent))
    effects = (*notes, *freed, StopTimer(timer=TimerKind.WAIT), hello, _silence(at, policy))
    return Outcome(taken, effects=effects, then=Then.QUIET)


def _no_reviewer(case: Case, agent: str) -> tuple[Case, tuple[Effect, ...]]:
    """Return the case with nothing reviewed by somebody who talks to the customer from now on."""
    review = case.review
    decisions = tuple(
        replace(one, reviewers=others)
        for one in review.decisions
        if (others := tuple(name for name in one.reviewers if name != agent))
    )
    holder = None if review.reviewer == agent else review.reviewer
    freed = replace(review, reviewer=holder, decisions=decisions)
    return replace(case, review=freed), ((KeepReview(),) if freed != review else ())


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
    said = text(f"ready_{event.ready_made}") if event.ready_made is not None else event.words
    words = text("agent_says", agent=event.agent, words=said or "")
    relay = Relay(
        agent=event.agent,
        message_ref=event.message_ref,
        words=words,
        media=event.media,
        answers=event.answers,
        edits=event.edited,
        lease=case.speaker.lease,
        lang=case.lang,
    )
    effects = (relay, _silence(event.at, policy))
    return Outcome(_answered(case), effects=effects, then=Then.QUIET)


def _answered(case: Case) -> Case:
    """Return the case with nothing of the customer's left unanswered."""
    return replace(case, help=replace(case.help, unanswered_at=None, reminded=False))


def _hand_back(case: Case, event: AgentHandedBack, policy: Policy) -> Outcome:
    effects: tuple[Effect, ...] = ()
    going_on = _can(case)
    if event.step is not None and going_on and _reopenable(case, event.step):
        free, effects = checks.abandoned(case)
        case = reopened(free, (event.step,))
    said = text("handed_back" if going_on else "back_with_assistant")
    return handed_back(case, event.agent, (said, *_standing(case, policy)), effects)


def _standing(case: Case, policy: Policy) -> tuple[Text, ...]:
    """Return how it stands where no prompt follows that would say it."""
    if case.phase in CLOSED:
        return standing(case, policy)
    return (text("frozen", line=policy.service_line),) if case.frozen_at is not None else ()


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
            return _asked(case, event, policy)
        case DeskAct.RESEND:
            return _resend(case, event, policy)
        case DeskAct.REOPEN:
            return _open_again(case, event, event.step, policy)
        case DeskAct.BACK:
            return _open_again(case, event, previous(case), policy)
        case DeskAct.WAIVE:
            return _waive(case, event, policy)
        case DeskAct.END:
            return _end(case, event)


def _asked(
    case: Case, event: AgentActed, policy: Policy, effects: tuple[Effect, ...] = ()
) -> Outcome:
    """Let the standing step's prompt reach the customer, in the agent's name: it is an answer."""
    prompted = replace(case, help=replace(case.help, prompted=True))
    note = record(AuditAction.AGENT_ACTED, agent=event.agent, act=event.act)
    effects = (*effects, note, _silence(event.at, policy))
    return Outcome(_answered(prompted), effects=effects, then=Then.PROMPT)


def _resend(case: Case, event: AgentActed, policy: Policy) -> Outcome:
    purpose = _CODE_OF.get(case.step)
    if purpose is None or codes.code_of(case, purpose).passed_at is not None:
        return _refused(case, "desk_no_code_step")
    asked = codes.ask(case, purpose, event, policy)
    if not asked.effects:
        return refused(case, asked.ack[0])
    return _asked(asked.case, event, policy, asked.effects)


def _reopenable(case: Case, step: StepName) -> bool:
    return case.phase is Phase.OPEN and may_reopen(case, step)


def _open_again(case: Case, event: AgentActed, step: StepName | None, policy: Policy) -> Outcome:
    if step is None or not _reopenable(case, step):
        return _refused(case, "desk_not_reopened")
    free, effects = checks.abandoned(case)
    return _asked(reopened(free, (step,)), event, policy, effects)


def _waive(case: Case, event: AgentActed, policy: Policy) -> Outcome:
    """Let a face or statement that the checks refuse pass to two reviewers (D13)."""
    if case.step not in WAIVABLE or case.phase is not Phase.OPEN:
        return _refused(case, "desk_not_waived")
    free, effects = checks.abandoned(case)
    done = waived(free, event.at)
    note = record(AuditAction.STEP_WAIVED, agent=event.agent, step=case.step)
    heard_of = (*effects, note, _silence(event.at, policy))
    return Outcome(_answered(done), effects=heard_of, then=Then.QUIET)


def _end(case: Case, event: AgentActed) -> Outcome:
    if case.phase not in {Phase.OPEN, Phase.RETURNED} or sending(case):
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


def overheard(case: Case, event: Event, judged: Outcome | None = None) -> tuple[TellAgents, ...]:
    """Return what the agent hears of a customer's event, masked; evidence is not shown.

    `judged` is what it came to where it answered the standing step: the customer is not told,
    so the agent is.
    """
    refusal = _refusal(event, judged)
    match event:
        case TextSaid(text=words, edited=edited, message_ref=ref) if judged is None:
            key = "desk_customer_edited" if edited else "desk_customer_said"
            what = text(key, words=_masked(case, words, event.at))
            told = TellAgents(what=what, message_ref=ref)
            return (reply(event, told),)
        case PasswordTyped():
            return (TellAgents(what=text("desk_customer_said", words=COVER)), *refusal)
        case MediaReceived():
            return (reply(event, _media(case, event, judged)), *refusal)
        case _:
            return refusal


_AS_IT_WAS = frozenset({MediaKind.DOCUMENT, MediaKind.VIDEO, MediaKind.VIDEO_NOTE})
"""What Telegram passes on as it was sent, with all that is in it; photographs it makes anew."""


def _media(case: Case, event: MediaReceived, judged: Outcome | None) -> TellAgents:
    kind, ref = text(f"desk_media_{event.media}"), event.message_ref
    taken = judged is not None and (judged.case != case or _runs_check(judged))
    if is_evidence(case, event) and taken:
        return TellAgents(what=text("desk_evidence", media=kind))
    words = _masked(case, event.caption or "", event.at)
    what = text("desk_customer_sent", media=kind, words=words)
    if is_evidence(case, event):
        return TellAgents(what=what, message_ref=ref)
    file = event.media_id if event.media in _AS_IT_WAS else None
    return TellAgents(what=what, media_ref=ref, media_id=file or None, message_ref=ref)


def _masked(case: Case, words: str, at: datetime) -> str:
    """Return a customer's words as an agent may read them after what was read just before."""
    return masked_words(words, before=_read_before(case, at), awaited=_secret_awaited(case))


def _read_before(case: Case, at: datetime) -> int:
    last = case.help.digits_at
    return case.help.digits if last is not None and at - last <= TOGETHER else 0


def _secret_awaited(case: Case) -> bool:
    purpose = _CODE_OF.get(case.step)
    awaited = purpose is not None and codes.code_of(case, purpose).passed_at is None
    return awaited or case.step in PASSWORD_STEPS


def _read(case: Case, told: tuple[TellAgents, ...], at: datetime) -> Help:
    """Return the people's side with the digits added that the agents have just read."""
    words = [value for one in told for name, value in one.what.values if name == "words"]
    digits = sum(digits_in(one) for one in words if isinstance(one, str))
    if not digits:
        return case.help
    return replace(case.help, digits=_read_before(case, at) + digits, digits_at=at)


def is_evidence(case: Case, event: MediaReceived) -> bool:
    """Say whether what a customer sends may show a card or a face that is to be judged.

    Also a card sent first of all, and one sent after a return without tapping "continue".
    """
    if event.media not in _SHOWS:
        return False
    first = case.step in BEFORE_CODE and case.step is not StepName.PHONE
    again = any(item.step in EVIDENCE for item in case.returned)
    return first or again or case.step in EVIDENCE


def _runs_check(judged: Outcome) -> bool:
    return any(isinstance(effect, RunCheck) for effect in judged.effects)


def _refusal(event: Event, judged: Outcome | None) -> tuple[TellAgents, ...]:
    """Return why what answers the standing step was not taken at once."""
    if judged is None or not judged.ack:
        return ()
    match event:
        case CodeEntered(purpose=purpose):
            taken = codes.code_of(judged.case, purpose).passed_at is not None
        case ContactShared():
            taken = judged.case.identity.phone is not None
        case PasswordTyped():
            taken = any(one == event.sealed for one in judged.case.sealed)
        case MediaReceived():
            taken = bool(judged.case.checks)
        case _:
            taken = True
    return () if taken else (_checked(Verdict.FAIL, judged.ack),)


def check_told(case: Case, judged: Outcome, event: CheckFinished) -> tuple[TellAgents, ...]:
    """Return what the agent hears of a check under the lease; the customer hears nothing."""
    if case.speaker.agent is None:
        return ()
    if checks.failed(case, judged.case):
        return (_checked(Verdict.FAIL, tuple(_unquoted(one) for one in judged.ack)),)
    outcome = event.outcome
    return (
        _checked(outcome.verdict, tuple(text(f"reason_{f.reason}") for f in outcome.findings)),
    )


def _checked(verdict: Verdict, reasons: tuple[Text, ...]) -> TellAgents:
    return TellAgents(what=text("desk_check", verdict=text(f"verdict_{verdict}"), reasons=reasons))


def _unquoted(reason: Text) -> Text:
    """Return a reason without the spoken words in it: the customer's name is among them."""
    quotes = any(name == "words" for name, _ in reason.values)
    return text(reason.key.removesuffix("-words")) if quotes else reason


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


def heard(
    case: Case, event: Event, told: tuple[TellAgents, ...], policy: Policy
) -> tuple[Case, tuple[Effect, ...]]:
    """Note under a lease what the agents read, and that the customer waits for an answer."""
    if not told:
        return case, ()
    read = _read(case, told, event.at)
    if read.unanswered_at is not None:
        return replace(case, help=read), ()
    waits = replace(read, unanswered_at=event.at, reminded=False)
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
