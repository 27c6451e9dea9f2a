from data.store.far_guests import SLICE, keep_secrets, secrets_in_state
from tests.data.evening import Evening


def kept(evening: Evening, state: str = "revoked") -> set[str]:
    return set(secrets_in_state(evening.file.connection, "pretix", state))


def test_what_is_not_said_any_more_is_forgotten(evening: Evening) -> None:
    keep_secrets(evening.file, "pretix", "revoked", ["one", "two"])
    keep_secrets(evening.file, "pretix", "blocked", ["three", "two"])
    keep_secrets(evening.file, "pretix", "revoked", ["one", "four"])
    assert kept(evening) == {"one", "four"}
    assert kept(evening, "blocked") == {"three", "two"}


def test_what_was_known_before_writes_nothing(evening: Evening) -> None:
    codes = [f"code{number}" for number in range(1_000)]
    keep_secrets(evening.file, "pretix", "revoked", codes)
    before = evening.file.connection.total_changes
    keep_secrets(evening.file, "pretix", "revoked", codes)
    assert evening.file.connection.total_changes == before
    keep_secrets(evening.file, "pretix", "revoked", [*codes[1:], "new"])
    assert evening.file.connection.total_changes == before + 2


def test_many_are_kept_in_short_transactions(evening: Evening) -> None:
    begun: list[str] = []
    evening.file.connection.set_trace_callback(begun.append)
    keep_secrets(evening.file, "pretix", "revoked", (f"code{number}" for number in range(1_000)))
    evening.file.connection.set_trace_callback(None)
    assert sum(one.startswith("BEGIN") for one in begun) == 1_000 // SLICE
    assert len(kept(evening)) == 1_000
