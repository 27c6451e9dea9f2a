from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import SyncPermanent, SyncTemporary
from data.guests import Guest
from data.store.deliveries import (
    DeliveryState,
    answer_to,
    given_up_rows,
    settle,
    state_of,
)
from data.store.far_ends import put_far_end
from data.sync.backoff import LONGEST, backoff_seconds
from data.sync.far_end import GivenUp, Later, Outcome, Outgoing, Sent, Skipped
from data.sync.rounds import Rounds, play_round
from tests.data.evening import Evening
from tests.data.sync.far_end import ToldFarEnd


@pytest.fixture
def guests(evening: Evening) -> list[Guest]:
    put_far_end(evening.file, "told", "told", {})
    return [evening.guest(f"Guest {number}") for number in range(5)]


def admit_all(evening: Evening, guests: list[Guest]) -> None:
    for guest in guests:
        evening.admitted(guest)


def test_all_that_happened_is_handed_over_once_and_in_order(
    evening: Evening, guests: list[Guest]
) -> None:
    admit_all(evening, guests)
    far_end = ToldFarEnd()
    for _ in range(2):
        report = play_round(evening.file, "told", far_end, evening.clock)
    assert [row.written.row.guest_id for row in far_end.handed] == [g.id for g in guests]
    assert (report.sent, report.waiting, report.waiting_since) == (5, 0, None)


def test_a_row_given_up_does_not_hold_the_others(evening: Evening, guests: list[Guest]) -> None:
    admit_all(evening, guests)

    def answer(row: Outgoing) -> Outcome:
        if row.written.row.guest_id == guests[1].id:
            return GivenUp(row.written.id, "no_such_ticket", {"secret": "…"})
        return Sent(row.written.id)

    report = play_round(evening.file, "told", ToldFarEnd(answer), evening.clock)
    assert (report.sent, report.given_up, report.waiting) == (4, 1, 0)
    (given_up,) = given_up_rows(evening.file.connection, "told")
    assert given_up.written.row.guest_id == guests[1].id
    assert (given_up.code, given_up.values) == ("no_such_ticket", {"secret": "…"})


def test_a_row_put_off_is_not_tried_before_its_time(evening: Evening, guests: list[Guest]) -> None:
    admit_all(evening, guests[:1])
    far_end = ToldFarEnd(lambda row: Later(row.written.id, "held", 60))
    report = play_round(evening.file, "told", far_end, evening.clock)
    play_round(evening.file, "told", far_end, evening.clock)
    assert len(far_end.handed) == 1
    assert report.waiting == 1
    assert report.waiting_since is not None
    evening.clock.now += timedelta(seconds=61)
    far_end.answer = lambda row: Skipped(row.written.id, "not_theirs")
    report = play_round(evening.file, "told", far_end, evening.clock)
    assert (report.waiting, report.sent) == (0, 0)


def test_a_row_put_off_by_a_clock_that_was_ahead_is_tried_when_it_is_set_right(
    evening: Evening, guests: list[Guest]
) -> None:
    admit_all(evening, guests[:1])
    evening.clock.now += timedelta(hours=1)
    far_end = ToldFarEnd(lambda row: Later(row.written.id, "held", 60))
    play_round(evening.file, "told", far_end, evening.clock)
    evening.clock.now -= timedelta(hours=1)
    far_end.answer = lambda row: Sent(row.written.id)
    assert play_round(evening.file, "told", far_end, evening.clock).waiting == 0


def test_what_was_answered_before_a_cut_is_not_sent_again(
    evening: Evening, guests: list[Guest]
) -> None:
    admit_all(evening, guests)

    def answer(row: Outgoing) -> Outcome:
        if row.written.row.guest_id == guests[3].id:
            raise SyncTemporary("unreachable", host="x")
        return Sent(row.written.id)

    report = play_round(evening.file, "told", ToldFarEnd(answer), evening.clock)
    assert report.problem is not None
    assert (report.problem.code, report.problem.lasting, report.sent) == ("unreachable", False, 3)
    later = ToldFarEnd()
    report = play_round(evening.file, "told", later, evening.clock)
    assert [row.written.row.guest_id for row in later.handed] == [g.id for g in guests[3:]]
    assert (report.problem, report.sent) == (None, 5)


@pytest.mark.parametrize("late", [GivenUp, Later, Skipped, Sent])
def test_what_another_process_has_delivered_meanwhile_stays_delivered(
    evening: Evening, guests: list[Guest], late: type[Outcome]
) -> None:
    admit_all(evening, guests[:1])

    def answer(row: Outgoing) -> Outcome:
        settle(evening.file, "told", [(row.written.id, DeliveryState.SENT, "by the other")])
        return Sent(row.written.id) if late is Sent else late(row.written.id, "no")

    far_end = ToldFarEnd(answer)
    report = play_round(evening.file, "told", far_end, evening.clock)
    assert (report.sent, report.waiting, report.given_up) == (1, 0, 0)
    assert report.sent_now == 0  # the other counts it
    row_id = far_end.handed[0].written.id
    assert state_of(evening.file.connection, "told", row_id) == (DeliveryState.SENT, 0)
    assert answer_to(evening.file.connection, "told", row_id) == "by the other"


def test_a_report_says_how_many_rows_its_own_round_delivered(
    evening: Evening, guests: list[Guest]
) -> None:
    admit_all(evening, guests[:2])
    first = play_round(evening.file, "told", ToldFarEnd(), evening.clock)
    admit_all(evening, guests[2:])
    second = play_round(evening.file, "told", ToldFarEnd(), evening.clock)
    assert [(one.sent_now, one.sent) for one in (first, second)] == [(2, 2), (3, 5)]


def test_two_far_ends_know_nothing_of_each_other(evening: Evening, guests: list[Guest]) -> None:
    put_far_end(evening.file, "other", "told", {})
    admit_all(evening, guests)
    gives_up = ToldFarEnd(lambda row: GivenUp(row.written.id, "no"))
    assert play_round(evening.file, "told", gives_up, evening.clock).given_up == 5
    assert play_round(evening.file, "other", ToldFarEnd(), evening.clock).sent == 5


def test_a_far_end_in_trouble_is_asked_ever_more_seldom_and_comes_back_by_itself(
    evening: Evening, guests: list[Guest]
) -> None:
    admit_all(evening, guests)

    def fails() -> int:
        raise SyncPermanent("wrong_token")

    far_end = ToldFarEnd(pulling=fails)
    rounds = Rounds(evening.file, "told", far_end, evening.clock, every=5, random=lambda: 1.0)
    waits = [rounds.play()[1] for _ in range(9)]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    far_end.pulling = lambda: 3
    report, wait = rounds.play()
    assert (report.problem, report.fetched, wait) == (None, 3, 5)


def test_where_something_arrives_the_next_try_comes_soon(
    evening: Evening, guests: list[Guest]
) -> None:
    admit_all(evening, guests)
    lucky = iter(range(100))

    def answer(row: Outgoing) -> Outcome:
        if next(lucky) % 2:
            raise SyncTemporary("cut_off")
        return Sent(row.written.id)

    far_end = ToldFarEnd(answer)
    rounds = Rounds(evening.file, "told", far_end, evening.clock, every=5, random=lambda: 1.0)
    waits = [rounds.play()[1] for _ in range(5)]
    assert waits == [1, 1, 1, 1, 5]


def test_a_far_end_that_asks_for_time_gets_it(evening: Evening, guests: list[Guest]) -> None:
    def fails() -> int:
        raise SyncTemporary("busy", retry_after=42)

    rounds = Rounds(evening.file, "told", ToldFarEnd(pulling=fails), evening.clock)
    assert rounds.play()[1] == 42


@given(st.integers(0, 10_000), st.floats(0, 1))
def test_nobody_waits_longer_than_a_minute_nor_not_at_all(failures: int, chance: float) -> None:
    assert 0.5 <= backoff_seconds(failures, lambda: chance) <= LONGEST
