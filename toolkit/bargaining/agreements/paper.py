"""A draft on paper. For us: with reasons, strengths and all law. For the table: articles, no strategy."""

from __future__ import annotations

from toolkit.bargaining.agreements.annexes import annexes_of, names_of_annexes
from toolkit.bargaining.agreements.articles import articles_of, closing, is_reviewed, name_of, preamble, prevailing
from toolkit.bargaining.agreements.draft import Audience, Draft, check_audience
from toolkit.bargaining.agreements.legal_basis import cited_together, describe_provision, kind_unknown, named_law
from toolkit.bargaining.agreements.strategy import argument_sheet, still_open, strategy_of
from toolkit.bargaining.clauses.library import find_clause
from toolkit.bargaining.demands.demands import Demand
from toolkit.documents import (
    Bilingual,
    Bullets,
    Document,
    Facts,
    Heading,
    Paragraph,
    Part,
    Signatures,
)
from toolkit.errors import UnfilledBlank
from toolkit.languages import Language, translatable

FOR_US = translatable("For us. Not for the other side: this paper holds our reasons and our strategy.")
UNION = translatable("The Union")
EMPLOYER = translatable("The Employer")
PLACE = translatable("Place")
DAY = translatable("Date of this draft")
KIND = translatable("Kind of document")
KIND_NAMES = {
    "company": translatable("Collective agreement"),
    "sector": translatable("Sector agreement"),
    "protocol": translatable("Protocol to the agreements in force"),
    "tender_annex": translatable("Annex to tenders and contracts"),
    "motion": translatable("Motion"),
}
LAWYER = translatable("Read by a lawyer")
READ_BY = translatable("{lawyer}, {day}")
READ_BY_NONE = translatable("by none so far")
UNREVIEWED = translatable("Translation not yet read by a native reader. Have it read before it is signed.")
UNREVIEWED_BESIDE = translatable("Translation not yet read by a native reader; the text in {language} prevails.")
ADVICE = translatable("This paper informs and does not replace legal advice. No lawyer has read it yet.")
ADVICE_READ = translatable("This paper informs and does not replace legal advice. {lawyer} read it on {day}.")
ADVICE_READ_UNDATED = translatable("This paper informs and does not replace legal advice. {lawyer} read it.")
REASON = translatable("Reason: {reason}")
LEGAL_BASIS = translatable("Legal basis")
LEGAL_BASIS_LEAD = translatable("The parties have regard to:")
PARTY = translatable("{party}: {name}")

# What an article is called where collective agreements use another word.
ARTICLE_WORDS = {"en": "Article", "ar": "المادة", "ar-TN": "الفصل", "fr": "Article", "es": "Artículo", "pt": "Cláusula"}

__all__ = ["describe_provision", "document_for"]


def document_for(agreement: Draft, audience: Audience) -> Document | Bilingual:
    """The draft for us or for the table, in one language or in two side by side.

    Raises
    ------
    UnfilledBlank
        Naming the first clause and blank that is empty.
    """
    check_audience(audience)
    for clause, name in agreement.missing():
        blank = find_clause(clause).blank(name)
        assert blank is not None  # the library has checked that texts use declared blanks only
        raise UnfilledBlank(clause, name, agreement.speech.show(blank.example_in(agreement.speech)))
    first = _document(agreement, agreement.speech, audience)
    second = agreement.second_speech
    return first if second is None else Bilingual(first, _document(agreement, second, audience))


def _document(agreement: Draft, language: Language, audience: Audience) -> Document:
    annexed = bool(names_of_annexes(agreement, "table"))
    blocks: list[Part] = [_cover(agreement, language, audience)]
    if audience == "us":
        said = [_advice(agreement, language), *_unreviewed(agreement, language)]
        blocks += [Paragraph(" ".join(said), "note"), *still_open(agreement, language)]
        blocks += kind_unknown(agreement, language)
    blocks += preamble(agreement, language)
    for article in articles_of(agreement, language, annexed=annexed):
        blocks.append(article)
        drafted = next((one for one in agreement.articles if one.clause == article.id), None)
        if drafted is None:
            continue
        if audience == "us":
            blocks += strategy_of(agreement, drafted, language)
        elif drafted.tell and drafted.because is not None:
            blocks += _reasons(drafted.because, language)
    if audience == "table":
        blocks += _legal_basis(agreement, language)
    blocks += [closing(agreement, language), _signatures(agreement, language)]
    blocks += annexes_of(agreement, language, audience)
    if audience == "us":
        blocks += argument_sheet(agreement, language)
    names = agreement.names_in(language)
    word = ARTICLE_WORDS.get(f"{language.code}-{language.locale.territory}", ARTICLE_WORDS[language.code])
    return Document(
        names["title"],
        language,
        tuple(blocks),
        mark=language.say(FOR_US) if audience == "us" else "",
        author=agreement.union,
        article_word=word,
    )


def _reasons(because: Demand, language: Language) -> list[Part]:
    """Why, for the other side: our own evidence as the reason, and a case from elsewhere as what it is."""
    own, elsewhere = because.say_own(language), because.say_elsewhere(language)
    reason = [language.say(REASON, reason=own)] if own else []
    return [Paragraph(said, "note") for said in (*reason, *filter(None, [elsewhere]))]


def _unreviewed(agreement: Draft, language: Language) -> list[str]:
    """What our paper says once while no native speaker has read the text; the other side is not told."""
    if is_reviewed(agreement, language):
        return []
    counts = Language(prevailing(agreement))
    if agreement.second_language is None or counts.code == language.code:
        return [language.say(UNREVIEWED)]
    return [language.say(UNREVIEWED_BESIDE, language=name_of(counts, language))]


def _cover(agreement: Draft, language: Language, audience: Audience) -> Facts:
    say = language.say
    names = agreement.names_in(language)
    place = language.locale.territories.get(agreement.place.upper(), agreement.place)
    rows = [
        (say(KIND), say(KIND_NAMES[agreement.kind])),
        (say(UNION), language.isolate(names["union"])),
        (say(EMPLOYER), language.isolate(names["employer"])),
        (say(PLACE), language.isolate(place)),
        (say(DAY), language.isolate(language.date(agreement.on))),
    ]
    if agreement.lawyer and agreement.read_on:
        rows.append((say(LAWYER), say(READ_BY, lawyer=agreement.lawyer, day=agreement.read_on)))
    elif agreement.lawyer:
        rows.append((say(LAWYER), language.isolate(agreement.lawyer)))
    elif audience == "us":  # nobody tells the other side that no lawyer has looked yet
        rows.append((say(LAWYER), say(READ_BY_NONE)))
    return Facts(tuple(rows))


def _advice(agreement: Draft, language: Language) -> str:
    if not agreement.lawyer:
        return language.say(ADVICE)
    if agreement.read_on is None:
        return language.say(ADVICE_READ_UNDATED, lawyer=agreement.lawyer)
    return language.say(ADVICE_READ, lawyer=agreement.lawyer, day=agreement.read_on)


def _legal_basis(agreement: Draft, language: Language) -> list[Part]:
    """Law that the other side may read; no heading where there is none."""
    law = named_law(agreement)
    if not law:
        return []
    return [
        Heading(language.say(LEGAL_BASIS)),
        Paragraph(language.say(LEGAL_BASIS_LEAD)),
        Bullets(tuple(language.isolate(item) for item in cited_together(law, language))),
    ]


def _signatures(agreement: Draft, language: Language) -> Signatures:
    if agreement.signatories:
        return Signatures(tuple(language.isolate(one) for one in agreement.signatories))
    names = agreement.names_in(language)
    parties = [(UNION, names["union"]), (EMPLOYER, names["employer"])]
    if agreement.kind == "motion":
        parties = parties[:1]
    return Signatures(tuple(language.say(PARTY, party=language.say(party), name=name) for party, name in parties))
