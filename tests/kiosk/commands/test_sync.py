"""``pennant remote`` and ``pennant sync`` against a pretix on this machine."""

import json
import signal
from collections.abc import Callable, Iterator

import httpx
import pytest

from data.identity import utc_now
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.fake_faults import stumbles
from tests.data.sync.pretix.serving import serving
from tests.kiosk.commands.conftest import Prompt


@pytest.fixture
def fake() -> FakePretix:
    return FakePretix(utc_now)


@pytest.fixture
def url(fake: FakePretix) -> Iterator[str]:
    with serving(fake) as address:
        yield address


def code(url: str) -> str:
    return json.dumps({"handshake_version": 1, "url": url, "token": "setup"})


def add(prompt: Prompt, event: str, url: str, *more: str) -> None:
    made = prompt("remote", "add", event, "pretix", "--device", code(url), *more)
    assert made.status == 0, made.err


def test_an_evening_at_a_prompt(prompt: Prompt, event: str, fake: FakePretix, url: str) -> None:
    order = fake.sell("Zoya", "Eric 陈")
    add(prompt, event, url, "--nationality-question", "NATION")
    fetched = prompt("sync", event, "--once", "--json")
    assert (fetched.status, fetched.json["fetched"], fetched.json["sent"]) == (0, 2, 0)
    secret = order["positions"][0]["secret"]
    assert prompt("check-in", event, "--secret", secret).status == 0
    sent = prompt("sync", event, "--once", "--json")
    assert sent.status == 0
    assert {k: sent.json[k] for k in ("fetched", "sent", "waiting", "given_up")} == {
        "fetched": 0, "sent": 1, "waiting": 0, "given_up": [],
    }  # fmt: skip
    assert len(fake.check_ins()) == 1


def test_a_code_that_is_no_text_is_no_code(prompt: Prompt, event: str, url: str) -> None:
    command = ("remote", "add", event, "pretix", "--device", "-")
    refused = prompt(*command, given=code(url).encode("utf-16"))
    assert (refused.status, "not the code" in refused.err) == (2, True)


def test_what_was_given_up_is_listed_with_why_and_what_to_do(
    prompt: Prompt, event: str, fake: FakePretix, url: str
) -> None:
    fake.profile = "pretixscan"
    add(prompt, event, url)
    walk_in = prompt("walk-in", event, "--name", "Sasha", "--product", "Basic", "--paid", "cash")
    assert walk_in.status == 0, walk_in.err
    answer = prompt("sync", event, "--once", "--json")
    assert answer.status == 1
    (one,) = answer.json["given_up"]
    assert (one["guest"], one["kind"], one["code"]) == ("Sasha", "check_in", "walk_in_not_allowed")
    assert "only here" in one["why"]
    assert "by hand" in one["what_to_do"]
    assert one["row"]
    told = prompt("sync", event, "--once")
    assert "Sasha" in told.err
    # With rights enough the same command line brings it there.
    fake.profile = "full"
    fake.items[0]["name"] = {"en": "Basic"}
    fake.setup_tokens["setup"] = "unused"
    add(prompt, event, url)
    assert prompt("sync", event, "--once").status == 0
    assert len(fake.check_ins()) == 1


def test_an_outage_waits_and_a_wrong_set_up_is_said(
    prompt: Prompt, event: str, fake: FakePretix
) -> None:
    with serving(fake) as url:
        fake.sell("Zoya")
        add(prompt, event, url)
        assert prompt("sync", event, "--once").status == 0
        guest = prompt("find", event, "Zoya", "--json").json[0]["id"]
        assert prompt("check-in", event, "--guest", guest).status == 0
    away = prompt("sync", event, "--once", "--json")
    assert (away.status, away.json["waiting"]) == (1, 1)
    assert away.json["remotes"][0]["problem"]["code"] == "unreachable"
    assert "127.0.0.1" in prompt("sync", event, "--once").err


def test_who_stops_it_before_all_is_delivered_is_not_told_that_all_is_delivered(
    prompt: Prompt, event: str, fake: FakePretix, url: str
) -> None:
    fake.sell("Zoya")
    add(prompt, event, url)

    def ctrl_c(request: httpx.Request, act: Callable[[], httpx.Response]) -> httpx.Response:
        signal.raise_signal(signal.SIGINT)  # Python hands it to the main thread, which waits
        return act()

    fake.fails("/orders/", ctrl_c)
    assert prompt("sync", event, "--once").status == 1
    assert prompt("sync", event, "--once").status == 0


def test_a_server_that_stumbles_is_no_wrong_set_up(
    prompt: Prompt, event: str, fake: FakePretix, url: str
) -> None:
    add(prompt, event, url)
    fake.fails("/checkinlists/", *[stumbles] * 50)
    answer = prompt("sync", event, "--once", "--json")
    assert answer.status == 1
    assert answer.json["remotes"][0]["problem"]["code"] == "in_trouble"


def test_a_revoked_device_is_said_with_status_2(
    prompt: Prompt, event: str, fake: FakePretix, url: str
) -> None:
    add(prompt, event, url)
    fake.token, fake.says_of_token = "another", "Device access has been revoked."
    answer = prompt("sync", event, "--once")
    assert answer.status == 2
    assert "revoked" in answer.err


def test_a_question_chosen_later_brings_flags_to_those_who_are_there_already(
    prompt: Prompt, event: str, fake: FakePretix, url: str
) -> None:
    order = fake.sell("Zoya")
    order["positions"][0]["answers"] = [{"question_identifier": "NATION", "answer": "RU"}]
    order["last_modified"] = "2026-01-01T00:00:00.000000Z"  # long before it is asked for changes
    add(prompt, event, url)
    assert prompt("sync", event, "--once").status == 0
    assert prompt("find", event, "Zoya", "--json").json[0]["country"] == ""
    token = ("--url", url, "--token", "-", "--organizer", "club")
    asked = ("remote", "add", event, "pretix", *token)
    assert prompt(*asked, "--nationality-question", "NATION", given="good").status == 0
    assert prompt("sync", event, "--once", "--json").json["fetched"] == 1
    assert prompt("find", event, "Zoya", "--json").json[0]["country"] == "RU"
    # A new token for the same list leaves the choice as it was; only a word to it changes it.
    assert prompt(*asked, "--json", given="good").json["question"] == "NATION"
    assert prompt("remote", "list", event, "--json").json[0]["question"] == "NATION"
    none = prompt(*asked, "--nationality-question", "", "--json", given="good")
    assert none.json["question"] == ""
    assert prompt("sync", event, "--once").status == 0
    assert prompt("find", event, "Zoya", "--json").json[0]["country"] == "RU"


def test_an_event_without_remotes_has_nothing_to_sync(prompt: Prompt, event: str) -> None:
    answer = prompt("sync", event, "--once")
    assert answer.status == 2
    assert "nothing" in answer.err
    assert prompt("remote", "list", event, "--json").json == []


def test_remotes_are_listed_and_removed_and_no_token_is_ever_shown(
    prompt: Prompt, event: str, fake: FakePretix, url: str
) -> None:
    fake.sell("Zoya")
    made = prompt(
        "remote", "add", event, "pretix", "--url", url, "--token", "-", "--organizer", "club",
        "--json", given="good\n",
    )  # fmt: skip
    assert made.status == 0, made.err
    assert made.json["token"] == "file"
    assert prompt("sync", event, "--once").status == 0
    listed = prompt("remote", "list", event)
    assert "Main entrance" in listed.out
    assert "good" not in listed.out + made.out
    assert prompt("remote", "remove", event, "pretix").status == 0
    assert prompt("remote", "remove", event, "pretix").status == 2
    assert prompt("find", event, "Zoya", "--json").json[0]["name"] == "Zoya"


def test_wrong_set_up_is_said_and_harms_nothing(
    prompt: Prompt, event: str, fake: FakePretix, url: str
) -> None:
    fake.lists.append({**fake.lists[0], "id": 2, "name": "Albatross only"})
    several = prompt("remote", "add", event, "pretix", "--device", code(url))
    assert several.status == 2
    assert "2 (Albatross only)" in several.err
    add(prompt, event, url, "--list", "2")  # the same code, which serves once, goes on
    wrong = prompt("remote", "add", event, "pretix", "--device", "hello")
    assert wrong.status == 2
    assert prompt("remote", "add", event, "pretix", "--token", "x").status == 2
    assert len(prompt("remote", "list", event, "--json").json) == 1


def test_a_question_for_a_country_is_offered_and_never_taken_silently(
    prompt: Prompt, event: str, url: str
) -> None:
    made = prompt("remote", "add", event, "pretix", "--device", code(url))
    assert made.status == 0
    assert "“Nationality” asks for a country" in made.out
    assert "--nationality-question NATION" in made.out
    assert prompt("remote", "list", event, "--json").json[0]["question"] == ""


def test_one_sync_promises_no_other(prompt: Prompt, event: str, fake: FakePretix, url: str) -> None:
    add(prompt, event, url)
    fake.fails("/organizers/", *[lambda request, act: httpx.Response(503)] * 20)
    said = prompt("sync", event, "--once", "--json")
    words = said.json["remotes"][0]["problem"]["words"]
    assert said.status == 1
    assert "in trouble itself" in words
    assert "by itself" not in words
