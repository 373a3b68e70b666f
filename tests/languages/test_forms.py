"""Forms that readers of a language took out stay out: in the catalogues, the templates and the codebooks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from toolkit.languages.catalogue import read_catalogue

HOME = Path(__file__).parents[2]
# A language: what must not be said any more, words in which it was said, and why not.
FORBIDDEN: dict[str, list[tuple[str, str, str]]] = {
    "ar": [
        ("حق العلم", "إلا حق العلم", "the right to science; to be told is الحق في أن تُبلَّغ"),
        ("معدل يعادل|معدل م[َ]?ن .{0,60}يعادل", "معدل مَن {what} بين {group} يعادل", "cannot be read aloud: نسبة مَن"),
        ("أقل من أن (?:يُحكم|يُعرف|يسمح|تسمح بحكم)", "عدد الناس أقل من أن يُحكم", "one verdict: العدد غير كافٍ للحكم"),
        ("وقت الانقطاع|الحق في الانقطاع", "في وقت الانقطاع", "absence from work, a ground for dismissal"),
        ("(?:قر|مل|بد)ؤو", "اقرؤوا", "one spelling: اقرأوا, املأوا, ابدأوا"),
        ("تسمّي سببها", "لا تسمّي سببها", "a calque"),
        ("اتفاق البداية", "في اتفاق البداية", "says nothing: الاتفاق الأساسي"),
        ("هاتوا|أحضروا ذلك الملف", "ثم هاتوا ذلك الملف", "a file is chosen, not handed over"),
        ("كلمة سر", "كلمة سر", "كلمة مرور"),
        ("(?<!م)الصدفة|للصدفة", "تصنعه الصدفة وحدها", "المصادفة"),
        ("المشورة القانونية", "عن المشورة القانونية", "الاستشارة القانونية"),
        ("محجوز", "قراراً محجوزاً", "booked, or under attachment"),
        ("ومدق+ّ?ق ومعالجة|على معالجة متى|حُذفت معالجة", "وعلى معالجة متى ظهرت فجوة", "processing of data, no remedy"),
        ("إلى الطاولة: |مقعد إلى الطاولة", "مقعد إلى الطاولة", "one sits على"),
        ("متشابه|المثيل بالمثيل|متساوين في", "مقارنة المتشابهين", "like with like has one word: المتماثلون"),
        (r"[\d}] %", "80 %", "no space before the sign"),
        (" …", "لحظة واحدة …", "no space before the three dots"),
        (r"\bMB\b", "50 MB", "ميغابايت"),
        (r"لـ \{", "لـ {n}", "the letter belongs to the number"),
    ],
    "fr": [
        ("fois aussi souvent", "{times} fois aussi souvent que", "not French: a proportion is so many times another"),
        (r"\bmord(?:e|re|ent)?\b", "la phrase qui mord", "comic: produit effet d’elle-même"),
        ("(?:[Pp]our|[àÀ]) l’autre côté", "le document pour l’autre côté", "a side of a place: l’autre partie"),
        ("ccord de départ", "l’accord de départ", "an agreement on leaving: accord type de base"),
        (r"écisions? (?:étaient |était )?justes?\b|isolément était juste", "décisions justes", "fair; right is exacte"),
        (r"\b(?:[nv]os|leurs|noms de) membres\b", "que servent vos membres", "of a union: adhérents"),
        ("dans (?:la|telle|chaque|une seule) force", "dans chaque force", "à tel degré de force"),
        ("ne dit pas sa cause", "ne dit pas sa cause", "n’indique pas sa cause"),
        ("en sus (?:du|de tout) préjudice", "en sus du préjudice", "nobody pays on top of the harm, but of its repair"),
        ("apportez ce fichier", "apportez ce fichier", "a file is chosen"),
        ("article à eux|est d’eux", "Cet article est d’eux", "vient de l’autre partie"),
        ("derrière la porte", "derrière la porte « Ils ont répondu »", "par l’entrée"),
        ("ce notebook", "une copie de ce notebook", "carnet (notebook)"),
        (
            "existe[rt]? des normes|Normes (?:recensées|sur)",
            "Il peut exister des normes",
            "of engineers: textes juridiques",
        ),
        (r"dont c’est la langue(?! maternelle)", "une personne dont c’est la langue", "incomplete"),
    ],
    "es": [
        (r"\busted\b", "Indique usted las tasas", "ustedes"),
        (
            r"(?:^|[.:?»] )(?:Indique|Elija|Escriba|Use|Pida|Compruebe|Ábralo|Guárdelo)\b|\binténtelo\b",
            "No se conoce. Indique otro.",
            "ustedes, imperatives too",
        ),
        ("acuerdo de partida", "del acuerdo de partida", "an agreement on leaving: acuerdo base"),
        (r"\bmarca de idioma|la misma marca\b", "la marca de idioma", "a brand: nota de idioma"),
        (
            "emasiado poc[ao]s (?:personas|resultados) para saber",
            "demasiado pocas personas para saberlo",
            "para concluir",
        ),
        ("Decisi(?:ón|ones) Reservad|Reservadas además", "Decisión Reservada", "confidential: Protegida"),
        (
            "reparar(?:le)? (?:la|toda) pérdida|además de (?:la|toda) pérdida",
            "reparar la pérdida",
            "indemnizar el perjuicio",
        ),
        ("persona directiva", "la persona directiva que", "a bossy person"),
        ("traigan? ese archivo", "traiga ese archivo", "a file is chosen"),
        ("puerta «", "por la puerta «", "por la entrada «"),
        ("quienes organizan", "Para quienes organizan,", "organizadoras y organizadores"),
        ("debería traer", "debería traer una auditoría", "an agreement provides: prever"),
        (r"[\d}] %", "100 %", "a hard space, or the sign falls on the next line"),
    ],
    "pt": [
        (r"\b[Vv]ocê\b", "você aceitaria", "vocês"),
        ("acordo de partida", "o acordo de partida", "an agreement on leaving: acordo básico"),
        ("régua", "longe da régua", "limiar"),
        (r"\bnotebook\b(?! Jupyter)", "uma cópia deste notebook", "a laptop: caderno (notebook Jupyter)"),
        (r"\bmord[ea]\b", "uma frase que morda", "comic: produz efeito por si só"),
        ("de menos para (?:saber|dizer)", "pessoas de menos para saber", "insuficiente para concluir"),
        ("Decis(?:ão|ões) Reservad|Reservadas além", "Decisão Reservada", "a level of secrecy in Brazil: Protegida"),
        ("desceria[m]?", "abaixo de que vocês não desceriam", "o mínimo que vocês aceitam"),
        ("traga esse arquivo", "traga esse arquivo", "a file is chosen"),
        ("porta “", "a porta “Eles responderam”", "a entrada “"),
        (" …", "Lendo o arquivo …", "no space before the three dots"),
        (r"[\d}] %", "80 %", "no space before the sign"),
    ],
}
# The measured gap has a word of its own, apart from any difference.
GAP = {"ar": "فجو", "fr": "écart", "es": "brecha", "pt": "desigualdade"}
# A plain space where French has a hard one: the sign would fall on the next line, or stand alone.
PLAIN_SPACE = re.compile(r"(?<=\S) [;?!»](?!\S)|(?<=\S) :(?=\s|$)|« |[\d}] %")
NOT_PROSE = re.compile(r"`[^`]*`|https?://\S+|\A---\n.*?\n---\n", re.DOTALL)


def values_of(record: Any, code: str, inside: bool = False) -> Iterator[str]:
    """The strings that a record holds under a language's code."""
    if isinstance(record, dict):
        for key, value in record.items():
            yield from values_of(value, code, inside or key == code)
    elif isinstance(record, list):
        for value in record:
            yield from values_of(value, code, inside)
    elif isinstance(record, str) and inside:
        yield record


@cache
def said(code: str) -> list[tuple[str, str]]:
    """Everything that is said in a language, with the place where it stands."""
    found = []
    for message in read_catalogue(code):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        found += [(f"{code}.po", string) for string in strings if message.id]
    for path in sorted((HOME / "templates").rglob(f"{code}.md")):
        found.append((str(path.relative_to(HOME)), path.read_text(encoding="utf-8")))
    for folder in ("templates", "datasets"):
        for path in sorted((HOME / folder).rglob("*.yml")):
            # The lexicons hold the words of employers, and the registers name laws as they are named.
            if not {"weakening", "law", "precedents"} & set(path.parts):
                record = yaml.load(
                    path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
                )
                found += [(str(path.relative_to(HOME)), text) for text in values_of(record, code)]
    return found


@pytest.mark.parametrize("code", FORBIDDEN)
def test_what_readers_took_out_stays_out(code: str) -> None:
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


def test_french_has_hard_spaces_before_its_signs_and_inside_its_quotation_marks() -> None:
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
