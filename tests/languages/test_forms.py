"""Signs and spaces that readers of a language took out stay out: in the catalogues, the templates and the codebooks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from toolkit.languages.catalogue import KNOWN, read_catalogue

HOME = Path(__file__).parents[2]
Said = Callable[[str], list[tuple[str, str]]]
# Endings for both sexes in one word.
BOTH = r"\w@s?\b(?!\w)|\w/(?:as|os|a|o)\b|\w\((?:a|as)\)|\btodes\b"
# A language: signs and spaces that readers took out, where they stood, and why; words stand in the glossary.
FORBIDDEN: dict[str, list[tuple[str, str, str]]] = {
    "ar": [
        (r"[\d}] %", "80 %", "no space before the sign"),
        (r" …|\.\.\.", "لحظة واحدة …", "one sign, and no space before it"),
        (r"\bMB\b", "50 MB", "ميغابايت"),
        ("[بلكف]ـ ", "لـ {n}", "the letter belongs to the word or number"),
        ("\u064b\u0627", "شخصًا", "house form: شخصاً"),
        ("(?<=[\u0600-\u06ff]),", "اسم, رقم", "the Arabic comma"),
        (
            r"(?<![\u0600-\u06ff\u064b-\u0652])[وف]?(?:الى|او|ان|اذا|انه|انها|اكثر|اقل)(?![\u0600-\u06ff\u064b-\u0652])",
            "او غيره",
            "hamza where it is heard",
        ),
        (
            r"(?<![\u0600-\u06ff])[وفبلك]?(?:ال|لل)?إ(?:ستخد|تفاق|جتماع|نته|ختيار|عتراض|عتماد|ستثناء|ختبار|قتراح|حتفاظ|تخاذ|ستشار)",
            "إستخدام",
            "no hamza on an alif that is not heard",
        ),
    ],
    "fr": [
        (r"(?<=\w)'(?=\w)", "l'accord", "the apostrophe is ’"),
        (r"\.\.\.", "Un instant...", "one sign"),
        (r"\w·\w|\w\((?:e|s|ne|se)\)|\w/(?:e|ne|se|trice)\b", "adhérent·es", "a word that covers all, or both forms"),
        (r"\b(?:Etat|Ecri\w+|Etes|Evalu\w+|Egal\w*)\b", "Ecrivez", "capitals keep their accents"),
        (r"\b(?:oe|Oe)uvre|\bcoeur", "main d’oeuvre", "œ"),
    ],
    "es": [
        (r"[\d}] %", "100 %", "a hard space, or the sign falls on the next line"),
        (r" …|\.\.\.", "Un momento...", "one sign, and no space before it"),
        (r"\bsólo\b", "sólo una vez", "solo"),
        (
            r"\w@s?\b(?!\w)|\w/(?:as|os|a|o)\b|\w\((?:a|as)\)|\btodes\b",
            "afiliad@s",
            "both forms, or a word that covers all",
        ),
    ],
    "pt": [
        (r" …|\.\.\.", "Lendo o arquivo …", "one sign, and no space before it"),
        (r"[\d}] %", "80 %", "no space before the sign"),
        (
            r"\w@s?\b(?!\w)|\w/(?:as|os|a|o)\b|\w\((?:a|as)\)|\btodes\b",
            "filiad@s",
            "both forms, or a word that covers all",
        ),
        (
            r"(?i)\b(?:facto|contacto|acç(?:ão|ões)|registos?|utilizador\w*|ecrã|equipa|planeamento|telemóvel)\b",
            "o utilizador",
            "of Portugal; the toolkit writes as in Brazil",
        ),
    ],
}
# The measured gap has a word of its own, apart from any difference.
GAP = {"ar": "فجو", "fr": "écart", "es": "brecha", "pt": "desigualdade"}
# A plain space where French has a hard one: the sign would fall on the next line, or stand alone.
PLAIN_SPACE = re.compile(r"(?<=\S) [;?!»](?!\S)|(?<=\S) :(?=\s|$)|« |[\d}] %")
# Calls, options and markup that sentences name.
CODE = re.compile(r"\w+\([^()]*(?:\([^()]*\)[^()]*)*\)|<[^>]+>")
NOT_PROSE = re.compile(r"`[^`]*`|https?://\S+|\A---\n.*?\n---\n", re.DOTALL)


@pytest.mark.parametrize("code", FORBIDDEN)
def test_what_readers_took_out_stays_out(code: str, said: Said) -> None:
    texts = said(code)
    assert len(texts) > 1500
    left = []
    for pattern, example, why in FORBIDDEN[code]:
        form = re.compile(pattern, re.MULTILINE)
        assert form.search(example), f"the pattern {pattern!r} does not find its own example"
        left += [f"{place}: {hit[0]!r}: {why}" for place, text in texts if (hit := form.search(text))]
    assert left == []


@pytest.mark.parametrize("code", GAP)
def test_a_gap_has_one_word_and_is_not_called_any_difference(code: str) -> None:
    left = []
    for message in read_catalogue(code):
        english = message.id if isinstance(message.id, str) else " ".join(message.id)
        asked = re.sub(r"`[^`]*`|result\.gaps", "", english)
        told = message.string if isinstance(message.string, str) else " ".join(message.string)
        if re.search(r"\b[Gg]aps?\b", asked):
            unvowelled = re.sub("[\u064b-\u0652]", "", told).lower()
            if GAP[code] not in unvowelled or (
                "ifference" not in asked and re.search(r"\bdiferen[cç](?:ia|a)s?\b|\bdifférences?\b", unvowelled)
            ):
                left.append((english, told))
    assert left == []


def test_french_has_hard_spaces_before_its_signs_and_inside_its_quotation_marks(said: Said) -> None:
    for wrong in ("quoi ?", "{n} ; puis", "voici : rien", "« ceci »", "80 %"):
        assert PLAIN_SPACE.search(wrong)
    assert not PLAIN_SPACE.search("« quoi ? » : 80 %".replace(" ", "\u00a0"))
    left = [(place, hit[0], text) for place, text in said("fr") if (hit := PLAIN_SPACE.search(NOT_PROSE.sub("", text)))]
    assert left == []


@pytest.mark.parametrize("code", ["ar", "fr", "es", "pt"])
def test_a_clash_of_two_articles_is_told_in_every_language(code: str) -> None:
    rows = yaml.safe_load((HOME / "templates/clauses/conflicts.yml").read_text(encoding="utf-8"))
    for row in rows:
        english, told = row["say"]["en"], row["say"][code]
        assert sorted(re.findall(r"{\w+}", told)) == sorted(re.findall(r"{\w+}", english))


@pytest.mark.parametrize("code", ["ar", "fr", "es", "pt"])
def test_quotations_have_the_marks_of_their_language(code: str, said: Said) -> None:
    left = [(place, text) for place, text in said(code) if '"' in CODE.sub("", NOT_PROSE.sub("", text))]
    assert left == []
    assert '"' in CODE.sub("", NOT_PROSE.sub("", 'una "cita"'))


def test_a_spanish_question_is_opened_and_closed(said: Said) -> None:
    left = []
    for place, text in said("es"):
        prose = NOT_PROSE.sub("", text)
        if prose.count("?") != prose.count("¿") or prose.count("!") != prose.count("¡"):
            left.append((place, prose))
    assert left == []


@pytest.mark.parametrize("code", KNOWN)
def test_every_language_has_a_style_sheet(code: str) -> None:
    sheet = (HOME / "docs" / "languages" / f"{code}.md").read_text(encoding="utf-8")
    for head in ("**Address.**", "**Variant.**", "**Law.**", "**Signs.**"):
        assert head in sheet
    assert f"[{code}.md]({code}.md)" in (HOME / "docs" / "languages" / "README.md").read_text(encoding="utf-8")
