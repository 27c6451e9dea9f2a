"""A field for one number."""

from babel.numbers import format_decimal
from PySide6.QtWidgets import QWidget

from kiosk.door.panel_edit import PanelEdit
from kiosk.look.look import Look
from kiosk.words import Words


class NumberEdit(PanelEdit):
    """Takes a decimal comma as well as a point, and a unit behind the number."""

    def __init__(
        self,
        look: Look,
        words: Words,
        name: str,
        least: float,
        most: float,
        *,
        whole: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, words, name, hint, parent)
        self._language = words.language
        self._least, self._most, self._whole = least, most, whole
        self.setMaxLength(12)

    def show_number(self, number: float | None) -> None:
        """Show this number; None: nothing."""
        said = "" if number is None else format_decimal(number, "0.##", self._language)
        self.setText(said)

    @property
    def number(self) -> float | None:
        """What was entered; None where it is no number within bounds, or nothing."""
        text = self.text().strip().rstrip("m%°× ").replace(",", ".").replace("−", "-")
        try:
            number = float(text)
        except ValueError:
            return None
        if not self._least <= number <= self._most or (self._whole and number != int(number)):
            return None
        return number

    @property
    def bounds(self) -> tuple[str, str]:
        """The smallest and the largest number, in words."""
        form = "0.##"
        return (
            format_decimal(self._least, form, self._language),
            format_decimal(self._most, form, self._language),
        )

    @property
    def is_blank(self) -> bool:
        """Whether nothing was entered."""
        return not self.text().strip()
