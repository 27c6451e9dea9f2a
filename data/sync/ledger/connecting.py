"""Connections to a ledger, and in our own words what PostgreSQL says when something is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.errors import SyncError, SyncPermanent, SyncTemporary
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.certificate import has_expired, pinned_certificate, shown_certificate

if TYPE_CHECKING:
    import psycopg

    Connection = psycopg.Connection[tuple[Any, ...]]


def ledger_error(address: LedgerAddress, sqlstate: str | None, message: str) -> SyncError:
    """What a failure of the ledger as a whole is called here.

    https://www.postgresql.org/docs/current/errcodes-appendix.html; while connecting libpq gives
    no SQLSTATE, only its English words.
    """
    host = address.shown
    match sqlstate:
        case "28P01" | "28000":
            return SyncPermanent("ledger_password", host=host)
        case "3D000":
            return SyncPermanent("ledger_no_database", host=host)
        case "42501":
            return SyncPermanent("ledger_not_admitted", host=host)
        case "3F000" | "42883" | "42P01":
            return SyncPermanent("ledger_not_installed", host=host)
        case "53300" | "57P03" | "57014" | "55P03" | "40001" | "40P01":
            return SyncTemporary("ledger_busy", host=host)
        case "53100":
            return SyncTemporary("ledger_full", host=host)
        case _:
            return _said(message, host)


def _said(message: str, host: str) -> SyncError:
    if "certificate" in message or "does not match host name" in message:
        return SyncPermanent("ledger_certificate", host=host)
    if "does not support SSL" in message:
        return SyncPermanent("ledger_no_tls", host=host)
    if "invalid response to SSL negotiation" in message or "but received" in message:
        return SyncPermanent("ledger_not_postgresql", host=host)
    if "password authentication failed" in message or "no pg_hba.conf entry" in message:
        return SyncPermanent("ledger_password", host=host)
    if "does not exist" in message:
        return SyncPermanent("ledger_no_database", host=host)
    if "permission denied" in message:
        return SyncPermanent("ledger_not_admitted", host=host)
    if "failed to resolve host" in message or "could not translate host name" in message:
        return SyncTemporary("ledger_host_unknown", host=host)
    if "timeout expired" in message or "timed out" in message:
        return SyncTemporary("ledger_silent", host=host)
    if "too many connections" in message or "the database system is" in message:
        return SyncTemporary("ledger_busy", host=host)
    return SyncTemporary("ledger_unreachable", host=host)


@contextmanager
def translated(address: LedgerAddress) -> Iterator[None]:
    """Turn what psycopg raises about the ledger as a whole into SyncErrors."""
    import psycopg

    try:
        yield
    except (psycopg.OperationalError, psycopg.InternalError, psycopg.ProgrammingError) as error:
        raise ledger_error(address, error.sqlstate, str(error)) from None


def connect(address: LedgerAddress, folder: Path) -> "Connection":
    """A connection that commits each call by itself. ``folder`` keeps pinned certificates.

    Nothing is prepared on the server: behind a pooler the next call may meet another one. Raises
    SyncError, SyncPermanent("ledger_no_driver") without psycopg.
    """
    try:
        import psycopg
        from psycopg.conninfo import make_conninfo
    except ImportError:
        raise SyncPermanent("ledger_no_driver") from None
    certificate = pinned_certificate(address, folder)
    try:
        with translated(address):
            return psycopg.connect(
                make_conninfo("", **address.parameters(certificate)),
                autocommit=True,
                prepare_threshold=None,
            )
    except SyncPermanent as error:
        # OpenSSL says no more to libpq than that it does not trust the certificate.
        if error.code == "ledger_certificate" and has_expired(shown_certificate(address)):
            raise SyncPermanent("ledger_certificate_expired", host=address.shown) from None
        raise
