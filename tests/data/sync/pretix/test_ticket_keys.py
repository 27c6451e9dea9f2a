"""The keys that sign an event's tickets come with its details and stay in the file."""

from data.tickets import Signature, read_code
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.laptop import Laptop
from tests.data.tickets.signing import Signer


def test_a_signed_ticket_is_known_without_the_list_once_pretix_was_reached(
    laptop: Laptop, fake: FakePretix
) -> None:
    signer = Signer()
    fake.event["valid_keys"] = {"pretix_sig1": [signer.public_key]}
    laptop.sync()
    keys = laptop.evening.file.info.ticket_keys
    assert read_code(signer.ticket(), keys=keys).signature is Signature.VALID
    assert read_code(Signer().ticket(), keys=keys).signature is Signature.WRONG


def test_an_event_without_signed_tickets_has_no_keys(laptop: Laptop) -> None:
    laptop.sync()
    assert laptop.evening.file.info.ticket_keys == ()
