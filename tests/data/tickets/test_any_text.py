"""Whatever a code holds, every parser of it answers, and with little work."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.tickets import Wrapping, candidate_secrets, clean, read_code, verified
from data.tickets.cleaning import unwrapped
from data.tickets.keyboards import readings
from data.tickets.links import (
    address_secrets,
    alf_io_secrets,
    indico_secrets,
    is_address,
    luma_secrets,
)
from data.tickets.product_barcode import is_product_barcode
from data.tickets.reading import LONGEST_PARSED
from data.tickets.signed_ticket import is_signed_by, signed_ticket
from tests.data.tickets.hostile_texts import SHAPES, TICKET, hostile
from tests.data.tickets.signing import Signer

KB_4 = 4096
MOST_STEPS = 4000  # calls; 0.1 ms
MOST_STEPS_OF_LONG = 100
EVENT = Signer()
GENUINE = EVENT.ticket()
_PIECES = st.sampled_from(
    ["https://", "lu.ma", "luma.com/check-in/", "?pk=", "[", "]Q1", "{", '{"i":[2,"h","', '"]}',
     "::", "%", "&", "=", "PN", "PB", "\\000026", "\x1d", "\ud800", "٣", "²", TICKET, "AQ", "://[",
     "A" * 40, GENUINE, "4006381333931"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(_PIECES | st.text(max_size=8)).map("".join),
    st.binary(max_size=300).map(lambda raw: raw.decode("latin-1")),
    st.tuples(st.sampled_from(sorted(SHAPES)), st.integers(0, KB_4)).map(lambda t: hostile(*t)),
)


@given(TEXTS, st.builds(Wrapping, st.text(max_size=4), st.text(max_size=4)))
def test_every_parser_answers_to_any_text(text: str, wrapping: Wrapping) -> None:
    assert all(candidate_secrets(text, wrapping))
    assert all(unwrapped(text, wrapping))
    assert clean(text).isprintable() or not clean(text).isascii()
    assert verified(text) is None or len(verified(text) or "") == 20
    assert isinstance(is_product_barcode(text), bool)
    assert isinstance(is_address(text), bool)
    for secrets in (luma_secrets, address_secrets, indico_secrets, alf_io_secrets):
        assert all(isinstance(secret, str) and secret for secret in secrets(text))
    assert all(meant != text for _, meant in readings(text))
    ticket = signed_ticket(text)
    if ticket is not None and text != GENUINE:
        assert not is_signed_by(ticket, [EVENT.public_key, text])


@given(st.integers(0, len(GENUINE) - 1), st.characters(max_codepoint=0x7E, min_codepoint=0x21))
def test_a_signed_ticket_changed_anywhere_is_no_genuine_one(place: int, other: str) -> None:
    changed = GENUINE[:place] + other + GENUINE[place + 1 :]
    ticket = signed_ticket(changed)
    same = ticket is not None and ticket == signed_ticket(GENUINE)
    assert ticket is None or same or not is_signed_by(ticket, [EVENT.public_key])


@pytest.mark.parametrize("shape", SHAPES)
def test_four_kilobytes_take_no_more_steps_than_a_ticket(shape: str) -> None:
    assert steps(lambda: read_code(hostile(shape, LONGEST_PARSED))) <= MOST_STEPS
    assert steps(lambda: read_code(hostile(shape, KB_4))) <= MOST_STEPS_OF_LONG
    assert steps(lambda: read_code(hostile(shape, 16 * KB_4))) <= MOST_STEPS_OF_LONG


def steps(work: Callable[[], object]) -> int:
    """How often ``work`` called something: the same on every machine."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted
