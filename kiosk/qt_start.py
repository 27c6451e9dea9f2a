"""The one place where the Qt application is created.

Qt allows one application object a process and aborts on a second one, so both functions give back
the one that is there. It is a QApplication for windows (and tests), a QGuiApplication for paper
without a window: the command line makes badges with it and never loads QtWidgets.
"""

import os
import sys
from collections.abc import MutableMapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLoggingCategory, QTranslator
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SWITCH_INTERVAL_SECONDS = 0.0005
# Said of every font tried before the one that has a script; what no font has, lettering tells.
NOT_LOGGED = "qt.text.font.db=false"


def has_display(environ: MutableMapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a window could be seen: always on Windows and macOS, by X11 or Wayland elsewhere."""
    if platform in ("win32", "darwin"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def prefer_offscreen(environ: MutableMapping[str, str], platform: str = sys.platform) -> None:
    """Choose Qt's offscreen platform where Qt would abort the process for want of a display.

    Only on systems without one: on Windows the offscreen platform sees no system fonts.
    """
    if not has_display(environ, platform):
        environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def gui_application() -> QGuiApplication:
    """The application for paper without a window, as ``badges.lettering`` needs it.

    Keep the object returned for as long as badges are made.
    """
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    prefer_offscreen(os.environ)
    QLoggingCategory.setFilterRules(NOT_LOGGED)
    return QGuiApplication(["pennant"])


def window_application(argv: Sequence[str]) -> "QApplication":
    """The application for windows.

    Raises RuntimeError where a QGuiApplication runs already: it cannot become one for windows.
    """
    from PySide6.QtWidgets import QApplication  # paper alone does without QtWidgets

    running = QGuiApplication.instance()
    if isinstance(running, QApplication):
        return running
    if running is not None:
        raise RuntimeError("an application without windows is running")
    prefer_offscreen(os.environ)
    # One busy thread must not make the window stutter (measured: keystrokes 115 ms -> 14 ms).
    sys.setswitchinterval(SWITCH_INTERVAL_SECONDS)
    QLoggingCategory.setFilterRules(NOT_LOGGED)
    return QApplication(list(argv) or ["pennant"])


def speak(application: QGuiApplication, language: str) -> None:
    """Let Qt's own dialogs and the names of keys be in this language, where Qt knows it."""
    translator = QTranslator(application)
    if translator.load(
        f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        application.installTranslator(translator)
