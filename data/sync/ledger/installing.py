"""What the owner of the database does: the schema, an event, a login for each laptop."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from data.errors import SyncPermanent
from data.guests import EventInfo

if TYPE_CHECKING:
    from psycopg import Connection

VERSION = 2  # of the schema; ``sql/7_rights.sql`` writes it down
OLDEST_SERVER = 140000


@dataclass(frozen=True, slots=True)
class Login:
    """What one laptop connects with; ``password`` is told once and kept nowhere by us."""

    role: str
    password: str
    label: str


def install_schema(owner: "Connection[tuple[object, ...]]") -> None:
    """Make or renew schema and functions. Raises SyncPermanent("ledger_too_old", "ledger_newer").

    https://www.postgresql.org/docs/14/: the oldest version with ``CREATE OR REPLACE TRIGGER``.
    """
    server = owner.info.server_version
    if server < OLDEST_SERVER:
        raise SyncPermanent("ledger_too_old", version=str(server // 10000))
    with owner.transaction():
        (present,) = owner.execute("SELECT to_regclass('pennant.meta')").fetchone() or (None,)
        if present is not None:
            found = owner.execute("SELECT version FROM pennant.meta").fetchone()
            if found is not None and int(str(found[0])) > VERSION:
                raise SyncPermanent("ledger_newer", version=str(found[0]))
        for part in sorted(
            (one for one in files("data.sync.ledger").joinpath("sql").iterdir()),
            key=lambda one: one.name,
        ):
            owner.execute(part.read_text("utf-8").encode())
        owner.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")


def put_event(owner: "Connection[tuple[object, ...]]", info: EventInfo) -> None:
    """Let the ledger keep this event; what it holds of it already stays."""
    told = {name: value for name, value in asdict(info).items() if name != "event_id"}
    with owner.transaction():
        owner.execute(
            """INSERT INTO pennant.event (event_id, info) VALUES (%s, %s::jsonb)
               ON CONFLICT (event_id) DO UPDATE SET info = excluded.info""",
            (info.event_id, json.dumps(told)),
        )
        owner.execute(
            "INSERT INTO pennant.event_head (event_id) VALUES (%s) ON CONFLICT DO NOTHING",
            (info.event_id,),
        )


def _create(owner: "Connection[tuple[object, ...]]", login: Login) -> None:
    """The server is told the password's SCRAM verifier: providers log such statements whole. One
    that wants to judge the password itself refuses that, and is told it as it is.
    """
    import psycopg
    from psycopg import sql

    password, role = login.password.encode(), login.role.encode()
    create = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {} CONNECTION LIMIT 20")
    name = sql.Identifier(login.role)
    try:
        verifier = owner.pgconn.encrypt_password(password, role, b"scram-sha-256").decode()
        with owner.transaction():
            owner.execute(create.format(name, sql.Literal(verifier)))
    except (psycopg.errors.FeatureNotSupported, psycopg.errors.InvalidPassword,
            psycopg.errors.InvalidParameterValue, psycopg.errors.InternalError_):  # fmt: skip
        owner.execute(create.format(name, sql.Literal(login.password)))


def admit_devices(
    owner: "Connection[tuple[object, ...]]", event_id: str, labels: Sequence[str]
) -> list[Login]:
    """A new login for each laptop, for this event alone."""
    from psycopg import sql

    logins = []
    with owner.transaction():
        for label in labels:
            login = Login(f"pennant_{secrets.token_hex(6)}", secrets.token_urlsafe(18), label)
            role = sql.Identifier(login.role)
            _create(owner, login)
            owner.execute(sql.SQL("GRANT pennant_device TO {}").format(role))
            for setting in ("statement_timeout = '5s'", "idle_in_transaction_session_timeout='2s'"):
                owner.execute(sql.SQL("ALTER ROLE {} SET " + setting).format(role))
            owner.execute(
                """WITH made AS (INSERT INTO pennant.device (pg_role, label) VALUES (%s, %s)
                       RETURNING device_id)
                   INSERT INTO pennant.device_event SELECT device_id, %s FROM made""",
                (login.role, label, event_id),
            )
            logins.append(login)
    return logins
