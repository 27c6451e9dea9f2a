"""PySide6 6.12.0 loses references on Pythons whose None can die; such a door aborts in the evening.

Each void call dropped one reference to None and each emit one to True (seen on Python 3.10 and
3.11: ``Fatal Python error: none_dealloc`` after some 5,000 calls).
"""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 500
SLACK = 50  # what the interpreter itself moves meanwhile


class Bell(QObject):
    """Something that can be heard."""

    rung = Signal(bool)


def test_void_calls_and_signals_leave_the_count_of_none_and_true_alone(qtbot: QtBot) -> None:
    label, bell = QLabel(), Bell()
    qtbot.addWidget(label)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        label.setText("x")
        bell.rung.emit(True)
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert after[0] > before[0] - SLACK
    assert after[1] > before[1] - SLACK
