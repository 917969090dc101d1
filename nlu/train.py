"""Train the model when its inputs changed: `python -m nlu.train`."""

import argparse
import asyncio
import contextlib
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from nlu.errors import NluTrainingFailed
from nlu.project import RasaProject
from nlu.rasa_process import dies_with_parent, environment

_STEPS = {
    "Starting to train component 'RegexEntityExtractor'": "reading the word tables",
    "Starting to train component 'PhraseClassifier'": "learning the intents",
    "Finished training component 'PhraseClassifier'": "packing the model",
}
_LAST_LINES = 15


@dataclass(frozen=True, slots=True)
class Training:
    """What a call to `ensure_model` did.

    Attributes:
        trained: False when the stored model was current.
        seconds: how long it took.
    """

    trained: bool
    seconds: float


async def ensure_model(
    project: RasaProject, say: Callable[[str], None], *, force: bool = False
) -> Training:
    """Train unless the stored model was made from the very same files.

    Raises:
        NluTrainingFailed: the environment is missing, or Rasa could not train.
    """
    if not force and project.model_is_current():
        return Training(trained=False, seconds=0.0)
    if not project.python.exists():
        raise NluTrainingFailed("the Rasa environment is not installed")
    started_s = time.monotonic()
    digest = project.inputs_digest()
    project.model.parent.mkdir(exist_ok=True)
    say("training the understanding of messages (about a minute)")
    await _run_rasa(project, say)
    project.stamp.write_text(digest + "\n")
    return Training(trained=True, seconds=time.monotonic() - started_s)


async def _run_rasa(project: RasaProject, say: Callable[[str], None]) -> None:
    """Run Rasa's own training; the old model stays until the new one is written."""
    process = await asyncio.create_subprocess_exec(
        *_command(project),
        cwd=project.root,
        # Rasa's cache does not see a change in a module that a component imports
        env=environment(project, LOG_LEVEL="INFO", RASA_MAX_CACHE_SIZE="0"),
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=STDOUT,
        preexec_fn=dies_with_parent(),  # one prctl call, safe before exec
    )
    last: deque[str] = deque(maxlen=_LAST_LINES)
    try:
        async for line in _lines_of(process):
            last.append(line)
            for sign, step in _STEPS.items():
                if sign in line:
                    say(f"  {step}")
        failed = await process.wait() != 0
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if failed or not project.model.exists():
        raise NluTrainingFailed("Rasa could not train:\n" + "\n".join(last))


async def _lines_of(process: Process) -> AsyncIterator[str]:
    """Yield the child's output, line by line."""
    if process.stdout is None:
        return
    async for line in process.stdout:
        yield line.decode(errors="replace").rstrip()


def _command(project: RasaProject) -> list[str]:
    return [
        str(project.python), "-m", "rasa", "train", "nlu",
        "--nlu", "data", "--domain", "domain.yml", "--config", "config.yml",
        "--out", "models", "--fixed-model-name", project.model.name.removesuffix(".tar.gz"),
    ]  # fmt: skip


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m nlu.train", description=__doc__)
    parser.add_argument("--force", action="store_true", help="train even if nothing changed")
    arguments = parser.parse_args()
    try:
        done = asyncio.run(ensure_model(RasaProject(), _print, force=arguments.force))
    except NluTrainingFailed as error:
        _print(str(error))
        return 1
    _print(f"trained in {done.seconds:.0f} s" if done.trained else "the model is current")
    return 0


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
