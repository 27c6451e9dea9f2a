"""The hub's own certificate: made once, valid ten years, known by its fingerprint."""

import ipaddress
import os
import socket
from datetime import datetime, timedelta
from pathlib import Path

from data.sync.ledger.certificate import fingerprint

_NAME = "Pennant hub"
_VALID = timedelta(days=3650)


def hub_certificate(folder: Path, now: datetime) -> tuple[Path, Path, str]:
    """The files of certificate and key, and the fingerprint (SHA-256 of the DER, hex)."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    certificate_file, key_file = folder / "hub.pem", folder / "hub.key"
    if not (certificate_file.exists() and key_file.exists()):
        _make(certificate_file, key_file, now)
    certificate = x509.load_pem_x509_certificate(certificate_file.read_bytes())
    return certificate_file, key_file, fingerprint(certificate.public_bytes(Encoding.DER))


def _make(certificate_file: Path, key_file: Path, now: datetime) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _NAME)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # A laptop whose clock is wrong by a day must trust it too.
        .not_valid_before(now - timedelta(days=7))
        .not_valid_after(now + _VALID)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.IPAddress(ipaddress.ip_address(own_address())), x509.DNSName("localhost")]
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
    certificate_file.write_bytes(certificate.public_bytes(Encoding.PEM))


def own_address() -> str:
    """This laptop's address on the network by which it would reach others; no packet is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # TEST-NET-1 (RFC 5737): nobody's
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
