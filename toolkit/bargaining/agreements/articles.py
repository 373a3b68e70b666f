"""The articles of an agreement in one language: what it defines, where and how long it applies, its clauses."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.bargaining.agreements.draft import Draft, DraftArticle
from toolkit.bargaining.clauses import standing_articles as parts
from toolkit.bargaining.clauses.blanks import UNITS
from toolkit.bargaining.clauses.library import find_clause
from toolkit.bargaining.clauses.terms import Term, terms, terms_of
from toolkit.bargaining.clauses.texts import fill, fill_paragraphs, lines
from toolkit.documents import Article, Numbered, Paragraph, Text
from toolkit.errors import AgreementError, translatable
from toolkit.languages import Language


def articles_of(agreement: Draft, language: Language, *, annexed: bool) -> tuple[Article, ...]:
    """All articles in their order; the definitions hold the terms that the others use, and no more.

    Parameters
    ----------
    annexed
        Whether the paper has annexes, which then become part of the agreement.
    """
    values = _values(agreement, language)
    standing = {
        name: _standing(name, sections, values, language)
        for name, sections in _sections(agreement, annexed=annexed).items()
    }
    clauses = tuple(clause_article(agreement, article, language) for article in agreement.articles)
    first = _definitions(used_terms(agreement, annexed=annexed), standing[parts.DEFINITIONS].paragraphs, language)
    return (first, standing[parts.SCOPE], standing[parts.FORCE], *clauses, standing[parts.FINAL])


def preamble(agreement: Draft, language: Language) -> tuple[Paragraph, ...]:
    """Who concludes what, and the words that open the agreement."""
    opening = parts.part("preamble", language).sections[agreement.kind]
    values = _values(agreement, language)
    return tuple(Paragraph(fill(one.text, values)) for one in opening)


def closing(agreement: Draft, language: Language) -> Paragraph:
    """The words between the last article and the signatures."""
    name = "adopted" if agreement.kind == "motion" else "signed"
    return Paragraph(parts.part("closing", language).sections[name][0].text)


def clause_article(agreement: Draft, article: DraftArticle, language: Language) -> Article:
    """A clause as an article, its blanks filled in."""
    clause = find_clause(article.clause)
    text = clause.text(language)
    known = {**article.blanks, **(article.second if agreement.is_second(language) else {})}
    values = {
        name: blank.show(known[name], language)
        for name in text.blanks_of(article.strength)
        if (blank := clause.blank(name)) is not None
    }
    there = {one.clause for one in agreement.articles}
    stand_ins = {clause: standing for clause, standing in parts.STANDING_FOR.items() if clause not in there}
    return Article(article.clause, text.title, fill_paragraphs(text.paragraphs[article.strength], values, stand_ins))


def used_terms(agreement: Draft, *, annexed: bool) -> tuple[Term, ...]:
    """The terms that the agreement uses: those that a clause declares and its text holds, and those of the frame."""
    found: set[str] = set()
    for article in agreement.articles:
        clause = find_clause(article.clause)
        found |= {term.id for term in terms_of(clause.text("en").lines_of(article.strength), clause.terms)}
    frame = [agreement.names_in(Language("en"))["scope"]]
    needed: dict[str, list[str]] = {**_sections(agreement, annexed=annexed), "preamble": [agreement.kind]}
    for name, sections in needed.items():
        text = parts.part(name, "en")
        frame += [line for section in sections for line in lines(text.sections[section])]
    found |= {term.id for term in terms_of(frame)}
    return tuple(term for name, term in terms().items() if name in found)


def title_of(article: str, language: Language) -> str:
    """How an article is headed, by its id: a clause, or one that stands in every agreement."""
    if article in parts.STANDING:
        return parts.part(article, language).title
    return find_clause(article).text(language).title


def is_reviewed(agreement: Draft, language: Language) -> bool:
    """Whether a native speaker has read every text of the paper in this language."""
    clauses = all(find_clause(article.clause).text(language).reviewed for article in agreement.articles)
    return clauses and all(parts.part(name, language).reviewed for name in ("preamble", "closing", *parts.STANDING))


def name_of(language: Language | str, speech: Language) -> str:
    """What a language is called in another."""
    code = Language.of(language).code
    return str(speech.locale.languages.get(code, code))


def _definitions(used: tuple[Term, ...], explained: tuple[Numbered, ...], language: Language) -> Article:
    text = parts.part(parts.DEFINITIONS, language)
    pattern = text.sections["term"][0].text
    points: list[Text] = []
    for place, term in enumerate(used, start=1):
        words = term.in_language(language)
        end = "." if place == len(used) else _SEMICOLON.get(language.code, ";")
        points.append(f"{fill(pattern, {'term': words.term, 'definition': words.definition})}{end}")
    lead = Numbered(str(text.sections["lead"][0].text), tuple(points))
    return Article(parts.DEFINITIONS, text.title, (lead, *explained))


def _sections(agreement: Draft, *, annexed: bool) -> dict[str, list[str]]:
    """Which sections of the standing articles this agreement needs."""
    has_procedure = any(article.clause == "dispute" for article in agreement.articles)
    applies = "named" if agreement.scope else "sector" if agreement.kind == "sector" else "everyone"
    source = "\n".join(
        line for one in agreement.articles for line in find_clause(one.clause).text("en").lines_of(one.strength)
    )
    return {
        parts.DEFINITIONS: ["days", "writing", *(name for name, words in _EXPLAINED.items() if words in source)],
        parts.SCOPE: [
            applies,
            "always",
            *(["statutory"] if agreement.regime == "statutory" else []),
            *(["supplier"] if agreement.kind == "tender_annex" else []),
        ],
        parts.FORCE: [
            "dated" if agreement.starts else "signing",
            "fixed" if agreement.months else "open",
            "review",
        ],
        parts.FINAL: [
            *([] if has_procedure else ["dispute"]),
            "always",
            *(["annexes"] if annexed else []),
            *(["languages"] if agreement.second_language else []),
        ],
    }


def _standing(name: str, sections: list[str], values: Mapping[str, str], language: Language) -> Article:
    text = parts.part(name, language)
    numbered = tuple(one for section in sections for one in fill_paragraphs(text.sections[section], values))
    return Article(name, text.title, numbered)


def _values(agreement: Draft, language: Language) -> dict[str, str]:
    """What the standing texts leave open, as it stands in a sentence of this language."""
    named = agreement.names_in(language)
    values = {name: language.isolate(named[name]) for name in ("union", "employer", "scope")}
    if agreement.starts:
        values["starts"] = language.isolate(language.date(agreement.starts))
    if agreement.months:
        values["months"] = language.isolate(language.say_plural(UNITS["months"], agreement.months))
    if agreement.second_language:
        for name, code in (
            ("first_language", agreement.language),
            ("second_language", agreement.second_language),
            ("prevailing", prevailing(agreement)),
        ):
            values[name] = language.isolate(name_of(code, language))
    return values


def prevailing(agreement: Draft) -> str:
    """The language whose text counts where the texts differ: as chosen, else the first.

    Raises
    ------
    AgreementError
        If another language was chosen than those of the paper.
    """
    chosen = agreement.prevailing or agreement.language
    written = [Language(one).code for one in (agreement.language, agreement.second_language) if one]
    if agreement.second_language and Language(chosen).code not in written:
        raise AgreementError(
            translatable(
                "The text in “{language}” cannot prevail: the paper is written in {written}. Choose one of these."
            ),
            language=chosen,
            written=written,
        )
    return chosen


# Words without capital letters that are explained where a clause uses them, and how the source says them.
_EXPLAINED = {"loss": "the loss", "harm": "seriously harmed", "chance": "chance alone"}
_SEMICOLON = {"ar": "؛", "fr": "\u00a0;"}
