"""An IPP request or answer as values (RFC 8010, section 3.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from kiosk.printing.ipp.codes import GroupTag, ValueTag


@dataclass(frozen=True, slots=True)
class Resolution:
    """Dots per unit; ``units`` 3 is per inch, 4 per centimetre."""

    x: int
    y: int
    units: int


@dataclass(frozen=True, slots=True)
class Range:
    """From ``low`` to ``high``, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class LanguageText:
    """A text with the natural language that it is written in."""

    language: str
    text: str


#: A collection is a tuple of attributes; None stands for the out-of-band values, bytes for octet
#: strings, dates and every syntax that is not known here.
Content: TypeAlias = (
    "int | bool | str | bytes | Resolution | Range | LanguageText | tuple[Attribute, ...] | None"
)


@dataclass(frozen=True, slots=True)
class Value:
    """One value and its syntax. ``tag`` is a ``ValueTag`` where the syntax is known."""

    tag: int
    content: Content


@dataclass(frozen=True, slots=True)
class Attribute:
    """A name with one or more values."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Attributes that speak of the same thing."""

    tag: int
    attributes: tuple[Attribute, ...] = ()

    def first(self, name: str) -> Content:
        """The first value of that name; None where there is none."""
        return next(iter(self.all(name)), None)

    def all(self, name: str) -> tuple[Content, ...]:
        """All values of that name."""
        return tuple(v.content for a in self.attributes if a.name == name for v in a.values)

    def text(self, name: str) -> str:
        """The first value as text, whichever language it comes with; empty where there is none."""
        return next(iter(self.texts(name)), "")

    def texts(self, name: str) -> tuple[str, ...]:
        """All values that are texts, names, keywords or addresses."""
        return tuple(
            content.text if isinstance(content, LanguageText) else content
            for content in self.all(name)
            if isinstance(content, (str, LanguageText))
        )

    def number(self, name: str) -> int | None:
        """The first value, where it is a whole number."""
        content = self.first(name)
        return content if isinstance(content, int) and not isinstance(content, bool) else None


@dataclass(frozen=True, slots=True)
class Message:
    """A request or an answer. ``code``: the operation asked for, or the status answered."""

    code: int
    request_id: int
    groups: tuple[Group, ...] = ()
    version: tuple[int, int] = (2, 0)

    def groups_of(self, tag: GroupTag) -> Iterator[Group]:
        """All groups about jobs, about the printer, or about the operation."""
        return (group for group in self.groups if group.tag == tag)

    def group(self, tag: GroupTag) -> Group:
        """The first such group; an empty one where there is none."""
        return next(self.groups_of(tag), Group(tag))


def attribute(name: str, tag: ValueTag, *contents: Content) -> Attribute:
    """An attribute whose values share one syntax."""
    return Attribute(name, tuple(Value(tag, content) for content in contents))
