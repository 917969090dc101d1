"""The child's side of `children`: settings first, then commands, until the input ends."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import typer


def given() -> dict[str, Any]:
    """Read the settings; they come on one line, so that no secret stands in the arguments."""
    settings: dict[str, Any] = json.loads(sys.stdin.readline())
    return settings


async def obey(act: Callable[[str], Awaitable[None]]) -> None:
    """Say that all is ready, then do what each line says and tell that it is done."""
    typer.echo("ready")
    while line := await asyncio.to_thread(sys.stdin.readline):
        await act(line.strip())
        typer.echo("done")


async def nothing(line: str) -> None:
    """Obey no command."""
    raise ValueError(line)
