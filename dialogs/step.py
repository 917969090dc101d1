"""What a step is, and what it may answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dialogs.effects import Button, Effect, ShareContact
from dialogs.events import Event
from dialogs.model import Case, StepName
from dialogs.policy import Policy
from dialogs.texts import Text

Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a step asks: lines of text, its own buttons, perhaps a contact button."""

    body: tuple[Text, ...]
    rows: tuple[Row, ...] = ()
    contact: ShareContact | None = None


class Then(StrEnum):
    """What the customer sees after a turn that did not finish the step."""

    PROMPT = "prompt"
    """The acknowledgement with the step's prompt under it."""
    EDIT = "edit"
    """The standing prompt, changed in place."""
    QUIET = "quiet"
    """The acknowledgement alone, or nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A step's answer to an event.

    Attributes:
        case: the case after it.
        ack: lines to say; they stand above the next prompt when one follows.
        effects: what else is to be done.
        then: what follows if the step is not finished by it.
        rows: buttons under an acknowledgement that stands alone.
    """

    case: Case
    ack: tuple[Text, ...] = ()
    effects: tuple[Effect, ...] = ()
    then: Then = Then.PROMPT
    rows: tuple[Row, ...] = ()


def _nothing(case: Case, _event: Event, _policy: Policy) -> Outcome:
    return Outcome(case, then=Then.QUIET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the guide.

    Attributes:
        name: its name.
        clause: the rules of the guide it carries out.
        accepts: the events it may judge; others never reach it.
        prompt: what it asks.
        judge: its answer to an event; None says that the event does not apply.
        done: whether the case has what the step collects.
        reopen: the case without what the step collected.
        enter: what happens on arriving.
        counted: whether it counts in "step n of N".
        stop: whether "back" stops here.
        waive: the case with the step passed by a person's word, where that can be (D13).
    """

    name: StepName
    clause: str
    accepts: tuple[type[Event], ...]
    prompt: Callable[[Case, Policy], Prompt]
    judge: Callable[[Case, Event, Policy], Outcome | None]
    done: Callable[[Case], bool]
    reopen: Callable[[Case], Case]
    enter: Callable[[Case, Event, Policy], Outcome] = _nothing
    counted: bool = True
    stop: bool = True
    waive: Callable[[Case, datetime], Case] | None = None
