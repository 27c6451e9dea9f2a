"""``pennant rehearse``"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Prompt = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_rehearsal_of_an_event_leaves_it_as_it_is(
    prompt: Prompt, event: str, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text("Name,Ticket code\nZoya Krylova,T1\nEric 陈,T2\n", "utf-8")
    prompt("import", event, "list.csv")
    played = prompt("rehearse", event, "--out", "kept")
    assert played.status == 0, played.err
    assert "nobody lost, nobody doubled" in played.out
    assert "verdict" in played.out
    kept = {path.name for path in (tmp_path / "kept").iterdir()}
    assert {"rehearsal.pennant", "attendance.csv", "attendance.xlsx", "badges"} <= kept
    status = prompt("status", event, "--json").json
    assert (status["arrived"], status["refused"], status["rehearsal"]) == (0, 0, False)
    assert prompt("status", "kept/rehearsal.pennant", "--json").json["rehearsal"] is True


def test_a_second_rehearsal_overwrites_nothing(prompt: Prompt, event: str) -> None:
    assert prompt("rehearse", event, "--out", "kept").status == 0
    assert prompt("rehearse", event, "--out", "kept").status == 2
