"""Pinned certificates: fetched once, known by their fingerprint, trusted alone."""

import hashlib
import socket
import ssl
import struct
from pathlib import Path

from data.errors import SyncPermanent, SyncTemporary
from data.identity import utc_now
from data.sync.ledger.address import CONNECT_SECONDS, LedgerAddress

_SSL_REQUEST = struct.pack("!ii", 8, 80877103)  # "may we speak TLS?", protocol 3.0


def fingerprint(der: bytes) -> str:
    """SHA-256 in hex, as browsers show it without the colons."""
    return hashlib.sha256(der).hexdigest()


def pinned_certificate(address: LedgerAddress, folder: Path) -> str | None:
    """The file with the certificate that the address names, fetched where it is not kept yet.

    None where it names none. Raises SyncPermanent("ledger_other_certificate") where the server
    shows another one, SyncTemporary where it does not answer.
    """
    if not address.certificate:
        return None
    kept = folder / f"{address.certificate}.pem"
    if not kept.exists():
        der = shown_certificate(address)
        if fingerprint(der) != address.certificate:
            raise SyncPermanent("ledger_other_certificate", host=address.shown)
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_text(ssl.DER_cert_to_PEM_cert(der), "ascii")
    return str(kept)


def has_expired(der: bytes) -> bool:
    """Whether this laptop's clock lies outside of the time for which a certificate is good."""
    from cryptography import x509

    certificate = x509.load_der_x509_certificate(der)
    return not certificate.not_valid_before_utc <= utc_now() <= certificate.not_valid_after_utc


def shown_certificate(address: LedgerAddress) -> bytes:
    """The certificate (DER) that the server shows; nobody vouches for it yet."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols(["postgresql"])
    try:
        with socket.create_connection((address.host, address.port), CONNECT_SECONDS) as plain:
            if not address.is_direct:
                plain.sendall(_SSL_REQUEST)
                if plain.recv(1) != b"S":
                    raise SyncPermanent("ledger_no_tls", host=address.shown)
            with context.wrap_socket(plain, server_hostname=address.host) as secured:
                der = secured.getpeercert(binary_form=True)
    except socket.gaierror as error:
        raise SyncTemporary("ledger_host_unknown", host=address.shown) from error
    except TimeoutError as error:
        raise SyncTemporary("ledger_silent", host=address.shown) from error
    except OSError as error:
        raise SyncTemporary("ledger_unreachable", host=address.shown) from error
    if der is None:
        raise SyncPermanent("ledger_no_tls", host=address.shown)
    return der
