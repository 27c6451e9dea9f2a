"""One question with a deadline that holds, whatever the network does.

psycopg's own waiting has no deadline, so this speaks with libpq's asynchronous functions
(https://www.postgresql.org/docs/current/libpq-async.html) through ``psycopg.pq``. The caller's
thread waits, and no longer than it was told.
"""

import selectors
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from psycopg.pq.abc import PGconn, PGresult

_READY = (1, 2)  # PGRES_COMMAND_OK, PGRES_TUPLES_OK


class NoAnswer(Exception):
    """None in time, or the connection broke: what was asked may have been done."""


class Declined(Exception):
    """The server said no, with its SQLSTATE; nothing was done."""

    def __init__(self, sqlstate: str, message: str) -> None:
        self.sqlstate = sqlstate
        super().__init__(sqlstate, message)


Fields = tuple[bytes | None, ...]


def ask(
    pgconn: "PGconn", query: bytes, values: Sequence[bytes | None], seconds: float
) -> list[Fields]:
    """The records that answer a query, as PostgreSQL's texts. Raises NoAnswer and Declined."""
    from psycopg.errors import Error

    deadline = time.monotonic() + seconds
    try:
        pgconn.send_query_params(query, values)
        with selectors.DefaultSelector() as selector:
            selector.register(pgconn.socket, selectors.EVENT_READ | selectors.EVENT_WRITE)
            while pgconn.flush():
                _wait(selector, deadline)
                pgconn.consume_input()
            selector.modify(pgconn.socket, selectors.EVENT_READ)
            return _answer(pgconn, selector, deadline)
    except (Error, OSError, ValueError) as error:
        raise NoAnswer from error


def _answer(pgconn: "PGconn", selector: selectors.BaseSelector, deadline: float) -> list[Fields]:
    last: PGresult | None = None
    while True:
        while pgconn.is_busy():
            _wait(selector, deadline)
            pgconn.consume_input()
        result = pgconn.get_result()
        if result is None:
            break
        last = result
    if last is None:
        raise NoAnswer
    if last.status not in _READY:
        from psycopg.pq import DiagnosticField

        state = last.error_field(DiagnosticField.SQLSTATE)
        if state is None:
            raise NoAnswer
        raise Declined(state.decode(), last.error_message.decode("utf-8", "replace"))
    return [
        tuple(last.get_value(row, column) for column in range(last.nfields))
        for row in range(last.ntuples)
    ]


def _wait(selector: selectors.BaseSelector, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0 or not selector.select(left):
        raise NoAnswer
