"""IPP messages as bytes and back: RFC 8010, section 3. What follows a message is its document."""

import struct
from collections.abc import Iterator, Sequence

from kiosk.printing.ipp.codes import GroupTag, ValueTag
from kiosk.printing.ipp.message import (
    Attribute,
    Content,
    Group,
    LanguageText,
    Message,
    Range,
    Resolution,
    Value,
)

DEEPEST = 8  # collections within collections; real printers nest them three deep
MOST_VALUES = 50_000
_FIRST_VALUE_TAG = 0x10
_LAST_OUT_OF_BAND = 0x1F
_TEXTS = range(0x40, 0x60)
_WITH_LANGUAGE = (ValueTag.TEXT_WITH_LANGUAGE, ValueTag.NAME_WITH_LANGUAGE)


class MalformedMessage(ValueError):
    """These bytes are no IPP message, or one beyond all measure."""


def encode(message: Message) -> bytes:
    """The message as it goes over the wire. Raises ValueError for what IPP cannot say."""
    try:
        return b"".join(_encoded(message))
    except struct.error as error:
        raise ValueError(f"not to be said in IPP: {error}") from error


def _encoded(message: Message) -> Iterator[bytes]:
    yield struct.pack(">BBHI", *message.version, message.code, message.request_id)
    for group in message.groups:
        yield bytes((group.tag,))
        for each in group.attributes:
            yield from _attribute(each.name.encode(), each.values)
    yield bytes((GroupTag.END,))


def _attribute(name: bytes, values: Sequence[Value]) -> Iterator[bytes]:
    for number, value in enumerate(values):
        yield _field(value.tag, b"" if number else name, _content(value))
        if isinstance(value.content, tuple):
            for member in value.content:
                yield _field(ValueTag.MEMBER_NAME, b"", member.name.encode())
                yield from _attribute(b"", member.values)
            yield _field(ValueTag.END_COLLECTION, b"", b"")


def _field(tag: int, name: bytes, content: bytes) -> bytes:
    return b"".join(
        (struct.pack(">BH", tag, len(name)), name, struct.pack(">H", len(content)), content)
    )


def _content(value: Value) -> bytes:
    match value.content:
        case None | tuple():
            return b""
        case bool():
            return b"\x01" if value.content else b"\x00"
        case int():
            return struct.pack(">i", value.content)
        case str():
            return value.content.encode()
        case bytes():
            return value.content
        case Resolution(x, y, units):
            return struct.pack(">iiB", x, y, units)
        case Range(low, high):
            return struct.pack(">ii", low, high)
        case LanguageText(language, text):
            parts = (language.encode(), text.encode())
            return b"".join(struct.pack(">H", len(part)) + part for part in parts)


def decode(data: bytes) -> tuple[Message, bytes]:
    """The message that ``data`` begins with, and the document after it. Raises MalformedMessage."""
    try:
        return _Reader(data).message()
    except (struct.error, IndexError) as error:
        raise MalformedMessage("the message ends too early") from error


class _Reader:
    """Reads on from ``at``; what it reads next is never beyond the end of the bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._values = 0

    def message(self) -> tuple[Message, bytes]:
        major, minor, code, request_id = struct.unpack(">BBHI", self._take(8))
        groups: list[Group] = []
        while (tag := self._take(1)[0]) != GroupTag.END:
            if tag >= _FIRST_VALUE_TAG:
                raise MalformedMessage("an attribute outside of every group")
            groups.append(Group(tag, self._attributes()))
        message = Message(code, request_id, tuple(groups), (major, minor))
        return message, self._data[self._at :]

    def _attributes(self) -> tuple[Attribute, ...]:
        found: list[tuple[str, list[Value]]] = []
        while self._data[self._at] >= _FIRST_VALUE_TAG:
            tag, name, content = self._field()
            value = self._value(tag, content, DEEPEST)
            if name:
                found.append((_text(name), [value]))
            elif found:
                found[-1][1].append(value)
            else:
                raise MalformedMessage("a value without a name")
        return tuple(Attribute(name, tuple(values)) for name, values in found)

    def _value(self, tag: int, content: bytes, depth: int) -> Value:
        self._values += 1
        if self._values > MOST_VALUES:
            raise MalformedMessage("more values than any printer has")
        if tag == ValueTag.BEGIN_COLLECTION:
            if not depth:
                raise MalformedMessage("collections nested too deep")
            return Value(tag, self._collection(depth - 1))
        return Value(tag, _read(tag, content))

    def _collection(self, depth: int) -> tuple[Attribute, ...]:
        members: list[tuple[str, list[Value]]] = []
        while True:
            tag, _, content = self._field()
            if tag == ValueTag.END_COLLECTION:
                return tuple(Attribute(name, tuple(values)) for name, values in members)
            if tag == ValueTag.MEMBER_NAME:
                members.append((_text(content), []))
            elif members:
                members[-1][1].append(self._value(tag, content, depth))
            else:
                raise MalformedMessage("a member without a name")

    def _field(self) -> tuple[int, bytes, bytes]:
        tag, name_length = struct.unpack(">BH", self._take(3))
        name = self._take(name_length)
        (content_length,) = struct.unpack(">H", self._take(2))
        return tag, name, self._take(content_length)

    def _take(self, length: int) -> bytes:
        end = self._at + length
        if end > len(self._data):
            raise MalformedMessage("the message ends too early")
        taken = self._data[self._at : end]
        self._at = end
        return taken


def _read(tag: int, content: bytes) -> Content:
    if tag <= _LAST_OUT_OF_BAND:
        return None
    if tag == ValueTag.BOOLEAN:
        return content != b"\x00"
    if tag in (ValueTag.INTEGER, ValueTag.ENUM):
        return int(struct.unpack(">i", content)[0])
    if tag == ValueTag.RESOLUTION:
        return Resolution(*struct.unpack(">iiB", content))
    if tag == ValueTag.RANGE:
        return Range(*struct.unpack(">ii", content))
    if tag in _WITH_LANGUAGE:
        return _language_text(content)
    if tag in _TEXTS:
        return _text(content)
    return content


def _language_text(content: bytes) -> LanguageText:
    (length,) = struct.unpack_from(">H", content)
    language, rest = content[2 : 2 + length], content[2 + length :]
    (length,) = struct.unpack_from(">H", rest)
    return LanguageText(_text(language), _text(rest[2 : 2 + length]))


def _text(content: bytes) -> str:
    """Printers announce UTF-8 and some send Latin-1 all the same: never a reason to stop."""
    return content.decode("utf-8", errors="replace")
