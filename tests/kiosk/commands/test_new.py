"""``pennant new``"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Prompt = Callable[..., Any]


def test_a_new_event_is_what_was_asked_for(prompt: Prompt) -> None:
    made = prompt(
        "new", "a.pennant", "--name", "Вечер", "--date", "2026-11-18", "--timezone",
        "Europe/Berlin", "--capacity", "300", "--currency", "rub", "--json",
    )  # fmt: skip
    assert made.status == 0
    assert made.json | {"event_id": ""} == {
        "event_id": "",
        "file": "a.pennant",
        "name": "Вечер",
        "date": "2026-11-18",
        "timezone": "Europe/Berlin",
        "currency": "RUB",
        "capacity": 300,
    }
    assert prompt("status", "a.pennant", "--json").json["name"] == "Вечер"


def test_a_name_keeps_nothing_that_steers_a_terminal(prompt: Prompt) -> None:
    made = prompt(
        "new", "a.pennant", "--name", "Even\x1bing\u202e\x07", "--product", "Ba\x1bsic=10",
        "--walk-in-product", "Ba\x1bsic", "--json",
    )  # fmt: skip
    assert made.json["name"] == "Evening"
    (product,) = prompt("product", "a.pennant", "--json").json
    assert product["name"] == "Basic"


def test_nothing_is_overwritten(prompt: Prompt, tmp_path: Path) -> None:
    (tmp_path / "a.pennant").write_bytes(b"mine")
    refused = prompt("new", "a.pennant", "--name", "A")
    assert refused.status == 2
    assert "a.pennant already" in refused.err
    assert (tmp_path / "a.pennant").read_bytes() == b"mine"


@pytest.mark.parametrize(
    "wrong",
    [
        ("--timezone", "Moscow/Europe"),
        ("--timezone", "../../etc/passwd"),
        ("--currency", "EURO"),
        ("--date", "18.11.2026"),
        ("--capacity", "0"),
        ("--product", "Basic"),
        ("--product", "=10"),
        ("--product", "Basic=-5"),
        ("--product", "Basic=ten"),
        ("--walk-in-product", "Basic"),
        ("--companion-product", "Basic"),
        ("--name", "  "),
        ("--name", "\x1b"),
    ],
)
def test_a_wrong_option_makes_no_event(
    prompt: Prompt, tmp_path: Path, wrong: tuple[str, str]
) -> None:
    refused = prompt("new", "a.pennant", "--name", "A", *wrong)
    assert refused.status == 2
    assert wrong[0] in refused.err
    assert not (tmp_path / "a.pennant").exists()


def test_a_folder_that_is_not_there_is_said(prompt: Prompt) -> None:
    refused = prompt("new", "nowhere/a.pennant", "--name", "A")
    assert refused.status == 2
    assert "a.pennant cannot be reached" in refused.err
