"""What the README says is what the code says."""

import re
from pathlib import Path

from dialogs.diagram import mermaid

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_diagram_is_the_generated_one() -> None:
    assert f"```mermaid\n{mermaid()}\n```" in README


def test_every_dependency_has_its_reason() -> None:
    table = README.split("## Dependencies, and why")[1].lower()
    for name in ("bot.in", "dev.in"):
        for line in (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines():
            package = re.split(r"[\[=><]", line)[0].strip().lower()
            if package and not package.startswith(("#", "-r")):
                assert re.sub(r"part2$", "part1", package).split("-part")[0] in table, package


def test_every_picture_and_file_it_names_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
