"""Articles whose words stay and that cover less: a term they use was narrowed, or the scope, or from when all applies.

What is taken in the definitions, the scope or the entry into force is taken from every article that rests on them.
Each is told so, with the way by which it is reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from toolkit.bargaining.clauses import standing_articles as parts
from toolkit.bargaining.clauses.terms import Term, terms
from toolkit.bargaining.counter.changes import Change
from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import Lexicon, plain
from toolkit.bargaining.counter.meanings.party_names import with_our_names
from toolkit.bargaining.counter.meanings.same_words import same_words
from toolkit.bargaining.counter.sentences.exchanged_words import left_unexplained
from toolkit.bargaining.counter.signals import Noticed
from toolkit.bargaining.counter.weighing.doubts import is_likely
from toolkit.languages import Language, translatable

NARROWER = translatable("It may cover fewer cases: what “{term}” means was changed in {place}.")
THROUGH = translatable(
    "It may cover fewer cases: “{term}” means something else, because “{other}” was changed in {place}."
)
SCOPE = translatable("It may cover fewer cases: whom the agreement covers was changed in {place}.")
FORCE = translatable(
    "It may cover fewer cases: from when, or until when, the agreement applies was changed in {place}."
)
WORDS = translatable("What words mean was changed, and every article that uses them rests on it: read this first.")
MEANING = translatable("What “{term}” means was changed, and every article that uses it rests on it: read this first.")
COVERED = translatable("Whom or what the agreement covers was changed, and every article rests on it: read this first.")
APPLIES = translatable(
    "From when the agreement applies, or until when, was changed, and every article rests on it: read this first."
)

_FRAMES = {parts.DEFINITIONS: WORDS, parts.SCOPE: COVERED, parts.FORCE: APPLIES}
_TURNED = ("not-gone", "released", "exchanged")
_STOOD = ("unchanged", "reworded")


def read_frame(change: Change, words: Lexicon) -> Change:
    """A change of the frame that no rule understands counts as a loss until somebody has read it.

    What is lost there is said first to be of the frame: it empties what stands elsewhere.
    """
    if change.clause not in _FRAMES or change.kind not in ("reworded", "weakened", "strengthened"):
        return change
    # What was turned round says more than where it stands; of what a word means it says less ("and not of a Supplier").
    turned = change.clause != parts.DEFINITIONS and any(one.sure and one.id in _TURNED for one in change.noticed)
    frame = Noticed("frame", "open" if turned else "weakened", _FRAMES[change.clause], sure=False)
    noticed = (frame, *change.noticed)
    if change.kind == "weakened":
        return replace(change, noticed=noticed)
    unknown = _unknown(change.noticed, change.ours, change.theirs, words)
    unknown = unknown and is_likely([frame], change.ours, change.theirs, same_words(words.language))
    return replace(change, kind="weakened", sure=False, noticed=noticed) if unknown else change


def _unknown(noticed: Iterable[Noticed], ours: str, theirs: str, words: Lexicon) -> bool:
    return any(one.id == "not-understood" for one in noticed) and left_unexplained(ours, theirs, words)


def with_fewer_cases(
    changes: Sequence[Change],
    definitions: Iterable[str],
    language: Language,
    words: Lexicon,
    named: Mapping[str, str] | None = None,
) -> list[Change]:
    """Say at each article what was taken from it elsewhere.

    Parameters
    ----------
    changes
        What became of each paragraph, in the order of our articles.
    definitions
        Our definitions, one text a term.
    named
        Their names for the parties, with ours: "the Trust" for "the Employer" makes no definition another one.
    """
    narrowed = _narrowed(changes, list(definitions), language, words, named or {})
    reached = _reached(narrowed, language)
    wide = [
        Noticed("fewer-cases", "open", sentence, False, {"place": one.label})
        for article, sentence in ((parts.SCOPE, SCOPE), (parts.FORCE, FORCE))
        for one in changes
        if one.clause == article and one.takes
    ][:2]
    told: list[Change] = []
    seen: set[str] = set()
    for change in changes:
        if change.clause is None or change.clause in _FRAMES or change.kind == "added":
            told.append(_with_terms(change, narrowed, language))
            continue
        found = [reached[term] for term in _used(change.ours, reached, language)]
        if change.clause not in seen and change.clause != parts.FINAL:
            found += wide
        seen.add(change.clause)
        if not found:
            told.append(change)
        else:
            sure = change.sure and change.kind not in _STOOD
            told.append(replace(change, sure=sure, noticed=(*change.noticed, *found)))
    return told


def _with_terms(change: Change, narrowed: Mapping[str, tuple[Term, str]], language: Language) -> Change:
    """Of a paragraph of definitions, which terms mean less."""
    names = [term.in_language(language).term for term, place in narrowed.values() if place == change.label]
    if change.clause != parts.DEFINITIONS or not names:
        return change
    noticed = []
    for one in change.noticed:
        each = [replace(one, sentence=MEANING, values={"term": name}) for name in names]
        noticed += each if one.id == "frame" else [one]
    return replace(change, noticed=tuple(noticed))


def _narrowed(
    changes: Sequence[Change], definitions: list[str], language: Language, words: Lexicon, named: Mapping[str, str]
) -> Mapping[str, tuple[Term, str]]:
    """The terms whose definition is less now, with the number of the paragraph where they stand."""
    found: dict[str, tuple[Term, str]] = {}
    for change in changes:
        if change.clause != parts.DEFINITIONS or change.kind in ("unchanged", "added"):
            continue
        text = with_our_names(change.theirs, named, same_words(language.code), ours=change.ours)
        theirs = _by_term(text, language)
        for definition in definitions:
            for name, ours in _by_term(definition, language).items():
                if plain(ours) not in plain(change.ours):
                    continue
                judged = judge(ours, theirs.get(name, ""), words)
                unknown = _unknown(judged.noticed, ours, theirs.get(name, ""), words)
                # In a paragraph that lost something, it was lost where one of the terms leaves a doubt.
                unknown = unknown or (change.takes and any(one.effect == "doubtful" for one in judged.noticed))
                if judged.kind == "weakened" or (judged.kind == "reworded" and unknown):
                    found[name] = terms()[name], change.label
    return found


def _by_term(text: str, language: Language) -> dict[str, str]:
    """The definitions in a text: what stands from the name of a term, in quotation marks, to that of the next."""
    names = {
        plain(term.in_language(language).term): name for name, term in terms().items() if language.code in term.words
    }
    starts = [
        (match.start(), names[plain(match[1])])
        for match in re.finditer(r"[\"“”«»„]\s*([^\"“”«»„:]{2,60}?)\s*[\"“”«»]\s*:", text)
        if plain(match[1]) in names
    ]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return {name: text[start:end] for (start, name), end in zip(starts, ends, strict=False)}


def _reached(narrowed: Mapping[str, tuple[Term, str]], language: Language) -> dict[str, Noticed]:
    """Each term that is less now, by itself or through another, with what is told of it."""

    def name(term: Term) -> str:
        return term.in_language(language).term

    found: dict[str, Noticed] = {}
    for term, place in narrowed.values():
        found[term.id] = Noticed("fewer-cases", "open", NARROWER, False, {"term": name(term), "place": place})
    for term in terms().values():
        through = next((narrowed[one] for one in term.uses if one in narrowed), None)
        if term.id not in found and through is not None and language.code in term.words:
            values = {"term": name(term), "other": name(through[0]), "place": through[1]}
            found[term.id] = Noticed("fewer-cases", "open", THROUGH, False, values)
    return found


def _used(text: str, wanted: Iterable[str], language: Language) -> list[str]:
    """Which of the terms a text of ours uses, each as such and not as a part of a longer one."""
    forms = {
        form: term.id
        for term in terms().values()
        if language.code in term.words
        for form in term.in_language(language).forms
    }
    longest_first = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    used = {forms[match[0]] for match in re.finditer(rf"(?<!\w)(?:{longest_first})(?!\w)", text)}
    return [one for one in wanted if one in used]
