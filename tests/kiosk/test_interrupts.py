import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from data.guests import Device, EventInfo
from data.identity import utc_now, uuid7
from data.store.event_file import EventFile
from kiosk.interrupts import Interrupts

RUN = """
import signal, sys
from PySide6.QtCore import QTimer
from kiosk.__main__ import pennant
QTimer.singleShot(0, lambda: print("open", flush=True))
pennant(["open", sys.argv[1]], prog_name="pennant")
"""


@pytest.fixture
def interrupts(qapp: object) -> Iterator[Interrupts]:
    interrupts = Interrupts()
    yield interrupts
    interrupts.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_whoever_asks_the_program_to_end_is_heard(
    qtbot: QtBot, interrupts: Interrupts, number: signal.Signals
) -> None:
    with qtbot.waitSignal(interrupts.asked):
        signal.raise_signal(number)


def test_afterwards_signals_mean_what_they_meant_before(qapp: object) -> None:
    before = signal.getsignal(signal.SIGINT)
    Interrupts().close()
    assert signal.getsignal(signal.SIGINT) is before
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl+C to whole consoles only")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_window_that_is_asked_to_end_leaves_the_event_in_one_file(
    tmp_path: Path, number: signal.Signals
) -> None:
    path = tmp_path / "moscow.pennant"
    info = EventInfo(uuid7(utc_now()), "Moscow")
    EventFile.create(path, info, Device("d", "Desk"), tmp_path / "s").close()
    run = subprocess.Popen(
        [sys.executable, "-c", RUN, str(path)],
        env=os.environ
        | {"PENNANT_DATA_DIR": str(tmp_path / "laptop"), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert run.stdout is not None
        assert run.stdout.readline() == "open\n"
        run.send_signal(number)
        _, said = run.communicate(timeout=60)
    finally:
        run.kill()
    assert run.returncode == 0, said
    assert "Traceback" not in said
    assert not list(tmp_path.glob("moscow.pennant-*"))
