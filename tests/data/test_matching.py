from data.guestlist.listing import ListedGuest
from data.guests import Guest, Origin, TicketStatus
from data.matching import KnownGuest, LoadPlan, plan_load
from tests.data.evening import INFO, listed


def plan(
    rows: list[ListedGuest], known: list[Guest], edited: frozenset[str] = frozenset()
) -> LoadPlan:
    return plan_load(INFO.event_id, rows, [KnownGuest(guest, edited) for guest in known], [])


def test_two_laptops_give_the_same_ids() -> None:
    rows = [listed("Zoya", email="z@example.org"), listed("Eric"), listed("Eric")]
    ids = [one.guest_id for one in plan(rows, []).new]
    assert ids == [one.guest_id for one in plan(rows, []).new]
    assert len(set(ids)) == 3


def test_the_ids_of_another_event_are_others() -> None:
    other = plan_load("018f0000-0000-7000-8000-000000000002", [listed("Zoya")], [], [])
    assert other.new[0].guest_id != plan([listed("Zoya")], []).new[0].guest_id


def test_a_guest_is_recognised_by_the_source_id_whatever_else_changed() -> None:
    known = Guest("g1", "Zoya", external_id="7", secret="old")
    result = plan([listed("Zoya V", external_id="7", secret="new")], [known])
    assert result.changed[0].values == {"name": "Zoya V", "secret": "new"}


def test_two_tickets_of_one_person_stay_two_guests() -> None:
    known = Guest("g1", "Zoya", email="z@example.org", secret="s1")
    result = plan([listed("Zoya", email="z@example.org", secret="s2")], [known])
    assert len(result.new) == 1


def test_one_name_at_two_companies_is_two_guests() -> None:
    assert plan([listed("Zoya", company="B")], [Guest("g1", "Zoya", company="A")]).new


def test_an_email_is_the_same_in_any_case() -> None:
    known = Guest("g1", "Zoya", email="Z@Example.org")
    assert not plan([listed("ZOYA", email="z@example.org")], [known]).new


def test_of_namesakes_the_one_with_whom_the_row_agrees_is_meant() -> None:
    known = [Guest("g1", "Anna", product="Albatross"), Guest("g2", "Anna", product="Basic")]
    rows = [listed("Anna", product="Press"), listed("Anna", product="Albatross")]
    (changed,) = plan(rows, known).changed
    assert changed.guest_id == "g2"


def test_namesakes_in_any_order_are_unchanged() -> None:
    known = [Guest("g1", "Anna", product="Albatross"), Guest("g2", "Anna", product="Basic")]
    rows = [listed("Anna", product="Basic"), listed("Anna", product="Albatross")]
    assert plan(rows, known).unchanged == 2


def test_thousands_of_namesakes_who_are_others_are_new() -> None:
    known = [Guest(f"g{n}", "Guest", secret=f"old{n}") for n in range(3_000)]
    rows = [listed("Guest", secret=f"new{n}") for n in range(3_000)]
    assert len(plan(rows, known).new) == 3_000


def test_a_walk_in_is_not_taken_for_a_listed_guest_but_by_our_own_id() -> None:
    known = Guest("w1", "Zoya", origin=Origin.WALK_IN)
    assert plan([listed("Zoya")], [known]).new
    assert plan([listed("Zoya", guest_id="w1")], [known]).unchanged == 1


def test_what_was_edited_at_the_door_is_no_change() -> None:
    known = Guest("g1", "Zoya", company="ACME")
    result = plan([listed("Zoya", company="")], [known], frozenset({"company"}))
    assert result.unchanged == 1


def test_a_plan_counts_before_anything_is_written() -> None:
    known = [Guest("g1", "Anna"), Guest("g2", "Berta"), Guest("g3", "Carla")]
    rows = [
        listed("Anna", status=TicketStatus.CANCELED),
        listed("Berta"),
        listed("Doris", product="Basic", status=TicketStatus.CANCELED),
    ]
    result = plan(rows, known)
    assert (len(result.new), len(result.changed), result.unchanged) == (1, 1, 1)
    assert (result.cancelled, result.newly_cancelled, result.not_in_list) == (2, 1, 1)
    assert result.products == ("Basic",)
