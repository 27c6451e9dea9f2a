from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from data.annulment import Annulled, annul
from data.attendance import counts
from data.doubles import doubles, undo_one
from data.given_back import GivenBackTwice, given_back_twice, see_to
from data.guests import Admitted, Payment, PaymentMethod
from tests.data.desks import desk, exchange
from tests.data.evening import Evening, TestClock

CASH = Payment.whole(PaymentMethod.CASH)


class Till:
    """Two doors that know of one paid check-in, and then nothing of each other."""

    def __init__(self, folder: Path) -> None:
        self.clock = TestClock()
        self.one, self.other = (desk(folder, number, self.clock) for number in (1, 2))
        self.one.product("Basic", 1000)
        self.jochen = self.one.guest(
            "Jochen", external_id="2", companions_allowed=1, product="Basic"
        )
        exchange(self.one, self.other)

    def paid(self, party: int = 1) -> Admitted:
        answer = self.one.admitted(self.jochen, payment=CASH, party=party)
        exchange(self.one, self.other)
        return answer

    def take_back(self, at: Evening, entry: Admitted) -> None:
        self.clock.now += timedelta(minutes=1)
        taken = annul(at.file, entry.nonce, nonce=at.nonce(), at=self.clock.now)
        assert isinstance(taken, Annulled)
        assert taken.give_back_minor

    def meet(self) -> list[GivenBackTwice]:
        exchange(self.one, self.other)
        here, there = (given_back_twice(one.file) for one in (self.one, self.other))
        assert here == there
        return here


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    made = Till(tmp_path)
    yield made
    for one in (made.one, made.other):
        one.file.close()


def test_money_that_two_doors_gave_back_is_told_at_both(till: Till) -> None:
    entry = till.paid()
    for one in (till.one, till.other):
        till.take_back(one, entry)
    (twice,) = till.meet()
    assert twice.guest.name == "Jochen"
    assert [time.device_name for time in twice.times] == ["Desk 1", "Desk 2"]
    assert twice.amounts_minor == {PaymentMethod.CASH: 1000}
    assert counts(till.one.file).takings_minor.get(PaymentMethod.CASH, 0) == 0


def test_one_act_for_a_party_is_one_line_over_all_of_it(till: Till) -> None:
    entry = till.paid(party=2)
    for one in (till.one, till.other):
        till.take_back(one, entry)
    (twice,) = till.meet()
    assert twice.amount_minor == 2000


def test_whoever_saw_to_it_did_so_for_all_doors(till: Till) -> None:
    entry = till.paid()
    for one in (till.one, till.other):
        till.take_back(one, entry)
    (twice,) = till.meet()
    for _again in range(2):
        see_to(till.other.file, twice, nonce="seen-to", at=till.clock.now)
    assert till.meet() == []


def test_money_given_back_once_is_nothing_to_tell(till: Till) -> None:
    till.take_back(till.one, till.paid())
    assert till.meet() == []
    again = till.paid()
    till.take_back(till.other, again)
    assert till.meet() == []


def test_free_entry_gives_nothing_back(till: Till) -> None:
    free = Payment.whole(PaymentMethod.FREE, "friend of the house")
    entry = till.one.admitted(till.jochen, payment=free)
    exchange(till.one, till.other)
    for one in (till.one, till.other):
        annul(one.file, entry.nonce, nonce=one.nonce(), at=till.clock.now)
    assert till.meet() == []


def test_a_double_that_two_doors_settled_alike_gave_the_money_back_twice(till: Till) -> None:
    for one in (till.one, till.other):
        one.admitted(till.jochen, payment=CASH)
    exchange(till.one, till.other)
    for one in (till.one, till.other):
        (double,) = doubles(one.file)
        till.clock.now += timedelta(minutes=1)
        undo_one(one.file, double.entries[0], nonce=one.nonce(), at=till.clock.now)
    (twice,) = till.meet()
    assert twice.amount_minor == 1000
