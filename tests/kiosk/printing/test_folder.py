import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.printing.errors import PrinterNotFound, PrinterNotReady
from kiosk.printing.folder import FolderPrinter

SIZE = (100.0, 62.0)


def eight() -> datetime:
    return datetime(2026, 11, 22, 20, 0, 5, tzinfo=UTC)


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_badge_becomes_a_file_named_by_time_and_job(tmp_path: Path) -> None:
    FolderPrinter(tmp_path, eight).send(b"%PDF", "0190-ab", SIZE)
    assert names(tmp_path) == ["20261122T200005Z-0190-ab.pdf"]
    assert (tmp_path / "20261122T200005Z-0190-ab.pdf").read_bytes() == b"%PDF"


def test_no_job_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "badges"
    folder.mkdir()
    FolderPrinter(folder, eight).send(b"%PDF", "../../etc/passwd\n", SIZE)
    assert names(tmp_path) == ["badges"]
    assert names(folder) == ["20261122T200005Z-______etc_passwd_.pdf"]


def test_a_folder_that_is_gone_is_a_printer_not_found(tmp_path: Path) -> None:
    for missing in (tmp_path / "gone", tmp_path / "file"):
        (tmp_path / "file").touch()
        with pytest.raises(PrinterNotFound) as caught:
            FolderPrinter(missing, eight).send(b"%PDF", "1", SIZE)
        assert caught.value.code == "folder_missing"


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk_full"), (errno.EROFS, "folder_not_writable")],
)
def test_what_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def full(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PrinterNotReady) as caught:
        FolderPrinter(tmp_path, eight).send(b"%PDF", "1", SIZE)
    assert caught.value.code == code
    assert names(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux alone has a disk always full")
def test_a_disk_really_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_open = os.open

    def on_a_full_disk(path: str, *rest: int, **named: int) -> int:
        return (
            real_open("/dev/full", os.O_WRONLY)
            if path.endswith(".part")
            else real_open(path, *rest, **named)
        )

    monkeypatch.setattr(os, "open", on_a_full_disk)
    with pytest.raises(PrinterNotReady) as caught:
        FolderPrinter(tmp_path, eight).send(b"%PDF" * 10_000, "1", SIZE)
    assert caught.value.code == "disk_full"


def test_the_name_is_the_folders(tmp_path: Path) -> None:
    assert FolderPrinter(tmp_path / "Badges").name == "Badges"
