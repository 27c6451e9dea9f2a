"""The command line works without Qt; import-linter cannot see that, so these two tests do."""

import ast
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]

PROBE = """
import sys
from kiosk.__main__ import pennant
pennant(["find", "moscow.pennant", "zoya", "--json"], standalone_mode=False)
print(sorted(m for m in sys.modules if m.split(".")[0] in ("PySide6", "shiboken6", "reportlab")))
"""


def imports_at_the_top(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def file_of(module: str) -> Path | None:
    path = ROOT.joinpath(*module.split("."))
    found = (path.with_suffix(".py"), path / "__init__.py")
    return next((file for file in found if file.is_file()), None)


def reached_from(*modules: str) -> dict[str, set[str]]:
    """Every module of ours that these import at once, with all that it imports."""
    waiting, seen = list(modules), dict[str, set[str]]()
    while waiting:
        module = waiting.pop()
        file = file_of(module)
        if file is not None and module not in seen:
            seen[module] = imports_at_the_top(file)
            waiting += seen[module]
    return seen


def test_no_command_imports_qt_or_paper_before_it_runs() -> None:
    commands = [f"kiosk.commands.{f.stem}" for f in (ROOT / "kiosk" / "commands").glob("*.py")]
    reached = reached_from("kiosk.__main__", *commands)
    assert {"kiosk.commands.find", "data.roll", "kiosk.words"} <= set(reached)
    heavy = {
        f"{module} -> {name}"
        for module, names in reached.items()
        for name in names
        if name.split(".")[0] in ("PySide6", "reportlab", "miniaudio")
    }
    assert heavy == set()


def test_finding_a_guest_loads_neither_qt_nor_reportlab(
    prompt: Callable[..., Any], event: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "[]\n[]\n"
