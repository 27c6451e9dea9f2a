"""Who may knock at the hub's PostgreSQL: laptops that it admitted, and nobody else.

Read is the first message alone (https://www.postgresql.org/docs/current/protocol-message-formats.html,
StartupMessage). A stranger who sends nothing, or asks for the owner, never takes one of the
server's connections, nor does one address take them all.
"""

import asyncio
import re
import struct
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

_PROTOCOL_3 = 3
_LONGEST = 10_000  # bytes, as PostgreSQL itself has it
_ADMITTED = re.compile(rb"pennant_[0-9a-f]{12}")  # data.sync.ledger.installing.admit_devices
FIRST_SECONDS = 10.0  # until the first message is there
MOST_OF_ONE = 40  # connections of one address; a laptop has three or four
MOST_OF_ALL = 160  # the server's 200, less what this laptop needs itself


class Stranger(Exception):
    """Not one of our laptops."""


class Callers:
    """Counts who is in."""

    def __init__(self) -> None:
        self._of: Counter[str] = Counter()

    @contextmanager
    def entered(self, address: str) -> Iterator[None]:
        """One more of this address. Raises Stranger where there is no room."""
        if self._of[address] >= MOST_OF_ONE or self._of.total() >= MOST_OF_ALL:
            raise Stranger
        self._of[address] += 1
        try:
            yield
        finally:
            self._of[address] -= 1
            if not self._of[address]:
                del self._of[address]


async def first_message(reader: asyncio.StreamReader) -> bytes:
    """The message in which a laptop says who it is, to be passed on. Raises Stranger."""
    try:
        async with asyncio.timeout(FIRST_SECONDS):
            head = await reader.readexactly(8)
            length, major, _minor = struct.unpack("!IHH", head)
            if major != _PROTOCOL_3 or not 8 < length <= _LONGEST:
                raise Stranger
            rest = await reader.readexactly(length - 8)
    except (TimeoutError, asyncio.IncompleteReadError, OSError) as error:
        raise Stranger from error
    parts = rest.split(b"\0")
    told = dict(zip(parts[::2], parts[1::2], strict=False))
    if not _ADMITTED.fullmatch(told.get(b"user", b"")) or b"replication" in told:
        raise Stranger
    return head + rest
