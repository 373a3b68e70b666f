"""Before a record leaves the union: who read it, where does it stand, and whom could it harm?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Literal

from toolkit.bargaining.agreements.paper import FOR_US
from toolkit.errors import ToolkitError, translatable
from toolkit.exchange.files import write_records
from toolkit.exchange.shared import LABELS, Shared, plain_words
from toolkit.languages import KNOWN, Language

Check = Literal[
    "consent",
    "source",
    "reviewer",
    "risk",
    "expires",
    "nothing",
    "person",
    "contact",
    "small",
    "strategy",
    "mark",
    "ally",
]
SMALLEST_CELL = 10
_SENTENCES: dict[Check, str] = {
    "consent": translatable(
        "Nobody has agreed that this leaves the union. Ask those who own the story, and say who may read it."
    ),
    "source": translatable("No source: say where others can look it up, such as minutes, a judgment or an article."),
    "reviewer": translatable(
        "Nobody has read it through. Give it to a second office or body, and name that, not a person."
    ),
    "risk": translatable(
        "What could happen to somebody under your law if this is known? Write it down; “none” is an answer too."
    ),
    "expires": translatable("It needs a day until which it holds: later than today and at most five years away."),
    "nothing": translatable("It does not say what was tried, or neither what was won nor what was lost."),
    "person": translatable(
        "“{found}” in “{field}” looks like the name of a person. Write the function instead: “a ward manager”."
    ),
    "contact": translatable(
        "“{found}” in “{field}” is an address or number at which somebody can be reached. Take it out."
    ),
    "small": translatable(
        "“{found}” in “{field}” counts fewer than ten people: colleagues could tell who they are. Write “a few”."
    ),
    "strategy": translatable(
        "“{found}” in “{field}” tells what we would settle for. The other side reads this too. Take it out."
    ),
    "mark": translatable(
        "In “{field}” stands the mark of our own papers, “{found}”. What it is taken from is for us only."
    ),
    "ally": translatable(
        "In “{field}” stands what you ask of your ally. That is for the ally alone: write what you ask of those who "
        "get the page."
    ),
}
BY_EYE = translatable(
    "A machine finds no names without a title, and no stories by which a colleague is known. Whoever reads it through "
    "asks of each sentence: who could be known by this?"
)
FLOOR_BY_EYE = translatable(
    "Does it say how far you would go, or what would be enough for you? The machine cannot see that, it knows a few "
    "words only: read it once more for this alone."
)
_REFUSED = translatable("Nothing is published while points of the checklist stand ({number}). The first: {problem}")
_MOST_YEARS = 5
_TEXTS = ("author", "sector", "system", "supplier", "tried", "won", "lost", "source", "reviewer", "risk")
_LETTER = r"[^\W\d_]"
_PERSON = re.compile(
    r"(?<!\w)(?:(?:Mr|Mrs|Ms|Dr|Prof|Sr|Sra|Srta|Mme|Mlle|Dra|Don|Doña|Dona|Señora?|Senhora?|Monsieur|Madame)\.?\s+"
    rf"(?=[^\W\d_a-zà-ÿ]){_LETTER}[\w’'-]+|M\.\s+(?=[^\W\d_a-zà-ÿ]){_LETTER}[\w’'-]+"
    rf"|(?:السيدة?|الدكتورة?|الأستاذة?|د\.|أ\.)\s+{_LETTER}[\w-]+)"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_PHONE = re.compile(r"(?<![\w/.-])(?:\+|00)?\(?\d(?:[ .()/-]{0,2}\d){6,14}(?![\w/-])")
_HANDLE = re.compile(r"(?<![\w@.])@\w{3,30}")
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
# 1 200 000, and 2019-2021: no telephone answers there.
_NUMBER = re.compile(r"\d{1,3}(?:[ .]\d{3})+|(?:(?:19|20)\d{2}[ /-]?){2,4}")
_PEOPLE = (
    r"nurses?|workers?|people|persons?|colleagues?|women|men|woman|man|members?|drivers?|patients?|clerks?|employees?|staff|"
    r"teachers?|cases|infirmi[eè]re?s?|personnes?|coll[eè]gues?|femmes?|hommes?|salari[eé]e?s?|agents?|membres?|"
    r"enfermer[ao]s?|personas?|compañer[ao]s?|mujeres|mujer|hombres?|trabajador(?:es|as?)?|afiliad[ao]s?|conductor(?:es|as?)?|"
    r"enfermeir[ao]s?|pessoas?|colegas?|mulher(?:es)?|homens|homem|trabalhador(?:es|as?)?|filiad[ao]s?|motoristas?|"
    r"ممرضات|ممرضين|ممرضة|عمال|عاملات|أشخاص|زملاء|زميلات|نساء|رجال|موظفين|موظفات|أعضاء|سائقين|مرضى"
)
_SMALL = re.compile(
    rf"(?<![\w.,/-])[1-9١-٩]\s+(?:{_LETTER}+\s+)?(?:{_PEOPLE})(?!\w)"
    r"|(?<![\w.,/-])[0-9٠-٩]\s+(?:of|out of|sur|de|من|من أصل)\s+(?:the\s+|les\s+)?[0-9٠-٩]{1,2}(?![\w.,/%-])",
    re.IGNORECASE,
)
# Words by which a paper of ours speaks of what we would settle for, in five languages, as `plain_words` leaves them.
_STRATEGY = (
    ("red line", "red lines", "our floor", "bottom line", "walk away", "fall back position", "fallback position")
    + ("we won t sign", "we will not sign", "we do not sign", "we don t sign", "strike fund", "bargaining chip")
    + ("would settle for", "could live with", "our minimum")
    + ("ligne rouge", "lignes rouges", "notre plancher", "position de repli", "nous contenterions", "notre minimum")
    + ("nous ne signons pas", "nous ne signerons pas", "on ne signe pas", "caisse de greve", "monnaie d echange")
    + ("linea roja", "lineas rojas", "nuestro piso", "posicion de repliegue", "nos conformariamos", "nuestro minimo")
    + ("no firmamos", "no firmaremos", "no vamos a firmar", "fondo de huelga", "moneda de cambio")
    + ("linha vermelha", "linhas vermelhas", "nosso piso", "posicao de recuo", "nos contentariamos", "nosso minimo")
    + ("nao assinamos", "nao assinaremos", "nao vamos assinar", "fundo de greve", "moeda de troca")
    + ("خط احمر", "خطوط حمراء", "خطنا الاحمر", "خطوطنا الحمراء", "حدنا الادنى", "صندوق الاضراب", "ورقه مساومه")
    + ("لا نوقع", "لن نوقع")
)
_ARABIC_FORMS = str.maketrans("أإآٱىة", "اااايه")


@dataclass(frozen=True)
class Problem:
    """Something that stands between a record and its publication."""

    check: Check
    field: str
    found: str = ""

    def say(self, language: Language | str = "en") -> str:
        """What is wrong, where, and what to write instead."""
        speech = Language.of(language)
        return speech.say(
            _SENTENCES[self.check], found=speech.isolate(self.found), field=speech.say(LABELS[self.field])
        )


class PublicationRefused(ToolkitError):
    """A record was to be published while something of the checklist stands."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(_REFUSED, number=len(problems), problem=problems[0])
        self.problems = problems


def problems(record: Shared, on: date) -> tuple[Problem, ...]:
    """What stands between a record and its publication on a day; empty if nothing that a machine can see.

    Names without a title and stories by which a colleague is known are not found: `BY_EYE` says so, and a second pair
    of eyes is asked for.

    Examples
    --------
    >>> record = Shared("Union", "a1b2c3d4e5f6", 1, date(2026, 1, 1), tried="Write to Mrs Otieno.")
    >>> [(one.check, one.found) for one in problems(record, date(2026, 1, 1)) if one.field == "tried"][-1]
    ('person', 'Mrs Otieno')
    """
    return (*_missing(record, on), *_harmful(record))


def publish(record: Shared, on: date) -> bytes:
    """A record as a line of a file, to be given to others: what it may say outside (see `Shared.outgoing`).

    Raises
    ------
    PublicationRefused
        While the checklist finds anything. A record that was taken back is always let out: others need its mark.
    """
    found = () if record.retracted else problems(record, on)
    if found:
        raise PublicationRefused(found)
    return write_records([record.outgoing()])


def _missing(record: Shared, on: date) -> Iterator[Problem]:
    if record.consent == "none":
        yield Problem("consent", "consent")
    for name in ("source", "reviewer", "risk"):
        if not getattr(record, name).strip():
            yield Problem(name, name)
    if not on < record.expires or record.expires.year > on.year + _MOST_YEARS:
        yield Problem("expires", "expires")
    if not record.tried.strip() or not (record.won.strip() or record.lost.strip()):
        yield Problem("nothing", "tried")


def harm_in(texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """Names, addresses, small numbers and strategy in texts that are to leave the house, by the name of their field.

    >>> [one.check for one in harm_in({"story": "4 nurses left.", "ask": "Our red line is March."})]
    ['small', 'strategy']
    """
    return tuple(Problem(check, name, found) for name, text in texts.items() for check, found in _found(text))


def _harmful(record: Shared) -> tuple[Problem, ...]:
    return harm_in({name: str(getattr(record, name)) for name in _TEXTS})


def _found(text: str) -> Iterator[tuple[Check, str]]:
    for found in _once(_PERSON.findall(text)):
        yield "person", found
    without_days = _DAY.sub(" ", text)
    for pattern in (_EMAIL, _PHONE, _HANDLE):
        for found in _once(pattern.findall(without_days)):
            if not _NUMBER.fullmatch(found):
                yield "contact", found
    for found in _once(_SMALL.findall(text)):
        yield "small", found
    plain = f" {_spelt(text)} "
    for words in _STRATEGY:
        if f" {words} " in plain:
            yield "strategy", words
    for mark in _marks():
        if f" {_spelt(mark)} " in plain:
            yield "mark", mark


def _once(found: Iterable[str]) -> list[str]:
    return [" ".join(each.split()) for each in dict.fromkeys(found)]


def _spelt(text: str) -> str:
    return plain_words(text).translate(_ARABIC_FORMS)


@cache
def _marks() -> tuple[str, ...]:
    """What our own papers say of themselves at the top, in every language; “for us” alone is an everyday word."""
    return tuple(dict.fromkeys(Language(code).say(FOR_US).partition(":")[0].strip() for code in KNOWN))


assert set(_TEXTS) <= {each.name for each in fields(Shared)}
