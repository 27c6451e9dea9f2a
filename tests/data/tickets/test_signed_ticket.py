import base64
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from data.tickets import CodeKind, Signature, read_code
from data.tickets.signed_ticket import is_signed_by, signed_ticket
from tests.data.tickets.signing import Signer


def test_a_ticket_signed_by_the_event_is_valid_and_tells_its_product() -> None:
    event = Signer()
    code = read_code(event.ticket(item=4711), keys=[event.public_key])
    assert (code.kind, code.signature) == (CodeKind.PRETIX_SIGNED, Signature.VALID)
    assert code.ticket is not None
    assert (code.ticket.item, code.ticket.variation) == (4711, 3)


def test_another_events_ticket_is_not_and_without_a_key_nobody_can_tell() -> None:
    event, other = Signer(), Signer()
    assert read_code(other.ticket(), keys=[event.public_key]).signature is Signature.WRONG
    assert read_code(other.ticket()).signature is Signature.UNCHECKED
    both = [event.public_key, other.public_key]
    assert read_code(other.ticket(), keys=both).signature is Signature.VALID


def test_a_ticket_with_another_product_written_in_is_not_valid() -> None:
    event = Signer()
    raw = bytearray(base64.b64decode(event.ticket(item=7)[::-1]))
    raw[raw.index(b"\x10\x07") + 1] = 8
    forged = base64.b64encode(raw).decode()[::-1]
    code = read_code(forged, keys=[event.public_key])
    assert code.ticket is not None
    assert (code.ticket.item, code.signature) == (8, Signature.WRONG)


def test_keys_that_are_none_sign_nothing() -> None:
    ticket = signed_ticket(Signer().ticket())
    assert ticket is not None
    assert not is_signed_by(ticket, ["", "no base64!", "bm8ga2V5"])


@given(st.binary(max_size=200))
def test_any_bytes_are_a_ticket_or_none(payload: bytes) -> None:
    head = b"\x01" + len(payload).to_bytes(2, "big") + (64).to_bytes(2, "big")
    text = base64.b64encode(head + payload + bytes(64)).decode()[::-1]
    ticket = signed_ticket(text)
    assert ticket is None or ticket.payload == payload


def test_a_ticket_tells_from_when_until_when_it_is_valid() -> None:
    begins, ends = datetime(2026, 11, 22, 18, tzinfo=UTC), datetime(2026, 11, 23, 2, tzinfo=UTC)
    limited = signed_ticket(Signer().ticket(valid_from=begins, valid_until=ends))
    assert limited is not None
    assert (limited.valid_from, limited.valid_until) == (begins, ends)
    unlimited = signed_ticket(Signer().ticket())
    assert unlimited is not None
    assert (unlimited.valid_from, unlimited.valid_until) == (None, None)
