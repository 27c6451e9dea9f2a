"""The command line as a person types it, on a laptop that nobody has used before."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kiosk.__main__ import pennant


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Prompt = Callable[..., Answer]


@pytest.fixture
def prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    """Type a command line; a bug comes out as the exception it is."""
    monkeypatch.setenv("PENNANT_DATA_DIR", str(tmp_path / "laptop"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.chdir(tmp_path)

    def typed(*words: str, given: str | bytes = "") -> Answer:
        result = CliRunner().invoke(pennant, words, input=given, catch_exceptions=False)
        return Answer(result.exit_code, result.stdout, result.stderr)

    return typed


@pytest.fixture
def event(prompt: Prompt) -> str:
    """An event of one evening in Moscow; Basic pays ten euros at the door."""
    made = prompt(
        "new", "moscow.pennant", "--name", "Moscow", "--date", "2026-11-18",
        "--timezone", "Europe/Moscow", "--product", "Basic=10", "--product", "Albatross=0",
    )  # fmt: skip
    assert made.status == 0, made.err
    return "moscow.pennant"
