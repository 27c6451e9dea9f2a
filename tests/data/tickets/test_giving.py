import pytest

from data.errors import UsageError
from data.guests import Reason, TicketStatus
from data.tickets import verified
from data.tickets.giving import give_codes, invited, revoke_code
from tests.data.evening import Evening, listed


def test_guests_without_a_code_get_one_of_ours_and_come_in_by_it(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    (given,) = give_codes(evening.file, [zoya.id], at=evening.clock.now)
    assert verified(given.secret) == given.secret
    assert evening.admitted(given.secret.lower()).guest.id == zoya.id


def test_who_has_a_code_keeps_it(evening: Evening) -> None:
    zoya = evening.guest("Zoya", secret="abc234")
    before = evening.rows()
    assert give_codes(evening.file, [zoya.id], at=evening.clock.now) == [zoya]
    assert evening.rows() == before


def test_a_code_outlives_a_list_loaded_again(evening: Evening) -> None:
    zoya = evening.guest("Zoya", email="zoya@example.org")
    (given,) = give_codes(evening.file, [zoya.id], at=evening.clock.now)
    evening.load(listed("Zoya", email="zoya@example.org", company="Ada"))
    assert evening.state(zoya).guest.secret == given.secret


def test_a_code_taken_back_is_answered_revoked_and_the_new_one_opens(evening: Evening) -> None:
    zoya = evening.guest("Zoya", secret="abc234def")
    new = revoke_code(evening.file, zoya.id, nonce="n1", at=evening.clock.now)
    newer = revoke_code(evening.file, zoya.id, nonce="n2", at=evening.clock.now)
    for old in ("abc234def", "ABC234DEF", new.secret):
        refused = evening.refused(old)
        assert refused.reason is Reason.REVOKED
        assert refused.guest is not None
        assert refused.guest.id == zoya.id
    evening.load(listed("Zoya", secret="abc234def"))
    assert evening.reason("abc234def") is Reason.REVOKED
    assert evening.admitted(newer.secret).guest.id == zoya.id


def test_the_codes_stand_after_everything_is_made_anew_from_the_journal(evening: Evening) -> None:
    zoya = evening.guest("Zoya")
    (given,) = give_codes(evening.file, [zoya.id], at=evening.clock.now)
    revoke_code(evening.file, zoya.id, nonce="n1", at=evening.clock.now)
    before = evening.tables()
    evening.file.rebuild()
    assert evening.tables() == before
    assert evening.reason(given.secret) is Reason.REVOKED


def test_invited_is_who_may_come(evening: Evening) -> None:
    evening.load(
        listed("Zoya"), listed("Ana"), listed("Off", status=TicketStatus.CANCELED),
        listed("Waits", status=TicketStatus.PENDING), listed("Bad", status=TicketStatus.BLOCKED),
    )  # fmt: skip
    assert [guest.name for guest in invited(evening.file)] == ["Ana", "Zoya"]


def test_a_guest_whom_nobody_knows_gets_none(evening: Evening) -> None:
    with pytest.raises(UsageError):
        give_codes(evening.file, ["nobody"], at=evening.clock.now)
    with pytest.raises(UsageError):
        revoke_code(evening.file, "nobody", nonce="n", at=evening.clock.now)
