"""Loading the guest list: choose, drop or paste it, look at it, then let it count."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QStackedWidget, QWidget

from data.errors import DataError
from data.guestlist import Choice
from data.guests import EventInfo
from data.matching import LoadPlan
from kiosk.desk import Desk
from kiosk.error_words import error_words
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton
from kiosk.look.look import Look
from kiosk.look.message_strip import MessageStrip
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.look.progress_line import ProgressLine
from kiosk.settings import Settings
from kiosk.setup.list_child import ListReading, ReadRequest
from kiosk.setup.list_drop import DropPlace, ListDrop
from kiosk.setup.list_loading import ListLoading
from kiosk.setup.list_preview import ListPreview
from kiosk.setup.list_reader import ListReader
from kiosk.setup.list_source import ListSource, SourceKind, source_in
from kiosk.setup.plan_words import plan_words
from kiosk.setup.unprintable import missing_here, with_unprintable
from kiosk.words import Words

_ENDINGS = "*.csv *.tsv *.txt *.xlsx *.xls *.xlsb *.ods *.html *.htm"


class LoadList(Page):
    """The page. Nothing is written before "Load"; a list being loaded can be stopped.

    ``settings`` gives the laptop's settings as they are now. ``ask_file`` asks for a file, by
    the system's dialog unless told otherwise.

    Signals (beside those of ``Page``):
        loaded: the list counts.
        products_wanted: the user wants to look at the products found.
        settings_changed: a mapping of fields of ``Settings`` to remember.
        event_dropped: a ``ListSource`` that is no list but an event file.
    """

    loaded = Signal()
    products_wanted = Signal()
    settings_changed = Signal(object)
    event_dropped = Signal(object)

    def __init__(
        self,
        look: Look,
        words: Words,
        desk: Desk,
        info: EventInfo,
        settings: Callable[[], Settings],
        ask_file: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        title = _("Load a guest list")
        super().__init__(
            look, words, Icon.PEOPLE, title, _("Load"), keys="Ctrl+Return", parent=parent
        )
        self._desk = desk
        self._info = info
        self._settings = settings
        self._ask_file = ask_file or self._ask_by_dialog
        self._source: ListSource | None = None
        self._choice = Choice()
        self._shown: Choice | None = None  # by which this list was read well
        self._loading: ListLoading | None = None
        self._done = ""
        self.reader = ListReader(self)
        self.place = DropPlace(look, words)
        self.preview = ListPreview(look, words)
        self.progress = ProgressLine(look, _("Stop"))
        self.other = KeyButton(look, _("Another list"), keys="Ctrl+O")
        self.to_products = KeyButton(look, _("Products and prices…"))
        self.message = MessageStrip(look, self.to_products)
        self._stack = QStackedWidget()
        self._arrange()
        self._connect()
        self._show_place()

    def open_source(self, source: ListSource | None) -> None:
        """Read this list; None: there was nothing to read in what was pasted or dropped."""
        _ = self._words.gettext
        if self._loading is not None:
            return
        if source is None:
            self.message.say(Tone.NOTICE, _("There is no text to paste. Copy the list first."))
            return
        if source.is_event:
            self.event_dropped.emit(source)
            return
        self._source, self._choice, self._shown = source, Choice(), None
        if source.kind is SourceKind.FILE:
            folder = str(Path(source.content).parent)
            if folder != self._settings().last_folder:
                self.settings_changed.emit({"last_folder": folder})
        self.message.say(Tone.INFO, "")
        self._read()

    def choose_file(self) -> None:
        """Ask for a file, beginning where the last one was."""
        if self._loading is None:
            path = self._ask_file(self._settings().last_folder)
            if path:
                self.open_source(ListSource(SourceKind.FILE, path))

    def paste(self) -> None:
        """Read what was copied."""
        self.open_source(source_in(QApplication.clipboard().mimeData()))

    def escape(self) -> None:
        """Stop what is going on, or leave."""
        if self._loading is not None or self.reader.is_busy:
            self._stop()
        else:
            self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for a list any more; one that is being loaded goes on."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.reader.cancel()

    def _read(self) -> None:
        source = self._source
        assert source is not None
        self.main.setEnabled(False)
        self.progress.begin(self._words.gettext("Reading the list…"))
        is_file = source.kind is SourceKind.FILE
        request = ReadRequest(
            source.kind.value,
            source.content if is_file else "",
            self._choice,
            self._info.currency,
            self._info.timezone,
            {print_: dict(own) for print_, own in self._settings().columns.items()},
            str(self._desk.path),
        )
        self.reader.read(request, "" if is_file else source.content)

    def _change(self, choice: Choice) -> None:
        self._choice = choice
        self.message.say(Tone.INFO, "")
        self._read()

    def _show_reading(self, reading: ListReading) -> None:
        assert self._source is not None
        self.progress.hide()
        self._shown = self._choice
        self.preview.show_reading(self._source.name, reading, self._choice)
        self._stack.setCurrentWidget(self.preview)
        writes = reading.new + reading.changed
        self.main.setVisible(True)
        self.main.setEnabled(not reading.no_names and writes > 0)
        form = self._words.ngettext("Load {number} guest", "Load {number} guests", writes)
        self.main.set_label(form.format(number=writes) if writes else self._words.gettext("Load"))
        self.other.show()
        if not writes and not reading.no_names:
            said = self._words.gettext("This list says nothing that the event does not know.")
            self.message.say(Tone.INFO, said)

    def _ask_fonts(self, reading: ListReading) -> None:
        """Tell, a moment later, of names that this laptop has no letters for."""

        def tell(missing: frozenset[str]) -> None:
            if missing and self.preview.reading is reading and self._source is not None:
                told = with_unprintable(reading, missing)
                self.preview.show_reading(self._source.name, told, self._choice)

        if reading.letters:
            self._desk.look(lambda _file: missing_here(reading), self.if_here(tell))

    def _load(self) -> None:
        if self._loading is None and not self.reader.is_busy:
            self.main.setEnabled(False)
            self.progress.begin(self._words.gettext("Loading; the door goes on working…"))
            self._stack.setEnabled(False)
            self.reader.fetch_plan()

    def _begin_loading(self, plan: LoadPlan) -> None:
        reading = self.preview.reading
        assert reading is not None
        self._done = plan_words(reading, self._words)
        remembered = self.preview.remembered()
        if remembered is not None:
            columns: Mapping[str, Mapping[str, str]] = {
                **self._settings().columns,
                reading.found.fingerprint: remembered,
            }
            self.settings_changed.emit({"columns": columns})
        loading = ListLoading(self._desk, plan, self._desk)  # goes on without this page
        loading.progressed.connect(self.progress.show_progress)
        loading.finished.connect(self._loaded)
        loading.cancelled.connect(self._cancelled)
        loading.failed.connect(self._failed)
        self._loading = loading
        loading.start()

    def _stop(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
            self.progress.cancel.setEnabled(False)
        elif self.reader.is_busy:
            self.reader.cancel()
            self._cancelled()

    def _cancelled(self) -> None:
        self._rest()
        self._show_place()
        said = self._words.gettext("Stopped. Nothing was loaded.")
        self.message.say(Tone.NOTICE, said)
        self.reader.begin()

    def _failed(self, error: DataError) -> None:
        self._rest()
        self.message.say(Tone.NOTICE, error_words(error, self._words))
        if self._shown is not None and self._shown != self._choice:
            self._choice = self._shown  # what was changed by hand does not fit this list
            self._read()
        else:
            self._show_place()

    def _loaded(self) -> None:
        self._rest()
        self._show_place()
        said = self._words.gettext("Loaded: {what}.").format(what=self._done)
        self.message.say(Tone.ADMITTED, said, self.to_products)
        self.loaded.emit()

    def _rest(self) -> None:
        self.progress.hide()
        self._stack.setEnabled(True)
        self._loading = None

    def _show_place(self) -> None:
        self._stack.setCurrentWidget(self.place)
        self.main.hide()
        self.other.hide()

    def _ask_by_dialog(self, folder: str) -> str:
        _ = self._words.gettext
        kinds = f"{_('Guest lists')} ({_ENDINGS});;{_('All files')} (*)"
        path, _kind = QFileDialog.getOpenFileName(self, _("Choose the guest list"), folder, kinds)
        return path

    def _arrange(self) -> None:
        self._stack.addWidget(self.place)
        self._stack.addWidget(self.preview)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.message)
        self.head.insertWidget(self.head.indexOf(self.back), self.other)

    def _connect(self) -> None:
        self.reader.progressed.connect(self.progress.show_progress)
        self.reader.read_done.connect(self._show_reading)
        self.reader.read_done.connect(self._ask_fonts)
        self.reader.plan_ready.connect(self._begin_loading)
        self.reader.failed.connect(self._failed)
        self.preview.choice_changed.connect(self._change)
        self.progress.cancel.clicked.connect(self._stop)
        self.main.clicked.connect(self._load)
        self.place.choose.clicked.connect(self.choose_file)
        self.place.paste.clicked.connect(self.paste)
        self.other.clicked.connect(self.choose_file)
        self.to_products.clicked.connect(self.products_wanted)
        ListDrop(self).dropped.connect(self.open_source)
        for keys, then in (
            ("Ctrl+O", self.choose_file),
            ("Ctrl+V", self.paste),
            ("Ctrl+Return", self.press_main),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(then)

    def event(self, event: QEvent) -> bool:
        """Be ready for a list as soon as the page is seen."""
        if event.type() == QEvent.Type.Show:
            self.reader.begin()
        return super().event(event)
