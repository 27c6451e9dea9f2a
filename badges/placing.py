"""Things in their places, in mm from the lower left corner of the badge."""

from dataclasses import dataclass

from badges.lettering import Outline

Box = tuple[float, float, float, float]
SMALLEST_LEGIBLE_PT = 14.0
SMALLEST_SURNAME_PT = 10.0  # below the first name, which is read first


@dataclass(frozen=True, slots=True)
class PlacedText:
    """One line of text: its outline, where its baseline begins and how large one em is."""

    outline: Outline
    x_mm: float
    baseline_mm: float
    size_mm: float

    @property
    def box_mm(self) -> Box:
        """The ink: left, bottom, right, top."""
        return (
            self.x_mm + self.outline.left * self.size_mm,
            self.baseline_mm + self.outline.bottom * self.size_mm,
            self.x_mm + self.outline.right * self.size_mm,
            self.baseline_mm + self.outline.top * self.size_mm,
        )


@dataclass(frozen=True, slots=True)
class PlacedFlag:
    """One flag, its lower left corner and its size."""

    code: str
    png: bytes
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float

    @property
    def box_mm(self) -> Box:
        """Left, bottom, right, top."""
        return self.x_mm, self.y_mm, self.x_mm + self.width_mm, self.y_mm + self.height_mm


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """A logo in its place."""

    png: bytes
    box_mm: Box


@dataclass(frozen=True, slots=True)
class PlacedCode:
    """A QR code, its quiet zone included; the paper may be white around it or not."""

    text: str
    x_mm: float
    y_mm: float
    side_mm: float

    @property
    def box_mm(self) -> Box:
        """Left, bottom, right, top."""
        return self.x_mm, self.y_mm, self.x_mm + self.side_mm, self.y_mm + self.side_mm


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """The mark of a product: a shape in its colour, edged in black so that grey paper shows it."""

    shape: str
    colour: str
    box_mm: Box


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A line to write on."""

    left_mm: float
    right_mm: float
    y_mm: float

    @property
    def box_mm(self) -> Box:
        """Left, bottom, right, top."""
        return self.left_mm, self.y_mm, self.right_mm, self.y_mm


@dataclass(frozen=True, slots=True)
class Layout:
    """A badge with everything in its place."""

    width_mm: float
    height_mm: float
    margin_mm: float
    texts: tuple[PlacedText, ...]
    flags: tuple[PlacedFlag, ...]
    extras: tuple[PlacedImage | PlacedCode | PlacedMark | PlacedRule, ...] = ()
    name_pt: float = 0.0  # the size of what is set largest; 0: no name
    surname_pt: float = 0.0  # the size of the last line of the name

    @property
    def is_hard_to_read(self) -> bool:
        """Whether the name is too small to be read at arm's length: offer a shorter one."""
        return 0 < self.name_pt < SMALLEST_LEGIBLE_PT or 0 < self.surname_pt < SMALLEST_SURNAME_PT

    @property
    def told_pt(self) -> float:
        """The size that makes it hard to read, to be told: the surname's, where only that does."""
        return self.name_pt if self.name_pt < SMALLEST_LEGIBLE_PT else self.surname_pt


def set_line(
    outline: Outline,
    left_mm: float,
    right_mm: float,
    baseline_mm: float,
    size_mm: float,
    flush_right: bool,
) -> PlacedText:
    """A line whose ink touches the left edge of its column or, ``flush_right``, the right one."""
    if flush_right:
        return PlacedText(outline, right_mm - outline.right * size_mm, baseline_mm, size_mm)
    return PlacedText(outline, left_mm - outline.left * size_mm, baseline_mm, size_mm)
