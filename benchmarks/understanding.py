"""What understanding one message costs, in the Rasa server and here; and the server itself."""

import asyncio
import time
from itertools import cycle, islice
from statistics import median

from benchmarks.measure import Size, process_cpu_s, resident_mb
from benchmarks.rows import Row
from nlu.client import RasaNlu
from nlu.errors import NluError
from nlu.server import RasaServer

_SENTENCES = (
    "新密码要几位数字？",
    "为什么还要录视频",
    "验证码一直收不到怎么办",
    "what documents do I need to bring",
    "is this really the official bot?",
    "how long will it take",
    "我想重置期货交易密码",
    "the phone number is no longer mine",
)
_PATIENCE_S = 20.0


def run(size: Size) -> list[Row]:
    """Start Rasa, ask it, and stop it; without its environment or model say so."""
    return asyncio.run(_measured(size.pick(5, 200)))


async def _measured(count: int) -> list[Row]:
    server = RasaServer()
    started_s = time.perf_counter()
    try:
        await server.start()
    except NluError as error:
        return [Row("NLU parse", None, note=f"not run: {error}")]
    try:
        return await _rows(server, time.perf_counter() - started_s, count)
    finally:
        await server.stop()


async def _rows(server: RasaServer, start_s: float, count: int) -> list[Row]:
    pid = server.pid or 0
    start_cpu_s = process_cpu_s(pid)
    nlu = server.client(timeout_s=_PATIENCE_S)
    try:
        await _asked(nlu, len(_SENTENCES))
        before_s, own_s = process_cpu_s(pid), time.process_time()
        waits_s = await _asked(nlu, count)
        rasa_ms = (process_cpu_s(pid) - before_s) / count * 1000
        total_ms = rasa_ms + (time.process_time() - own_s) / count * 1000
    finally:
        await nlu.close()
    note = f"over HTTP, masking and facts included; bare: Rasa's process alone; {count} sentences"
    parse = Row("NLU parse", total_ms, "ms", rasa_ms, median(waits_s) * 1000, note)
    start = Row("Rasa ready", start_cpu_s, "s", wall=start_s, note="from start to first answer")
    memory = Row("Memory of Rasa", resident_mb(pid), "MB", note="resident, after the parses")
    return [parse, start, memory]


async def _asked(nlu: RasaNlu, count: int) -> list[float]:
    waits_s = []
    for sentence in islice(cycle(_SENTENCES), count):
        started_s = time.perf_counter()
        await nlu.understand(sentence)
        waits_s.append(time.perf_counter() - started_s)
    return waits_s
