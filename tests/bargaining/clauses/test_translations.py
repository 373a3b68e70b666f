"""The clauses in five languages: whole, with the same numbers, and with the words that their duties turn on."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from toolkit.bargaining import STRENGTHS, Clause, library
from toolkit.bargaining.clauses.texts import MARK
from toolkit.languages import KNOWN

OTHERS = [code for code in KNOWN if code != "en"]
NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*( mil\b)?|\bunos mil\b")
GROUPED = re.compile(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))")
# 10.6 billion is 10 600 million in Spanish, where a “billón” is a thousand times as much.
WRITTEN_OTHERWISE = {("biometric", "es"): (Counter({"10.6": 1}), Counter({"10600": 1}))}

each_clause = pytest.mark.parametrize("clause", library().values(), ids=list(library()))


def numbers(text: str) -> Counter[str]:
    """The numbers that stand in a text in digits, outside its blanks, however they are grouped.

    >>> numbers("EUR 584,000 and {{ days }}") == numbers("584 mil euros") == numbers("584\u202f000 €")
    True
    """
    found: Counter[str] = Counter()
    for match in NUMBER.finditer(MARK.sub("", text)):
        if match[0] == "unos mil":
            found["1000"] += 1
            continue
        digits = GROUPED.sub("", match[0].removesuffix(" mil")).replace(",", ".")
        found[digits + "000" * bool(match[1])] += 1
    return found


@pytest.mark.parametrize("code", OTHERS)
@each_clause
def test_a_translated_clause_names_the_same_numbers_as_the_english(clause: Clause, code: str) -> None:
    english, other = clause.texts["en"], clause.texts[code]
    for strength in STRENGTHS:
        assert numbers("\n".join(other.lines_of(strength))) == numbers("\n".join(english.lines_of(strength))), strength
    for ours, theirs in ((english.why, other.why), (english.watch_out, other.watch_out)):
        lacking, more = numbers(ours) - numbers(theirs), numbers(theirs) - numbers(ours)
        assert (lacking, more) in ((Counter(), Counter()), WRITTEN_OTHERWISE.get((clause.id, code)))


def test_a_number_that_was_changed_in_a_translation_is_seen() -> None:
    assert numbers("within 14 days, 95%") != numbers("dans un délai de 15 jours, 95 %")
    assert numbers("10,000 people") == numbers("10 000 personnes") == numbers("10 mil personas") != numbers("10 000 00")


@each_clause
def test_every_field_of_a_clause_is_written_in_every_language(clause: Clause) -> None:
    assert set(clause.texts) == set(KNOWN)
    said = [clause.question, *clause.evidence, *(one.what for one in clause.duties)]
    said += [words for one in clause.arguments for words in (one.employer, one.reply)]
    said += [one.note for one in clause.jurisdictions]
    assert clause.trade is not None
    said += [clause.trade.costs, clause.trade.for_it, clause.trade.without]
    for one in said:
        assert set(one.languages) == set(KNOWN), one.say("en")
    for blank in clause.blanks:
        told = [blank.words["label"], blank.words["help"], *blank.words.get("options", {}).values()]
        told += [blank.words["example"]] if blank.kind == "text" else []
        for words in told:
            assert set(KNOWN) <= set(words), (blank.name, words)


@each_clause
def test_every_clause_has_what_it_fixes_and_what_it_is_worth(clause: Clause) -> None:
    assert clause.fixes
    assert clause.trade is not None
    for code in KNOWN:
        heads, words = zip(*clause.trade.say(code), strict=True)
        assert len(set(heads)) == len(set(words)) == 3


CONFIDENCE = {"en": "95%", "ar": "95%", "fr": "95\u00a0%", "es": "95\u00a0%", "pt": "95%"}


@pytest.mark.parametrize("code", KNOWN)
@pytest.mark.parametrize("clause", ["bias", "recruit", "score"])
def test_what_stops_a_system_names_the_confidence_of_the_method(clause: str, code: str) -> None:
    text = library()[clause].text(code)
    for strength in ("standard", "strong"):
        said = "\n".join(text.lines_of(strength)).replace("\u202f", "\u00a0").replace("95 %", "95\u00a0%")
        assert CONFIDENCE[code] in said, strength


HIGHER = {
    "en": "the higher one counts until",
    "ar": "والعبرة بالأعلى منهما إلى أن",
    "fr": "la plus élevée fait foi jusqu’à ce que",
    "es": "cuenta la más alta hasta que",
    "pt": "valerá a maior até que",
}


@pytest.mark.parametrize("code", KNOWN)
def test_the_higher_of_two_scores_of_an_assessment_counts(code: str) -> None:
    for strength in ("standard", "strong"):
        assert HIGHER[code] in "\n".join(library()["assessment"].text(code).lines_of(strength)), strength


def test_conceding_one_time_of_outsourcing_concedes_no_other() -> None:
    assert {"answer_days", "pay_days", "restore_days"} <= {blank.name for blank in library()["vendorchain"].blanks}


ASKING = ("human", "recruit", "schedule", "pay", "score", "judgement", "minimise", "lifecycle", "nosale", "citizen")


@pytest.mark.parametrize("clause", [*ASKING, "likeness"])
def test_clauses_that_need_a_consent_lead_to_the_one_procedure(clause: str) -> None:
    assert "procedure" in library()[clause].companions
