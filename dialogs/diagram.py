"""The dialog as a Mermaid diagram, generated from the table so that it cannot lie."""

from itertools import pairwise

from dialogs.events import CaseOpened
from dialogs.flow import FLOW, RETURNABLE
from dialogs.model import StepName


def mermaid() -> str:
    """Return the flow as Mermaid source: steps in order, what each listens to, what reopens."""
    return "\n".join(["stateDiagram-v2", *_names(), *_arrows(), *_returns(), *_ends()])


def table() -> str:
    """Return the steps as a Markdown table: order, clause, events."""
    rows = ["| # | step | clause | listens to |", "|---|---|---|---|"]
    for place, step in enumerate(FLOW, 1):
        events = ", ".join(event.__name__ for event in step.accepts)
        rows.append(f"| {place} | `{step.name}` | {step.clause} | {events} |")
    return "\n".join(rows)


def _names() -> list[str]:
    return [f"    {step.name}: {step.name} ({step.clause})" for step in FLOW]


def _arrows() -> list[str]:
    first = f"    [*] --> {FLOW[0].name}: {CaseOpened.__name__}"
    return [first, *(f"    {a.name} --> {b.name}" for a, b in pairwise(FLOW))]


def _returns() -> list[str]:
    return [f"    {StepName.REVIEW} --> {step}: returned" for step in RETURNABLE]


def _ends() -> list[str]:
    return [
        f"    {StepName.RECORDS} --> [*]: refused",
        f"    {StepName.REVIEW} --> [*]: every password concluded",
    ]
