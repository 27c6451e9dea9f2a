"""The tables of an event file, as numbered migrations.

``application_id`` says that a file is ours, ``user_version`` how many migrations it has seen.
The journal and its personal fields are the truth; ``delivery``, ``pending``, ``load``,
``staged``, ``session``, ``event`` and all about far ends (``far_…``: whom they know by which
number, what they said) are working tables beside it; the rest are projections, which
``data.store.projections.rebuild`` can drop and make anew.
"""

import sqlite3

APPLICATION_ID = 0x50454E4E  # "PENN"
# An index serves only a query that says the same in the same words.
NOT_OF_OUR_LIST = "(kind <> 'guest_put' OR arrived = 1 OR json_extract(body, '$.load') IS NULL)"

_JOURNAL = """
CREATE TABLE event (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    event_id TEXT NOT NULL,
    name TEXT NOT NULL,
    date TEXT NOT NULL,
    timezone TEXT NOT NULL,
    currency TEXT NOT NULL,
    capacity INTEGER,
    walk_in_product TEXT NOT NULL,
    companion_product TEXT NOT NULL,
    rehearsal INTEGER NOT NULL,
    writer_id TEXT
) STRICT;
CREATE TABLE device (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    gate TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE writer (
    id TEXT PRIMARY KEY,
    device_id TEXT NOT NULL,
    minted_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE journal (
    local_no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    nonce TEXT,
    follows_nonce TEXT,
    writer_id TEXT NOT NULL,
    writer_seq INTEGER NOT NULL,
    device_id TEXT NOT NULL,
    gate TEXT NOT NULL,
    kind TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('claim', 'fact')),
    guest_id TEXT,
    target TEXT,
    slot TEXT,
    hlc INTEGER NOT NULL,
    at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    clock_offset_ms INTEGER,
    answer TEXT,
    body TEXT NOT NULL,
    v INTEGER NOT NULL,
    UNIQUE (writer_id, writer_seq)
) STRICT;
CREATE INDEX journal_nonce ON journal (nonce) WHERE nonce IS NOT NULL;
CREATE INDEX journal_target ON journal (target) WHERE target IS NOT NULL;
CREATE INDEX journal_void ON journal (guest_id) WHERE kind = 'guest_void';
CREATE INDEX journal_move ON journal (local_no) WHERE kind IN ('check_in', 'exit');
CREATE INDEX journal_refused ON journal (local_no) WHERE kind = 'refused';
CREATE TRIGGER journal_is_never_updated BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TABLE personal (
    id TEXT PRIMARY KEY,
    fields TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE delivery (
    journal_id TEXT NOT NULL,
    far_end TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT,
    PRIMARY KEY (journal_id, far_end)
) STRICT, WITHOUT ROWID;
CREATE TABLE pending (
    id TEXT PRIMARY KEY,
    claim TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE load (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL,
    marker_no INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE staged (
    guest_id TEXT NOT NULL,
    local_no INTEGER NOT NULL,
    load_id TEXT NOT NULL,
    secret TEXT,
    PRIMARY KEY (guest_id, local_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX staged_secret ON staged (secret) WHERE secret IS NOT NULL;
CREATE TABLE session (
    id TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    device_name TEXT NOT NULL,
    since TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

PROJECTIONS = {
    "guest": """
CREATE TABLE guest (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    first_name TEXT NOT NULL DEFAULT '',
    last_name TEXT NOT NULL DEFAULT '',
    badge_name TEXT NOT NULL DEFAULT '',
    countries TEXT NOT NULL DEFAULT '',
    countries_guessed INTEGER NOT NULL DEFAULT 0,
    email TEXT NOT NULL DEFAULT '',
    company TEXT NOT NULL DEFAULT '',
    product TEXT NOT NULL DEFAULT '',
    secret TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'valid',
    paid INTEGER,
    due_minor INTEGER,
    companions_allowed INTEGER NOT NULL DEFAULT 0,
    host_id TEXT,
    origin TEXT NOT NULL DEFAULT 'list',
    language TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    valid_from TEXT,
    valid_until TEXT,
    speaks TEXT NOT NULL DEFAULT '',
    ask_about TEXT NOT NULL DEFAULT '',
    void INTEGER NOT NULL DEFAULT 0,
    joined_to TEXT,
    stamps TEXT NOT NULL DEFAULT '[]'
) STRICT, WITHOUT ROWID;
CREATE INDEX guest_host ON guest (host_id) WHERE host_id IS NOT NULL;
CREATE INDEX guest_joined ON guest (joined_to) WHERE joined_to IS NOT NULL;
""",
    "guest_key": """
CREATE TABLE guest_key (
    source TEXT NOT NULL,
    key TEXT NOT NULL,
    guest_id TEXT NOT NULL,
    PRIMARY KEY (source, key, guest_id)
) STRICT, WITHOUT ROWID;
""",
    "product": """
CREATE TABLE product (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    price_minor INTEGER NOT NULL,
    complimentary INTEGER NOT NULL,
    hand_out TEXT NOT NULL,
    alert TEXT NOT NULL,
    admits INTEGER NOT NULL,
    hlc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
""",
    "entry": """
CREATE TABLE entry (
    id TEXT PRIMARY KEY,
    guest_id TEXT NOT NULL,
    own_guest_id TEXT NOT NULL,
    nonce TEXT NOT NULL,
    at TEXT NOT NULL,
    device_id TEXT NOT NULL,
    gate TEXT NOT NULL,
    slot TEXT,
    hlc INTEGER NOT NULL,
    forced TEXT NOT NULL,
    late INTEGER NOT NULL,
    exit_id TEXT,
    exit_at TEXT,
    exit_hlc INTEGER,
    annulled_by TEXT,
    annulled_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_guest ON entry (guest_id);
CREATE INDEX entry_nonce ON entry (nonce);
CREATE INDEX entry_inside ON entry (id) WHERE annulled_by IS NULL AND exit_id IS NULL;
""",
    "payment": """
CREATE TABLE payment (
    id TEXT PRIMARY KEY,
    guest_id TEXT NOT NULL,
    own_guest_id TEXT NOT NULL,
    nonce TEXT NOT NULL,
    method TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    waived_minor INTEGER NOT NULL,
    at TEXT NOT NULL,
    annulled_by TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_guest ON payment (guest_id);
CREATE INDEX payment_nonce ON payment (nonce);
""",
    "print": """
CREATE TABLE print (
    id TEXT PRIMARY KEY,
    guest_id TEXT NOT NULL,
    own_guest_id TEXT NOT NULL,
    nonce TEXT,
    device_id TEXT NOT NULL,
    wanted_at TEXT NOT NULL,
    wanted_no INTEGER NOT NULL,
    state TEXT NOT NULL,
    state_at TEXT NOT NULL,
    state_hlc INTEGER NOT NULL,
    printer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX print_guest ON print (guest_id);
CREATE INDEX print_waiting ON print (wanted_no) WHERE state IN ('wanted', 'failed');
""",
}


def statements(script: str) -> list[str]:
    """The single statements of a script, triggers kept whole."""
    found, part = [], ""
    for line in script.splitlines(keepends=True):
        part += line
        if part.strip() and sqlite3.complete_statement(part):
            found.append(part)
            part = ""
    return found


def _first(connection: sqlite3.Connection) -> None:
    for script in (_JOURNAL, *PROJECTIONS.values()):
        for statement in statements(script):
            connection.execute(statement)


def _from_elsewhere(connection: sqlite3.Connection) -> None:
    """Know what came from another file, when a device got its name, what a copy had before."""
    connection.execute("ALTER TABLE journal ADD COLUMN arrived INTEGER NOT NULL DEFAULT 0")
    connection.execute("ALTER TABLE device ADD COLUMN hlc INTEGER NOT NULL DEFAULT 0")
    connection.execute("ALTER TABLE event ADD COLUMN handed_over_no INTEGER NOT NULL DEFAULT 0")
    connection.execute("CREATE INDEX journal_hlc ON journal (hlc)")
    connection.execute(
        """CREATE INDEX journal_load ON journal (json_extract(body, '$.load'))
           WHERE kind = 'marker'"""
    )


_FAR_ENDS = """
CREATE TABLE far_end (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    settings TEXT NOT NULL,
    cursor TEXT NOT NULL DEFAULT '{}',
    report TEXT NOT NULL DEFAULT '{}',
    queued_no INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE far_guest (
    far_end TEXT NOT NULL,
    far_key TEXT NOT NULL,
    party TEXT NOT NULL,
    guest_id TEXT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (far_end, far_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX far_guest_party ON far_guest (far_end, party);
CREATE INDEX far_guest_guest ON far_guest (guest_id);
CREATE TABLE far_move (
    far_end TEXT NOT NULL,
    far_key TEXT NOT NULL,
    at TEXT NOT NULL,
    direction TEXT NOT NULL,
    device TEXT NOT NULL,
    PRIMARY KEY (far_end, far_key, at, direction)
) STRICT, WITHOUT ROWID;
CREATE TABLE far_secret (
    far_end TEXT NOT NULL,
    secret TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('revoked', 'blocked')),
    PRIMARY KEY (far_end, secret)
) STRICT, WITHOUT ROWID;
ALTER TABLE delivery ADD COLUMN no INTEGER NOT NULL DEFAULT 0;
ALTER TABLE delivery ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE delivery ADD COLUMN next_try TEXT;
CREATE INDEX delivery_waiting ON delivery (far_end, no) WHERE state = 'waiting';
CREATE INDEX delivery_given_up ON delivery (far_end, no) WHERE state = 'given_up';
"""


def _far_ends(connection: sqlite3.Connection) -> None:
    """Remember far ends: what was sent, whom they know by which number, what they said."""
    for statement in statements(_FAR_ENDS):
        connection.execute(statement)


def _conversation(connection: sqlite3.Connection) -> None:
    """Know which languages a guest speaks and what to ask about; a new file has both columns."""
    there = {name for (_, name, *_rest) in connection.execute("PRAGMA table_info(guest)")}
    for name in ("speaks", "ask_about"):
        if name not in there:
            connection.execute(f"ALTER TABLE guest ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")


def _companions(connection: sqlite3.Connection) -> None:
    """Find the row in which a companion or a walk-in was born."""
    connection.execute("CREATE INDEX journal_born ON journal (guest_id) WHERE kind = 'walk_in'")


def _door_rows(connection: sqlite3.Connection) -> None:
    """Find what the door wrote beside 100,000 rows of a list, and its latest acts."""
    connection.execute(
        """CREATE INDEX journal_act ON journal (hlc, id)
           WHERE kind IN ('check_in', 'exit') AND nonce IS NOT NULL"""
    )
    connection.execute(
        f"""CREATE INDEX journal_by_door ON journal (local_no, guest_id)
            WHERE {NOT_OF_OUR_LIST} AND guest_id IS NOT NULL"""
    )
    connection.execute(
        """CREATE INDEX journal_of_load ON journal (local_no)
           WHERE kind = 'marker' AND json_extract(body, '$.load') IS NOT NULL"""
    )


def _ticket_keys(connection: sqlite3.Connection) -> None:
    """Know who signs the event's tickets."""
    connection.execute("ALTER TABLE event ADD COLUMN ticket_keys TEXT NOT NULL DEFAULT '[]'")


def _follow_ups(connection: sqlite3.Connection) -> None:
    """Find what answered a refused scan."""
    connection.execute(
        """CREATE INDEX journal_follows ON journal (follows_nonce)
           WHERE follows_nonce IS NOT NULL"""
    )


def _clock_offset(connection: sqlite3.Connection) -> None:
    """Know how far a laptop's clock is from the ledger's."""
    connection.execute("ALTER TABLE device ADD COLUMN clock_offset_ms INTEGER")


MIGRATIONS = (
    _first,
    _from_elsewhere,
    _far_ends,
    _conversation,
    _companions,
    _door_rows,
    _ticket_keys,
    _follow_ups,
    _clock_offset,
)
VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to this version; the caller holds the write lock and commits."""
    (seen,) = connection.execute("PRAGMA user_version").fetchone()
    for migration in MIGRATIONS[seen:]:
        migration(connection)
    if seen < VERSION:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
