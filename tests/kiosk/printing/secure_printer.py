"""A printer that speaks IPP by TLS, and whoever pretends to be it."""

import datetime
import ipaddress
import ssl
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiosk.printing.ipp.transport import Address
from tests.kiosk.printing.fake_ipp import FakeIppPrinter


@dataclass
class SecurePrinter:
    """Speaks IPP by TLS, with a certificate that it signed itself."""

    fake: FakeIppPrinter
    folder: Path

    @property
    def address(self) -> Address:
        return Address.parse(self.fake.uri.replace("ipp:", "ipps:"))

    @property
    def file(self) -> Path:
        return self.folder / "certificate.pem"

    def new_certificate(self) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "printer")])
        now = datetime.datetime.now(datetime.UTC)
        here = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
        signed = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([here]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(key, hashes.SHA256())
        )
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        self.file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file)
        self.fake.stop()
        self.fake.tls = context
        self.fake.start()
