"""What every test stands on. No fixture here knows a guest."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

if sys.platform.startswith("linux") and not (
    os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
):
    # Before PySide6 is imported: without a display Qt aborts the whole test process.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


# A slow machine is no failure: no example has a deadline of its own, and whatever a test waits for
# may take as long as it does where five others run.
settings.register_profile("pennant", deadline=None)
# A landing is judged by the same examples every time; a developer's runs look for new ones.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "pennant")
PATIENCE_MS = 30_000


# Whoever runs us in the background has Ctrl+C ignored, by us and by all whom we start; the tests
# that press it mean it.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="tests/chaos at full length")
    parser.addoption("--real-pretix", action="store_true", help="install pretix and talk to it")


@pytest.fixture(scope="session")
def full(request: pytest.FixtureRequest) -> bool:
    """Whether what is shortened by default was asked for in full."""
    return bool(request.config.getoption("--full"))


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Say a measured figure in the report of the run; nothing is asserted about it."""
    plugins = request.config.pluginmanager
    reporter, capture = plugins.get_plugin("terminalreporter"), plugins.get_plugin("capturemanager")
    assert reporter is not None
    assert capture is not None

    def told(text: str) -> None:
        with capture.global_and_fixture_disabled():
            reporter.write_line(f"\n  {text}")

    return told


@pytest.fixture(scope="session")
def qapp() -> "QApplication":
    """pytest-qt's application, made where Pennant makes it."""
    from kiosk.qt_start import window_application

    return window_application(["pennant"])


@pytest.fixture
def qtbot(qapp: "QApplication", request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's, which would give up after five seconds where a test names no time."""
    bot = QtBot(request)
    for wait in ("waitUntil", "waitSignal", "waitSignals"):
        setattr(bot, wait, partial(getattr(bot, wait), timeout=PATIENCE_MS))
    return bot


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that uses Qt fails when it leaves a thread or a running timer behind."""
    if not {"qapp", "qtbot"} & set(request.fixturenames):
        yield
        return
    from PySide6.QtCore import QObject, QThread, QTimer

    app: QObject = request.getfixturevalue("qapp")
    threads_before = set(threading.enumerate())
    yield
    left = [t.name for t in threading.enumerate() if t not in threads_before and t.is_alive()]
    left += [f"QThread {t.objectName()}" for t in app.findChildren(QThread) if t.isRunning()]
    left += [f"QTimer {t.objectName()}" for t in app.findChildren(QTimer) if t.isActive()]
    assert not left, f"left running: {left}"
