"""How much of what employers take away is noticed: the collection of 120 answers in five languages.

    python -m benchmarks.employer_answers            the half for work, by language and class
    python -m benchmarks.employer_answers --misses   and every paragraph that was judged otherwise
    python -m benchmarks.employer_answers --frozen   the half that is run once; the figures go to docs/benchmarks.md
    python -m benchmarks.employer_answers --same     pairs of sentences that mean the same
    python -m benchmarks.employer_answers --speed    36 clauses, unchanged and edited, in seconds of the processor
    python -m benchmarks.employer_answers --third    the third collection: articles rewritten, losses inside sentences
                                          (--third --frozen for its half that is run once)
    python -m benchmarks.employer_answers --fourth   the fourth: articles typed anew, all of it run once
    python -m benchmarks.employer_answers --fifth    the fifth: 60 answers like the 120, all of it run once
    python -m benchmarks.employer_answers --sixth    the sixth: 60 more, all of it run once
    python -m benchmarks.employer_answers --seventh  the seventh: 120 more, the half for work
                                          (--seventh --frozen for its half that is run once)
    python -m benchmarks.employer_answers --eighth   the eighth, the eleventh and the fourteenth likewise
    python -m benchmarks.employer_answers --tenth    the ninth, tenth, twelfth, thirteenth, fifteenth: 60 each, run once
    python -m benchmarks.employer_answers --sixteenth  the sixteenth to the nineteenth likewise, run once

A loss counts as found where the paragraph is called weakened or removed, as denied where another kind is called sure.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import yaml

from tests.bargaining.counter.answers.collection import DAY, Answer, Part, frozen_clauses, read_answers
from tests.bargaining.counter.answers.rewritten import RewrittenAnswer, read_rewritten
from tests.bargaining.counter.answers.truth import TrueChange
from toolkit.bargaining import Agreement, library
from toolkit.bargaining.counter.changes import Change
from toolkit.bargaining.counter.compare import compare_text, compare_with, read_theirs
from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.bargaining.counter.meanings.same_words import forget_texts
from toolkit.bargaining.counter.replies import gravity
from toolkit.documents import write_markdown

Half = Literal["work", "frozen"]
LOSSES = ("weakened", "removed", "added")
# The classes of the collection that a reason of ours names rightly. What only shows the words that went or came is
# right of every class, and counted by itself.
SHOWN = ("anew", "taken-out", "put-in", "words-gone", "words-new", "not-understood")
_TIMES = "number quantity trigger force"
_CONSENT = "consent approver opt_out parties"
_LIMITS = "list_closed scope definition exception condition quantity"
_DUTIES = "effort negation consent"
REASONS: dict[str, str] = {
    **dict.fromkeys(("removed", "sentence-removed"), "removed sentence remedy parties list_closed"),
    **dict.fromkeys(("floor", "number-worse", "number-changed", "number-gone", "numbers-disagree"), _TIMES),
    **dict.fromkeys(("at-least", "about", "cap"), f"{_TIMES} list_closed"),
    **dict.fromkeys(("vague", "at-once", "before"), f"{_TIMES} effort consent"),
    **dict.fromkeys(
        ("exchanged", "right-exchanged", "party-exchanged", "proves", "burden", "banned"),
        "parties proof opt_out negation approver",
    ),
    **dict.fromkeys(("not-gone", "denied-less", "not-new", "ban"), "negation effort exception"),
    **dict.fromkeys(("may", "right"), f"{_DUTIES} parties approver"),
    **dict.fromkeys(("should", "soft", "duty", "advisory", "released"), f"{_DUTIES} remedy proof"),
    **dict.fromkeys(("opened", "only-gone"), "list_opened negation"),
    **dict.fromkeys(("closed", "only", "narrow", "partial"), _LIMITS),
    **dict.fromkeys(("consent", "approver", "independent", "negotiate", "consult", "inform"), _CONSENT),
    **dict.fromkeys(("casting", "decider"), f"{_CONSENT} negation proof"),
    "approval": f"{_CONSENT} condition",
    **dict.fromkeys(("deemed", "unsaid"), "opt_out consent proof remedy"),
    **dict.fromkeys(("on-request",), "opt_out condition"),
    **dict.fromkeys(("alone",), "approver condition exception parties"),
    **dict.fromkeys(("share", "other-end"), "quantity number trigger precedence"),
    **dict.fromkeys(("not-whole",), f"{_LIMITS} quantity sentence"),
    **dict.fromkeys(("order",), "precedence"),
    **dict.fromkeys(("human", "discretion"), "approver effort exception condition parties"),
    **dict.fromkeys(
        ("exception", "condition", "feasible", "new-if", "law", "trial"),
        f"{_LIMITS} precedence force trigger proof opt_out",
    ),
    **dict.fromkeys(("burden-of-proof",), "proof"),
    **dict.fromkeys(("stops", "remedy", "remedies", "shield", "appeal", "delete"), "remedy sentence negation"),
    **dict.fromkeys(("pays", "union-pays"), "remedy sentence parties quantity"),
    **dict.fromkeys(
        ("reasons", "written", "public", "evidence", "secret", "lesser"), "remedy sentence effort quantity list_closed"
    ),
    **dict.fromkeys(("point-gone", "sentence-gone"), "sentence removed list_closed remedy"),
    **dict.fromkeys(
        ("union-gone", "workers-gone", "users-gone", "applicants-gone", "supplier-gone"),
        f"{_LIMITS} parties approver consent sentence",
    ),
    **dict.fromkeys(("trigger",), "trigger force number"),
    **dict.fromkeys(("effect",), "force trigger"),
    **dict.fromkeys(("prevails",), "precedence"),
    **dict.fromkeys(("wider", "every"), f"{_LIMITS} proof"),
    **dict.fromkeys(("told", "together", "less-say"), _CONSENT),
    **dict.fromkeys(("left", "asks"), f"{_DUTIES} parties"),
    **dict.fromkeys(("binding", "liable", "deducted"), f"{_DUTIES} remedy parties"),
    **dict.fromkeys(("frame",), "definition scope force"),
}
_FIRST, _MOST = 15, 0.8  # the first words of an addition, and how many of them must stand there
SAME = Path(__file__).parents[1] / "tests" / "bargaining" / "counter" / "answers" / "same_meaning"


@dataclass
class Figures:
    """What was found of what there is."""

    losses: int = 0
    found: int = 0
    denied: int = 0
    told: int = 0
    true: int = 0
    elsewhere: int = 0  # losses of an article whose words stay
    elsewhere_told: int = 0
    by_class: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    reasons: int = 0  # articles in which a loss was told with a reason
    reasons_wrong: int = 0
    reasons_shown: int = 0  # only by the words that went or came
    misses: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """The figures on one line."""
        recall, precision = self.found / max(self.losses, 1), self.true / max(self.told, 1)
        return (
            f"recall {recall:.3f} ({self.found} of {self.losses})  "
            f"precision {precision:.3f} ({self.true} of {self.told})  "
            f"denied with certainty {self.denied / max(self.losses, 1):.3f} ({self.denied})  "
            f"same words, fewer cases: {self.elsewhere_told} of {self.elsewhere} told  "
            f"main reason wrong {self.reasons_wrong / max(self.reasons, 1):.3f} "
            f"({self.reasons_wrong} of {self.reasons}, {self.reasons_shown} by the words alone)"
        )


def count(answers: Iterable[Answer]) -> dict[str, Figures]:
    """The figures by language."""
    figures: dict[str, Figures] = defaultdict(Figures)
    for answer in answers:
        changes = compare_with(answer.agreement, answer.data, name=answer.file)
        _hold(answer, changes, figures[answer.language])
    return figures


def _hold(answer: Answer, changes: Iterable[Change], figures: Figures) -> None:
    listed = list(changes)
    _hold_reasons(answer, listed, figures)
    truth = _by_paragraph(answer)
    lost: set[tuple[str, int | None]] = set()
    for (article, paragraph), true in truth.items():
        own = [one for one in true if not one.source]
        judged = _judged(listed, article, paragraph, own)
        for one in own:
            if one.direction not in LOSSES:
                continue
            lost.add((article, paragraph))
            figures.losses += 1
            found = any(change.takes for change in judged)
            figures.found += found
            figures.denied += not found and bool(judged) and all(change.sure for change in judged)
            figures.by_class[one.kind][0] += found
            figures.by_class[one.kind][1] += 1
            if not found:
                said = "; ".join(f"{change.kind} {change.sure} {change.say()}" for change in judged)
                figures.misses.append(
                    f"{answer.name} {article} {paragraph} {one.kind}: “{one.old}” → “{one.new}” // {said}"
                )
        for one in true:
            if one.source and one.direction in LOSSES:
                figures.elsewhere += 1
                figures.elsewhere_told += any(not change.sure or change.takes for change in judged)
    for change in listed:
        if change.kind not in ("weakened", "removed"):
            continue
        figures.told += 1
        key = (change.clause or "", change.paragraph)
        right = key in lost or (change.paragraph is None and any(article == change.clause for article, _ in lost))
        right = right or (change.clause or "", None) in lost
        right = right or any(one.source and one.direction in LOSSES for one in truth.get(key, ()))
        figures.true += right
        if not right:
            figures.misses.append(
                f"{answer.name} FALSE {key} {[n.id for n in change.noticed]} {change.say()}"
                f"\n    O {change.ours}\n    T {change.theirs}"
            )


def _hold_reasons(answer: Answer, changes: list[Change], figures: Figures) -> None:
    """Whether what is told first of a paragraph that lost something is what it lost."""
    truth = _by_paragraph(answer)
    for change in changes:
        lost = [one for one in truth.get((change.clause or "", change.paragraph), ()) if one.direction in LOSSES]
        if not change.takes or change.kind == "added" or not lost:
            continue
        first = _first_reason(change)
        figures.reasons += 1
        figures.reasons_shown += first in SHOWN
        if first not in SHOWN and not {one.kind for one in lost} & set(REASONS.get(first, "").split()):
            figures.reasons_wrong += 1
            figures.wrong.append(
                f"{answer.name} {change.clause} {change.paragraph} REASON {first}, {[one.id for one in change.noticed]}"
                + "".join(f"\n    {one.kind}: “{one.old}” → “{one.new}”" for one in lost)
            )


def _first_reason(change: Change) -> str:
    """The id of the loss that is told first."""
    lost = [one for one in change.noticed if one.effect == "weakened"]
    if change.kind == "removed" or not lost:
        return "removed"
    return min(lost, key=lambda one: (gravity(one.id), not one.sure)).id


def count_rewritten(answers: Iterable[RewrittenAnswer]) -> dict[str, Figures]:
    """The figures of the third collection by language: a loss is found where a change that takes holds its words."""
    figures: dict[str, Figures] = defaultdict(Figures)
    for answer in answers:
        theirs = read_theirs(answer.agreement, answer.ours, answer.theirs, "answer.md")
        changes = compare_text(answer.agreement, answer.ours, theirs, {})
        forget_texts()
        _hold_third(answer, changes, figures[answer.language])
    return figures


def _hold_third(answer: RewrittenAnswer, changes: Iterable[Change], figures: Figures) -> None:
    listed = list(changes)
    lost: set[int] = set()
    for mark in answer.losses:
        held = [place for place, one in enumerate(listed) if _holds(one.ours if mark.ours else one.theirs, mark.where)]
        lost |= set(held)
        judged = [listed[place] for place in held]
        found = any(one.takes for one in judged)
        figures.losses += 1
        figures.found += found
        figures.denied += not found and bool(judged) and all(one.sure for one in judged)
        figures.by_class[mark.kind][0] += found
        figures.by_class[mark.kind][1] += 1
        if not found:
            figures.misses += [f"{answer.name} {mark.kind}: “{mark.where}”", *map(_both, judged)]
    for place, one in enumerate(listed):
        if one.kind in ("weakened", "removed"):
            figures.told += 1
            figures.true += place in lost
            if place not in lost:
                figures.misses.append(f"{answer.name} FALSE {_both(one)}")


def _holds(text: str, words: str) -> bool:
    return _letters(words) in _letters(text)


def _letters(text: str) -> str:
    return "".join(one for one in plain(text) if one.isalnum())


def _both(change: Change) -> str:
    told = [one.id for one in change.noticed]
    return f"{change.label} {change.kind} {change.sure} {told}\n    O {change.ours}\n    T {change.theirs}"


def _by_paragraph(answer: Answer) -> dict[tuple[str, int | None], list[TrueChange]]:
    found: dict[tuple[str, int | None], list[TrueChange]] = defaultdict(list)
    for article in answer.truth.values():
        for change in article.changes:
            found[article.article, change.paragraph].append(change)
    return found


def _judged(changes: list[Change], article: str, paragraph: int | None, true: list[TrueChange]) -> list[Change]:
    """What was said of a paragraph; of one that is new, what was said of the words that are theirs."""
    own = [one for one in changes if one.clause == article and one.kind != "added"]
    if paragraph is not None:
        exact = [one for one in own if one.paragraph == paragraph]
        return exact or [one for one in own if one.paragraph is None]
    added = [one.new for one in true if one.direction == "added"]
    return [one for one in changes if one.kind == "added" and any(_stands_in(new, one.theirs) for new in added)] or [
        one for one in own if one.kind in ("removed", "weakened")
    ]


def _stands_in(new: str, theirs: str) -> bool:
    """Whether the words of an addition stand in a text, where the employer may have another name than in ours."""
    first, there = new.split()[:_FIRST], set(theirs.split())
    return sum(word in there for word in first) >= _MOST * len(first)


def same_meaning(language: str) -> Iterator[tuple[str, str]]:
    """The pairs of a language that mean the same."""
    for pair in yaml.safe_load((SAME / f"{language}.yml").read_text(encoding="utf-8"))["pairs"]:
        yield pair["ours"], pair["theirs"]


def measure_speed(clauses: int = 36) -> str:
    """How long it takes to compare an agreement of many clauses with itself, and with every paragraph edited."""
    agreement = Agreement(title="A", union="Public Workers", employer="City Agency", place="KE", language="en", on=DAY)
    for clause in list(library().values())[:clauses]:
        names = clause.text("en").blanks_of("strong")
        blanks = {name: blank.example_in(agreement.speech) for name in names if (blank := clause.blank(name))}
        agreement = agreement.add(clause.id, strength="strong", blanks=blanks)
    ours = agreement.document("table")
    text = write_markdown(ours)
    edited = text.replace("shall", "must").replace("Within", "Not later than").replace(" and ", " as well as ")
    compare_with(agreement, text.encode(), name="answer.md")  # words are read once
    told = []
    for name, theirs in (("unchanged", text), ("edited", edited), ("edited, once more", edited)):
        start = time.process_time()
        compare_with(agreement, theirs.encode(), name="answer.md")
        told.append(f"{name} {time.process_time() - start:.2f} s")
    return f"{clauses} clauses, {len(text.split())} words: " + ", ".join(told)


def _part(arguments: argparse.Namespace, half: Half) -> Part:
    if arguments.seventh:
        return "seventh/frozen" if half == "frozen" else "seventh/work"
    if arguments.eighth:
        return "eighth/frozen" if half == "frozen" else "eighth/work"
    if arguments.eleventh:
        return "eleventh/frozen" if half == "frozen" else "eleventh/work"
    if arguments.fourteenth:
        return "fourteenth/frozen" if half == "frozen" else "fourteenth/work"
    later: tuple[Part, ...] = (
        *("fifth", "sixth", "ninth", "tenth", "twelfth", "thirteenth"),
        *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    )
    return next((part for part in later if getattr(arguments, part)), half)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list what was judged otherwise than it is")
    parser.add_argument("--frozen", action="store_true", help="the half that is run once")
    parser.add_argument("--same", action="store_true", help="pairs of sentences that mean the same")
    parser.add_argument("--third", action="store_true", help="the third collection")
    parser.add_argument("--fourth", action="store_true", help="the fourth collection, which is run once")
    parser.add_argument("--fifth", action="store_true", help="the fifth collection, which is run once")
    parser.add_argument("--sixth", action="store_true", help="the sixth collection, which is run once")
    parser.add_argument("--seventh", action="store_true", help="the seventh collection, 120 answers")
    parser.add_argument("--eighth", action="store_true", help="the eighth collection, 120 answers")
    parser.add_argument("--ninth", action="store_true", help="the ninth collection, which is run once")
    parser.add_argument("--tenth", action="store_true", help="the tenth collection, which is run once")
    parser.add_argument("--eleventh", action="store_true", help="the eleventh collection, 120 answers")
    parser.add_argument("--twelfth", action="store_true", help="the twelfth collection, which is run once")
    parser.add_argument("--thirteenth", action="store_true", help="the thirteenth collection, which is run once")
    parser.add_argument("--fourteenth", action="store_true", help="the fourteenth collection, 180 answers")
    parser.add_argument("--fifteenth", action="store_true", help="the fifteenth collection, which is run once")
    parser.add_argument("--sixteenth", action="store_true", help="the sixteenth collection, which is run once")
    parser.add_argument("--seventeenth", action="store_true", help="the seventeenth collection, which is run once")
    parser.add_argument("--eighteenth", action="store_true", help="the eighteenth collection, 60 answers, run once")
    parser.add_argument("--nineteenth", action="store_true", help="the nineteenth collection, 60 answers, run once")
    parser.add_argument("--speed", action="store_true", help="how long 36 clauses take")
    arguments = parser.parse_args()
    if arguments.speed:
        print(measure_speed())
        return
    if arguments.same:
        for code in ("en", "ar", "fr", "es", "pt"):
            pairs = list(same_meaning(code))
            wrong = [(a, b, found) for a, b in pairs if (found := judge(a, b, lexicon(code))).kind == "weakened"]
            print(f"{code}: {len(wrong)} of {len(pairs)} called weakened, {len(wrong) / len(pairs):.3f}")
            if arguments.misses:
                for ours, theirs, found in wrong:
                    print(f"    {[one.id for one in found.noticed]}\n      {ours}\n      {theirs}")
        return
    half: Half = "frozen" if arguments.frozen else "work"
    if arguments.third or arguments.fourth:
        figures = count_rewritten(read_rewritten("fourth" if arguments.fourth else f"third/{half}"))
    else:
        with frozen_clauses():
            figures = count(read_answers(_part(arguments, half)))
    total: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for code, one in figures.items():
        print(code, one)
        for kind, (found, all_) in one.by_class.items():
            total[kind][0] += found
            total[kind][1] += all_
        if arguments.misses:
            print("\n".join(f"    {miss}" for miss in [*one.misses, *one.wrong]))
    print(Counter({kind: all_ for kind, (_, all_) in total.items()}))
    print(", ".join(f"{kind} {found} of {all_}" for kind, (found, all_) in sorted(total.items())))


if __name__ == "__main__":
    main()
