"""Functions stay short: about 10 lines, never over 40."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "benchmarks",
    "bot",
    "dialogs",
    "evaluation",
    "nlu",
    "storage",
    "tests",
    "verification",
)
LONGEST = 40


def test_no_function_is_over_forty_lines() -> None:
    long: list[str] = []
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if ".venv" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    lines = (node.end_lineno or 0) - node.lineno + 1
                    long += [f"{path}:{node.lineno} {node.name}"] if lines > LONGEST else []
    assert long == []
