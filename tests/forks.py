"""Processes of the tests' own, forked from one that has imported the bot already."""

import asyncio
import multiprocessing

CONTEXT = multiprocessing.get_context("forkserver")
"""Each process is forked from a clean one, so it starts at once and shares no loop."""


async def warm() -> None:
    """Import once what every process is forked from: it takes seconds, on a busy machine more."""
    CONTEXT.set_forkserver_preload(["tests.imported"])
    first = CONTEXT.Process(target=int)
    await asyncio.to_thread(first.start)
    await asyncio.to_thread(first.join)
