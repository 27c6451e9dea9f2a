"""The one URL that a laptop pastes or scans to know its ledger.

``postgresql://ROLE:PASSWORD@HOST:PORT/DATABASE?…#event=UUID&ca=sha256:HEX`` as libpq has it
(https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING), with two words of
ours behind the ``#``: which event, and which certificate the server has to show. The URL is a
secret as a whole.
"""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from data.errors import SyncPermanent

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_POOLER_PORTS = frozenset({6432, 6543})  # PgBouncer's own, Supabase's transaction mode
_PASSED_ON = ("sslmode", "sslrootcert", "sslnegotiation", "channel_binding")
CONNECT_SECONDS = 3


@dataclass(frozen=True, slots=True)
class LedgerAddress:
    """Where a ledger is and who we are there. ``repr`` shows no password.

    ``event_id`` is empty in the URL of a database's owner. ``certificate`` is the SHA-256 of the
    server's own certificate (DER) in hex, empty where public authorities vouch for it.
    """

    host: str
    port: int
    user: str
    database: str
    password: str = field(default="", repr=False)
    event_id: str = ""
    certificate: str = ""
    options: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, url: str) -> "LedgerAddress":
        """Raises SyncPermanent("ledger_url") for anything else than such a URL."""
        try:
            parts = urlsplit(url.strip())
            words = {name: found[-1] for name, found in parse_qs(parts.fragment).items()}
            port = parts.port or 5432
            event_id = str(uuid.UUID(words["event"])) if "event" in words else ""
        except ValueError:
            raise SyncPermanent("ledger_url") from None
        options = {name: found[-1] for name, found in parse_qs(parts.query).items()}
        certificate = words.get("ca", "").removeprefix("sha256:").lower()
        sound = parts.scheme in ("postgresql", "postgres") and parts.hostname and parts.username
        if not sound or not re.fullmatch("([0-9a-f]{64})?", certificate):
            raise SyncPermanent("ledger_url")
        return cls(
            host=parts.hostname or "",
            port=port,
            user=unquote(parts.username or ""),
            database=unquote(parts.path.lstrip("/")) or "postgres",
            password=unquote(parts.password or ""),
            event_id=event_id,
            certificate=certificate,
            options={n: options[n] for n in _PASSED_ON if n in options},
        )

    @property
    def shown(self) -> str:
        """The address without any secret, for people."""
        return f"{self.host}:{self.port}"

    @property
    def identity(self) -> str:
        """Which ledger it is, however its host is reached: a hub is known by its certificate. One
        database has several names (its pooler's, its own), so all of those count as one.
        """
        return self.certificate or "server"

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves this machine on the way there."""
        return self.host in _LOOPBACK

    @property
    def looks_pooled(self) -> bool:
        """Whether a pooler seems to stand between: then hints never arrive, and we ask instead."""
        host = self.host.casefold()
        return "-pooler." in host or ".pooler." in host or self.port in _POOLER_PORTS

    @property
    def is_direct(self) -> bool:
        """Whether TLS begins with the first byte, as in front of a hub."""
        return self.options.get("sslnegotiation") == "direct"

    def as_laptop(self, user: str, password: str, event_id: str) -> "LedgerAddress":
        """The same place for another login."""
        return replace(self, user=user, password=password, event_id=event_id)

    def url(self) -> str:
        """The URL again, with its secret."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        options = f"?{urlencode(self.options)}" if self.options else ""
        words = {}
        if self.event_id:
            words["event"] = self.event_id
        if self.certificate:
            words["ca"] = f"sha256:{self.certificate}"
        fragment = f"#{urlencode(words, safe=':')}" if words else ""
        place = f"{host}:{self.port}/{quote(self.database)}"
        return f"postgresql://{login}@{place}{options}{fragment}"

    def parameters(self, certificate_file: str | None) -> dict[str, str | int]:
        """What libpq is given. TLS is always verified, except within this machine.

        A pinned certificate is trusted alone, whatever name it bears: a hub's address changes.
        """
        tls = dict(self.options)
        if certificate_file is not None:
            tls |= {"sslmode": "verify-ca", "sslrootcert": certificate_file}
        elif self.is_local:
            tls.setdefault("sslmode", "disable")
        else:
            tls["sslmode"] = "verify-full"
            tls.setdefault("sslrootcert", "system")
        return {
            "host": self.host,
            "port": self.port,
            "user": self.user,
            "password": self.password,
            "dbname": self.database,
            "application_name": "pennant",
            "connect_timeout": CONNECT_SECONDS,
            "gssencmode": "disable",
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
            "tcp_user_timeout": 5000,
            **tls,
        }
