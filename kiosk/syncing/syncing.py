"""All far ends of the open event: started with it, nudged by the door, closed before it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from data.store.far_ends import FarEndRecord, far_ends
from data.sync.rounds import Problem, Report
from data.sync.secrets import Secrets
from kiosk.background import Background
from kiosk.desk import Desk
from kiosk.syncing.asking import Found
from kiosk.syncing.far_end_access import FarEndAccess
from kiosk.syncing.far_end_line import LEAVE_SECONDS, FarEndLine
from kiosk.syncing.farewell import Farewell
from kiosk.syncing.state_words import LEDGER

if TYPE_CHECKING:
    from kiosk.syncing.ledger_line import LedgerLine


class Syncing(QObject):
    """Keeps the event in step with every far end that it has; with none it does nothing at all.

    Signals:
        changed: a far end reported, came or went; see ``records`` and ``reports``.
        took_leave: the ledger before this one, if any, knows where the doors are now.
        leaving: whoever asks a network on ``set_up`` should end it.
    """

    leaving = Signal()
    changed = Signal()
    took_leave = Signal()

    def __init__(
        self,
        desk: Desk,
        secrets: Secrets,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.secrets = secrets
        self.set_up = Background("sync-set-up", self)  # for pages: keyrings and networks are slow
        self._desk = desk
        self._clock = clock
        self._is_closed = False
        self._lines: dict[str, FarEndLine | LedgerLine] = {}
        self._ending: list[FarEndLine | LedgerLine] = []
        self._forgetting: set[str] = set()
        self._records: dict[str, FarEndRecord] = {}
        self._reports: dict[str, Report] = {}
        self._fetched: dict[str, int] = {}
        self._farewell: Farewell | None = None
        desk.ready.connect(self.refresh, Qt.ConnectionType.SingleShotConnection)
        desk.ready.connect(
            lambda: desk.stirred.connect(self._look), Qt.ConnectionType.SingleShotConnection
        )
        desk.wrote.connect(self._nudge)

    @property
    def records(self) -> Mapping[str, FarEndRecord]:
        """The far ends there are, by their keys."""
        return MappingProxyType(self._records)

    @property
    def reports(self) -> Mapping[str, Report]:
        """The latest report of every far end by its key, those that have not reported left out."""
        return MappingProxyType(self._reports)

    @property
    def fetched(self) -> Mapping[str, int]:
        """How many orders a first run has fetched so far, where one goes on."""
        return MappingProxyType(self._fetched)

    def refresh(self) -> None:
        """Begin with the far ends that are new."""
        self._desk.ask(far_ends, self._start)

    def renew(self, key: str) -> None:
        """Begin anew with a far end that was set up again, or for the first time."""
        if key in self._lines:
            self._end(key, self.refresh, comes_back=True)
        else:
            self.refresh()

    def remove(self, key: str) -> None:
        """Sync with this far end no more; what was fetched stays."""

        def forget() -> None:
            from data.sync import remotes

            with self._desk.second_file() as file:
                remotes.remove(file, key, self.secrets)

        def forgotten(_: None) -> None:
            self._forgetting.discard(key)
            self.changed.emit()

        self._forgetting.add(key)
        self._end(key, lambda: self.set_up.run(forget, forgotten))

    def play_now(self) -> None:
        """Sync now, whatever was put off."""
        for line in self._lines.values():
            if isinstance(line, FarEndLine):
                line.play_now()
            else:
                line.play_soon()

    def look_for(self, secret: str, found: Callable[[Found], object]) -> None:
        """Ask wherever guests come from who has this code; ``found`` hears of whoever does."""

        def heard(answer: Found) -> None:
            self._desk.follow()
            found(answer)

        for line in self._lines.values():
            if isinstance(line, FarEndLine):
                line.look_for(secret, heard)

    def close(self) -> None:
        """End the threads; no network that holds one of them up holds up whoever leaves."""
        self._is_closed = True
        self._desk.use_line(None)
        lines = (*self._lines.values(), *self._ending)
        for line in lines:  # all of them at the same time
            if isinstance(line, FarEndLine):
                line.stop()
        self.leaving.emit()
        self.set_up.close(LEAVE_SECONDS)
        for line in lines:
            line.close()
        self._lines.clear()
        self._ending.clear()
        if self._farewell is not None:
            self._farewell.close()

    def _end(self, key: str, then: Callable[[], object], *, comes_back: bool = False) -> None:
        line = self._lines.pop(key, None)
        if line is None:
            return
        self._reports.pop(key, None)
        self._fetched.pop(key, None)
        if not comes_back:  # else it is shown as connecting meanwhile
            self._records.pop(key, None)
        self._ending.append(line)
        if not isinstance(line, FarEndLine):
            self._desk.use_line(None)

        def ended() -> None:
            if not self._is_closed:
                self._ending.remove(line)
                line.deleteLater()
                then()

        line.end(ended)
        self.changed.emit()

    def _look(self) -> None:
        """Somebody may have set a far end up at a prompt, set it up anew, or removed it."""
        self._desk.ask(far_ends, self._compare)

    def _compare(self, records: Sequence[FarEndRecord]) -> None:
        found = {record.key: record for record in records}
        for key in [key for key in self._lines if key not in found]:
            self._end(key, self.refresh)
        for key in self._lines:
            if _set_up(found[key]) != _set_up(self._records[key]):
                self._end(key, self.refresh, comes_back=True)
                return  # the rest when that has ended
        if any(self._may_start(key) for key in found):
            self._start(records)

    def _may_start(self, key: str) -> bool:
        ending = {line.key for line in self._ending}
        return not self._is_closed and key not in {*self._lines, *ending, *self._forgetting}

    def _start(self, records: Sequence[FarEndRecord]) -> None:
        for gone in self._records.keys() - {record.key for record in records} - self._lines.keys():
            self._records.pop(gone)
        for record in records:
            if not self._may_start(record.key):
                continue
            self._records[record.key] = record
            self._lines[record.key] = line = self._line(record)
            line.reported.connect(lambda report, key=record.key: self._take(key, report))
            line.start()
        self.changed.emit()

    def _line(self, record: FarEndRecord) -> "FarEndLine | LedgerLine":
        access = FarEndAccess(record, self.secrets, self._desk.second_file, self._clock)
        if record.kind != "ledger":
            line = FarEndLine(access, self)
            line.progressed.connect(lambda number: self._take_progress(record.key, number))
            return line
        from kiosk.syncing.ledger_line import LedgerLine

        shared = LedgerLine(access, self)
        shared.lined.connect(self._desk.use_line)
        shared.came.connect(self._desk.follow)
        if self._farewell is None:
            self._farewell = Farewell(self._desk.second_file, self.secrets, self)
            self._farewell.said.connect(self.took_leave)
        self._farewell.try_now()
        return shared

    def _take(self, key: str, report: Report) -> None:
        if key not in self._lines:
            return
        if key == LEDGER and self._is_alone and report.problem is None:
            # It answers, and not well enough that a scan should wait for it.
            slow = Problem("ledger_slow", {"host": report.title}, lasting=False)
            report = replace(report, problem=slow)
        self._reports[key] = report
        self._fetched.pop(key, None)
        self._desk.follow()
        self.changed.emit()

    def _take_progress(self, key: str, number: int) -> None:
        if key in self._lines:
            self._fetched[key] = number
            self.changed.emit()

    @property
    def _is_alone(self) -> bool:
        """Whether a shared ledger is asked nothing at a scan."""
        line = self._desk.line
        return line is not None and not line.is_open

    def _count_waiting(self) -> None:
        """A door on its own says what waits as it happens, and not when the network is tried."""
        from data.sync.ledger.waiting import waiting_now

        def counted(told: tuple[int, datetime | None]) -> None:
            report = self._reports.get(LEDGER)
            if report is not None and report.problem is not None:
                waiting, since = told
                self._reports[LEDGER] = replace(report, waiting=waiting, waiting_since=since)
                self.changed.emit()

        self._desk.ask(waiting_now, counted)

    def _nudge(self) -> None:
        """The door wrote: those who share a ledger should see it in a moment. A scan that asked
        in vain says first that the door is on its own; the ledger's thread finds out later.
        """
        report = self._reports.get(LEDGER)
        if self._is_alone and report is not None and report.problem is None:
            away = Problem("ledger_unreachable", {"host": report.title}, lasting=False)
            self._reports[LEDGER] = report = replace(report, problem=away)
            self.changed.emit()
        if report is not None and report.problem is not None:
            self._count_waiting()
        for key, line in self._lines.items():
            report = self._reports.get(key)
            if isinstance(line, FarEndLine) and report is not None and report.problem is not None:
                continue  # it backs off
            line.play_soon()


def _set_up(record: FarEndRecord) -> dict[str, object]:
    """What somebody set up; what the list is called in pretix, its own far end keeps."""
    return {k: value for k, value in record.settings.items() if value and k != "list_name"}
