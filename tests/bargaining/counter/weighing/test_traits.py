"""Traits are counted as a person would count them."""

from __future__ import annotations

import math

import pytest

from toolkit.bargaining.counter.meanings.same_words import same_words
from toolkit.bargaining.counter.signals import Noticed
from toolkit.bargaining.counter.weighing.traits import named, told, traits

SENTENCES = {
    "en": ("The Employer shall give the Union the log.", "The Employer shall give the Union the log when asked."),
    "ar": ("يسلّم صاحب العمل النقابة السجل.", "يسلّم صاحب العمل النقابة السجل عند الطلب فقط."),
    "fr": (
        "L’Employeur remet le registre au Syndicat.",
        "L’Employeur remet le registre au Syndicat sur sa demande écrite.",
    ),
    "es": (
        "El Empleador entregará el registro al Sindicato.",
        "El Empleador entregará el registro al Sindicato cuando lo pida.",
    ),
    "pt": (
        "O Empregador entregará o registro ao Sindicato.",
        "O Empregador entregará o registro ao Sindicato quando solicitado.",
    ),
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_text_beside_itself_has_only_what_stays(language: str) -> None:
    ours, _ = SENTENCES[language]
    found = traits(ours, ours, same_words(language))
    assert set(found.values()) == {1.0}
    assert set(found) == {
        *("no words gone", "no words new", "kept of ours", "kept of theirs", "likeness", "same lists"),
        *("same parties", "same order of parties", "same duties", "same voices"),
    }


@pytest.mark.parametrize("language", SENTENCES)
def test_words_put_in_at_one_place_are_new_and_all_of_ours_stays(language: str) -> None:
    ours, theirs = SENTENCES[language]
    found = traits(ours, theirs, same_words(language))
    assert found["kept of ours"] == 1.0
    assert found["places put in"] == 1.0
    assert found["no words gone"] == 1.0
    assert found["words new"] >= math.log(2)
    assert "places taken out" not in found
    longer = math.log((len(theirs.split()) + 1) / (len(ours.split()) + 1))
    assert found["longer"] == pytest.approx(longer)
    # The same the other way round: what was new is gone.
    turned = traits(theirs, ours, same_words(language))
    assert turned["words gone"] == found["words new"]
    assert turned["places taken out"] == 1.0
    assert turned["longer"] == pytest.approx(-longer)


def test_parties_numbers_and_a_not_are_counted_apart_from_words() -> None:
    en = same_words("en")
    found = traits("The Employer does not open the log for 30 days.", "The Union opens the log for 40 days.", en)
    assert found["parties gone"] == found["parties new"] == 1.0
    assert found["nots gone"] == 1.0
    assert "nots new" not in found
    assert found["numbers gone"] == found["numbers new"] == 1.0
    assert found["more denials"] == -1.0
    assert "same parties" not in found


def test_what_stands_elsewhere_in_the_paragraph_is_not_left_over() -> None:
    en = same_words("en")
    ours = "The lamp burns at night. The guard watches the gate."
    theirs = "The lamp burns. At night the guard watches the gate."
    found = traits(ours, theirs, en)
    assert "words gone" not in found
    assert "words new" not in found


def test_lists_of_words_that_give_or_take_are_named() -> None:
    found = traits("The Union reads the log.", "The Union may read the log where feasible.", same_words("en"))
    assert found["more feasible"] == 1.0
    assert any(name.startswith("more ") and "may" in name for name in found)
    assert "same lists" not in found


def test_losses_are_counted_once_by_their_id_and_gains_apart() -> None:
    noticed = [
        Noticed("may", "weakened", "", False),
        Noticed("may", "weakened", "", False, {"theirs": "x"}),
        Noticed("not-understood", "open", "", False),
        Noticed("pays-more", "strengthened", ""),
    ]
    assert told(noticed) == {"told may": 1.0, "one told": 1.0, "a gain": 1.0}
    three = [Noticed(id, "weakened", "", False) for id in ("may", "soft", "law")]
    assert told(three) == {"told may": 1.0, "told soft": 1.0, "told law": 1.0, "more told": 1.0}


def test_one_of_several_is_named_with_whether_another_is_graver() -> None:
    noticed = [Noticed(id, "weakened", "", False) for id in ("words-gone", "floor")]
    noticed.append(Noticed("not-gone", "open", ""))
    assert named(noticed[0], noticed) == {"named words-gone": 1.0, "a graver one": 1.0}
    assert named(noticed[1], noticed) == {"named floor": 1.0}
