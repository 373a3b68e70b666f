"""One page for a hearing, a tender or the press: the answer, a picture, what is not shown, and what to ask for.

Nothing in it is more certain than the audit's own verdict: where a gap is no longer seen among people in the same
situation the headline says so, and a gap that is "not shown" never reads as equal.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from toolkit.audit.findings.finding import Finding, GapFinding, LeftOutFinding
from toolkit.audit.findings.measure_words import AMONG_FIRST, is_of_decision, measure_among, measure_what
from toolkit.audit.findings.missing import CountedAsFinding, MissingFinding, say_values
from toolkit.audit.findings.numbers import in_times
from toolkit.audit.findings.reading import say_not_settled
from toolkit.audit.findings.worse_off import begin
from toolkit.audit.papers import brief_words as words
from toolkit.audit.papers.brief_asks import say_asks, say_limits
from toolkit.audit.papers.brief_gap import GONE, TOLD_FROM_THE_OTHER_SIDE, Told
from toolkit.audit.papers.report import fingerprint, people_compared, source_of, subject_of
from toolkit.audit.papers.report_charts import crowd_figure, gaps_figures, picture, shares_figure
from toolkit.audit.papers.tables import Speaker
from toolkit.audit.papers.words import (
    NO_FINGERPRINT,
    NOTHING_TO_COMPARE,
    SOURCE,
    WITHHELD,
)
from toolkit.audit.publication.published import Published
from toolkit.charts import Figure
from toolkit.documents import Document, Facts, Paragraph, Part, write
from toolkit.errors import AuditError
from toolkit.languages import Language

Kind = Literal["hearing", "tender", "press"]
SHORT_FINGERPRINT = 16  # enough to compare by eye with the report, which has it in full
HIGHEST_CM, NARROWEST_CM = 4.6, 10.5  # a picture that leaves room for everything else on one page


def brief_document(
    result: Published,
    language: Language | str = "en",
    *,
    kind: Kind = "hearing",
    finding: Finding | None = None,
    union: str = "",
    on: datetime.date | None = None,
) -> Document:
    """One page about one finding, for people who have three minutes.

    Parameters
    ----------
    result : Published
    language : Language or str
    kind : {"hearing", "tender", "press"}
        Whether it ends with questions to the body, with what a bidder must supply, or with facts that can be printed.
    finding : Finding, optional
        Which finding of the audit; the weightiest gap if left out.
    union : str
        Who hands it out.
    on : date, optional
        Its date; today if left out.

    Raises
    ------
    AuditError
        If there is no brief of that kind.

    Examples
    --------
    >>> from toolkit.audit import DecisionLog, audit
    >>> result = audit(DecisionLog.open("berkeley-admissions-1973"), reference={"gender": "Male"})
    >>> print(brief_document(result, "en", kind="press").title)
    Women who applied were admitted less often than men who applied overall; among people of the same department no \
such gap is seen
    """
    if kind not in words.KINDS:
        raise AuditError(words.UNKNOWN_KIND, kind=str(kind), allowed=list(words.KINDS))
    if finding is not None and not isinstance(finding, Finding):
        raise AuditError(words.NOT_A_FINDING, value=str(finding))
    told = Told(Speaker(result, Language.of(language)), finding)
    return Document(
        title=_headline(told),
        language=told.language,
        blocks=(
            Paragraph(_subject(told, kind), "lead"),
            *_answer(told),
            *_picture(told),
            *say_limits(told, kind),
            *say_asks(told, kind),
            *_about(told, union, on or datetime.date.today()),
        ),
        author=union,
        one_page=True,
    )


def write_brief(
    result: Published,
    path: str | Path,
    language: Language | str = "en",
    *,
    kind: Kind = "hearing",
    finding: Finding | None = None,
    union: str = "",
    on: datetime.date | None = None,
) -> Path:
    """Write a one-page brief: .docx, .pdf, .html or .md, as the ending of the file says. See `brief_document`."""
    return write(brief_document(result, language, kind=kind, finding=finding, union=union, on=on), path)


def _headline(told: Told) -> str:
    gap = told.told
    if gap is None:
        return told.say(words.NO_GAP)
    if told.reading == "differs":
        return told.say(words.DIFFERS_INSIDE, within=told.within(), **told.named(gap))
    if told.leads_inside:
        headline = _compared(told, gap, told.times["after"])
        return told.say(words.ONLY_INSIDE, within=told.within(), headline=headline)
    if gap.is_open:
        return told.say(words.TOO_FEW_KNOWN, **told.named(gap))
    if gap.hangs_on:
        return told.say(words.SIDE_OPEN, **told.named(gap))
    if gap.verdict != "shown":
        return told.say(words.NOT_SHOWN if gap.verdict == "not_shown" else words.TOO_FEW, **told.named(gap))
    headline = _compared(told, gap, gap.ratio, exact=not told.is_qualified)
    if told.is_qualified:
        return _capital(told.say(words.OVERALL[told.reading], headline=headline, within=told.within()))
    return _capital(headline)


def _subject(told: Told, kind: str) -> str:
    """What the page is for, and what it is about."""
    return told.say(words.KINDS[kind], subject=subject_of(told.speaker))


def _compared(told: Told, gap: GapFinding, ratio: float, exact: bool = False) -> str:
    """One group against the other, as a clause: how many times as often where that is a plain number."""
    named, codebook = told.named(gap), gap.codebook
    if is_of_decision(gap.measure):
        worse, better = ("group", "reference") if ratio < 1 else ("reference", "group")
        return told.say(words.RIGHT_LESS_OFTEN, group=named[worse], reference=named[better])
    what = measure_what(gap.measure, codebook, told.language)
    if exact and 2 <= ratio < math.inf:
        said = told.say(words.TIMES_AS_OFTEN, what=what, times=in_times(ratio, told.language), **named)
    else:
        more = ratio > 1 or (math.isnan(ratio) and gap.rate > gap.reference_rate)
        said = told.say(words.MORE_OFTEN if more else words.LESS_OFTEN, what=what, **named)
        if exact and 0 < ratio <= TOLD_FROM_THE_OTHER_SIDE:
            base, n, m = gap.frequencies
            said = told.say(words.LESS_OFTEN_OF, what=what, base=base, n=n, m=m, **named)
    who = measure_among(gap.measure, codebook, told.language)
    return told.say(AMONG_FIRST, who=who, headline=said) if who else said


def _answer(told: Told) -> Iterator[Part]:
    if told.speaker.result.codebook.record.get("source", {}).get("synthetic"):
        yield Paragraph(told.say(words.INVENTED), "warning")
    for sentence in say_not_settled(told.speaker.result.findings, told.language):
        yield Paragraph(sentence, "warning")
    gap = told.told
    if gap is None:
        finding = told.finding
        yield Paragraph(finding.say(told.language) if finding else told.say(NOTHING_TO_COMPARE))
        return
    certainty = gap.say_certainty(told.language)  # with the interval that allows for the choice
    said = [begin(gap, told.language, gap.say_counts(told.language))]
    counted = told.counted(gap)
    if counted is not None:
        (k, n), (other_k, other_n) = counted
        said.append(told.say(words.IN_FULL, k=k, n=n, other_k=other_k, other_n=other_n))
    yield Paragraph(" ".join(said))
    inside = told.say_inside()
    alone = inside and (told.reading in GONE or told.leads_inside)
    certain = [inside] if alone else [certainty, *filter(None, [inside])]
    yield Paragraph(" ".join(certain))


def _picture(told: Told) -> Iterator[Part]:
    """Crowds where the gap is shown and stays; what becomes of it inside where that matters; else how sure."""
    gap = told.told
    if gap is None:
        return
    figure: Figure | None = None
    if (told.reading in GONE or told.leads_inside) and told.inside is not None:
        figures = gaps_figures(told.speaker, gap.measure, gap.characteristic, str(told.inside["within"]))
        figure = next(figures, None)
    elif gap.verdict == "shown":
        figure = crowd_figure(told.speaker, gap)
    figure = figure or shares_figure(told.speaker, gap.characteristic, gap.measure)
    if figure is not None:
        drawn = picture(figure, low=True)
        wide, high = (int.from_bytes(drawn.png[start : start + 4], "big") for start in (16, 20))  # PNG's first chunk
        yield replace(drawn, width_cm=min(drawn.width_cm, max(NARROWEST_CM, HIGHEST_CM * wide / high)))


def _about(told: Told, union: str, on: datetime.date) -> Iterator[Part]:
    speaker, language = told.speaker, told.language
    digest = fingerprint(speaker.result)
    people = people_compared(speaker)
    unnamed = told.say(words.A_LOG) if people is None else told.say(words.A_LOG_OF, people=people)
    shown = f"{digest[:SHORT_FINGERPRINT]}…" if digest else told.say(NO_FINGERPRINT)
    day = language.isolate(language.show(on))
    signed = (told.say(words.FROM_WHOM), f"{language.isolate(union)} – {day}")
    missing = _missing(told)
    rows = (
        *([(told.say(words.MISSING), missing)] if missing else []),
        signed if union else (told.say(words.DATE), day),
        (told.say(SOURCE), source_of(speaker, ("publisher", "title", "year")) or unnamed),
        (told.say(words.FINGERPRINT), language.isolate(shown)),
    )
    yield Facts(rows)


def _missing(told: Told) -> str:
    """Who is not in all numbers, in a line."""
    said = []
    for finding in told.speaker.result.findings:
        if isinstance(finding, (LeftOutFinding, MissingFinding)) and finding.reason in words.MISSING_PEOPLE:
            people = told.say(WITHHELD) if finding.people is None else finding.people
            said.append(told.say(words.MISSING_PEOPLE[finding.reason], people=people))
        elif isinstance(finding, CountedAsFinding):
            values = say_values(finding.codebook, finding.column, finding.values, told.language, whole=False)
            said.append(told.say(words.MISSING_VALUES[finding.reason], values=values))
    return told.language.list(said, whole=True) if said else ""


def _capital(text: str) -> str:
    """A sentence that begins with the name of a group begins like a sentence."""
    place = next((place for place, letter in enumerate(text) if letter.isalpha()), 0)
    return text[:place] + text[place : place + 1].upper() + text[place + 1 :]
