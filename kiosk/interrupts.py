"""Ctrl+C at the prompt, and a system that asks to end: told to whoever puts things in order."""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_ASKS_TO_END = (signal.SIGINT, signal.SIGTERM)


class Interrupts(QObject):
    """Listens until ``close``; on the main thread.

    Python runs its own handlers only between two of its instructions, and while nothing happens
    in the window there are none; so the system's signal wakes Qt's loop through a socket
    (https://docs.python.org/3/library/signal.html#signal.set_wakeup_fd).

    Signals:
        asked: somebody asks the program to end.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told, self._telling = socket.socketpair()
        for one in (self._told, self._telling):
            one.setblocking(False)
        self._fd_before = signal.set_wakeup_fd(self._telling.fileno(), warn_on_full_buffer=False)
        self._before = {one: signal.signal(one, _nothing) for one in _ASKS_TO_END}
        self._notifier = QSocketNotifier(self._told.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)

    def close(self) -> None:
        """Leave signals to whoever had them before."""
        self._notifier.setEnabled(False)
        for one, handler in self._before.items():
            signal.signal(one, handler)
        signal.set_wakeup_fd(self._fd_before)
        self._told.close()
        self._telling.close()

    def _hear(self) -> None:
        if any(number in _ASKS_TO_END for number in self._told.recv(64)):
            self.asked.emit()


def _nothing(_number: int, _frame: object) -> None:
    """Instead of the KeyboardInterrupt that would come up in the middle of anything."""
