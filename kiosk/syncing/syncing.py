"""All far ends of the open event: started with it, nudged by the door, closed before it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from data.store.far_ends import FarEndRecord, far_ends
from data.sync.rounds import Report
from data.sync.secrets import Secrets
from kiosk.desk import Desk
from kiosk.syncing.far_end_line import FarEndLine

if TYPE_CHECKING:
    from kiosk.syncing.ledger_line import LedgerLine


class Syncing(QObject):
    """Keeps the event in step with every far end that it has; with none it does nothing at all.

    Signals:
        changed: a far end reported, came or went; see ``reports``.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        secrets: Secrets,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.secrets = secrets
        self._desk = desk
        self._clock = clock
        self._lines: dict[str, FarEndLine | LedgerLine] = {}
        self._reports: dict[str, Report] = {}
        desk.ready.connect(self.restart, Qt.ConnectionType.SingleShotConnection)
        desk.wrote.connect(self._nudge)

    @property
    def reports(self) -> Mapping[str, Report]:
        """The latest report of every far end by its key, those that have not reported left out."""
        return MappingProxyType(self._reports)

    @property
    def keys(self) -> tuple[str, ...]:
        """The far ends there are."""
        return tuple(self._lines)

    def restart(self) -> None:
        """Begin with the far ends that the event has now."""
        self.close()
        self._desk.ask(far_ends, self._start)

    def play_soon(self) -> None:
        """Sync now."""
        for line in self._lines.values():
            line.play_soon()

    def close(self) -> None:
        """Finish the rounds being played, and end the threads."""
        self._desk.use_line(None)
        for line in self._lines.values():
            line.close()
            line.deleteLater()
        self._lines.clear()
        self._reports.clear()

    def _start(self, records: Sequence[FarEndRecord]) -> None:
        for record in records:
            self._lines[record.key] = line = self._line(record)
            line.reported.connect(lambda report, key=record.key: self._take(key, report))
            line.start()
        self.changed.emit()

    def _line(self, record: FarEndRecord) -> "FarEndLine | LedgerLine":
        second, clock = self._desk.second_file, self._clock
        if record.kind != "ledger":
            return FarEndLine(second, record, self.secrets, clock, self)
        from kiosk.syncing.ledger_line import LedgerLine

        line = LedgerLine(second, record, self.secrets, clock, self)
        line.lined.connect(self._desk.use_line)
        return line

    def _take(self, key: str, report: Report) -> None:
        if key not in self._lines:
            return
        self._reports[key] = report
        self._desk.follow()
        self.changed.emit()

    def _nudge(self) -> None:
        """The door wrote: those who share a ledger should see it in a moment."""
        for key, line in self._lines.items():
            report = self._reports.get(key)
            if isinstance(line, FarEndLine) and report is not None and report.problem is not None:
                continue  # it backs off
            line.play_soon()
