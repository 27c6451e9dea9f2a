import pytest

from badges.badge import Badge
from badges.layout import lay_out

pytestmark = pytest.mark.usefixtures("qapp")
LONG = "de la Concepción Rodríguez y Villanueva Fernández-Echeverría Álvarez de los Monteros"


def test_a_surname_far_too_small_is_told_by_its_own_size() -> None:
    layout = lay_out(Badge("María", LONG), 54, 30)
    assert layout.name_pt > 14
    assert layout.is_hard_to_read
    assert layout.told_pt == layout.surname_pt < 10


@pytest.mark.parametrize("badge", [Badge("Zoya", "Vinogradova"), Badge(name="Madonna"), Badge()])
def test_what_is_large_enough_is_not_told(badge: Badge) -> None:
    assert not lay_out(badge, 100, 62).is_hard_to_read
