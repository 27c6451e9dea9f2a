import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.printing.ipp.codes import GroupTag, Operation, ValueTag
from kiosk.printing.ipp.encoding import DEEPEST, MalformedMessage, decode, encode
from kiosk.printing.ipp.message import (
    Attribute,
    Group,
    LanguageText,
    Message,
    Range,
    Resolution,
    Value,
    attribute,
)

INTS = st.integers(-(2**31), 2**31 - 1)
NAMES = st.text(min_size=1, max_size=40)
TEXTS = st.text(max_size=200)
TEXT_TAGS = [tag for tag in ValueTag if 0x41 <= tag <= 0x49]
PLAIN = st.one_of(
    st.builds(Value, st.sampled_from([0x10, 0x12, 0x13]), st.none()),
    st.builds(Value, st.sampled_from([ValueTag.INTEGER, ValueTag.ENUM]), INTS),
    st.builds(Value, st.just(ValueTag.BOOLEAN), st.booleans()),
    st.builds(Value, st.sampled_from([0x30, 0x31, 0x3F]), st.binary(max_size=60)),
    st.builds(
        Value,
        st.just(ValueTag.RESOLUTION),
        st.builds(Resolution, INTS, INTS, st.integers(0, 255)),
    ),
    st.builds(Value, st.just(ValueTag.RANGE), st.builds(Range, INTS, INTS)),
    st.builds(
        Value,
        st.sampled_from([ValueTag.TEXT_WITH_LANGUAGE, ValueTag.NAME_WITH_LANGUAGE]),
        st.builds(LanguageText, TEXTS, TEXTS),
    ),
    st.builds(Value, st.sampled_from(TEXT_TAGS), TEXTS),
)


def attributes_of(values: st.SearchStrategy[Value]) -> st.SearchStrategy[tuple[Attribute, ...]]:
    several = st.lists(values, min_size=1, max_size=3).map(tuple)
    return st.lists(st.builds(Attribute, NAMES, several), max_size=4).map(tuple)


VALUES = st.recursive(
    PLAIN,
    lambda inner: st.builds(Value, st.just(ValueTag.BEGIN_COLLECTION), attributes_of(inner)),
    max_leaves=12,
)
MESSAGES = st.builds(
    Message,
    st.integers(0, 0xFFFF),
    st.integers(0, 2**32 - 1),
    st.lists(
        st.builds(Group, st.sampled_from([1, 2, 4, 5, 9]), attributes_of(VALUES)), max_size=4
    ).map(tuple),
    st.tuples(st.integers(0, 255), st.integers(0, 255)),
)


def depth_of(groups: object) -> int:
    if isinstance(groups, (tuple, list)):
        return max(map(depth_of, groups), default=0)
    if isinstance(groups, (Group, Attribute)):
        inner = groups.attributes if isinstance(groups, Group) else groups.values
        return depth_of(inner)
    if isinstance(groups, Value) and isinstance(groups.content, tuple):
        return 1 + depth_of(groups.content)
    return 0


@settings(max_examples=40)
@given(MESSAGES.filter(lambda m: depth_of(m.groups) <= DEEPEST), st.binary(max_size=40))
def test_what_is_said_is_what_is_heard(message: Message, document: bytes) -> None:
    assert decode(encode(message) + document) == (message, document)


def test_the_print_job_of_the_standards_own_example() -> None:
    """RFC 8010, appendix A.1, byte for byte."""
    told = (
        b"\x01\x01\x00\x02\x00\x00\x00\x01\x01"
        b"\x47\x00\x12attributes-charset\x00\x05utf-8"
        b"\x48\x00\x1battributes-natural-language\x00\x05en-us"
        b"\x45\x00\x0bprinter-uri\x00\x2cipp://printer.example.com/ipp/print/pinetree"
        b"\x42\x00\x08job-name\x00\x06foobar"
        b"\x22\x00\x16ipp-attribute-fidelity\x00\x01\x01"
        b"\x02"
        b"\x21\x00\x06copies\x00\x04\x00\x00\x00\x14"
        b"\x44\x00\x05sides\x00\x13two-sided-long-edge"
        b"\x03"
    )
    operation = Group(
        GroupTag.OPERATION,
        (
            attribute("attributes-charset", ValueTag.CHARSET, "utf-8"),
            attribute("attributes-natural-language", ValueTag.NATURAL_LANGUAGE, "en-us"),
            attribute("printer-uri", ValueTag.URI, "ipp://printer.example.com/ipp/print/pinetree"),
            attribute("job-name", ValueTag.NAME, "foobar"),
            attribute("ipp-attribute-fidelity", ValueTag.BOOLEAN, True),
        ),
    )
    job = Group(
        GroupTag.JOB,
        (
            attribute("copies", ValueTag.INTEGER, 20),
            attribute("sides", ValueTag.KEYWORD, "two-sided-long-edge"),
        ),
    )
    message = Message(Operation.PRINT_JOB, 1, (operation, job), (1, 1))
    assert encode(message) == told
    assert decode(told + b"%!PDF") == (message, b"%!PDF")


def test_a_collection_as_the_standard_writes_it() -> None:
    """RFC 8010, appendix A.4: media-col with media-size inside."""
    size = (
        attribute("x-dimension", ValueTag.INTEGER, 6),
        attribute("y-dimension", ValueTag.INTEGER, 4),
    )
    column = (
        attribute("media-color", ValueTag.KEYWORD, "blue"),
        attribute("media-size", ValueTag.BEGIN_COLLECTION, size),
    )
    group = Group(GroupTag.JOB, (attribute("media-col", ValueTag.BEGIN_COLLECTION, column),))
    assert encode(Message(2, 1, (group,), (1, 1)))[9:-1] == (
        b"\x34\x00\x09media-col\x00\x00"
        b"\x4a\x00\x00\x00\x0bmedia-color\x44\x00\x00\x00\x04blue"
        b"\x4a\x00\x00\x00\x0amedia-size\x34\x00\x00\x00\x00"
        b"\x4a\x00\x00\x00\x0bx-dimension\x21\x00\x00\x00\x04\x00\x00\x00\x06"
        b"\x4a\x00\x00\x00\x0by-dimension\x21\x00\x00\x00\x04\x00\x00\x00\x04"
        b"\x37\x00\x00\x00\x00\x37\x00\x00\x00\x00"
    )


@given(st.binary(max_size=400))
def test_noise_is_refused_and_harms_nothing(noise: bytes) -> None:
    try:
        decode(noise)
    except MalformedMessage:
        return


@settings(max_examples=40)
@given(MESSAGES, st.data())
def test_a_message_cut_short_is_refused(message: Message, data: st.DataObject) -> None:
    whole = encode(message)
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(MalformedMessage):
        decode(whole[:cut])


def test_collections_without_end_and_values_without_name_are_refused() -> None:
    begin = struct.pack(">BBHIB", 2, 0, 0, 1, GroupTag.PRINTER)
    nested = b"\x34\x00\x01m\x00\x00" + b"\x4a\x00\x00\x00\x01m\x34\x00\x00\x00\x00" * 500
    for bytes_ in (nested, b"\x21\x00\x00\x00\x04\x00\x00\x00\x01\x03"):
        with pytest.raises(MalformedMessage):
            decode(begin + bytes_)
    with pytest.raises(MalformedMessage):
        decode(struct.pack(">BBHI", 2, 0, 0, 1) + b"\x21\x00\x01a\x00\x04\x00\x00\x00\x01\x03")


def test_latin_1_from_an_old_printer_is_read_all_the_same() -> None:
    begin = struct.pack(">BBHIB", 2, 0, 0, 1, GroupTag.PRINTER)
    message, _ = decode(begin + b"\x41\x00\x01a\x00\x03B\xfcr\x03")
    assert message.group(GroupTag.PRINTER).text("a") == "B\N{REPLACEMENT CHARACTER}r"


def test_what_ipp_cannot_say_is_an_error() -> None:
    for value in (Value(ValueTag.INTEGER, 2**31), Value(ValueTag.TEXT, "x" * 70_000)):
        with pytest.raises(ValueError, match="not to be said"):
            encode(Message(2, 1, (Group(1, (Attribute("a", (value,)),)),)))
