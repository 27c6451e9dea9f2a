"""What pretix's answers to a push mean. Judged by the body: 400 and 404 mean several things."""

from collections.abc import Iterator
from contextlib import contextmanager

from data.errors import SyncPermanent
from data.sync.far_end import GivenUp, Later, Outcome, Outgoing
from data.sync.pretix.transport import Answer

MOST_FAILURES = 10  # of one row, at a server that answers others
STUCK = 3  # times 409 before a key counts as locked for good


@contextmanager
def as_pretix_says(host: str) -> Iterator[None]:
    """Within, what no pretix would say is named. Raises SyncPermanent("strange_answer").

    The cause is left away: it names guests.
    """
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        raise SyncPermanent("strange_answer", host=host, status=200) from None


def reason_of(answer: Answer) -> str:
    """pretix's one word why, such as "invalid"; empty where it gave none."""
    return answer.word("reason") if answer.word("status") == "error" else ""


def fields_of(answer: Answer) -> str:
    """Which fields pretix did not like; never what stood in them."""
    body = answer.body
    if isinstance(body, dict):
        return ", ".join(sorted(map(str, body)))[:200]
    return ""


def has_word(value: object, word: str) -> bool:
    """Whether a field of that name stands anywhere in the answer."""
    if isinstance(value, dict):
        return word in value or any(has_word(one, word) for one in value.values())
    if isinstance(value, list):
        return any(has_word(one, word) for one in value)
    return False


def stumbled(row: Outgoing, answer: Answer, server_works: bool) -> Outcome | None:
    """What a server error or a locked key means for this row; None: it is neither."""
    if answer.status == 409:
        seconds = answer.headers.get("retry-after", "")
        return Later(row.written.id, "in_flight", float(seconds) if seconds.isdecimal() else 5.0)
    if answer.status >= 500:
        if row.attempts >= MOST_FAILURES and server_works:
            return GivenUp(row.written.id, "fails_there", {"times": row.attempts})
        return Later(row.written.id, "server_error")
    return None
