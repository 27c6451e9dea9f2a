"""How a badge looks, as plain data: one TOML file a design, three of them built in.

``assets/designs/classic.toml`` says what every key means. A design is checked when it is read;
whatever it cannot be is told by file and key.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from badges.artwork import read_artwork
from badges.badge import Badge
from badges.errors import DesignUnknown, PlainDataWrong
from badges.flags import FLAGS, Flags
from badges.plain_data import Table, read_table

SHOWS = ("both", "first", "whole")
COUNTRIES = ("code", "name", "none")
MARKS = ("disc", "ring", "square", "frame", "triangle", "diamond")
FIELDS = (
    "first_name", "last_name", "name", "company", "product", "event", "second_line", "country",
    "languages", "ask_about",
)  # fmt: skip
MOST_LINES = 6
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line at the foot. ``size_mm``: its em on a label of 100 x 62 mm."""

    text: str
    size_mm: float
    is_spaced: bool = False
    is_capitals: bool = False
    is_blank: bool = False  # where a field is empty, a rule to write on takes its place

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it says."""
        return fields_of(self.text)

    def said(self, badge: Badge) -> str | None:
        """The line for this badge, up to the first empty field; None: leave it out."""
        known = said_by(badge)
        missing = [name for name in self.fields if not known[name]]
        if missing and not self.is_blank:
            return None
        text = self.text.split("{" + missing[0] + "}")[0] if missing else self.text
        text = text.format_map(known)
        return text.upper() if self.is_capitals else text

    def is_to_be_written(self, badge: Badge) -> bool:
        """Whether a rule stands at its end."""
        known = said_by(badge)
        return self.is_blank and any(not known[name] for name in self.fields)


@dataclass(frozen=True, slots=True)
class ProductMark:
    """How a kind of ticket is told apart: by shape for black-and-white printers, and by colour."""

    shape: str
    colour: str = "#000000"  # sRGB


@dataclass(frozen=True, slots=True)
class Design:
    """One design, checked."""

    name: str
    title: str
    show: str = "both"
    largest: float = 0.42
    surname: float = 0.5
    most_flags: int = 4
    flag_height: float = 0.21
    country: str = "code"
    lines: tuple[Line, ...] = ()
    logo: bytes | None = None  # a PNG
    has_qr: bool = False
    corner_mm: float = 14.0
    products: Mapping[str, ProductMark] = field(default_factory=lambda: MappingProxyType({}))
    flags: Flags = FLAGS

    def with_flags(self, flags: Flags) -> "Design":
        """The same design with the flags that the host decided on."""
        return replace(self, flags=flags)

    def mark_of(self, product: str) -> ProductMark | None:
        """The mark of that product, in any case."""
        return self.products.get(product.casefold().strip())


def read_design(path: Path) -> Design:
    """The design in a file, its logo loaded. Raises PlainDataWrong and ArtworkUnusable."""
    whole = read_table(path)
    name = whole.table("name") or Table(path.name, {}, "name")
    flags = whole.table("flags") or Table(path.name, {}, "flags")
    corner = whole.table("corner") or Table(path.name, {}, "corner")
    logo = corner.text("logo", "")
    design = Design(
        name=path.stem,
        title=whole.text("title", path.stem),
        show=name.choice("show", "both", SHOWS),
        largest=name.number("largest", 0.42, least=0.1, most=0.9),
        surname=name.number("surname", 0.5, least=0.1, most=1.0),
        most_flags=flags.count("most", 4, most=4),
        flag_height=flags.number("height", 0.21, least=0.08, most=0.5),
        country=flags.choice("country", "code", COUNTRIES),
        lines=_lines(whole),
        logo=read_artwork(path.parent / logo) if logo else None,
        has_qr=corner.switch("qr", default=False),
        corner_mm=corner.number("height_mm", 14.0, least=6, most=40),
        products=_products(whole),
    )
    for table in (whole, name, flags, corner):
        table.close()
    return design


def own_designs(folder: Path) -> dict[str, Path]:
    """The user's designs by name: the TOML files of ``designs`` in that folder, unread."""
    return {path.stem: path for path in sorted((folder / "designs").glob("*.toml"))}


def built_in_designs() -> dict[str, Path]:
    """Ours, the usual one first."""
    folder = Path(str(files("badges"))) / "assets" / "designs"
    return {name: folder / f"{name}.toml" for name in BUILT_IN}


def design_named(name: str, folder: Path | None = None) -> Design:
    """A design by name, one's own (in ``folder``) before ours.

    Raises DesignUnknown, PlainDataWrong, ArtworkUnusable.
    """
    own = own_designs(folder) if folder is not None else {}
    known = {**built_in_designs(), **own}
    path = known.get(name)
    if path is None:
        raise DesignUnknown("design_unknown", design=name, known=tuple(known))
    return read_design(path)


def fields_of(text: str) -> tuple[str, ...]:
    """The names between braces. Raises ValueError where the braces do not match, or ask for more
    than a name (a width of a billion blanks is one letter to write).
    """
    parts = [part for part in Formatter().parse(text) if part[1] is not None]
    if any(spec or conversion for _, _, spec, conversion in parts):
        raise ValueError("only names stand between braces")
    return tuple(str(name) for _, name, _, _ in parts)


def said_by(badge: Badge) -> dict[str, str]:
    """Every field that a line can say."""
    whole = badge.name or " ".join(part for part in (badge.first_name, badge.last_name) if part)
    return {
        "first_name": badge.first_name,
        "last_name": badge.last_name,
        "name": whole,
        "company": badge.company,
        "product": badge.product,
        "event": badge.event_name,
        "second_line": badge.second_line,
        "country": ", ".join(badge.country_names or badge.countries),
        "languages": " · ".join(code.upper() for code in badge.languages),
        "ask_about": badge.ask_about,
    }


def _lines(whole: Table) -> tuple[Line, ...]:
    tables = whole.tables("lines")
    if len(tables) > MOST_LINES:
        raise PlainDataWrong(
            "key_wrong", file=whole.file, key="lines", value=len(tables),
            wanted=f"at most {MOST_LINES}",
        )  # fmt: skip
    return tuple(_line(table) for table in tables)


def _line(table: Table) -> Line:
    text = table.text("text")
    try:
        unknown = [name for name in fields_of(text) if name not in FIELDS]
    except ValueError:
        unknown = [text]
    if unknown:
        wanted = " ".join("{" + name + "}" for name in FIELDS)
        raise PlainDataWrong(
            "key_wrong", file=table.file, key=f"{table.place}.text", value=text, wanted=wanted
        )
    line = Line(
        text,
        table.number("size_mm", 3.6, least=1.5, most=20),
        is_spaced=table.switch("spaced", default=False),
        is_capitals=table.switch("capitals", default=False),
        is_blank=table.switch("blank", default=False),
    )
    table.close()
    return line


def _products(whole: Table) -> Mapping[str, ProductMark]:
    found = {}
    for table in whole.tables("products"):
        colour = table.text("colour", "#000000")
        if not _COLOUR.fullmatch(colour):
            raise PlainDataWrong(
                "key_wrong", file=table.file, key=f"{table.place}.colour", value=colour,
                wanted="#RRGGBB",
            )  # fmt: skip
        mark = ProductMark(table.choice("mark", "disc", MARKS), colour)
        found[table.text("name").casefold().strip()] = mark
        table.close()
    return MappingProxyType(found)


BUILT_IN = ("classic", "big-first-name", "conversation")
CLASSIC = design_named("classic")
