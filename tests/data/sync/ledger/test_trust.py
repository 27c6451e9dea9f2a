"""When a door may ask again after the network has let it down."""

from data.sync.ledger.trust import Trust


def answers_until_earned(trust: Trust) -> int:
    for number in range(200):
        if trust.is_earned:
            return number
        trust.answered(0.01)
    raise AssertionError("never")


def test_a_network_is_trusted_at_first_and_ever_later_after_each_loss() -> None:
    trust, waited = Trust(), []
    for _ in range(8):
        waited.append(answers_until_earned(trust))
        trust.lost()
    assert waited == [1, 2, 4, 8, 16, 32, 64, 64]


def test_slow_answers_earn_nothing() -> None:
    trust = Trust()
    for _ in range(100):
        trust.answered(0.9)
    assert not trust.is_earned


def test_a_long_time_without_trouble_forgives() -> None:
    trust = Trust()
    for _ in range(5):
        trust.lost()
    for _ in range(200):
        trust.answered(0.01)
    trust.lost()
    assert answers_until_earned(trust) == 2
