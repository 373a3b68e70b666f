"""The employer's answer held against our draft: every paragraph of ours, and everything that is theirs alone."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from toolkit.bargaining.agreements.draft import Draft, DraftArticle
from toolkit.bargaining.agreements.paper import document_for
from toolkit.bargaining.clauses.library import Clause, library
from toolkit.bargaining.clauses.standing_articles import DEFINITIONS
from toolkit.bargaining.clauses.texts import MARK
from toolkit.bargaining.counter.changes import Change
from toolkit.bargaining.counter.fewer_cases import read_frame, with_fewer_cases
from toolkit.bargaining.counter.judging import Known, judge, sentences
from toolkit.bargaining.counter.lexicon import Lexicon, lexicon, plain
from toolkit.bargaining.counter.meanings.party_names import name_in, party_names, with_our_names, with_their_names
from toolkit.bargaining.counter.meanings.same_words import forget_texts, same_words
from toolkit.bargaining.counter.paragraphs.alignment import Alignment, Match, OurArticle, align
from toolkit.bargaining.counter.paragraphs.around import without_surroundings
from toolkit.bargaining.counter.paragraphs.reading import CounterParagraph, CounterText, read_counter
from toolkit.bargaining.counter.replies import REMOVED, gravity, reply_for
from toolkit.bargaining.counter.sentences.frames import compare_sentences
from toolkit.bargaining.counter.sentences.taken_back import speaks_of_ours, takes_by_its_heading
from toolkit.bargaining.counter.signals import SIGNALS, Noticed, acts, judge_words
from toolkit.documents import Document, Text
from toolkit.documents.runs import plain as words_of
from toolkit.documents.word.read import Source
from toolkit.languages.units import DAYS

Floors = Mapping[str, Mapping[str, float]]
_TURNED = gravity("exchanged")
_NEAR = 0.3  # the share of an argument's words that must be among those they changed
_SELDOM = 50_000  # new values after which memory is tidied up; a comparison makes many small ones and hardly a circle


def compare_with(
    agreement: Draft, source: Source, *, name: str = "", floors: Floors | None = None
) -> tuple[Change, ...]:
    """What they changed, in the order of our articles; what they added comes where it stands.

    Parameters
    ----------
    agreement
        Our draft, with its blanks filled in.
    source
        Their file: .docx (with or without tracked changes), .md or .txt; or the bytes of an upload.
    name
        The name of an upload.
    floors
        The worst numbers that this union accepts, by clause and blank, where they differ from those of the clauses.

    Raises
    ------
    UnfilledBlank, UnknownSuffix, UnreadableFile
    """
    ours = read_ours(agreement)
    with _seldom_tidied():
        try:
            return compare_text(agreement, ours, read_theirs(agreement, ours, source, name), floors or {})
        finally:
            forget_texts()


@contextmanager
def _seldom_tidied() -> Iterator[None]:
    """Look for circles in memory less often meanwhile: it was a sixth of the time of a long comparison."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _SELDOM) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def read_ours(agreement: Draft) -> Document:
    """Our draft as it went to the other side, in its first language."""
    document = document_for(agreement, "table")
    return document if isinstance(document, Document) else document.first


def read_theirs(agreement: Draft, ours: Document, source: Source, name: str = "") -> CounterText:
    """Their file without what is ours and no article: title, parties, signatures, a second language."""
    read = read_counter(source, name=name, articles=[article.id for article in ours.articles])
    return replace(read, articles=tuple(without_surroundings(agreement, ours, read.articles)))


def compare_text(agreement: Draft, ours: Document, theirs: CounterText, floors: Floors) -> tuple[Change, ...]:
    """The changes between a document of ours and a text that was read."""
    words = lexicon(ours.language.code)
    articles = our_articles(ours)
    alignment = align(articles, theirs.articles, words)
    drafted = {article.clause: article for article in agreement.articles}
    same = same_words(ours.language.code)
    pairs = [(articles[one.article].paragraphs[one.paragraph].whole, one.theirs) for one in alignment.matches]
    named = party_names(pairs, same)
    changes: list[Change] = []
    for place, article in enumerate(articles):
        matches = [match for match in alignment.matches if match.article == place]
        knowns = known_numbers(drafted.get(article.clause), article, ours, floors.get(article.clause, {}))
        if matches and not any(match.theirs for match in matches):
            text = " ".join(paragraph.whole for paragraph in article.paragraphs)
            sure = all(match.sure for match in matches)
            changes.append(Change(article.clause, "removed", sure, text, "", label=ours.label_of(article.clause)))
        else:
            changes += [_change(article, match, knowns[match.paragraph], words, ours, named) for match in matches]
        changes += _added(place, articles, theirs, alignment, words)
    changes += [*_added(None, articles, theirs, alignment, words), *_headed(articles, theirs, alignment, words)]
    definitions = [
        point for one in articles if one.clause == DEFINITIONS for each in one.paragraphs for point in each.points
    ]
    changes = with_fewer_cases([read_frame(one, words) for one in changes], definitions, ours.language, words, named)
    return tuple(_finished(one, agreement, theirs, words) for one in changes)


def names_given(agreement: Draft, changes: Iterable[Change]) -> Mapping[str, str]:
    """The names that their text has for the parties, if they are others than ours: which one, and for whom.

    Returns
    -------
    mapping
        From a name, as it is written there, to ``@employer`` or ``@union``.
    """
    pairs = [(one.ours, one.theirs) for one in changes if one.ours and one.theirs]
    found = party_names(pairs, same_words(agreement.speech.code))
    return {name_in(name, (theirs for _, theirs in pairs)): party for name, party in found.items()}


def our_articles(document: Document) -> list[OurArticle]:
    """The articles of a document as bare words."""

    def bare(text: Text) -> str:
        return " ".join(words_of(text, document).split())

    return [
        OurArticle(
            article.id,
            bare(article.title),
            tuple(CounterParagraph(bare(one.text), tuple(map(bare, one.points))) for one in article.paragraphs),
        )
        for article in document.articles
    ]


def _change(
    article: OurArticle, match: Match, known: list[Known], words: Lexicon, ours: Document, names: Mapping[str, str]
) -> Change:
    """What became of a paragraph, where their text has these names for the parties."""
    paragraph = article.paragraphs[match.paragraph]
    label = f"{ours.number_of(article.clause)}.{match.paragraph + 1}"
    if not match.theirs:
        return Change(article.clause, "removed", match.sure, paragraph.whole, "", "", match.paragraph + 1, label)
    same = same_words(words.language)
    theirs = _unlinked(with_our_names(match.theirs, names, same, ours=paragraph.whole), ours)
    found = judge(_unlinked(paragraph.whole, ours), theirs, words, known=known, points=paragraph.points)
    shown = [with_their_names(one, match.theirs, names, same, ours=paragraph.whole) for one in found.noticed]
    return Change(
        article.clause,
        found.kind,
        found.sure and match.sure,
        paragraph.whole,
        match.theirs,
        "",
        match.paragraph + 1,
        label,
        tuple(shown),
        match.moved,
    )


def _unlinked(text: str, document: Document) -> str:
    """References to articles without their numbers: renumbering alone changes nothing."""
    text = re.sub(r"\b_Ref\d+\b", "", text)  # what Word writes for a reference it no longer finds
    return re.sub(rf"({re.escape(document.article_word)})\s*\(?\d+\)?", r"\1", text, flags=re.IGNORECASE)


def _added(
    place: int | None, articles: list[OurArticle], theirs: CounterText, alignment: Alignment, words: Lexicon
) -> list[Change]:
    """What is theirs alone within an article of ours, or (None) in articles of their own."""
    found: list[Change] = []
    whole: dict[int, list[CounterParagraph]] = {}
    for article, paragraph in alignment.added:
        if alignment.articles.get(article) != place:
            continue
        text = theirs.articles[article].paragraphs[paragraph]
        if place is None and theirs.articles[article].heading:
            whole.setdefault(article, []).append(text)
        else:
            clause = articles[place].clause if place is not None else None
            found.append(_theirs_alone(clause, text.whole, words))
    for article, paragraphs in whole.items():
        heading = theirs.articles[article].heading
        found.append(_theirs_alone(None, f"{heading}: {' '.join(one.whole for one in paragraphs)}", words))
    return found


def _headed(articles: list[OurArticle], theirs: CounterText, alignment: Alignment, words: Lexicon) -> Iterator[Change]:
    """Headings of theirs by which what stands below binds nobody: an annex of recommendations."""
    same = same_words(words.language)
    added = {place for place, _ in alignment.added}
    for place, article in enumerate(theirs.articles):
        mine = alignment.articles.get(place)
        ours = plain(articles[mine].heading) if mine is not None else ""
        whole = mine is None and place in added  # it is told with what stands below it
        if not whole and takes_by_its_heading(plain(article.heading), same) and not takes_by_its_heading(ours, same):
            binding = next(row for row in SIGNALS if row.id == "binding")
            noticed = (Noticed("binding", "weakened", binding.sentence, sure=False),)
            clause = articles[mine].clause if mine is not None else None
            yield Change(clause, "added", False, "", article.heading, noticed=noticed)


_OF_NOTHING = {"lesser", "partial"}  # "a notice", "a part of it": where nothing of ours stood it is no less
_OF_A_GIFT = {"condition", "lesser", "partial", "asks", "alone"}  # what a new duty of the employer may have


def _theirs_alone(clause: str | None, text: str, words: Lexicon) -> Change:
    # Held against nothing, every way out in it is new; where none is seen, a person has to read what it does to ours.
    noticed = [one for one in judge_words("", text, words) if one.effect == "weakened"]
    seen = {one.id for one in noticed}
    noticed += [one for one in compare_sentences("", text, words).noticed if one.id not in seen]
    told = {one.id for one in noticed}
    if told <= _OF_NOTHING or (told <= _OF_A_GIFT and _gives(text, words)):
        noticed = []
    return Change(clause, "added", bool(noticed), "", text, noticed=tuple(noticed))


def _gives(text: str, words: Lexicon) -> bool:
    """Whether a text lays a duty on somebody or gives a right, and touches nothing that is said elsewhere."""
    counted = acts(text, words)
    gives = counted["must"] + counted["union_may"] + counted["pays"] > 0
    return gives and not speaks_of_ours(plain(text), same_words(words.language))


def _finished(change: Change, agreement: Draft, theirs: CounterText, words: Lexicon) -> Change:
    """With our answer, and with what the file does not admit."""
    silent = False
    if theirs.tracked and change.kind not in ("unchanged",):
        before = [" ".join(theirs.before)]
        silent = not _stood(change.ours, before) if change.ours else _stood(change.theirs, before)
    answer = reply_to(library().get(change.clause or ""), change, agreement, words) if change.takes else ""
    return replace(change, reply=answer, silent=silent)


def _stood(text: str, before: list[str]) -> bool:
    """Whether the text stood in the file before the tracked changes."""
    whole = " ".join("".join(c if c.isalnum() else " " for c in plain(one)) for one in before)
    flat = " ".join(whole.split())
    pieces = ["".join(c if c.isalnum() else " " for c in plain(one)).split() for one in sentences(text)]
    return all(" ".join(piece) in flat for piece in pieces if piece)


def reply_to(clause: Clause | None, change: Change, agreement: Draft, words: Lexicon) -> str:
    """Our answer: that to the argument nearest to what they changed, else to the gravest loss.

    What both texts say tells nothing of why one was changed: an answer on secret bids beside a shorter deadline helps
    nobody.
    """
    language = agreement.speech
    lost = {one.id for one in change.noticed if one.effect == "weakened"}
    general = reply_for({REMOVED} if change.kind == "removed" else lost, language)
    if clause is None or not change.theirs or change.gravity <= _TURNED:  # no argument excuses these
        return general
    ours, theirs = (set(words.stems(plain(text))) for text in (change.ours, change.theirs))
    best, answer = 0.0, ""
    for argument in clause.arguments:
        stems = set(words.stems(plain(argument.employer.say(language))))
        near = len(stems & (ours ^ theirs)) / len(stems) if stems else 0.0
        if near > best:
            best, answer = near, argument.reply.say(language)
    return answer if best >= _NEAR else general or clause.text(language).watch_out


# --- numbers of ours -------------------------------------------------------------------------------------------------


def known_numbers(
    drafted: DraftArticle | None, article: OurArticle, document: Document, floors: Mapping[str, float]
) -> list[list[Known]]:
    """For each paragraph the numbers that come from blanks, in the order of the text."""
    none: list[list[Known]] = [[] for _ in article.paragraphs]
    clause = library().get(article.clause)
    if drafted is None or clause is None:
        return none
    paragraphs = clause.text(document.language).paragraphs[drafted.strength]
    names = [_blanks_in(" ".join(map(str, (one.text, *one.points)))) for one in paragraphs]
    if len(names) != len(article.paragraphs):  # the paper has put it together otherwise: any blank may stand anywhere
        names = [[name for some in names for name in some]] * len(article.paragraphs)
    return [[known for name in some if (known := _known(clause, name, drafted, floors)) is not None] for some in names]


def _blanks_in(text: str) -> list[str]:
    return [name for name, _ in MARK.findall(text) if name]


def _known(clause: Clause, name: str, drafted: DraftArticle, floors: Mapping[str, float]) -> Known | None:
    blank = clause.blank(name)
    value = drafted.blanks.get(name)
    if blank is None or blank.better is None or isinstance(value, (str, tuple)) or value is None:
        return None
    floor = floors.get(name, blank.floor)
    if blank.kind == "share":
        return Known(name, "share", float(value), "", blank.better, floor)
    if blank.unit is None:
        return Known(name, "count", float(value), "", blank.better, floor)
    size = DAYS[blank.unit]
    return Known(name, "time", value * size, blank.unit, blank.better, None if floor is None else floor * size)
