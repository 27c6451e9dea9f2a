"""A laptop as the hub: a PostgreSQL of its own, without an installer, and TLS in front of it."""
