"""Several laptops and one ledger, at the prompt."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from data.sync.ledger.hub.server import LocalServer, free_port
from kiosk.__main__ import pennant
from tests.kiosk.commands.conftest import Answer, Prompt
from tests.ledger_server import server

__all__ = ["server"]

ROOT = Path(__file__).parents[3]


@pytest.fixture
def other(tmp_path: Path) -> Prompt:
    """The prompt of another laptop."""

    def typed(*words: str) -> Answer:
        place = ("--data-dir", str(tmp_path / "other laptop"))
        result = CliRunner().invoke(pennant, [*place, *words], catch_exceptions=False)
        return Answer(result.exit_code, result.stdout, result.stderr)

    return typed


@pytest.fixture
def owner_url(server: LocalServer) -> str:
    """A database of its own, whose owner may do all."""
    with psycopg.connect(server.owner_url, autocommit=True) as owner:
        owner.execute("DROP DATABASE IF EXISTS evening")
        owner.execute("CREATE DATABASE evening")
    return server.owner_url.replace("/postgres", "/evening")


def loaded(prompt: Prompt, event: str) -> None:
    Path("list.csv").write_text("Name,Code\nZoya,z1\nEric 陈,e1\n", "utf-8")
    assert prompt("import", event, "list.csv").status == 0


def test_a_laptop_that_joins_gets_the_whole_event(
    prompt: Prompt, other: Prompt, event: str, owner_url: str
) -> None:
    loaded(prompt, event)
    made = prompt("ledger", "init", owner_url, event, "--laptops", "1", "--json")
    assert made.status == 0, made.err
    (url,) = made.json["laptops"]
    joined = other("ledger", "join", "second.pennant", url, "--json")
    assert joined.status == 0, joined.err
    assert joined.json["event"] == "Moscow"
    assert joined.json["waiting"] == 0
    counts = other("status", "second.pennant", "--json").json
    assert (counts["expected"], counts["timezone"]) == (2, "Europe/Moscow")


def test_what_happens_at_one_laptop_reaches_the_other(
    prompt: Prompt, other: Prompt, event: str, owner_url: str
) -> None:
    loaded(prompt, event)
    (url,) = prompt("ledger", "init", owner_url, event, "--laptops", "1", "--json").json["laptops"]
    other("ledger", "join", "second.pennant", url)
    assert prompt("check-in", event, "--secret", "z1").status == 0
    assert prompt("ledger", "status", event).status == 1
    assert prompt("sync", event, "--once").status == 0
    assert prompt("ledger", "status", event).status == 0
    assert other("sync", "second.pennant", "--once").status == 0
    again = other("check-in", "second.pennant", "--secret", "z1", "--json")
    assert again.json["reason"] == "already_redeemed"


def test_no_secret_of_the_ledger_stands_in_the_event_file(
    prompt: Prompt, event: str, owner_url: str
) -> None:
    made = prompt("ledger", "init", owner_url, event, "--json")
    assert made.status == 0, made.err
    kept = json.loads(Path("laptop/secrets.json").read_text())
    (url,) = kept.values()
    password = url.partition("@")[0].rpartition(":")[2]
    assert password.encode() not in Path(event).read_bytes()
    assert Path("laptop/secrets.json").stat().st_mode & 0o077 == 0


def test_the_codes_of_the_laptops_can_be_scanned(
    prompt: Prompt, event: str, owner_url: str, tmp_path: Path
) -> None:
    import zxingcpp
    from PIL import Image

    made = prompt("ledger", "init", owner_url, event, "--laptops", "2", "--out", "codes", "--json")
    read = []
    for file in made.json["files"]:
        with Image.open(file) as picture:
            read.append(zxingcpp.read_barcodes(picture.convert("L"))[0].text)
    assert read == made.json["laptops"]
    assert len(read) == 2


def test_the_ledger_of_another_event_is_refused(prompt: Prompt, event: str, owner_url: str) -> None:
    (url,) = prompt("ledger", "init", owner_url, event, "--laptops", "1", "--json").json["laptops"]
    prompt("new", "other.pennant", "--name", "Other")
    refused = prompt("ledger", "join", "other.pennant", url)
    assert refused.status == 2
    assert "another event" in refused.err


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://example.org", "not the address of a ledger"),
        ("postgresql://a:b@[::1/postgres", "not the address of a ledger"),
        ("postgresql://a:b@127.0.0.1:{port}/postgres", "names no event"),
        (
            "postgresql://a:b@127.0.0.1:{port}/postgres#event=018f0000-0000-7000-8000-000000000001",
            "does not accept this login",
        ),
        (
            "postgresql://a:b@127.0.0.1:{unused}/postgres"
            "#event=018f0000-0000-7000-8000-000000000001",
            "does not answer",
        ),
    ],
)
def test_each_wrong_address_has_its_sentence(
    prompt: Prompt, server: LocalServer, url: str, said: str
) -> None:
    address = url.format(port=server.port, unused=free_port())
    refused = prompt("ledger", "join", "new.pennant", address)
    assert refused.status == 2
    assert said in refused.err
    assert not Path("new.pennant").exists()


def test_what_comes_by_standard_input_and_is_no_text_is_no_address(prompt: Prompt) -> None:
    refused = prompt("ledger", "join", "a.pennant", "-", given="postgresql://".encode("utf-16"))
    assert (refused.status, "not the address of a ledger" in refused.err) == (2, True)


def test_a_laptop_s_address_makes_no_ledger(prompt: Prompt, event: str, owner_url: str) -> None:
    (url,) = prompt("ledger", "init", owner_url, event, "--laptops", "1", "--json").json["laptops"]
    refused = prompt("ledger", "init", url, event)
    assert refused.status == 2
    assert "owner" in refused.err


def test_an_event_without_a_ledger_says_so(prompt: Prompt, event: str) -> None:
    answer = prompt("ledger", "status", event)
    assert answer.status == 2
    assert "shares no ledger" in answer.err


@pytest.fixture
def hub() -> Iterator[Callable[[Path, str], dict[str, object]]]:
    """Start ``pennant ledger hub`` and read what it tells; Ctrl+C at the end."""
    folder = Path(tempfile.mkdtemp(prefix="pennant-hub-"))
    folder.chmod(0o755)
    running: list[subprocess.Popen[str]] = []

    def start(laptop: Path, event: str, name: str = "hub") -> dict[str, object]:
        command = [sys.executable, "-m", "kiosk", "--data-dir", str(laptop), "ledger", "hub"]
        command += [event, "--json", "--laptops", "1", "--port", str(free_port())]
        command += ["--address", "127.0.0.1", "--folder", str(folder / name)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True
        )
        running.append(process)
        assert process.stdout is not None
        told: dict[str, object] = json.loads(process.stdout.readline())
        return told

    yield start
    for process in running:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        assert process.returncode == 0
    shutil.rmtree(folder, ignore_errors=True)


def test_a_hub_may_die_and_another_laptop_takes_its_place(
    prompt: Prompt,
    other: Prompt,
    event: str,
    tmp_path: Path,
    hub: Callable[..., dict[str, list[str]]],
) -> None:
    loaded(prompt, event)
    (first,) = hub(tmp_path / "laptop", event)["laptops"]
    assert "sslnegotiation=direct" in first
    assert "ca=sha256:" in first
    joined = other("ledger", "join", "second.pennant", first, "--json")
    assert joined.status == 0, joined.err
    assert other("check-in", "second.pennant", "--secret", "e1").status == 0
    # The first hub is gone; the second laptop, which knows the list only from it, is the next.
    (second,) = hub(tmp_path / "other laptop", "second.pennant", "next hub")["laptops"]
    assert prompt("ledger", "join", event, second).status == 0
    assert prompt("status", event, "--json").json["arrived"] == 1
    third = prompt("--data-dir", "third", "ledger", "join", "third.pennant", second, "--json")
    assert third.status == 0, third.err
    counts = prompt("--data-dir", "third", "status", "third.pennant", "--json").json
    assert (counts["expected"], counts["arrived"]) == (2, 1)


def test_an_old_hub_that_comes_back_hears_that_it_is_one_no_more(
    prompt: Prompt,
    other: Prompt,
    event: str,
    tmp_path: Path,
    hub: Callable[..., dict[str, list[str]]],
) -> None:
    loaded(prompt, event)
    (first,) = hub(tmp_path / "laptop", event)["laptops"]
    assert other("ledger", "join", "second.pennant", first, "--json").status == 0
    assert prompt("sync", event, "--once", "--json").status == 0
    hub(tmp_path / "other laptop", "second.pennant", "next hub")
    told = prompt("sync", event, "--once")
    assert "The doors share another ledger now" in told.err


def test_a_hub_that_is_terminated_ends_in_order(prompt: Prompt, event: str, tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="pennant-hub-"))
    folder.chmod(0o755)
    command = [sys.executable, "-m", "kiosk", "--data-dir", str(tmp_path / "laptop"), "ledger"]
    command += ["hub", event, "--json", "--port", "0", "--folder", str(folder / "hub")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert not (folder / "hub" / "database" / "postmaster.pid").exists()
    shutil.rmtree(folder)
