"""Law behind an agreement: what the table may read, the rest for us, and what to ask a lawyer where nothing binds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from toolkit.bargaining.agreements.draft import Draft
from toolkit.bargaining.clauses.library import find_clause
from toolkit.bargaining.demands.demands import supporting_provisions
from toolkit.documents import Bullets, Heading, Paragraph, Part
from toolkit.languages import Language, translatable, translatable_plural
from toolkit.rights import Employer, Provision, provisions
from toolkit.rights.words import covered_by, limits_of, reading_of, say_start

NAMED_PER_ARTICLE = 3  # for the table: the few that matter
NAMED_AT_MOST = 12
TOLD_PER_STATE = 5  # for us, an article
_NEAREST = ("own", "country", "group", "world")

LAW_BEHIND = translatable("Law that stands behind this article in {place} on {day}")
NO_LAW = translatable(
    "The register has no law in force for this article there. That says something about the register, not that there "
    "is none: ask a lawyer."
)
LAW_COMING = translatable("Adopted, not applicable yet")
LAW_GUIDANCE = translatable("Guidance: it persuades and does not bind")
LAW_OF_OTHERS = translatable("In force there, but not for this employer: do not name it")
FROM = translatable("from {day}")
FROM_MONTH = translatable("from {month}")
NO_DATE = translatable("no date yet")
NO_DATE_HERE = translatable("since when there is not on record")
PROVISION = translatable("{name} ({when}; {state}; {source})")
FOR_WHOM = translatable("{name} (for: {whom})")
MORE = translatable_plural("And {n} more on record.", "And {n} more on record.")
ASK = translatable(
    "For this article the copy for the table names no law: none on record binds this employer and was read in the "
    "official text. Put this question to a lawyer: “Which law in {place} obliges {employer} to do what the article "
    "“{article}” asks, from which day, and who can claim it?”"
)
KIND_UNKNOWN = translatable(
    "The draft does not say which kind of employer this is: public service under statute, public employees under "
    "contract, private, or a platform. So the copy for the table names only law that binds public and private "
    "employers alike. Say it, and ask a lawyer if you are unsure: a wrong law weakens every right one."
)


def kind_of_employer(agreement: Draft) -> Employer | None:
    """The kind of employer, which a statute of the public service tells by itself."""
    kind = agreement.employer_kind
    return "statute" if kind is None and agreement.regime == "statutory" else kind


def named_law(agreement: Draft) -> tuple[Provision, ...]:
    """What the copy for the table names: in force, binding this employer, official text read; the relevant few."""
    kind = kind_of_employer(agreement)
    ranked = [
        [one for one in _ranked(agreement, article.clause) if one.nameable(kind)] for article in agreement.articles
    ]
    # Every article has its best law named before any has its second.
    rounds = zip_longest(*(few[:NAMED_PER_ARTICLE] for few in ranked))
    chosen = list(dict.fromkeys(one for each in rounds for one in each if one is not None))[:NAMED_AT_MOST]
    # Told in the order of the register, the nearest law first.
    return tuple(one for one in provisions(agreement.place, on=agreement.on) if one in chosen)


def cited_together(law: Iterable[Provision], language: Language) -> tuple[str, ...]:
    """Laws as the table reads them: several provisions of one law stand behind its name, which is said once."""
    by_name: dict[str, list[str]] = {}
    for one in law:
        name, where = one.cite_parts(language)
        by_name.setdefault(name, []).extend([where] if where else [])
    comma = "، " if language.code == "ar" else ", "
    return tuple(comma.join(filter(None, [name, language.chain(parts)])) for name, parts in by_name.items())


def law_behind(agreement: Draft, clause: str, language: Language) -> list[Part]:
    """What we know of the law behind an article, with its state, and the question where nothing may be named."""
    found = _ranked(agreement, clause)
    kind = kind_of_employer(agreement)
    # Without a kind nobody can be excluded yet: what binds some employers stays among what may bind this one.
    binding = [one for one in found if kind is None or one.binds(kind)]
    place = language.locale.territories.get(agreement.place.upper(), agreement.place)
    parts: list[Part] = [Heading(language.say(LAW_BEHIND, place=place, day=agreement.on), level=2)]
    in_force = [one for one in binding if one.status == "in_force"]
    parts += _list(in_force, language) if in_force else [Paragraph(language.say(NO_LAW), "note")]
    if not any(one.nameable(kind) for one in found):
        parts.append(Paragraph(_question(agreement, clause, place, language), "note"))
    for heading, status in ((LAW_COMING, "adopted"), (LAW_GUIDANCE, "guidance")):
        if some := [one for one in binding if one.status == status]:
            parts += [Heading(language.say(heading), level=3), *_list(some, language)]
    if others := [one for one in found if one not in binding and one.status == "in_force"]:
        told = [
            language.say(FOR_WHOM, name=one.cite(language), whom=covered_by(one, language))
            for one in others[:TOLD_PER_STATE]
        ]
        parts += [Heading(language.say(LAW_OF_OTHERS), level=3), Bullets(tuple(told))]
    return parts


def kind_unknown(agreement: Draft, language: Language) -> list[Part]:
    """What it means for the law that nobody has said what kind of employer this is."""
    return [Paragraph(language.say(KIND_UNKNOWN), "note")] if kind_of_employer(agreement) is None else []


def describe_provision(one: Provision, language: Language) -> str:
    """A provision on one line: what, where, from when, how we know it, and what else must be true."""
    unknown = NO_DATE_HERE if one.status == "in_force" else NO_DATE
    when = say_start(one, language, FROM, FROM_MONTH) or language.say(unknown)
    state = language.chain([reading_of(one, language), *limits_of(one, language)])
    return language.say(PROVISION, name=one.cite(language), when=when, state=state, source=one.source)


def _ranked(agreement: Draft, clause: str) -> list[Provision]:
    """The law behind a clause, what the clause itself names first, then the nearest, then what shares most rights."""
    wanted = find_clause(clause)
    return sorted(
        supporting_provisions(clause, agreement.place, agreement.on),
        key=lambda one: (
            one.id not in wanted.provisions,
            _NEAREST.index(one.reach),
            -len(set(one.rights) & set(wanted.rights)),
        ),
    )


def _list(found: list[Provision], language: Language) -> list[Part]:
    shown = [describe_provision(one, language) for one in found[:TOLD_PER_STATE]]
    more = len(found) - TOLD_PER_STATE
    return [Bullets((*shown, language.say_plural(MORE, more)) if more > 0 else tuple(shown))]


def _question(agreement: Draft, clause: str, place: str, language: Language) -> str:
    title = find_clause(clause).text(language).title
    return language.say(ASK, place=place, employer=agreement.names_in(language)["employer"], article=title)
