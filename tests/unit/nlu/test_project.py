"""Training happens only when something that matters changed."""

import shutil
from pathlib import Path

import pytest

from nlu.errors import NluServerFailed, NluTrainingFailed
from nlu.project import RasaProject
from nlu.server import RasaServer, ServerSettings
from nlu.train import ensure_model


@pytest.fixture
def project(tmp_path: Path) -> RasaProject:
    own = RasaProject().root
    root = tmp_path / "rasa"
    for part in ("data", "components"):
        shutil.copytree(own / part, root / part)
    for name in ("config.yml", "domain.yml", "requirements.txt"):
        shutil.copy(own / name, root / name)
    return RasaProject(root)


def pretend_trained(project: RasaProject) -> None:
    project.model.parent.mkdir()
    project.model.write_bytes(b"a model")
    project.stamp.write_text(project.inputs_digest() + "\n")


async def test_a_current_model_is_kept(project: RasaProject) -> None:
    pretend_trained(project)
    said: list[str] = []
    done = await ensure_model(project, said.append)
    assert not done.trained
    assert said == []


@pytest.mark.parametrize(
    "path", ["config.yml", "data/zh/reset.yml", "components/model.py", "components/concepts.yml"]
)
def test_a_changed_input_asks_for_training(project: RasaProject, path: str) -> None:
    pretend_trained(project)
    with (project.root / path).open("a") as file:
        file.write("\n# changed\n")
    assert not project.model_is_current()


async def test_without_an_environment_training_says_so(project: RasaProject) -> None:
    with pytest.raises(NluTrainingFailed, match="not installed"):
        await ensure_model(project, lambda _line: None)


async def test_without_a_model_the_server_says_so(project: RasaProject) -> None:
    with pytest.raises(NluServerFailed, match="missing"):
        await RasaServer(ServerSettings(project=project)).start()
