"""What is annexed to an agreement: the form of the register, who owes what by when, published numbers of an audit."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.audit import AdjustedFinding, GapFinding
from toolkit.audit.findings.numbers import in_times
from toolkit.bargaining.agreements.articles import clause_article
from toolkit.bargaining.agreements.calendar_file import WHO
from toolkit.bargaining.agreements.draft import Audience, Draft
from toolkit.bargaining.agreements.timetable import Due, timetable_of
from toolkit.bargaining.clauses.library import find_clause
from toolkit.documents import Heading, Paragraph, Part, Reference, Table, Text
from toolkit.languages import Language, translatable

ANNEX = translatable("Annex {n}: {title}")
REGISTER = translatable("Form of the register")
REGISTER_LEAD = translatable("One sheet for each system. A field that does not apply says so; none stays empty.")
FIELD = translatable("Field")
ENTRY = translatable("Entry")
TIMETABLE = translatable("Timetable of duties")
ARTICLE = translatable("Article")
WHO_OWES = translatable("Who")
OWES = translatable("Owes")
FIRST = translatable("By")
AGAIN = translatable("Then every")
ONCE = translatable("once")
AFTER_FORCE = translatable("{time} after the entry into force")
AUDIT = translatable("Published results of the audit")
AUDIT_LEAD = translatable(
    "Only published numbers stand here. A number is evidence about a system, not a verdict on anyone."
)
GROUP = translatable("Group")
REFERENCE = translatable("Compared with")
PER = translatable("Of {base} people")
TIMES = translatable("Times as often")
RANGE = translatable("Between")
BETWEEN = translatable("{low} and {high}")
LIKE_WITH_LIKE = translatable("{characteristic}, people of the same {within}")
SETTLED = translatable("Compared by")


def annexes_of(agreement: Draft, language: Language, audience: Audience) -> tuple[Part, ...]:
    """The annexes one after the other under their numbers; for the table only those that were chosen for it."""
    found: list[Part] = []
    for number, name in enumerate(names_of_annexes(agreement, audience), start=1):
        title, parts = _MAKERS[name](agreement, language, audience)
        found += [Heading(language.say(ANNEX, n=number, title=language.say(title))), *parts]
    return tuple(found)


def names_of_annexes(agreement: Draft, audience: Audience) -> tuple[str, ...]:
    """The annexes that there is something to put into."""
    has = {
        "register": _register_fields(agreement) is not None,
        "timetable": agreement.starts is not None,
        "audit": bool(_published(agreement)),
    }
    return tuple(name for name in _MAKERS if has[name] and (audience == "us" or name in agreement.annexes))


# --- the register ------------------------------------------------------------------------------------------------


def _register_fields(agreement: Draft) -> int | None:
    """Which paragraph of the clause on the register lists its fields: the first with points."""
    for article in agreement.articles:
        if article.clause == "inventory":
            paragraphs = find_clause("inventory").text("en").paragraphs[article.strength]
            return next((place for place, one in enumerate(paragraphs) if one.points), None)
    return None


def _register(agreement: Draft, language: Language, _audience: Audience) -> tuple[str, list[Part]]:
    place = _register_fields(agreement)
    assert place is not None  # `names_of_annexes` has asked
    points = clause_article(agreement, agreement.article("inventory"), language).paragraphs[place].points
    rows = tuple((_bare(point), "") for point in points)
    table = Table((language.say(FIELD), language.say(ENTRY)), rows)
    return REGISTER, [Paragraph(language.say(REGISTER_LEAD)), table]


def _bare(point: Text) -> Text:
    return point.rstrip(" \u00a0;.؛") if isinstance(point, str) else point


# --- the timetable -----------------------------------------------------------------------------------------------


def _timetable(agreement: Draft, language: Language, audience: Audience) -> tuple[str, list[Part]]:
    rows = tuple(_duty(due, language) for due in timetable_of(agreement, audience))
    header = tuple(language.say(head) for head in (ARTICLE, WHO_OWES, OWES, FIRST, AGAIN))
    return TIMETABLE, [Table(header, rows)]


def _duty(due: Due, language: Language) -> tuple[Text, ...]:
    first = language.date(due.day) if due.day else language.say(AFTER_FORCE, time=due.within)
    every = due.every.say(language) if due.every else language.say(ONCE)
    return ((Reference(due.article),), language.say(WHO[due.who]), due.what.say(language), first, every)


# --- the audit ---------------------------------------------------------------------------------------------------


def _published(agreement: Draft) -> list[GapFinding | AdjustedFinding]:
    """The findings of ours behind the demands that carry published numbers, each once; no case from elsewhere."""
    every: Iterable[object] = (
        finding for article in agreement.articles if article.because for finding in article.because.own
    )
    kept = [one for one in every if isinstance(one, (GapFinding, AdjustedFinding))]
    return list(dict.fromkeys(kept))


def _audit(agreement: Draft, language: Language, _audience: Audience) -> tuple[str, list[Part]]:
    rows = tuple(_numbers(finding, language) for finding in _published(agreement))
    header = (SETTLED, GROUP, PER, REFERENCE, PER, TIMES, RANGE)
    base = 1000
    heads = tuple(language.say(head, base=base) if head == PER else language.say(head) for head in header)
    return AUDIT, [Paragraph(language.say(AUDIT_LEAD)), Table(heads, rows)]


def _numbers(finding: GapFinding | AdjustedFinding, language: Language) -> tuple[Text, ...]:
    book = finding.codebook
    name = book.label(finding.characteristic, language)
    group, reference = (book.label(finding.characteristic, language, one) for one in (finding.group, finding.reference))
    if isinstance(finding, AdjustedFinding):
        name = language.say(LIKE_WITH_LIKE, characteristic=name, within=book.label(finding.within, language))
        shares, ratio = ("–", "–"), finding.adjusted_ratio
        low, high = finding.adjusted_ratio_low, finding.adjusted_ratio_high
    else:
        shares = language.number(finding.rate * 1000), language.number(finding.reference_rate * 1000)
        ratio, low, high = finding.ratio, finding.ratio_low, finding.ratio_high
    between = language.say(BETWEEN, low=in_times(low, language), high=in_times(high, language))
    return tuple(
        language.isolate(cell)
        for cell in (name, group, shares[0], reference, shares[1], in_times(ratio, language), between)
    )


_MAKERS = {"register": _register, "timetable": _timetable, "audit": _audit}
