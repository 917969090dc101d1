"""The Rasa server as a child process: started on a free port, watched, stopped cleanly."""

import asyncio
import contextlib
import secrets
import socket
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import deque
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import httpx

from nlu.client import RasaNlu, RasaSettings
from nlu.errors import NluServerFailed
from nlu.project import RasaProject
from nlu.rasa_process import dies_with_parent, environment

_POLL_S = 0.25
_KEPT_LINES = 30


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """How the server is started.

    Attributes:
        project: where the Rasa project lies.
        start_timeout_s: longest wait until it answers.
        stop_timeout_s: longest wait for a clean end, then it is killed.
        port: a fixed port, or 0 for a free one.
    """

    project: RasaProject = field(default_factory=RasaProject)
    start_timeout_s: float = 180.0
    stop_timeout_s: float = 10.0
    port: int = 0


class RasaServer:
    """`async with RasaServer() as server:` runs Rasa; `server.client()` asks it."""

    def __init__(self, settings: ServerSettings | None = None) -> None:
        self._settings = settings or ServerSettings()
        self._port = self._settings.port or _free_port()
        self._token = secrets.token_urlsafe(24)
        self._process: Process | None = None
        self._last_lines: deque[str] = deque(maxlen=_KEPT_LINES)
        self._drain: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """The base address."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def running(self) -> bool:
        """Whether the child is alive."""
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int | None:
        """The child's process id, for figures about it."""
        return self._process.pid if self._process else None

    def settings_for_client(self, timeout_s: float = 5.0) -> RasaSettings:
        """Return what a client needs to ask this server."""
        return RasaSettings(url=self.url, token=self._token, timeout_s=timeout_s)

    def client(self, timeout_s: float = 5.0) -> RasaNlu:
        """Return a client of this server; the caller closes it."""
        return RasaNlu(self.settings_for_client(timeout_s))

    async def start(self) -> None:
        """Start the child and wait until it has loaded the model.

        Raises:
            NluServerFailed: no environment, no model, it died, or it took too long.
        """
        project = self._settings.project
        for needed in (project.python, project.model):
            if not needed.exists():
                raise NluServerFailed(f"{needed.name} is missing: train the model first")
        self._process = await self._spawn()
        self._drain = asyncio.create_task(self._keep_last_lines(self._process))
        try:
            async with asyncio.timeout(self._settings.start_timeout_s):
                await self._until_ready()
        except TimeoutError as error:
            await self.stop()
            raise NluServerFailed("Rasa did not become ready in time") from error
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """End the child: politely, then by force. Does nothing if it is not running."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await self._ended(process)
        if self._drain:
            await self._drain

    async def __aenter__(self) -> Self:
        """Start and return the server."""
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the server."""
        await self.stop()

    async def _spawn(self) -> Process:
        project = self._settings.project
        return await asyncio.create_subprocess_exec(
            str(project.python),
            str(project.root / "serve.py"),
            cwd=project.root,
            env=environment(
                project,
                RESETDESK_NLU_MODEL=str(project.model),
                RESETDESK_NLU_PORT=str(self._port),
                RESETDESK_NLU_TOKEN=self._token,
            ),
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=PIPE,
            preexec_fn=dies_with_parent(),  # one prctl call, safe before exec
            start_new_session=True,
        )

    async def _until_ready(self) -> None:
        """Return once the model is loaded; raise if the child ends first."""
        async with httpx.AsyncClient(base_url=self.url, trust_env=False, timeout=5.0) as http:
            while True:
                if not self.running:
                    raise NluServerFailed("Rasa ended while starting: " + self._complaint())
                with contextlib.suppress(httpx.HTTPError):
                    answer = await http.get("/status", params={"token": self._token})
                    if answer.status_code == httpx.codes.OK:
                        return
                await asyncio.sleep(_POLL_S)

    async def _ended(self, process: Process) -> None:
        try:
            async with asyncio.timeout(self._settings.stop_timeout_s):
                await process.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _keep_last_lines(self, process: Process) -> None:
        """Read what the child complains of, so that its pipe never fills; keep the newest."""
        if process.stderr is None:
            return
        while chunk := await process.stderr.read(8192):
            self._last_lines.extend(chunk.decode(errors="replace").splitlines())

    def _complaint(self) -> str:
        return " | ".join(list(self._last_lines)[-5:]).replace(self._token, "…")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
