"""What PostgreSQL lets every login do, taken away on a hub: its server is the ledger's alone.

In somebody else's database this would break what else is there, so only the hub does it.
"""

from typing import TYPE_CHECKING

from data.sync.ledger.hub.server import DATABASE

if TYPE_CHECKING:
    from psycopg import Connection

_STATEMENTS = (
    f"REVOKE ALL ON DATABASE {DATABASE}, template1 FROM PUBLIC",  # temporary tables fill a disk
    f"GRANT CONNECT ON DATABASE {DATABASE} TO pennant_device",
    "REVOKE ALL ON LANGUAGE plpgsql FROM PUBLIC",  # DO blocks of a login's own
    """DO $$ DECLARE large record; BEGIN
       FOR large IN SELECT oid::regprocedure AS name FROM pg_proc
         WHERE pronamespace = 'pg_catalog'::regnamespace
           AND proname ~ '^(lo_|lowrite$|loread$)' AND prokind = 'f'
       LOOP EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', large.name); END LOOP;
     END $$""",  # large objects fill a disk too
)


def take_rights_of_all(owner: "Connection[tuple[object, ...]]") -> None:
    """Leave a laptop's login the five functions and nothing else. Raises what psycopg raises."""
    with owner.transaction():
        for statement in _STATEMENTS:
            owner.execute(statement)
