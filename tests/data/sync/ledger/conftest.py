from tests.ledger_server import ledger, server

__all__ = ["ledger", "server"]
