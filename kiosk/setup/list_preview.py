"""A list that was read, before anything is written: how it was understood and what it would do."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data.guestlist import Choice, Field
from kiosk.look.choice_button import ChoiceButton
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.setup.column_table import ColumnTable
from kiosk.setup.field_words import DELIMITERS, delimiter_words, source_words
from kiosk.setup.list_child import PROBLEMS_SHOWN, ListReading
from kiosk.setup.plan_words import plan_words, problems_words
from kiosk.setup.problem_list import ProblemList
from kiosk.words import Words

_ENCODINGS = (
    "utf-8", "utf-16", "cp1252", "cp1251", "cp1250", "cp1254", "koi8-r", "gb18030", "big5",
    "shift_jis", "euc-kr",
)  # fmt: skip
_HEADER_ROWS = 12


class ListPreview(QWidget):
    """``choice_changed`` says the whole ``Choice`` after the user changed a part of it."""

    choice_changed = Signal(object)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._choice = Choice()
        self._reading: ListReading | None = None
        _ = words.gettext
        self.name = TextLabel(look, 22, Weight.SEMIBOLD)
        self._source = TextLabel(look, 16, ink="quiet")
        self.sheet = ChoiceButton(look, _("Sheet"), lead=_("Sheet"))
        self.encoding = ChoiceButton(look, _("Encoding"), lead=_("Encoding"))
        self.delimiter = ChoiceButton(look, _("Columns parted by"), lead=_("Parted by"))
        self.header = ChoiceButton(look, _("Header in row"), lead=_("Header in row"))
        self.table = ColumnTable(look, words)
        self.plan = TextLabel(look, 26, Weight.SEMIBOLD, wrap=True)
        self._more = TextLabel(look, 16, ink="quiet", wrap=True)
        self._before = TextLabel(look, 15, ink="quiet")
        self._problems_title = TextLabel(look, 15, ink="quiet")
        self.problems = ProblemList(look, words)
        self._fine = TextLabel(look, 16, ink="quiet", wrap=True)
        self._rows = QVBoxLayout(self)
        self._names, self._below = QVBoxLayout(), QHBoxLayout()
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._arrange()
        self._connect()
        look.changed.connect(self._follow)
        self._follow()

    @property
    def reading(self) -> ListReading | None:
        """What is shown."""
        return self._reading

    def show_reading(self, name: str, reading: ListReading, choice: Choice) -> None:
        """Show this list, read by ``choice``."""
        self._reading, self._choice = reading, choice
        found, _ = reading.found, self._words.gettext
        self.name.say(name or _("Pasted list"))
        source = source_words(found, self._words)
        if reading.remembered:
            source = f"{source} · {_('columns as last time')}"
        if found.titles:
            source = f"{source} · “{found.titles[0]}”"
        self._source.say(source)
        self._offer(reading)
        self.table.show_reading(reading)
        self._show_problems(reading)
        self.plan.say(
            _("Which column holds the names?")
            if reading.no_names
            else plan_words(reading, self._words)
        )
        self._more.say("\n".join(self._remarks(reading)))
        self._before.say("" if reading.plan is None else _("Loading this list means"))

    def remembered(self) -> Mapping[str, str] | None:
        """The columns chosen by hand, for ``Settings.columns``; None where none was."""
        reading = self._reading
        chosen = self._choice.columns
        if reading is None or not chosen or not reading.found.fingerprint:
            return None
        return {meaning.value: str(at) for meaning, at in chosen.items()}

    def choose_meaning(self, column: int, meaning: Field) -> None:
        """A column means this; what stands for the others now stays so."""
        reading = self._reading
        if reading is None:
            return
        columns: dict[Field, str | int] = {
            other: at
            for other, at in reading.found.columns.items()
            if at != column and other is not meaning
        }
        if meaning is not Field.IGNORE:
            columns[meaning] = column
        width = max([len(reading.found.header), *map(len, reading.found.sample)])
        ignored = tuple(at for at in range(width) if at not in columns.values())
        self._change(replace(self._choice, columns=columns, ignored=ignored))

    def _change(self, choice: Choice) -> None:
        self._choice = choice
        self.choice_changed.emit(choice)

    def _remarks(self, reading: ListReading) -> list[str]:
        """What is worth knowing beside the numbers."""
        said = []
        if reading.guessed:
            form = self._words.ngettext(
                "{number} flag is a guess and marked so until somebody confirms it.",
                "{number} flags are guesses and marked so until somebody confirms them.",
                reading.guessed,
            )
            said.append(form.format(number=reading.guessed))
        if reading.plan is not None and reading.plan.products:
            names = ", ".join(reading.plan.products[:6])
            rest = "…" if len(reading.plan.products) > 6 else ""
            said.append(
                self._words.gettext("New products, priced next: {names}").format(names=names + rest)
            )
        return said

    def _offer(self, reading: ListReading) -> None:
        found, _ = reading.found, self._words.gettext
        self.sheet.offer([(name, name) for name in found.sheets], found.sheet)
        self.sheet.setVisible(len(found.sheets) > 1)
        seen = found.encoding.lower().replace("_", "-")
        names = list(dict.fromkeys([seen, *(name.replace("_", "-") for name in _ENCODINGS)]))
        self.encoding.offer([(name, name.upper()) for name in names], seen)
        self.encoding.setVisible(bool(found.encoding))
        parts = list(dict.fromkeys([found.delimiter, *DELIMITERS]))
        self.delimiter.offer(
            [(part, delimiter_words(part, self._words)) for part in parts if part],
            found.delimiter,
        )
        self.delimiter.setVisible(bool(found.delimiter))
        rows = [("0", _("none"))]
        last = max(_HEADER_ROWS, found.header_row)
        rows += [(str(row), str(row)) for row in range(1, last + 1)]
        self.header.offer(rows, str(found.header_row))
        self.header.setVisible(found.source != "lines")

    def _show_problems(self, reading: ListReading) -> None:
        _ = self._words.gettext
        said = problems_words(reading, self._words)
        if reading.skipped + reading.noted > PROBLEMS_SHOWN:
            first = _("the first {number} of them").format(number=PROBLEMS_SHOWN)
            said = f"{said}; {first}"
        self._problems_title.say(said)
        self.problems.show_problems(reading.found.problems, reading.guesses)
        self.problems.setVisible(bool(reading.found.problems))
        fine = "" if reading.no_names else _("Every row was understood.")
        self._fine.say("" if reading.found.problems else fine)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        self._names.addWidget(self.name)
        self._names.addWidget(self._source)
        head.addLayout(self._names, 1)
        for button in (self.sheet, self.encoding, self.delimiter, self.header):
            head.addWidget(button)
        self._head = head
        self._left.addWidget(self._problems_title)
        self._left.addWidget(self.problems, 1)
        self._left.addWidget(self._fine)
        self._left.addStretch(0)
        self._right.addWidget(self._before)
        self._right.addWidget(self.plan)
        self._right.addWidget(self._more)
        self._right.addStretch(1)
        self._below.addLayout(self._left, 62)
        self._below.addLayout(self._right, 38)
        self._rows.addLayout(head)
        self._rows.addWidget(self.table, 58)
        self._rows.addLayout(self._below, 42)
        self._rows.setContentsMargins(0, 0, 0, 0)

    def _connect(self) -> None:
        self.sheet.chosen.connect(lambda key: self._change(Choice(sheet=key)))
        self.encoding.chosen.connect(lambda key: self._change(replace(self._choice, encoding=key)))
        self.delimiter.chosen.connect(
            lambda key: self._change(Choice(encoding=self._choice.encoding, delimiter=key))
        )
        self.header.chosen.connect(
            lambda key: self._change(
                replace(self._choice, header_row=int(key), columns={}, ignored=())
            )
        )
        self.table.meaning_chosen.connect(self.choose_meaning)

    def _follow(self) -> None:
        px = self._look.px
        self._rows.setSpacing(px(14))
        self._names.setSpacing(px(2))
        self._head.setSpacing(px(8))
        self._below.setSpacing(px(32))
        self._left.setSpacing(px(6))
        self._right.setSpacing(px(6))
