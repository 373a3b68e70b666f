"""Size, place and network of a workshop."""

import pytest

from toolkit.course.plans.setting import Setting, UnlikelySetting


@pytest.mark.parametrize(
    ("people", "groups", "to_a_phone"),
    [(3, (3,), 1), (6, (3, 3), 1), (30, (5,) * 6, 2), (31, (5, 5, 5, 4, 4, 4, 4), 2), (60, (5,) * 12, 3)],
)
def test_groups_are_all_people(people: int, groups: tuple[int, ...], to_a_phone: int) -> None:
    setting = Setting(people)
    assert (setting.groups, setting.people_to_a_phone) == (groups, to_a_phone)


def test_what_the_setting_changes_is_said_and_nothing_else() -> None:
    room, paper, online = (
        " ".join(one.say("en")) for one in (Setting(60), Setting(6, network="none"), Setting(30, True, "internet"))
    )
    assert "Three people share a phone" in room
    assert "Four groups say" in room
    assert "no internet" in room
    assert "paper" in paper
    assert "phone" not in paper
    assert "Every group says" in paper
    assert "breakout rooms" in online
    assert "Each person uses a phone" in online
    assert "wall" not in online


def test_what_cannot_be_held_is_refused() -> None:
    with pytest.raises(UnlikelySetting, match="from 3 to 200"):
        Setting(2)
    with pytest.raises(UnlikelySetting, match="needs the internet"):
        Setting(30, online=True, network="none")
