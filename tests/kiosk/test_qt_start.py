import subprocess
import sys

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from kiosk.look.key_button import KeyButton
from kiosk.look.look import Look
from kiosk.qt_start import (
    gui_application,
    has_display,
    prefer_offscreen,
    speak,
    window_application,
)


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_display_is_looked_for_only_where_it_may_be_missing(
    platform: str, environ: dict[str, str], expected: bool
) -> None:
    assert has_display(environ, platform) is expected
    prefer_offscreen(environ, platform)
    assert ("QT_QPA_PLATFORM" in environ) is not expected


def test_a_platform_chosen_by_hand_is_kept() -> None:
    environ = {"QT_QPA_PLATFORM": "minimal"}
    prefer_offscreen(environ, "linux")
    assert environ == {"QT_QPA_PLATFORM": "minimal"}


def test_an_application_that_runs_is_used_again(qapp: QApplication) -> None:
    assert window_application([]) is qapp
    assert gui_application() is qapp


def test_an_application_for_paper_cannot_become_one_for_windows() -> None:
    program = (
        "from kiosk.qt_start import gui_application, window_application\n"
        "running = gui_application()\n"
        "try:\n"
        "    window_application([])\n"
        "except RuntimeError:\n"
        "    raise SystemExit(7)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, timeout=60)
    assert done.returncode == 7


def test_names_of_keys_are_in_the_language_of_the_texts(qapp: QApplication) -> None:
    def shown() -> str:
        return QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText)

    english = shown()
    speak(qapp, "de")
    try:
        assert shown() == "Strg+N"
        assert KeyButton(Look(), "Mehr", keys="Ctrl+Up").keys == "Strg+↑"
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.deleteLater()
    assert shown() == english
