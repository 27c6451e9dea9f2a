"""The shared ledger: several doors, one truth, on PostgreSQL 14 or later.

What the database does is in ``sql/``. ``data.sync.ledger.far_end`` is the ledger as a far end,
``data.sync.ledger.claiming`` asks it at the door. psycopg is imported only where it is used.
"""
