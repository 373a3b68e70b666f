"""An audit as a document: the answer, then the question, the numbers, how they were made and what they do not say.

Only what the audit publishes is used, so that a report can be handed on as it is.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.audit.counting.counts import UNKNOWN
from toolkit.audit.findings.adjusted import AdjustedFinding
from toolkit.audit.findings.finding import Finding, GapFinding, key_of
from toolkit.audit.findings.missing import say_values
from toolkit.audit.findings.reading import ReadingFinding
from toolkit.audit.findings.worse_off import begin, say_after
from toolkit.audit.measures.measures import BY_ID
from toolkit.audit.papers import words
from toolkit.audit.papers.brief_gap import GONE, Told
from toolkit.audit.papers.method_words import say_independence, say_method
from toolkit.audit.papers.ranges import say_bounds, say_outcome_bounds, say_rounding, say_scores
from toolkit.audit.papers.report_charts import crowd_figure, gaps_figures, picture, shares_figure
from toolkit.audit.papers.tables import (
    Cell,
    Speaker,
    adjusted_table,
    gap_table,
    left_out_table,
    listed,
    rows_of,
    share_table,
    table_of,
    withheld_of,
)
from toolkit.charts import Figure
from toolkit.documents import Bullets, Document, Facts, Heading, Paragraph, Part, Picture, Table
from toolkit.languages import Language

if TYPE_CHECKING:
    from toolkit.audit.publication.published import Published

MOST_FINDINGS, MOST_OF_A_KIND = 7, 3  # more bullets hide the weighty ones, and all are in the tables
MOST_FIGURES = 3
MOST_COUNTS = 10_000  # rows that a workbook opens at once


def report_document(
    result: Published,
    language: Language | str = "en",
    *,
    title: str | None = None,
    author: str = "",
    mark: str = "",
    on: datetime.date | None = None,
) -> Document:
    """The audit as a document that can be written as DOCX, PDF, HTML, Markdown or XLSX.

    Parameters
    ----------
    result : Published
    language : Language or str
        Of the report; the words of the dataset fall back to English where it has none.
    title : str, optional
        Else the dataset's title, or the name of the decision.
    author, mark : str
        Who signs; a line repeated on every page.
    on : date, optional
        The date of the report; today if left out.
    """
    speaker = Speaker(result, Language.of(language))
    return Document(
        title=speaker.say(words.TITLE, subject=subject_of(speaker)) if title is None else title,
        language=speaker.language,
        blocks=(
            *_answer(speaker),
            *_findings(speaker),
            *_question(speaker),
            *_data(speaker),
            *_method(speaker),
            *_about(speaker, on or datetime.date.today()),
            *_tables(speaker),
        ),
        mark=mark,
        author=author,
        sheets=_counts(speaker),
    )


def at_a_glance(result: Published, language: Language | str = "en") -> Document:
    """The answer and the table of gaps, for a notebook: nothing that a report does not show."""
    speaker = Speaker(result, Language.of(language))
    gaps = gap_table(speaker)
    blocks = (*_answer(speaker), Paragraph(_tally(speaker)), *((gaps,) if gaps is not None else ()))
    shown = tuple(block for block in blocks if not isinstance(block, Picture))
    return Document(title=subject_of(speaker), language=speaker.language, blocks=shown)


def fingerprint(result: Published) -> str | None:
    """A number by which two people see that they speak of the same published counts: SHA-256.

    It is made of the published counts and their blanks alone. One of the full counts would let somebody try out what
    stands behind the blanks. None where no count could be published.
    """
    counts = result.counts
    rows = rows_of(counts)
    people = counts.columns[-1]
    if all(row[people] is None for row in rows):
        return None
    lines = sorted(json.dumps([str(name), *_plain(row)], ensure_ascii=True) for row in rows for name in [people])
    head = json.dumps([str(name) for name in counts.columns], ensure_ascii=True)
    return hashlib.sha256("\n".join([head, *lines]).encode("ascii")).hexdigest()


def _plain(row: dict[str, object]) -> list[object]:
    return [value if value is None or isinstance(value, int) else str(value) for value in row.values()]


def subject_of(speaker: Speaker) -> str:
    """What the audit is about: the dataset's title, or the name of the decision."""
    result, language = speaker.result, speaker.language
    return result.codebook.text("title", language) or result.codebook.label(result.question.decision, language)


def source_of(speaker: Speaker, parts: Sequence[str] = ("publisher", "title", "year", "url")) -> str:
    """Where the counts come from, as the codebook has it, or nothing."""
    source = speaker.result.codebook.record.get("source")
    if not isinstance(source, dict) or not source.get("title"):
        return ""
    return speaker.language.isolate(", ".join(str(source[part]) for part in parts if source.get(part)))


def people_compared(speaker: Speaker) -> int | None:
    """Everybody in the comparison, where the published groups say so themselves."""
    rows = [row for row in speaker.rates if row["measure"] == "selection_rate"]
    for name in dict.fromkeys(row["characteristic"] for row in rows):
        groups = [row["denominator"] for row in rows if row["characteristic"] == name]
        if all(people is not None for people in groups):
            return int(sum(groups))
    return None


# --- the parts ---------------------------------------------------------------------------------------------------


def _answer(speaker: Speaker) -> Iterator[Part]:
    """Page one: three sentences and a picture."""
    language = speaker.language
    yield Paragraph(speaker.say(words.LEAD), "lead")
    for one in speaker.result.findings:
        if isinstance(one, ReadingFinding):
            yield Paragraph(one.say(language), "warning")
    yield Heading(speaker.say(words.THE_ANSWER))
    told = Told(speaker, None)
    weightiest = told.gap
    if weightiest is None:
        yield Paragraph(speaker.say(words.NOTHING_TO_COMPARE))
        return
    certainty = weightiest.say_certainty(language)
    yield Paragraph(begin(weightiest, language, weightiest.say_counts(language)))
    inside = told.inside_finding
    if inside is None or not (told.reading in GONE or told.leads_inside):
        yield Paragraph(f"{certainty} {weightiest.say_chance(language)}".strip())
    if inside is not None:
        chance = inside.say_chance(language) if inside.is_there else ""
        yield Paragraph(f"{say_after(inside, weightiest, language)} {chance}".strip())
    else:
        yield Paragraph(told.say_inside() or _tally(speaker))
    figure = crowd_figure(speaker, weightiest) or shares_figure(speaker, weightiest.characteristic, weightiest.measure)
    if figure is not None:
        yield picture(figure)


def _tally(speaker: Speaker) -> str:
    rows = list(listed(speaker, speaker.gaps))
    held = sum(map(speaker.is_held, rows))
    verdicts = [row["verdict"] for row in rows if not speaker.is_held(row)]
    numbers = {verdict: verdicts.count(verdict) for verdict in words.VERDICTS}
    said = speaker.say(words.TALLY, all=len(rows), **numbers)
    return f"{said} {speaker.say(words.TALLY_NOT_SETTLED, held=held)}" if held else said


def _question(speaker: Speaker) -> Iterator[Part]:
    question, codebook, language = speaker.result.question, speaker.result.codebook, speaker.language
    rows: list[tuple[str, str]] = []

    def values_of(column: str, values: tuple[str, ...]) -> str:
        named = language.list([codebook.label(column, language, value) for value in values])
        return speaker.say(words.DECISION_VALUES, column=codebook.label(column, language), values=named)

    if question.decision:
        rows.append((speaker.say(words.DECISION), values_of(question.decision, question.selected)))
        if question.counted_as_no:
            no = say_values(codebook, question.decision, question.counted_as_no, language)
            rows.append((speaker.say(words.COUNTED_AS_NO), no))
        rows.append((speaker.say(words.EFFECT), speaker.say(words.EFFECTS[question.effect])))
    references = {row["characteristic"]: row["reference"] for row in speaker.gaps}
    for name in question.groups:
        groups = [group for group in speaker.result.groups(name) if group != UNKNOWN]
        listed_groups = language.list([speaker.group(name, group) for group in groups])
        said = listed_groups
        if name in references:
            said = speaker.say(words.AGAINST, groups=listed_groups, reference=speaker.group(name, references[name]))
        rows.append((speaker.say(words.COMPARED, characteristic=speaker.characteristic(name)), said))
    if crossed := [name for name in speaker.result.characteristics if name not in question.groups]:
        listed_names = language.list([speaker.characteristic(name) for name in crossed], whole=True)
        rows.append((speaker.say(words.CROSSED), listed_names))
    if question.outcome is not None:
        rows.append((speaker.say(words.OUTCOME), values_of(question.outcome, question.outcome_true)))
        if question.counted_as_untrue:
            untrue = say_values(codebook, question.outcome, question.counted_as_untrue, language)
            rows.append((speaker.say(words.COUNTED_AS_UNTRUE), untrue))
    if question.measures:
        names = [speaker.measure(name) for name in question.measures]
        rows.append((speaker.say(words.MEASURE), language.list(names, whole=True)))
    if question.within:
        names = [codebook.label(name, language) for name in question.within]
        rows.append((speaker.say(words.INSIDE), language.list(names)))
    rows.append((speaker.say(words.CERTAINTY), language.isolate(_percent(question.confidence, language))))
    smallest = question.smallest_cell
    told = speaker.say(words.SMALLEST_PEOPLE, n=smallest) if smallest else speaker.say(words.ALL_SHOWN)
    rows.append((speaker.say(words.SMALLEST), told))
    yield Heading(speaker.say(words.THE_QUESTION))
    yield Facts(tuple(rows))


def _data(speaker: Speaker) -> Iterator[Part]:
    codebook, language = speaker.result.codebook, speaker.language
    yield Heading(speaker.say(words.THE_DATA))
    for key in ("story", "caution"):
        if text := codebook.text(key, language):
            yield Paragraph(text, "body" if key == "story" else "note")
    facts = [
        (speaker.say(label), language.isolate(text))
        for key, label in words.ABOUT_TABLE.items()
        if (text := codebook.text(key, language))
    ]
    people = people_compared(speaker)
    if people is not None:
        facts.append((speaker.say(words.PEOPLE), language.isolate(language.number(people))))
    if source := source_of(speaker):
        facts.append((speaker.say(words.SOURCE), source))
    if facts:
        yield Facts(tuple(facts))
    table = left_out_table(speaker)
    yield table if table is not None else Paragraph(speaker.say(words.NOBODY_LEFT_OUT))


def _findings(speaker: Speaker) -> Iterator[Part]:
    """The weightiest findings beside the first, and pictures of what they are about; all numbers stand last."""
    gaps = [finding for finding in speaker.result.findings if isinstance(finding, GapFinding)]
    others = [one for one in speaker.result.findings if one.kind not in ("gap", "withheld", "left_out", "reading")]
    rest: list[Finding] = [*[one for one in gaps[1:] if one.is_telling][:MOST_OF_A_KIND]]
    for kind in dict.fromkeys(one.kind for one in others):
        most = MOST_OF_A_KIND if kind == "adjusted" else 1
        rest += [one for one in others if one.kind == kind and not _on_page_one(one, gaps)][:most]
    said = [_with_chance(finding, speaker.language) for finding in rest[:MOST_FINDINGS]]
    yield Heading(speaker.say(words.ALL_FINDINGS))
    yield Paragraph(_tally(speaker))
    if said:
        yield Bullets(tuple(said))
    yield from map(picture, figures_of(speaker, gaps[0].characteristic if gaps else ""))


def _with_chance(finding: Finding, language: Language) -> str:
    chance = finding.say_chance(language) if isinstance(finding, (GapFinding, AdjustedFinding)) else ""
    return f"{finding.say(language)} {chance}".strip()


def _on_page_one(finding: Finding, gaps: Sequence[GapFinding]) -> bool:
    return bool(gaps) and isinstance(finding, AdjustedFinding) and key_of(finding) == key_of(gaps[0])


def figures_of(speaker: Speaker, leading: str, *, alone: bool = False) -> Iterator[Figure]:
    """The shares by the leading characteristic and by uncrossed ones, and what like-with-like does to the leading.

    `alone` leaves out the other characteristics.
    """
    others = () if alone else speaker.result.question.groups
    names = [name for name in speaker.result.characteristics if name in (leading, *others)]
    names.sort(key=lambda name: name != leading)
    drawn = _drawn(speaker)
    pairs = [(name, measure) for name in names for measure in drawn]
    yield from filter(None, (shares_figure(speaker, name, measure) for name, measure in pairs[:MOST_FIGURES]))
    inside = list(gaps_figures(speaker, drawn[0], leading)) if drawn else []
    yield from inside[-1:]  # all strata together, where there are several


def _drawn(speaker: Speaker) -> list[str]:
    """The measures that have charts: who was selected, and somebody's own; else the first that was asked for."""
    asked = speaker.result.question.measures
    if not asked:
        return ["selection_rate"]
    return [name for name in asked if name == "selection_rate" or name not in BY_ID] or [asked[0]]


def _tables(speaker: Speaker) -> list[Part]:
    """All published numbers, last: who wants one looks it up."""
    shares, gaps, adjusted = share_table(speaker), gap_table(speaker), adjusted_table(speaker)
    parts: list[Part] = [*filter(None, (shares, gaps))]
    if gaps is not None:
        parts.append(Paragraph(speaker.say(words.POINTS_NOTE), "note"))
    parts += [*filter(None, (adjusted,)), *say_bounds(speaker), *say_outcome_bounds(speaker)]
    parts += [*say_rounding(speaker), *say_scores(speaker)]
    if withheld := withheld_of(speaker, listed(speaker, speaker.rates)):
        smallest = speaker.result.question.smallest_cell
        parts.append(Paragraph(speaker.say(words.WITHHELD_NOTE, smallest=smallest, groups=withheld), "note"))
    return [Heading(speaker.say(words.THE_TABLES)), *parts] if parts else []


def _counts(speaker: Speaker) -> tuple[Table, ...]:
    """The published counts as a sheet; on paper nobody reads them."""
    frame, codebook, language = speaker.result.counts, speaker.result.codebook, speaker.language
    if not 0 < len(frame) <= MOST_COUNTS:
        return ()
    people = frame.columns[-1]
    cells: list[list[Cell]] = []
    for row in rows_of(frame):
        named: list[Cell] = [
            (language.isolate(codebook.label(name, language, str(value))), None)
            for name, value in row.items()
            if name != people
        ]
        number = row[people]
        told = speaker.say(words.WITHHELD) if number is None else language.number(int(number))
        cells.append([*named, (told, None if number is None else int(number))])
    heads = [language.isolate(codebook.label(str(name), language)) for name in frame.columns[:-1]]
    return (
        replace(
            table_of(speaker, (), cells, speaker.say(words.THE_COUNTS)), header=(*heads, speaker.say(words.PEOPLE_HEAD))
        ),
    )


def _method(speaker: Speaker) -> Iterator[Part]:
    question, language = speaker.result.question, speaker.language
    told = {"confidence": _percent(question.confidence, language), "risk": _percent(1 - question.confidence, language)}
    method = (words.INTERVALS, words.CORRECTIONS.get(question.correction, words.CORRECTIONS["holm"]), *words.METHOD)
    sentences = [speaker.say(sentence, **(told if "{" in sentence else {})) for sentence in method]
    if question.material_source:
        part = language.percent(question.material)
        sentences.append(speaker.say(words.LARGEST_GAP_PART, part=part, source=question.material_source))
    else:
        sentences.append(speaker.say(words.LARGEST_GAP_POINTS, points=speaker.points(question.material)))
    if question.most_favoured:
        sentences.append(speaker.say(words.MOST_FAVOURED))
    if question.within:
        names = language.list([speaker.characteristic(name) for name in question.within])
        sentences.append(speaker.say(words.MANTEL_HAENSZEL, within=names))
    if len(listed(speaker, speaker.rates)) < len(speaker.rates):
        sentences.append(speaker.say(words.ONE_SIDE))
    sentences += say_method(question, language)
    yield Heading(speaker.say(words.THE_METHOD))
    yield Bullets(tuple(sentences))
    yield Heading(speaker.say(words.THE_LIMITS))
    independence = say_independence(question, speaker.result.codebook, language)
    yield Bullets((*(speaker.say(sentence) for sentence in words.LIMITS), independence))


def _percent(share: float, language: Language) -> str:
    whole = abs(share * 100 - round(share * 100)) < 1e-9
    return language.percent(share, 0 if whole else None)


def _about(speaker: Speaker, on: datetime.date) -> Iterator[Part]:
    digest = fingerprint(speaker.result)
    half = len(digest or "") // 2
    shown = f"{digest[:half]}\n{digest[half:]}" if digest else speaker.say(words.NO_FINGERPRINT)
    yield Heading(speaker.say(words.ABOUT_THIS))
    yield Facts(
        (
            (speaker.say(words.DATE), speaker.language.show(on)),
            (speaker.say(words.FINGERPRINT), speaker.language.isolate(shown)),
        )
    )
    yield Paragraph(speaker.say(words.NOT_ADVICE), "note")
