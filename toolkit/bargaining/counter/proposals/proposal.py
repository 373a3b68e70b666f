"""A text of the employer's alone, held against the library: what it touches, how near it comes, what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from toolkit.bargaining.agreements.draft import Draft
from toolkit.bargaining.clauses.library import Clause, library
from toolkit.bargaining.clauses.record import STRENGTH_NAMES, STRENGTHS
from toolkit.bargaining.counter.compare import known_numbers, our_articles, read_ours
from toolkit.bargaining.counter.judging import Known
from toolkit.bargaining.counter.lexicon import Lexicon, lexicon, plain
from toolkit.bargaining.counter.meanings.excerpts import excerpt
from toolkit.bargaining.counter.numbers.quantities import Quantity, quantities
from toolkit.bargaining.counter.paragraphs.alignment import Match, OurArticle, align
from toolkit.bargaining.counter.paragraphs.reading import CounterArticle, read_counter
from toolkit.bargaining.counter.proposals.means import MEANS, means_of, strength_by_means, ways_out
from toolkit.bargaining.counter.proposals.subjects import Subject, subjects
from toolkit.bargaining.counter.signals import Noticed
from toolkit.documents import Document
from toolkit.documents.brought.apart import Oversight
from toolkit.documents.word.read import Source
from toolkit.errors import UnreadableFile, translatable
from toolkit.languages import KNOWN, Language, translatable_plural

UNKNOWN_LANGUAGE = translatable(
    "The language of “{file}” was not recognised. Texts in Arabic, English, French, Portuguese and Spanish can be read."
)
TOUCHED = translatable_plural(
    "The text touches {n} clause of the library.", "The text touches {n} clauses of the library."
)
LEFT_OUT = translatable_plural(
    "For {n} clause no words were found in it.", "For {n} clauses no words were found in it."
)
NEEDED = translatable_plural(
    "{n} of these belongs to what the text is about.", "{n} of these belong to what the text is about."
)
WORDS_ONLY = translatable(
    "Subjects were recognised by words, and paragraphs by their likeness to ours. What is not recognised may still be "
    "there in other words: read the text yourselves."
)
NOTHING_TOUCHED = translatable(
    "None of our clauses was recognised in this text. It may be about something else, or use words that we do not "
    "know. So nothing is said of what it lacks."
)
NEAREST = translatable("By its words it comes nearest to our strength “{strength}”.")
NEAR_NONE = translatable("It comes near none of our three strengths: no firm duty was recognised in its words.")
FOUND = translatable("Of the {paragraphs} paragraphs of ours, {found} stand there in much the same words.")
UNSURE = translatable("Few words point to this clause: read whether it is meant.")
WEAKER = translatable("Ours says “{ours}”, theirs “{theirs}”.")
BELOW = translatable("Ours says “{ours}”, theirs “{theirs}”: worse than the floor of the library.")
LACKS = translatable("What our text has and theirs lacks: {means}.")
OUT = translatable("Ways out in theirs: {words}.")
QUOTED = translatable("“{words}”")
_SAME = 1e-6
_SPOKEN = 0.2  # the share of small words by which a language is known
_NEAR = 0.25  # how much of a strength must stand in theirs for theirs to be called near it
_ANYWHERE = "KE"  # a place only settles the law in papers for us; the words of the clauses are the same everywhere


@dataclass(frozen=True)
class Standing:
    """How a text stands to one strength of a clause: how many of our paragraphs were recognised, and how near it is."""

    strength: str
    found: int
    paragraphs: int
    nearness: float


@dataclass(frozen=True)
class TouchedClause:
    """A clause of ours that their text touches.

    Attributes
    ----------
    headings
        Of the articles of theirs that touch it; empty words for text without one.
    words
        By which it was recognised, as compared: small letters, no accents.
    standings
        All strengths of ours, the weakest first.
    nearest
        The strength that theirs comes nearest to; None where it comes near none.
    missing
        Our paragraphs, in that strength or else the weakest, of which nothing was recognised; usual numbers filled in.
    lacks
        What that strength of ours can do and theirs cannot, by its words: ids as in `means.py`.
    ways_out
        Words of theirs that let somebody out of a duty, as written.
    weaker
        Numbers of theirs that are worse than the usual ones of the library beside the same small words; uncertain.
    """

    clause: str
    headings: tuple[str, ...]
    words: tuple[str, ...]
    sure: bool
    standings: tuple[Standing, ...]
    nearest: str | None
    missing: tuple[str, ...] = field(repr=False)
    lacks: tuple[str, ...]
    ways_out: tuple[str, ...]
    weaker: tuple[Noticed, ...]

    @property
    def measured(self) -> Standing:
        """How it stands to the nearest strength, or to the weakest."""
        return next((one for one in self.standings if one.strength == self.nearest), self.standings[0])

    def say(self, language: Language | str = "en") -> str:
        """How near it comes, and which numbers are worse."""
        speech = Language.of(language)
        at = self.measured
        if self.nearest is None:
            told = [speech.say(NEAR_NONE)]
        else:
            told = [speech.say(NEAREST, strength=speech.say(STRENGTH_NAMES[self.nearest]))]
        if at.found:
            told.append(speech.say(FOUND, found=at.found, paragraphs=at.paragraphs))
        if self.lacks:
            told.append(speech.say(LACKS, means=[speech.say(MEANS[one]) for one in self.lacks]))
        if self.ways_out:
            told.append(speech.say(OUT, words=[speech.say(QUOTED, words=one) for one in self.ways_out]))
        told += [speech.say(one.sentence, **one.values) for one in self.weaker]
        return " ".join(told if self.sure else [*told, speech.say(UNSURE)])


@dataclass(frozen=True)
class ProposalReading:
    """A text of theirs beside the library.

    Attributes
    ----------
    language
        In which it is written.
    touched
        Our clauses that it touches, in the order of the text.
    absent
        Clauses of ours for which no words were found; empty where nothing was touched, since then nothing can be said.
    needed
        Those of the absent ones that a touched clause rests on or goes with.
    beside
        Headings of articles of theirs that touch none of our clauses.
    """

    language: str
    touched: tuple[TouchedClause, ...]
    absent: tuple[str, ...]
    needed: tuple[str, ...]
    beside: tuple[str, ...]

    def say(self, language: Language | str = "en") -> str:
        """The reading in a few sentences; of a text about something else it says only that."""
        speech = Language.of(language)
        if not self.touched:
            return speech.say(NOTHING_TOUCHED)
        told = [speech.say_plural(TOUCHED, len(self.touched)), speech.say_plural(LEFT_OUT, len(self.absent))]
        if self.needed:
            told.append(speech.say_plural(NEEDED, len(self.needed)))
        return " ".join([*told, speech.say(WORDS_ONLY)])


def read_proposal(
    source: Source, *, name: str = "", language: Language | str = "", oversight: Oversight | None = None
) -> ProposalReading:
    """Read a proposal of the employer's without a draft of our own: which of our clauses it touches, and how nearly.

    It is for the day on which they bring the first draft. It finds subjects by words of daily use and paragraphs by
    their likeness to ours; the usual numbers of the library stand in for those that the union would ask for.

    Parameters
    ----------
    source
        A path, or the bytes of an upload; Word (.docx), Markdown (.md) or plain text (.txt).
    name
        The name of an upload.
    language
        Of the text; found out if left out.
    oversight
        Who may stop the reading.

    Raises
    ------
    UnknownSuffix, UnreadableFile

    Examples
    --------
    >>> text = "1. Monitoring of staff\\n\\nSoftware may record keystrokes and screens. Data are kept for 24 months."
    >>> read = read_proposal(text.encode(), name="theirs.txt", language="en")
    >>> [one.clause for one in read.touched], read.touched[0].nearest, 'duty' in read.touched[0].lacks
    (['monitor'], None, True)
    >>> read_proposal(b"1. Canteen\\n\\nThe canteen is open at noon.", name="theirs.txt", language="en").touched
    ()
    """
    text = read_counter(source, name=name, oversight=oversight)
    code = Language.of(language).code if language else language_of(text.lines, name)
    found = subjects(code).touched(text.articles)
    by_clause: dict[str, list[tuple[CounterArticle, Subject]]] = {}
    for article, touched in found:
        for subject in touched:
            by_clause.setdefault(subject.clause, []).append((article, subject))
    drafts = _drafts(list(by_clause), code)
    read = tuple(_read(clause, pairs, drafts, code) for clause, pairs in by_clause.items())
    absent = tuple(clause for clause in subjects(code).clauses if clause not in by_clause) if read else ()
    named = set(chain.from_iterable((*library()[one].requires, *library()[one].companions) for one in by_clause))
    counted = any(article.numbered for article, _ in found)  # else the title would be called an article
    beside = tuple(
        article.heading
        for article, touched in found
        if article.heading and not touched and (article.numbered or not counted)
    )
    return ProposalReading(code, read, absent, tuple(one for one in absent if one in named), beside if read else ())


def language_of(lines: Sequence[str], name: str = "") -> str:
    """The language of a text, by its small words.

    >>> language_of(["La cantine est ouverte de onze heures à quatorze heures."])
    'fr'

    Raises
    ------
    UnreadableFile
        If it is none that the library is written in.
    """
    words = plain(" ".join(lines)).split()
    shares = {code: sum(word.strip(".,;:،؛") in lexicon(code).stop for word in words) for code in KNOWN}
    best = max(shares, key=lambda code: shares[code])
    if shares[best] < _SPOKEN * len(words) and not (best == "ar" and shares[best] > 0.05 * len(words)):
        raise UnreadableFile(UNKNOWN_LANGUAGE, file=name or "–")
    return best


# --- a clause and its strengths --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Written:
    """The touched clauses in one strength, as they stand in an agreement with the usual numbers."""

    draft: Draft
    document: Document
    articles: dict[str, OurArticle]

    def numbers(self, clause: str) -> list[list[Known]]:
        drafted = next(one for one in self.draft.articles if one.clause == clause)
        return known_numbers(drafted, self.articles[clause], self.document, {})


def _drafts(clauses: Sequence[str], code: str) -> dict[str, _Written]:
    return {strength: _written(clauses, strength, code) for strength in STRENGTHS} if clauses else {}


def _written(clauses: Sequence[str], strength: str, code: str) -> _Written:
    draft = Draft(title="–", union="–", employer="–", place=_ANYWHERE, language=code, annexes=())
    for clause in clauses:
        if strength in library()[clause].strengths:
            draft = draft.add(clause, strength=strength, blanks=_usual(library()[clause], code))
    document = read_ours(draft)
    return _Written(draft, document, {one.clause: one for one in our_articles(document)})


def _usual(clause: Clause, code: str) -> dict[str, object]:
    return {one.name: one.default if one.default is not None else one.example_in(code) for one in clause.blanks}


def _read(
    clause: str, pairs: Sequence[tuple[CounterArticle, Subject]], drafts: dict[str, _Written], code: str
) -> TouchedClause:
    theirs = [article for article, _ in pairs]
    paragraphs = [one.whole for article in theirs for one in article.paragraphs]
    words = lexicon(code)
    matched = {one: _matches(drafts[one].articles[clause], theirs, code) for one in library()[clause].strengths}
    standings = tuple(_standing(strength, matches, len(paragraphs)) for strength, matches in matched.items())
    means = means_of("\n".join(paragraphs), words)
    nearest = _nearest(standings, means)
    measured = nearest or standings[0].strength
    ours = [one.whole for one in drafts[measured].articles[clause].paragraphs]
    wanted = means_of("\n".join(ours), words)
    return TouchedClause(
        clause,
        tuple(dict.fromkeys(article.heading for article in theirs)),
        tuple(dict.fromkeys(word for _, subject in pairs for word in subject.words)),
        any(subject.sure for _, subject in pairs),
        standings,
        nearest,
        tuple(ours[one.paragraph] for one in matched[measured] if not one.theirs),
        tuple(one for one in MEANS if one in wanted - means),
        ways_out(paragraphs, words),
        tuple(_weaker(ours, drafts[measured].numbers(clause), paragraphs, words)),
    )


def _matches(ours: OurArticle, theirs: Sequence[CounterArticle], code: str) -> tuple[Match, ...]:
    return align([ours], theirs, lexicon(code)).matches


def _standing(strength: str, matches: Sequence[Match], paragraphs: int) -> Standing:
    """How much of our strength stands in theirs, and of theirs in it: a longer strength must not win by its length."""
    both = sum(one.likeness for one in matches if one.theirs)
    recognised = sum(bool(one.theirs) for one in matches)
    return Standing(strength, recognised, len(matches), 2 * both / max(len(matches) + paragraphs, 1))


def _nearest(standings: Sequence[Standing], means: frozenset[str]) -> str | None:
    """By the words where they are much like ours, else by what the words can do."""
    best = max(standings, key=lambda one: one.nearness)
    if best.nearness >= _NEAR:
        return best.strength
    able = strength_by_means(means)
    return able if any(one.strength == able for one in standings) else None


# --- numbers ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Number:
    """A number with the small words around it: *every* 12 months, 90 days *before*."""

    kind: str
    value: float
    cues: frozenset[tuple[str, str]]
    shown: str


def _weaker(ours: Sequence[str], knowns: list[list[Known]], theirs: Sequence[str], words: Lexicon) -> list[Noticed]:
    """Numbers of theirs that are worse than all of ours that stand between the same small words."""
    had = [
        (one, blank)
        for text, blanks in zip(ours, knowns, strict=True)
        for one in _numbers_in(text, words)
        for blank in blanks
        if blank.kind == one.kind and abs(blank.value - one.value) < _SAME
    ]
    found: dict[tuple[str, str], Noticed] = {}
    for other in chain.from_iterable(_numbers_in(text, words) for text in theirs):
        fitting = [(one, blank) for one, blank in had if one.kind == other.kind and one.cues & other.cues]
        if not fitting or not all(_is_worse(other.value, one.value, blank.better) for one, blank in fitting):
            continue
        one, blank = min(fitting, key=lambda pair: abs(pair[0].value - other.value))
        below = blank.floor is not None and _is_worse(other.value, blank.floor, blank.better)
        values = {"ours": one.shown, "theirs": other.shown}
        made = Noticed("floor" if below else "number-worse", "weakened", BELOW if below else WEAKER, False, values)
        found.setdefault((one.shown, other.shown), made)
    return list(found.values())


def _is_worse(value: float, than: float, better: str) -> bool:
    return value > than + _SAME if better == "lower" else value < than - _SAME


def _numbers_in(text: str, words: Lexicon) -> list[_Number]:
    bare = plain(text)
    found = []
    for one in quantities(bare, words):
        before, after = re.findall(r"\w+", bare[: one.start])[-1:], re.findall(r"\w+", bare[one.end :])[:1]
        cues = {("before", word) for word in before} | {("after", word) for word in after}
        small = frozenset(cue for cue in cues if cue[1] in words.stop)
        found.append(_Number(one.kind, one.values[0], small, _around(text, bare, one, words)))
    return found


def _around(text: str, bare: str, one: Quantity, words: Lexicon) -> str:
    """The number as written, with the small word after it, or else before it."""
    before = re.search(r"(\w+) *$", bare[: one.start])
    after = re.match(r" *(\w+)", bare[one.end :])
    start, end = one.start, one.end
    if after and after[1] in words.stop:
        end += after.end()
    elif before and before[1] in words.stop:
        start = before.start()
    return excerpt(text, bare, replace(one, start=start, end=end))
