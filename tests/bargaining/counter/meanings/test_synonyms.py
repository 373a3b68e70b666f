"""Their words for ours: what is explained by another way to say it, and what must not be."""

from __future__ import annotations

import pytest
import yaml

from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.bargaining.counter.meanings import synonyms as module
from toolkit.bargaining.counter.meanings.same_words import left_over, same_words
from toolkit.bargaining.counter.meanings.synonyms import in_our_words, synonyms
from toolkit.errors import RecordError
from toolkit.registers.locate import folder

LANGUAGES = ("en", "ar", "fr", "es", "pt")
# Lists of words by which something is taken: no way to say the same may hold one.
TAKES = {"soft", "feasible", "should", "discretion", "advisory", "asks", "condition", "exception", "lesser", "released"}


def left(language: str, ours: str, theirs: str) -> tuple[list[str], list[str]]:
    """The words of ours that no way explains, and those of theirs."""
    same, mine, yours = same_words(language), plain(ours), plain(theirs)
    gone, new = left_over(same.pieces(mine), in_our_words(mine, yours, same))
    return [mine[one.start : one.end] for one in gone], [yours[one.start : one.end] for one in new]


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "The Employer shall bear the cost of the expert.", "The Employer shall meet the expense of the expert."),
        ("ar", "يتحمل صاحب العمل كلفة الخبير.", "تقع على عاتق صاحب العمل كلفة الخبير."),
        ("fr", "Le Travailleur ne peut subir de perte.", "Le Travailleur ne peut essuyer de perte."),
        (
            "es",
            "El Empleador deberá repartir la guardia por igual.",
            "El Empleador deberá distribuir la guardia por igual.",
        ),
        ("pt", "O Trabalhador não sofre perda.", "O Trabalhador não suporta perda."),
    ],
)
def test_another_way_to_say_it_leaves_nothing(language: str, ours: str, theirs: str) -> None:
    assert left(language, ours, theirs) == ([], [])


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "The Employer shall bear the cost.", "The Union shall defray the cost."),
        ("ar", "يتحمل صاحب العمل الكلفة.", "تتكبد النقابة الكلفة."),
        ("fr", "L’Employeur paie le coût en 5 jours.", "L’Employeur acquitte le coût en 9 jours."),
        ("es", "El Empleador deberá pagar el costo.", "El Sindicato deberá abonar el costo."),
        (
            "pt",
            "O Empregador deverá apagar a gravação em 5 dias.",
            "O Empregador deverá eliminar a gravação em 9 dias.",
        ),
    ],
)
def test_neither_a_party_nor_a_number_is_explained(language: str, ours: str, theirs: str) -> None:
    assert all(left(language, ours, theirs))


def test_a_way_explains_only_where_our_word_is_gone() -> None:
    ours = "The Employer shall bear the cost."
    assert left("en", ours, "The Employer shall bear the cost and defray nothing.")[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_way_explains_is_never_called_certain(language: str) -> None:
    """A list may err: who reads that nothing was lost is told to read both."""
    pairs = {
        "en": ("The Employer shall bear the cost of it.", "The Employer shall meet the expense of it."),
        "ar": ("يتحمل صاحب العمل كلفة الخبير.", "يتكبد صاحب العمل كلفة الخبير."),
        "fr": ("Le Travailleur ne subit aucune perte.", "Le Travailleur n’essuie aucune perte."),
        "es": ("El Empleador deberá repartir la guardia.", "El Empleador deberá distribuir la guardia."),
        "pt": ("O Trabalhador não sofre perda.", "O Trabalhador não suporta perda."),
    }
    found = judge(*pairs[language], lexicon(language))
    assert found.kind in ("reworded", "strengthened")
    assert not found.sure


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_way_holds_a_word_that_takes(language: str) -> None:
    words = lexicon(language)
    record = yaml.load(
        (folder("templates") / "bargaining" / "synonyms" / f"{language}.yml").read_text(encoding="utf-8"),
        Loader=yaml.CSafeLoader,
    )
    wrong = []
    for entry in record["entries"]:
        ours = {one.list for one in words.find(plain(entry["ours"].replace("*", "")))}
        for way in entry["theirs"].split(";"):
            lists = {one.list for one in words.find(plain(way.replace("*", "")))}
            if lists & TAKES - ours:
                wrong.append((entry["ours"], way.strip(), lists & TAKES))
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_entry_is_found(language: str) -> None:
    known = synonyms(language)
    places = {place for some in known.by_word.values() for place in some}
    places |= {int(place) for name in known.phrases.lists for place in name.split()}
    assert places == set(range(len(known.ways)))
    assert len(known.ways) > 500


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"language": "fr", "entries": []}, "must be en"),
        ({"language": "en", "entries": [{"ours": "pay"}]}, "entry 1 needs"),
        ({"language": "en"}, "must be en"),
    ],
)
def test_a_file_that_does_not_hold_is_told(
    record: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "load_record", lambda *_: record)
    with pytest.raises(RecordError, match=said):
        synonyms.__wrapped__("en")
