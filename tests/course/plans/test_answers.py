"""Lists of answers as people make them; who is counted was counted by hand."""

from datetime import date
from pathlib import Path

import pytest

from toolkit.course.plans import papers
from toolkit.course.plans.answers import MOST_ROWS, Answers, answers_of
from toolkit.course.plans.plan import make_plan
from toolkit.course.plans.setting import UnlikelySetting
from toolkit.documents import write_text
from toolkit.errors import DataError
from toolkit.languages import strip


def counted(found: Answers) -> tuple[int, int, int, int, int, dict[str, int]]:
    return (*(found.count(one) for one in ("yes", "maybe", "no", "")), found.without_phone, found.needs)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nickname,Are you coming?,What do you need?,Do you have a phone?\n"
            "Owl,yes,vegetarian food,yes\n7,Maybe,,no\nFox,no,child care,no\nowl ,no,,yes\n",
            (0, 1, 2, 0, 1, {}),  # Owl answered twice: the last counts
        ),
        (
            "Surnom;Venez-vous ?;Besoins;Téléphone\n"
            "A;Oui, volontiers;garde d’enfants et interprète;non\nB;peut-être;une chaise haute;oui\n",
            (1, 1, 0, 0, 1, {"language": 1, "children": 1, "other": 1}),
        ),
        (
            "¿Viene?\tNecesidades\tCelular\nSí\tsilla de ruedas\tsí\nSÍ\tno\tno\ntal vez\t\t\n",
            (2, 1, 0, 0, 1, {"access": 1}),
        ),
        (
            "Você vem?,Crianças,Idioma,Celular\nsim,x,,não\nnão,,,\ntalvez,,x,sim\n",
            (1, 1, 1, 0, 1, {"language": 1, "children": 1}),
        ),
        (
            "الاسم,هل ستحضر؟,الاحتياجات,هاتف\nأمل,نعم,رعاية الأطفال,لا\nسمير,ربما,طعام نباتي,نعم\nليلى,لا,,\n",
            (1, 1, 1, 0, 1, {"food": 1, "children": 1}),
        ),
        ("Name;Coming\nA;yes\nB;who knows\n", (1, 0, 0, 1, 0, {})),
    ],
)
def test_lists_in_five_languages_are_counted(text: str, expected: tuple[object, ...]) -> None:
    for data in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16")):
        assert counted(answers_of(data)) == expected


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Name,Age\nA,7\n", "no column that says who comes"),
        (b"Coming\n" + b"yes\n" * (MOST_ROWS + 1), "too large"),
        (b"Coming\n" + b"y" * 2_000_000, "too large"),
        (b"", "."),
        (b"PK\x03\x04 no workbook", "."),
        (b"\x00\x01\x02\x03" * 50, "."),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(DataError, match=said):
        answers_of(data)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        answers_of(tmp_path / "none.csv")


def test_papers_reckon_with_who_comes_and_hold_no_name() -> None:
    rows = [*(f"Person{n},yes,,yes" for n in range(5)), *(f"Nobody{n},maybe,halal,no" for n in range(8)), "Zed,no,,yes"]
    answers = answers_of(("Name,Coming,Needs,Phone\n" + "\n".join(rows)).encode())
    plan = make_plan("leaders", country="KE", start=date(2027, 2, 1), answers=answers)
    assert plan.setting.people == 13
    assert plan.setting.groups == (5, 4, 4)
    ready = dict(papers.materials(plan))
    assert ready["Participant handbook"] == 13
    assert ready["phones, charged"] == 7  # two share one
    assert ready["of these, phones that must be lent, because too few bring one"] == 2  # five of thirteen bring one
    told = strip(write_text(papers.preparation(plan)))
    for line in ("come: 5", "may come: 8", "do not come: 1", "need: food: 8", "come or may come, and have no phone: 8"):
        assert line in told
    assert not any(word in told for word in ("Person", "Nobody", "Zed", "could not be read"))
    with pytest.raises(UnlikelySetting):
        make_plan("leaders", country="KE", start=date(2027, 2, 1), answers=answers_of(b"Coming\nyes\nno\n"))
