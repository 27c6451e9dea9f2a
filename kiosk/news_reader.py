"""Tells the screens what is new."""

from PySide6.QtCore import QObject, Signal

from data.guests import EventInfo
from data.roll import Roll
from data.store.sessions import Session
from kiosk.desk_file import DeskFile
from kiosk.news import News, read_news


class NewsReader(QObject):
    """Looks at all that is small, not on the way of a scan: one look for all that comes meanwhile.

    Signals:
        fed: the latest acts, a tuple of ``Arrival``, newest first.
        badges_wanted: the badges that wait here for a printer, a tuple of ``BadgePrint``.
        products_changed: a tuple of ``Product``; ``roll`` knows them.
        info_changed: ``EventInfo``.
        others_changed: who else has the file open, a tuple of ``Session``.
    """

    fed = Signal(object)
    badges_wanted = Signal(object)
    products_changed = Signal(object)
    info_changed = Signal(object)
    others_changed = Signal(object)

    def __init__(self, file: DeskFile, roll: Roll, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._roll = roll
        self._is_asking = self._is_stale = False
        self._info: EventInfo | None = None
        self._others: tuple[Session, ...] = ()

    def know(self, info: EventInfo, others: tuple[Session, ...]) -> None:
        """This is known to the screens; only what differs is told."""
        self._info, self._others = info, others

    def read(self) -> None:
        """Something was written."""
        if self._is_asking:
            self._is_stale = True
            return
        self._is_asking, self._is_stale = True, False
        self._file.listen(read_news, self._tell, self._miss)

    def _tell(self, news: News) -> None:
        self._is_asking = False
        if news.products != self._roll.products:
            self._roll.know_products(news.products)
            self.products_changed.emit(news.products)
        if news.info != self._info:
            self._info = news.info
            self.info_changed.emit(news.info)
        if news.others != self._others:
            self._others = news.others
            self.others_changed.emit(news.others)
        self.fed.emit(news.latest)
        self.badges_wanted.emit(news.badges)
        if self._is_stale:
            self.read()

    def _miss(self) -> None:
        self._is_asking = False
