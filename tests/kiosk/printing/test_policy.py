from datetime import UTC, datetime, timedelta

from kiosk.printing.policy import EarlierPrint, LabelCounter, Outcome, earlier_print

AT = datetime(2026, 11, 18, 20, 14, tzinfo=UTC)


def test_a_badge_that_came_out_is_named_before_one_that_may_have() -> None:
    sure = EarlierPrint(AT, "desk 2", Outcome.PRINTED)
    later = EarlierPrint(AT + timedelta(minutes=5), "desk 1", Outcome.PRINTED)
    doubtful = EarlierPrint(AT + timedelta(minutes=9), "desk 3", Outcome.UNSURE)
    assert earlier_print([]) is None
    assert earlier_print([doubtful]) is doubtful
    assert earlier_print([sure, doubtful, later]) is later


def test_labels_are_counted_down_and_few_are_told_in_time() -> None:
    counter = LabelCounter(21)
    assert not counter.after().is_low
    assert counter.after(2).is_low
    assert counter.after(50).left == 0
    assert LabelCounter().after() == LabelCounter()
    assert not LabelCounter().is_low
