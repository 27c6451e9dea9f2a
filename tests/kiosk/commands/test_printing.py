"""``pennant printers`` and ``print``, with a printer that tells what came out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from kiosk.printing.ipp.certificates import Certificates
from kiosk.printing.setup import PrinterSetup
from kiosk.settings import load_settings, places, save_settings
from tests.kiosk.printing.fake_ipp import FakeIppPrinter, Fault
from tests.kiosk.printing.secure_printer import SecurePrinter

Prompt = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def fake() -> Iterator[FakeIppPrinter]:
    printer = FakeIppPrinter().start()
    yield printer
    printer.stop()


@pytest.fixture
def zoya(prompt: Prompt, event: str) -> str:
    answer = prompt("walk-in", event, "--name", "Зоя Виноградова", "--json")
    return str(answer.json["guest"]["id"])


def test_a_badge_is_printed_and_known_to_be(
    prompt: Prompt, event: str, zoya: str, fake: FakeIppPrinter
) -> None:
    done = prompt("print", event, "--guest", zoya, "--printer", fake.uri, "--json")
    assert (done.status, done.json["state"]) == (0, "received")
    assert [job.name for job in fake.printed] == [done.json["print"]]
    with pypdfium2.PdfDocument(fake.printed[0].document) as pdf:
        assert [round(side / 72 * 25.4) for side in pdf[0].get_size()] == [100, 62]


def test_a_second_badge_is_printed_only_when_asked_for_again(
    prompt: Prompt, event: str, zoya: str, fake: FakeIppPrinter
) -> None:
    said = prompt("print", event, "--guest", zoya, "--printer", fake.uri)
    assert (said.status, said.out) == (0, "Badge printed by 127.0.0.1.\n")
    refused = prompt("print", event, "--guest", zoya, "--printer", fake.uri)
    assert refused.status == 1
    assert "Print again?" in refused.err
    assert prompt("print", event, "--guest", zoya, "--printer", fake.uri, "--again").status == 0
    assert len(fake.printed) == 2


def test_a_printer_in_trouble_is_told_and_the_badge_waits(
    prompt: Prompt, event: str, zoya: str, fake: FakeIppPrinter
) -> None:
    fake.reasons = {"media-empty"}
    failed = prompt("print", event, "--guest", zoya, "--printer", fake.uri)
    assert failed.status == 1
    assert "out of labels" in failed.err
    fake.repair()
    assert prompt("print", event, "--guest", zoya, "--printer", fake.uri).status == 0
    assert len(fake.printed) == 1


def test_what_nobody_knows_is_not_printed_again_by_itself(
    prompt: Prompt, event: str, zoya: str, fake: FakeIppPrinter
) -> None:
    fake.faults.append(Fault.RESTARTS)
    unsure = prompt("print", event, "--guest", zoya, "--printer", fake.uri, "--json")
    assert (unsure.status, unsure.json["state"]) == (1, "unknown")
    assert "May have been printed" in prompt("print", event, "--guest", zoya).err
    assert len(fake.printed) == 1


def test_printers_are_listed_with_how_they_are(prompt: Prompt, fake: FakeIppPrinter) -> None:
    fake.reasons = {"cover-open"}
    listed = prompt("printers", "--ask", fake.uri, "--json").json
    assert {"printer": fake.uri, "name": "127.0.0.1", "model": "", "status": "cover_open",
            "detail": "cover-open"} in listed  # fmt: skip
    assert "open. Close its cover." in prompt("printers", "--ask", fake.uri).out


@pytest.mark.parametrize(
    ("options", "status", "told"),
    [(("--guest", "nobody"), 2, "nobody"), (("--printer", "fax:1"), 1, "names no printer")],
)
def test_what_leads_nowhere_is_told(
    prompt: Prompt, event: str, zoya: str, options: tuple[str, ...], status: int, told: str
) -> None:
    refused = prompt("print", event, "--guest", zoya, *options)
    assert refused.status == status
    assert told in refused.err


def test_a_printer_with_a_new_certificate_is_trusted_anew_when_somebody_says_so(
    prompt: Prompt, fake: FakeIppPrinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Certificates(tmp_path / "certificates.json")
    monkeypatch.setattr("kiosk.printing.choice.kept_certificates", lambda: kept)
    secure = SecurePrinter(fake, tmp_path)

    def condition(option: str) -> str:
        found = prompt("printers", option, secure.address.uri, "--json").json
        return str(found[-1]["status"])

    secure.new_certificate()
    assert condition("--ask") == "ready"
    secure.new_certificate()
    assert condition("--ask") == "other_certificate"
    assert condition("--trust") == "ready"
    assert condition("--ask") == "ready"


def test_commands_print_as_the_window_was_set_up(
    prompt: Prompt, event: str, zoya: str, fake: FakeIppPrinter, tmp_path: Path
) -> None:
    file = places(tmp_path / "laptop").settings_file
    (file.parent / "stock.toml").write_text("[box]\nsize_mm = [80, 50]\n")
    settings = load_settings(file).settings
    setups = {fake.uri: PrinterSetup(rotation_degrees=180.0)}
    save_settings(file, replace(settings, printers=(fake.uri,), stock="box", printer_setups=setups))
    assert prompt("print", event, "--guest", zoya).status == 0
    with pypdfium2.PdfDocument(fake.printed[0].document) as pdf:
        assert [round(side / 72 * 25.4) for side in pdf[0].get_size()] == [80, 50]
    assert prompt("rehearse", event, "--out", "kept").status == 0
