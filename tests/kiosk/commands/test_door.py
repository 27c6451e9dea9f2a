"""``pennant check-in``, ``undo``, ``walk-in`` and ``status``: the door without a window."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Prompt = Callable[..., Any]


def walk_in(prompt: Prompt, event: str, name: str, *options: str) -> Any:
    return prompt("walk-in", event, "--name", name, *options, "--json").json


def counts(prompt: Prompt, event: str) -> tuple[int, int, int]:
    now = prompt("status", event, "--json").json
    return now["arrived"], now["inside"], now["walk_ins"]


def test_a_walk_in_is_in_at_once(prompt: Prompt, event: str) -> None:
    answer = walk_in(prompt, event, "Zoya Vinogradova", "--country", "россиянка")
    assert answer["result"] == "admitted"
    assert answer["guest"]["name"] == "Zoya Vinogradova"
    assert answer["guest"]["country"] == "RU"
    assert counts(prompt, event) == (1, 1, 1)


def test_the_same_nonce_adds_and_admits_once(prompt: Prompt, event: str) -> None:
    first = walk_in(prompt, event, "Zoya", "--nonce", "n1")
    second = walk_in(prompt, event, "Zoya", "--nonce", "n1")
    assert second == first | {"repeated": True}
    assert counts(prompt, event) == (1, 1, 1)


@pytest.mark.parametrize("country", ["Atlantis", "Korea"])
def test_a_country_that_is_not_certain_adds_nobody(
    prompt: Prompt, event: str, country: str
) -> None:
    asked = prompt("walk-in", event, "--name", "Zoya", "--country", country)
    assert asked.status == 2
    assert country in asked.err
    assert counts(prompt, event) == (0, 0, 0)


def test_whoever_pays_at_the_door_is_refused_until_paid(prompt: Prompt, event: str) -> None:
    refused = prompt("walk-in", event, "--name", "Eric 陈", "--product", "basic", "--json")
    assert refused.status == 1
    answer = refused.json
    assert (answer["result"], answer["reason"], answer["due"]) == ("refused", "unpaid", 1000)
    guest_id = answer["guest"]["id"]
    paid = prompt("check-in", event, "--guest", guest_id, "--paid", "cash", "--json")
    assert paid.status == 0
    assert (paid.json["result"], paid.json["paid"], paid.json["due"]) == ("admitted", 1000, 0)
    assert prompt("status", event, "--json").json["takings"] == {"cash": 1000}


def test_free_entry_is_written_down_as_no_takings(prompt: Prompt, event: str) -> None:
    answer = walk_in(prompt, event, "DJ Nadia", "--product", "Basic", "--paid", "free")
    assert (answer["result"], answer["paid"]) == ("admitted", 0)
    assert not any(prompt("status", event, "--json").json["takings"].values())


def test_a_second_scan_is_told_since_when(prompt: Prompt, event: str) -> None:
    guest_id = walk_in(prompt, event, "Zoya")["guest"]["id"]
    again = prompt("check-in", event, "--guest", guest_id, "--json")
    assert again.status == 1
    assert again.json["reason"] == "already_redeemed"
    assert again.json["earlier"]["device"] == "Desk 1"
    said = prompt("check-in", event, "--guest", guest_id)
    assert "Already in since" in said.out


def test_a_nonce_is_answered_the_same_again(prompt: Prompt, event: str) -> None:
    first = prompt("check-in", event, "--secret", "nobody", "--nonce", "n7", "--json")
    second = prompt("check-in", event, "--secret", "nobody", "--nonce", "n7", "--json")
    assert (first.status, second.status) == (1, 1)
    assert second.json == first.json | {"repeated": True}
    assert prompt("status", event, "--json").json["refused"] == 1


def test_somebody_known_is_forced_in_and_it_is_told(prompt: Prompt, event: str) -> None:
    guest_id = walk_in(prompt, event, "Zoya")["guest"]["id"]
    forced = prompt("check-in", event, "--guest", guest_id, "--force", "known", "--json")
    assert (forced.status, forced.json["forced"]) == (0, ["already_redeemed"])
    own_words = prompt("check-in", event, "--guest", guest_id, "--force", "lost her ring", "--json")
    assert own_words.json["result"] == "admitted"


def test_going_out_and_in_again(prompt: Prompt, event: str) -> None:
    guest_id = walk_in(prompt, event, "Zoya")["guest"]["id"]
    out = prompt("check-in", event, "--guest", guest_id, "--exit", "--json")
    assert (out.status, out.json["direction"]) == (0, "exit")
    assert counts(prompt, event) == (1, 0, 1)
    twice = prompt("check-in", event, "--guest", guest_id, "--exit", "--json")
    assert (twice.status, twice.json["reason"]) == (1, "not_inside")
    back = prompt("check-in", event, "--guest", guest_id, "--json")
    assert back.json["re_entry"] is True
    assert counts(prompt, event) == (1, 1, 1)


def test_a_party_is_admitted_whole(prompt: Prompt, event: str) -> None:
    guest_id = walk_in(prompt, event, "Zoya")["guest"]["id"]
    prompt("undo", event)
    party = prompt("check-in", event, "--guest", guest_id, "--party", "3", "--json")
    assert len(party.json["entered"]) == 3
    assert counts(prompt, event)[1] == 3


def test_undo_takes_the_latest_back_and_says_what_to_give_back(prompt: Prompt, event: str) -> None:
    walk_in(prompt, event, "Zoya")
    walk_in(prompt, event, "Eric 陈", "--product", "Basic", "--paid", "card")
    undone = prompt("undo", event, "--json")
    assert (undone.status, undone.json["result"]) == (0, "annulled")
    assert undone.json["give_back"] == {"card": 1000}
    assert [guest["name"] for guest in undone.json["guests"]] == ["Eric 陈"]
    assert counts(prompt, event) == (1, 1, 1)


def test_undo_by_nonce_and_never_twice(prompt: Prompt, event: str) -> None:
    nonce = walk_in(prompt, event, "Zoya")["nonce"]
    walk_in(prompt, event, "Eric")
    assert prompt("undo", event, "--nonce", nonce).out == "Taken back: Zoya.\n"
    again = prompt("undo", event, "--nonce", nonce, "--json")
    assert (again.status, again.json["result"]) == (1, "nothing")
    assert counts(prompt, event) == (1, 1, 1)


def test_undo_of_a_party_names_those_without_a_name_as_the_welcome_did(
    prompt: Prompt, event: str, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text("Name,Code,Plus ones\nZoya,Z1,2\n", "utf-8")
    prompt("import", event, "list.csv")
    prompt("check-in", event, "--secret", "Z1", "--party", "3")
    assert prompt("undo", event).out == "Taken back: Zoya, +1, +1.\n"


def test_undo_with_nothing_to_undo(prompt: Prompt, event: str) -> None:
    assert prompt("undo", event).status == 1
    assert prompt("undo", event, "--nonce", "never").status == 1


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ("20:14", "2026-11-18T17:14:00Z"),
        ("2026-11-18T20:14", "2026-11-18T17:14:00Z"),
        ("2026-11-18T20:14:05+01:00", "2026-11-18T19:14:05Z"),
    ],
)
def test_an_entry_written_afterwards_has_its_real_time(
    prompt: Prompt, event: str, told: str, at: str
) -> None:
    guest_id = walk_in(prompt, event, "Zoya")["guest"]["id"]
    prompt("undo", event)
    late = prompt("check-in", event, "--guest", guest_id, "--at", told, "--json")
    assert late.json["at"] == at


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("--secret", "a", "--guest", "b"),
        ("--secret", "a", "--at", "soon"),
        ("--secret", "a", "--at", "0001-01-01 00:00"),
        ("--secret", "a", "--at", "9999-01-01 00:00"),
        ("--secret", "a", "--party", "0"),
        ("--secret", "a", "--paid", "shells"),
    ],
)
def test_wrong_usage_writes_nothing(prompt: Prompt, event: str, wrong: tuple[str, ...]) -> None:
    assert prompt("check-in", event, *wrong).status == 2
    assert prompt("status", event, "--json").json["refused"] == 0


@pytest.mark.parametrize(
    "typed",
    [
        ("walk-in", "{event}", "--name", "M\udcfcller"),
        ("check-in", "{event}", "--secret", "M\udcfcller"),
        ("check-in", "{event}", "--guest", "M\udcfcller"),
        ("product", "{event}", "M\udcfcller"),
        ("new", "b.pennant", "--name", "M\udcfcller"),
    ],
)
def test_what_a_terminal_did_not_send_as_utf_8_is_refused(
    prompt: Prompt, event: str, typed: tuple[str, ...]
) -> None:
    refused = prompt(*(word.format(event=event) for word in typed))
    assert refused.status == 2
    assert "UTF-8" in refused.err
    assert prompt("status", event, "--json").json["walk_ins"] == 0
    assert not Path("b.pennant").exists()


def test_a_name_keeps_nothing_that_steers_a_terminal(prompt: Prompt, event: str) -> None:
    told = prompt(
        "walk-in", event, "--name", "\x1bAda\u202e\x07", "--company", "a\r\nb\x1b", "--json"
    )
    assert told.json["guest"]["name"] == "Ada"
    (found,) = prompt("find", event, "ada", "--json").json
    assert found["company"] == "a b"


def test_a_name_of_nothing_but_what_steers_a_terminal_is_none(prompt: Prompt, event: str) -> None:
    assert prompt("walk-in", event, "--name", "\x1b\u202e").status == 2


def test_a_guest_nobody_knows_is_a_refusal(prompt: Prompt, event: str) -> None:
    answer = prompt("check-in", event, "--guest", "nobody", "--json")
    assert (answer.status, answer.json["reason"], answer.json["guest"]) == (1, "invalid", None)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(100)])
def test_a_file_that_is_no_event_is_left_as_it_was(
    prompt: Prompt, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "x.pennant").write_bytes(content)
    refused = prompt("status", "x.pennant")
    assert refused.status == 2
    assert "x.pennant" in refused.err
    assert (tmp_path / "x.pennant").read_bytes() == content


def test_wrong_settings_are_told_and_the_command_still_runs(
    prompt: Prompt, event: str, tmp_path: Path
) -> None:
    settings = tmp_path / "laptop" / "settings.toml"
    text = settings.read_text("utf-8").replace('theme = "system"', 'theme = "purple"')
    settings.write_text(text, "utf-8")
    answer = prompt("status", event, "--json")
    assert (answer.status, answer.json["name"]) == (0, "Moscow")
    assert "theme = purple" in answer.err


def test_the_command_line_speaks_the_settings_language(
    prompt: Prompt, event: str, tmp_path: Path
) -> None:
    settings = tmp_path / "laptop" / "settings.toml"
    text = settings.read_text("utf-8").replace('language = ""', 'language = "de"')
    settings.write_text(text, "utf-8")
    assert "Nicht auf der Liste" in prompt("check-in", event, "--secret", "x").out


def test_no_answer_shows_an_email(prompt: Prompt, event: str) -> None:
    answer = prompt("walk-in", event, "--name", "Zoya", "--email", "zoya@example.org", "--json")
    assert answer.status == 0
    assert "example.org" not in answer.out


def test_a_walk_in_does_not_enter_free_by_a_misspelt_product(prompt: Prompt, event: str) -> None:
    answer = prompt("walk-in", event, "--name", "Zoya", "--product", "Bacis")
    assert answer.status == 2
    assert "Bacis is none of Albatross, Basic" in answer.err
    assert prompt("find", event, "Zoya", "--json").json == []


def test_a_walk_in_may_have_any_product_where_none_is_known(prompt: Prompt) -> None:
    prompt("new", "plain.pennant", "--name", "Plain")
    answer = prompt("walk-in", "plain.pennant", "--name", "Zoya", "--product", "Friend", "--json")
    assert answer.json["guest"]["product"] == "Friend"


def test_a_time_that_no_clock_showed_is_refused(prompt: Prompt) -> None:
    prompt("new", "b.pennant", "--name", "B", "--date", "2026-03-29", "--timezone", "Europe/Berlin")
    guest_id = walk_in(prompt, "b.pennant", "Zoya")["guest"]["id"]
    prompt("undo", "b.pennant")
    for told in ("02:30", "2026-03-29T02:30"):
        skipped = prompt("check-in", "b.pennant", "--guest", guest_id, "--at", told)
        assert skipped.status == 2
        assert "put forward" in skipped.err
    assert prompt("status", "b.pennant", "--json").json["arrived"] == 0
    late = prompt("check-in", "b.pennant", "--guest", guest_id, "--at", "03:30", "--json")
    assert late.json["at"] == "2026-03-29T01:30:00Z"


def test_a_walk_in_for_whom_no_product_is_said_has_the_event_s(prompt: Prompt) -> None:
    made = prompt(
        "new", "b.pennant", "--name", "B", "--product", "Basic=10", "--product", "Friend=5",
        "--walk-in-product", "basic", "--companion-product", "Friend",
    )  # fmt: skip
    assert made.status == 0, made.err
    refused = prompt("walk-in", "b.pennant", "--name", "Eric", "--json")
    assert (refused.status, refused.json["due"]) == (1, 1000)
    assert refused.json["guest"]["product"] == "Basic"


def test_that_a_walk_in_without_a_product_pays_nothing_is_said(prompt: Prompt, event: str) -> None:
    free = prompt("walk-in", event, "--name", "Eric", "--json")
    assert (free.status, free.json["result"]) == (0, "admitted")
    assert "--product" in free.err
    assert "Albatross, Basic" in free.err
    assert not prompt("walk-in", event, "--name", "Ada", "--product", "Albatross").err
    prompt("new", "plain.pennant", "--name", "Plain")
    assert not prompt("walk-in", "plain.pennant", "--name", "Zoya").err
