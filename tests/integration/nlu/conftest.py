"""One Rasa server for all slow tests of this folder."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from nlu.client import RasaNlu
from nlu.project import RasaProject
from nlu.server import RasaServer
from nlu.train import ensure_model


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def rasa() -> AsyncIterator[RasaServer]:
    project = RasaProject()
    if not project.python.exists():
        pytest.skip("the Rasa environment is not installed")
    await ensure_model(project, lambda _line: None)
    async with RasaServer() as server:
        yield server


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def rasa_client(rasa: RasaServer) -> AsyncIterator[RasaNlu]:
    client = rasa.client(timeout_s=20)
    yield client
    await client.close()
