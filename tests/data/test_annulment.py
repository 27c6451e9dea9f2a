from data.annulment import NothingToAnnul, last_act
from data.attendance import counts, latest
from data.guests import Direction, Force, ForceReason, Payment, PaymentMethod, PaymentPart, Reason
from data.store.prints import PrintState, ask_for_badge, note_badge, prints_of, waiting_badges
from tests.data.evening import Evening


def test_whoever_is_taken_back_can_come_in_again(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    evening.annulled(evening.admitted(zoya).nonce)
    assert counts(evening.file).inside == 0
    evening.admitted(zoya)
    assert [entry.annulled_by is None for entry in evening.state(zoya).entries] == [False, True]


def test_what_was_paid_is_to_be_given_back(evening: Evening) -> None:
    evening.product("Basic", 1000)
    zoya = evening.guest("Zoya", product="Basic")
    parts = (PaymentPart(PaymentMethod.CASH, 300), PaymentPart(PaymentMethod.CARD, 700))
    nonce = evening.admitted(zoya, payment=Payment(parts)).nonce
    taken_back = evening.annulled(nonce)
    assert taken_back.give_back_minor == {PaymentMethod.CASH: 300, PaymentMethod.CARD: 700}
    assert counts(evening.file).takings_minor == {}
    assert evening.reason(zoya) is Reason.UNPAID


def test_a_waiting_badge_is_cancelled_and_a_sent_one_is_not(evening: Evening) -> None:
    zoya, eric = evening.guest("Zoya"), evening.guest("Eric")
    waits, sent = evening.admitted(zoya).nonce, evening.admitted(eric).nonce
    (of_eric,) = prints_of(evening.file, eric.id)
    note_badge(evening.file, of_eric.id, PrintState.SENT, evening.clock.now)
    assert evening.annulled(waits).badges_cancelled == 1
    assert evening.annulled(sent).badges_cancelled == 0
    assert waiting_badges(evening.file) == []


def test_a_reprint_that_waits_is_cancelled_too(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    nonce = evening.admitted(zoya).nonce
    (first,) = prints_of(evening.file, zoya.id)
    note_badge(evening.file, first.id, PrintState.SENT, evening.clock.now)
    ask_for_badge(evening.file, zoya.id, evening.clock.now)
    assert evening.annulled(nonce).badges_cancelled == 1


def test_one_of_a_party_can_be_taken_back(evening: Evening) -> None:
    evening.product("Basic", 1000)
    zoya = evening.guest("Zoya", product="Basic", companions_allowed=1)
    answer = evening.admitted(zoya, party=2, payment=Payment.whole(PaymentMethod.CASH))
    taken_back = evening.annulled(answer.nonce, entry_ids=answer.entry_ids[1:])
    assert taken_back.guests == answer.entered[1:]
    assert taken_back.give_back_minor == {PaymentMethod.CASH: 1000}
    assert counts(evening.file).inside == 1


def test_an_exit_taken_back_leaves_the_guest_inside(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    evening.admitted(zoya)
    gone = evening.admitted(zoya, direction=Direction.EXIT)
    assert evening.annulled(gone.nonce).direction is Direction.EXIT
    assert evening.state(zoya).open_entry is not None


def test_the_same_nonce_takes_back_once_and_says_the_same(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    nonce = evening.admitted(zoya).nonce
    first = evening.annulled(nonce, nonce="undo-1")
    rows = evening.rows()
    assert evening.annulled(nonce, nonce="undo-1") == first
    assert evening.rows() == rows


def test_nothing_is_taken_back_twice(evening: Evening) -> None:
    nonce = evening.admitted(evening.guest("Zoya")).nonce
    evening.annulled(nonce)
    assert isinstance(evening.annul(nonce), NothingToAnnul)
    assert isinstance(evening.annul("no such nonce"), NothingToAnnul)


def test_what_a_later_re_entry_stands_on_is_not_taken_back(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    entry = evening.admitted(zoya).nonce
    gone = evening.admitted(zoya, direction=Direction.EXIT).nonce
    back = evening.admitted(zoya).nonce
    for nonce in (entry, gone):
        result = evening.annul(nonce)
        assert isinstance(result, NothingToAnnul)
        assert result.later
    evening.annulled(back)
    evening.annulled(gone)
    evening.annulled(entry)
    assert counts(evening.file).arrived == 0


def test_the_latest_act_is_the_latest_that_stands(evening: Evening) -> None:
    anna, berta = evening.guest("Anna"), evening.guest("Berta")
    first, second = evening.admitted(anna).nonce, evening.admitted(berta).nonce
    assert last_act(evening.file) == second
    evening.annulled(second)
    assert last_act(evening.file) == first
    evening.annulled(first)
    assert last_act(evening.file) is None


def test_an_exit_goes_with_its_entry(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    entry = evening.admitted(zoya).nonce
    gone = evening.admitted(zoya, direction=Direction.EXIT).nonce
    evening.annulled(entry)
    assert last_act(evening.file) is None
    assert isinstance(evening.annul(gone), NothingToAnnul)


def test_the_feed_marks_what_was_taken_back(evening: Evening) -> None:
    force = Force(ForceReason.KNOWN)
    zoya = evening.guest("Zoya")
    evening.admitted(zoya)
    second = evening.admitted(zoya, force=force)
    evening.annulled(second.nonce)
    (newest, oldest) = latest(evening.file)
    assert (newest.annulled, newest.forced) == (True, True)
    assert (oldest.annulled, oldest.forced) == (False, False)
