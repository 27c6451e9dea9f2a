from datetime import UTC, datetime, timedelta

from data.sync.rounds import Problem, Report
from kiosk.door.views import Light
from kiosk.syncing.state_words import SyncState, sync_state
from kiosk.words import ENGLISH

NOW = datetime(2026, 11, 22, 18, 14, tzinfo=UTC)
AWAY = Problem("ledger_unreachable", {"host": "10.0.0.2:5433"}, lasting=False)
SINCE = NOW - timedelta(minutes=4)


def said(**reports: Report) -> SyncState:
    return sync_state(reports, lambda at: f"{at:%H:%M}", ENGLISH)


def test_a_door_that_lost_its_ledger_says_so_loudly_and_since_when() -> None:
    state = said(ledger=Report(NOW, waiting=12, waiting_since=SINCE, problem=AWAY))
    assert (state.title, state.light) == ("On its own · 12 to send since 18:10", Light.LOOK)
    assert "12 wait to be sent, since 18:10." in state.tip


def test_a_pretix_out_of_reach_is_the_normal_case() -> None:
    away = Problem("no_network", {"host": "pretix.example"}, lasting=False)
    state = said(pretix=Report(NOW, waiting=1, waiting_since=SINCE, problem=away))
    assert (state.title, state.light) == ("Not connected · 1 to send since 18:10", Light.FINE)


def test_what_somebody_has_to_change_outweighs_all_else() -> None:
    revoked = Problem("revoked", {"host": "pretix.example"}, lasting=True)
    state = said(ledger=Report(NOW, problem=AWAY), pretix=Report(NOW, problem=revoked))
    assert (state.title, state.light) == ("Sync needs you", Light.LOOK)


def test_all_well_says_when() -> None:
    state = said(pretix=Report(NOW, sent=3))
    assert (state.title, state.light) == ("Synced 18:14", Light.FINE)
    assert "3 sent, nothing waits." in state.tip
