"""Who has the event file open."""

import os
import socket
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from data.identity import uuid7
from data.store.journal import to_moment, to_text
from data.store.processes import is_alive


@dataclass(frozen=True, slots=True)
class Session:
    """One process that has the file open."""

    id: str
    host: str
    pid: int
    device_name: str
    since: datetime

    @property
    def may_be_alive(self) -> bool:
        """False only where this machine knows that the process has ended."""
        return self.host != socket.gethostname() or is_alive(self.pid)


def enter(connection: sqlite3.Connection, device_name: str, now: datetime) -> str:
    """Note that this process has the file open; return the session's id."""
    session_id = uuid7(now)
    connection.execute(
        "INSERT INTO session (id, host, pid, device_name, since) VALUES (?, ?, ?, ?, ?)",
        (session_id, socket.gethostname(), os.getpid(), device_name, to_text(now)),
    )
    return session_id


def leave(connection: sqlite3.Connection, session_id: str) -> None:
    """Note that it has not any more."""
    connection.execute("DELETE FROM session WHERE id = ?", (session_id,))


def others(connection: sqlite3.Connection, session_id: str) -> list[Session]:
    """The other processes that have the file open, oldest first."""
    found = connection.execute(
        "SELECT id, host, pid, device_name, since FROM session WHERE id <> ? ORDER BY since",
        (session_id,),
    ).fetchall()
    sessions = [
        Session(i, host, pid, name, to_moment(since)) for i, host, pid, name, since in found
    ]
    return [session for session in sessions if session.may_be_alive]


def forget_ended(connection: sqlite3.Connection) -> list[str]:
    """Drop the sessions that ended without saying so; return the ids of those still there."""
    found = connection.execute("SELECT id, host, pid, device_name, since FROM session").fetchall()
    alive = []
    for record in found:
        session_id, host, pid, name, since = record
        session = Session(session_id, host, pid, name, to_moment(since))
        if session.may_be_alive:
            alive.append(session.id)
        else:
            leave(connection, session.id)
    return alive
