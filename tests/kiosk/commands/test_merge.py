"""``pennant hand-over`` and ``pennant merge``: two laptops, one evening."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Prompt = Callable[..., Any]


@pytest.fixture
def guest(prompt: Prompt, event: str) -> str:
    """Somebody on the list."""
    Path("list.csv").write_text("Name,Ticket secret\nZoya,zoya-secret\nEric,eric-secret\n")
    assert prompt("import", event, "list.csv").status == 0
    return "zoya-secret"


def on_another_laptop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "laptop 2"
    folder.mkdir(exist_ok=True)
    (folder / "settings.toml").write_text('device_name = "Desk 2"\n')
    monkeypatch.setenv("PENNANT_DATA_DIR", str(folder))


def on_the_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PENNANT_DATA_DIR", str(tmp_path / "laptop"))


def test_an_evening_at_two_laptops_comes_together(
    prompt: Prompt, event: str, guest: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("stick").mkdir()
    assert prompt("hand-over", event, "stick", "--json").json == {"file": f"stick/{event}"}
    prompt("check-in", event, "--secret", guest)
    on_another_laptop(monkeypatch, tmp_path)
    prompt("check-in", f"stick/{event}", "--secret", "eric-secret")
    on_the_first(monkeypatch, tmp_path)
    merged = prompt("merge", event, f"stick/{event}", "--json")
    assert merged.status == 0
    (file,) = merged.json["files"]
    assert (file["check_ins"], file["devices"]) == (1, ["Desk 2"])
    assert merged.json["doubles"] == merged.json["missing"] == []
    assert prompt("status", event, "--json").json["arrived"] == 2
    again = prompt("merge", event, f"stick/{event}")
    assert (again.status, "nothing that is not known here" in again.out) == (0, True)


def test_a_double_is_told_and_the_status_says_so(
    prompt: Prompt, event: str, guest: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt("hand-over", event, "copy.pennant")
    prompt("check-in", event, "--secret", guest)
    on_another_laptop(monkeypatch, tmp_path)
    prompt("check-in", "copy.pennant", "--secret", guest)
    on_the_first(monkeypatch, tmp_path)
    merged = prompt("merge", event, "copy.pennant", "--json")
    assert merged.status == 1
    (double,) = merged.json["doubles"]
    assert double["guest"]["name"] == "Zoya"
    assert [entry["device"] for entry in double["entries"]] == ["Desk 1", "Desk 2"]
    told = prompt("merge", event, "copy.pennant")
    assert told.status == 1
    assert "1 double" in told.out
    assert "Zoya: " in told.out
    prompt("undo", event, "--nonce", double["entries"][1]["nonce"])
    assert prompt("merge", event, "copy.pennant").status == 0


@pytest.mark.parametrize("how", ["--take-back", "--both-right"])
def test_a_double_is_settled_at_a_prompt(
    prompt: Prompt,
    event: str,
    guest: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    prompt("hand-over", event, "copy.pennant")
    prompt("check-in", event, "--secret", guest)
    on_another_laptop(monkeypatch, tmp_path)
    prompt("check-in", "copy.pennant", "--secret", guest)
    on_the_first(monkeypatch, tmp_path)
    prompt("merge", event, "copy.pennant")
    listed = prompt("doubles", event, "--json")
    assert listed.status == 1
    (double,) = listed.json["doubles"]
    assert prompt("doubles", event, how, "nobody").status == 1
    settled = prompt("doubles", event, how, double["entries"][1]["id"], "--json")
    assert (settled.status, settled.json) == (0, {"settled": True, "doubles": []})
    arrived = {"--take-back": 1, "--both-right": 2}[how]
    assert prompt("status", event, "--json").json["arrived"] == arrived


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("--take-back", "No double has this check-in."),
        ("--put-away", "No double has this badge."),
        ("--seen-to", "No money was given back twice by this act."),
    ],
)
def test_what_no_double_has_is_said(prompt: Prompt, event: str, what: str, said: str) -> None:
    asked = prompt("doubles", event, what, "nonsense")
    assert (asked.status, asked.err.strip()) == (1, said)


def test_what_cannot_be_united_is_said_and_nothing_is_taken_in(
    prompt: Prompt, event: str, guest: str
) -> None:
    prompt("hand-over", event, "copy.pennant")
    prompt("new", "berlin.pennant", "--name", "Berlin")
    before = prompt("status", event, "--json").json
    refused = prompt("merge", event, "copy.pennant", "berlin.pennant")
    assert refused.status == 2
    assert "berlin.pennant belongs to another event (Berlin)" in refused.err
    assert prompt("merge", event, "list.csv").status == 2
    assert prompt("merge", event, "nowhere.pennant").status == 2
    assert "the very file" in prompt("merge", event, event).err
    assert prompt("status", event, "--json").json == before


def test_a_copy_overwrites_nothing(prompt: Prompt, event: str) -> None:
    Path("copy.pennant").write_text("somebody's")
    refused = prompt("hand-over", event, "copy.pennant")
    assert refused.status == 2
    assert Path("copy.pennant").read_text() == "somebody's"


def test_a_stick_that_is_not_plugged_in_gets_no_copy(prompt: Prompt, event: str) -> None:
    refused = prompt("hand-over", event, "stick")
    assert refused.status == 2
    assert "no folder stick" in refused.err
    assert not Path("stick").exists()


def test_rows_that_have_not_come_are_told(
    prompt: Prompt, event: str, guest: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data.guests import Device
    from data.store.event_file import EventFile
    from data.store.shared_rows import shared_rows

    prompt("hand-over", event, "copy.pennant")
    on_another_laptop(monkeypatch, tmp_path)
    for secret in (guest, "eric-secret"):
        prompt("check-in", "copy.pennant", "--secret", secret)
    on_the_first(monkeypatch, tmp_path)
    with EventFile.open(Path("copy.pennant"), Device("x", "X"), tmp_path / "x") as copy:
        last = shared_rows(copy.connection)[0][-1]
    with EventFile.open(Path(event), Device("y", "Y"), tmp_path / "y") as file:
        file.receive([last])
    prompt("hand-over", event, "third.pennant")
    told = prompt("merge", event, "third.pennant", "--json")
    assert told.status == 1
    assert [missing["device"] for missing in told.json["missing"]] == ["Desk 2"]
    assert "Desk 2" in prompt("merge", event, "third.pennant").err


def test_settings_that_are_not_the_same_are_told(
    prompt: Prompt, event: str, tmp_path: Path
) -> None:
    prompt("hand-over", event, "copy.pennant")
    with sqlite3.connect("copy.pennant") as copy:
        copy.execute("UPDATE event SET capacity = 120, name = 'Moskau'")
    copy.close()
    merged = prompt("merge", event, "copy.pennant", "--json")
    (file,) = merged.json["files"]
    assert file["settings_taken_over"] == ["capacity"]
    assert file["settings_different"] == ["name"]
    assert prompt("status", event, "--json").json["capacity"] == 120
    told = prompt("merge", event, "copy.pennant").out
    assert "kept as here: the event's name." in told


def test_a_file_whose_name_has_blanks_is_named_as_a_prompt_takes_it(
    prompt: Prompt, event: str
) -> None:
    told = prompt("hand-over", event, "for desk 2.pennant").out
    assert f'pennant merge {event} "for desk 2.pennant"' in told


def test_a_merge_that_is_stopped_says_that_it_may_go_on(
    prompt: Prompt, event: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt("hand-over", event, "copy.pennant")

    def ctrl_c(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kiosk.commands.merge.merge", ctrl_c)
    stopped = prompt("merge", event, "copy.pennant")
    assert stopped.status == 1
    assert "take the file in again" in stopped.err


def test_a_badge_made_at_two_laptops_is_told_after_merging_and_put_away(
    prompt: Prompt, event: str, guest: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt("hand-over", event, "copy.pennant")
    zoya = prompt("find", event, "Zoya", "--json").json[0]["id"]
    Path("paper").mkdir()
    for place, file in ((on_another_laptop, "copy.pennant"), (on_the_first, event)):
        place(monkeypatch, tmp_path)
        assert prompt("print", file, "--guest", zoya, "--printer", "folder:paper").status == 0
    for _ in range(2):
        merged = prompt("merge", event, "copy.pennant", "--json")
        assert merged.status == 1
        (double,) = merged.json["badges"]
        assert {badge["device"] for badge in double["badges"]} >= {"Desk 2"}
    assert "Zoya: two badges (" in prompt("merge", event, "copy.pennant").out
    assert prompt("doubles", event, "--put-away", "nothing").status == 1
    settled = prompt("doubles", event, "--put-away", double["badges"][0]["id"], "--json")
    assert (settled.status, settled.json) == (0, {"settled": True, "doubles": []})
    assert prompt("merge", event, "copy.pennant", "--json").json["badges"] == []


def test_a_laptop_that_is_called_as_another_one_is_asked_for_a_name(
    prompt: Prompt, event: str, guest: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt("hand-over", event, "copy.pennant")
    assert "Another laptop" not in prompt("check-in", event, "--secret", guest).err
    on_another_laptop(monkeypatch, tmp_path)
    settings = tmp_path / "laptop 2" / "settings.toml"
    settings.write_text('device_name = "desk  1"\n')
    named_alike = prompt("check-in", "copy.pennant", "--secret", "eric-secret", "--json")
    assert named_alike.json["result"] == "admitted"
    assert "device_name in" in named_alike.err
    assert str(settings) in named_alike.err
    settings.write_text(settings.read_text().replace("desk  1", "Desk 2"))
    assert prompt("status", "copy.pennant").err == ""
