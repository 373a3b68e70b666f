"""Each sentence that an audit can say: one table for which it is right, and a near one for which it must not be said.

The tables stand in conftest.py. What is right was decided from what a sentence means and from sums by hand, scipy and
draws of the tables, never from what the audit says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import toolkit
from toolkit.audit.findings.finding import SIDE_OPEN_FEW
from toolkit.audit.findings.reading import NOT_SETTLED, NOT_SETTLED_BRIEFLY, WHAT

Said = dict[str, Callable[[], list[str]]]
CATALOGUE = Path(toolkit.__file__).parent / "languages" / "catalogues" / "toolkit.pot"
ROOMS = re.compile(r"toolkit/audit/(follow_up/claims\.py|measures/measures\.py|findings/|releases/revealed\.py)")
NUMBER = r"[−\d.,]+"
GROUP = r"(?:people in the group “[^”]+”|all people)"
ASKED = r"(?:“fraud: true”|that was looked for)"
MET = r"(?:were checked|were hired|got the decision in question)"
# What can stand in a place. Others: anything that does not go beyond the end of a sentence.
PLACES = {
    **dict.fromkeys(["n", "m", "base", "people", "compared", "known", "missing", "comparisons"], NUMBER),
    **dict.fromkeys(["low", "high", "ratio", "crude", "visible", "material", "step"], NUMBER),
    **dict.fromkeys(["p", "adjusted"], rf"(?:[<>] )?(?:{NUMBER})?\d"),
    "reference": GROUP,
    "affected": MET,
    "spared": rf"(?:were not among those who {MET}|did not get the decision in question)",
    "came_true": rf"had the outcome {ASKED}",
    "came_untrue": rf"did not have the outcome {ASKED}",
    "within": "office",
    "said": ".+",
}
ANYTHING = r"(?:(?!\. [A-Z“]).)+?"
PLACE = re.compile(r"\\\{(\w+)\\\}")


# Said of measures of one's own, or as parts of other sentences: tried where those are.
ELSEWHERE = (
    "Of people who {who}: {headline}",
    "Of {base} {group}, {n} {what}; of {base} {reference}, {m}.",
    "Of {base} {group} who {who}, {n} {what}; of {base} {reference}, {m}.",
    "had a decision that matched what turned out true",
    # On how a file was read: tried for and against with such files, in tests/audit/counting/test_reading.py.
    NOT_SETTLED,
    *WHAT.values(),
    # On persons who may stand there twice, and on other papers: in tests/audit/papers/test_papers_in_hand.py.
    NOT_SETTLED_BRIEFLY,
    SIDE_OPEN_FEW["persons"],
)


@cache
def sentences() -> tuple[str, ...]:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    found = [
        text
        for message in catalogue
        if any(ROOMS.match(path) for path, _ in message.locations)
        for text in ([message.id] if isinstance(message.id, str) else message.id)
        if text not in ELSEWHERE and not text.startswith("The measure “{name}” cannot be worked out")
    ]
    return tuple(dict.fromkeys(found))


# Short words, and what stands around them.
INSIDE = {
    "p {p}.": r"(?<!,\s)\bp (?:[<>] )?[\d.]*\d\.(?!\d)",
    "all": r"\(all\)",
    "all people": r"(?:[Oo]f|kind:) all people \(",
    "{name}: {value}": r"\(group: women\b",
}


@cache
def pattern(sentence: str) -> re.Pattern[str]:
    """The sentence with its places open."""
    if sentence in INSIDE:
        return re.compile(INSIDE[sentence])
    group = GROUP if "{base}" in sentence or "{reference}" in sentence else ANYTHING
    doubled = sentence.replace("{{", "\0").replace("}}", "\1")
    text = PLACE.sub(lambda place: (PLACES | {"group": group}).get(place[1], ANYTHING), re.escape(doubled))
    return re.compile(r"(?<!\w)" + text.replace("\0", r"\{").replace("\1", r"\}") + r"(?!\w)")


@cache
def longer(sentence: str) -> tuple[str, ...]:
    """The sentences that hold this one: where they are said, this one is not said by that."""
    filled = {other: PLACE.sub("1", re.escape(other)).replace("\\", "") for other in sentences()}
    return tuple(o for o, text in filled.items() if o != sentence and len(o) > len(sentence) and holds(sentence, text))


def holds(sentence: str, text: str) -> bool:
    loose = PLACE.sub(".+?", re.escape(sentence))
    return len(PLACE.sub("", re.escape(sentence))) > 12 and re.search(loose, text) is not None


def times(sentence: str, texts: list[str]) -> int:
    """How often the sentence is said in these texts, where it is not a part of a longer one."""
    number = 0
    for text in texts:
        left = text
        for other in longer(sentence):
            left = pattern(other).sub("\n", left)
        number += len(pattern(sentence).findall(left))
    return number


# A part of the sentence that no other has (or parts with … between, or all of it); a table of which it must be said;
# one of which it must not.
CASES = """
An accuracy of {accuracy} % does not say | nine of ten | accuracy of 92
says that the system was wrong about nobody | always right | accuracy of 92
of 100 {group}. | nine of ten, rarer by a hair | nine of ten, no base rates
no less often than is claimed here | nine of ten | nine of ten, rarer by a hair
Even if the accuracy were the same | nine of ten | nine of ten, one group
tells no base rates | base rates in a list | nine of ten, no base rates
Please send both numbers | nine of ten, no base rates | accuracy of 92
Both numbers again | nine of ten | accuracy of 92
On whom was the accuracy measured | against an audit | against an audit without outcomes
The audit shows no base rate | against an audit without outcomes | against an audit
is no share | accuracy of 92 | always right
this comparison does not rule out chance | significance lost | remains
as this is one of many comparisons, it does not rule | significance lost, four | significance lost
this gap is at the very edge | one office, by a hair | remains
the gap is at the very edge | significance lost | twice
most of the gap between {group} and {reference} is gone | mostly gone, four | disappears
gets smaller, by more than chance | step beyond chance | step could be chance
A gap is there, and not the same | step small and sure | significance gained
a gap between {group} and {reference} is there; how | nobody checked inside | remains
What comparing … cannot be said in numbers | nobody checked, few compared | nobody checked inside
is no longer seen (about | disappears | disappears to a part
cannot be told: about as often | step to as often | step could be chance
a gap is seen: … comparison about as often | appears | appears from some
That does not speak for the others; … it is about | few comparable, alike in all | few comparable, a gap
Whether it is smaller or larger than before | size open | remains
A gap is there; whether it is larger | significance gained | grows
That does not speak for the others; … it is {crude} | few comparable, a gap | few comparable, alike
That is too few to say what becomes | few comparable, alike | nobody comparable
any gap between {low} and {high} times fits as well | disappears | significance lost
what follows is about them | most comparable | few comparable, a gap
Only {compared} of {people} people | few comparable, alike | most comparable
For many people it is not known which | office of most unknown | few comparable, alike
more often than {reference}, by more than chance | opposite | appears
less often than {reference}, by more than chance | opposite | opposite, one withheld
cannot be shown in full: so few people | opposite, one withheld | opposite
The gap remains. | remains | significance lost
Part of the gap goes together | shrinks | disappears
The gap is larger when like | grows | significance gained
is no longer seen ({adjusted} | disappears to a part | significance lost
the gap turns round | reverses | disappears
a gap is seen: … comparison {crude} times | appears from some | significance gained
there is no one answer | opposite | alike everywhere
and {reference} cannot be told: {adjusted} times as often, between | step could be chance | step beyond chance
of the same {within} are treated differently | reading of too few | few comparable, alike
no {within} that is known holds both | nobody comparable | few comparable, alike
with scores between {low} and {high}, | middle scores differ | same scores, same meaning
with scores below {high}, | low scores differ | high scores differ
with scores of {low} or more, | high scores differ | low scores differ
scores between {low} and {high} | few more middle scores | few more high scores
scores below {high} | few more low scores | few more middle scores
scores of {low} or more | few more high scores | few more low scores
the same score does not mean the same | scores | same scores, same meaning
Nothing is shown about {group} here | a group of six | a group of sixty
and {high}. Chance alone would hardly | twice | rounded to none
Chance alone would hardly make such a gap. | rounded to none | alike, many
It is one of {comparisons} comparisons | paper | paper of one gap
The gap is shown, and small | a small gap | twice
No difference seen here. | alike, many | alike, few
Too few people to tell: only a gap | alike, few | alike, many
no gap at all would have shown | three and three | alike, few
But among people of the same | appears | disappears
Overall no gap is shown | opposite | appears
Among people who have a score: | no score for 200 | scores
it depends on the scores of people | no score for most, withheld | no score for most women
Depending on the scores of people | no score for most women | no score for 200
Among people whose outcome is known: | hundreds unknown | outcomes
anywhere between {low} and {high} percentage points. | known of a tenth of the others | hundreds unknown
whom it is not known, and how many they are is withheld | five unknown | outcomes
would probably show with about {people} people | alike, few | alike, many
times as many clusters | offices as clusters | alike, few
of whom {characteristic} is not known, the difference lies | group of 800 unknown | group of thirty unknown
of whom {characteristic} is not known, and how many they are | alike, unknown withheld | group of four unknown
the difference lay anywhere between | rounded to thousands, alike | rounded to tens
that alone can make one or hide one | rounded scores | rounded to tens
At the pace of this log | alike, half a year | alike, few
{people} people were left out because | no decision for thirty | no decision for four
A few people were left out | no decision for four | no decision for thirty
Some rows do not say | a row without a number | a row of nobody
They are counted and shown, but not compared | group of thirty unknown | group of four unknown
For {people} people it is not known which | office of 800 unknown | few comparable, alike
For some people it is not known which | office of four unknown | office of 800 unknown
For some people {characteristic} is not known; how many | group of four unknown | twice
Of {base} {group}, {n} {affected}; of {base} {reference}, {m}. | twice | four checked
Of {base} {group}, {n} {came_true}; of {base} {reference}, {m}. | of base_rate | no outcomes
Of {base} {group} who {came_true}, {n} {affected} | outcomes | known of the checked
Of {base} {group} who {came_untrue}, {n} {affected} | outcomes | known of the checked
Of {base} {group} who {came_true}, {n} {spared} | outcomes | known of the others
Of {base} {group} who {came_untrue}, {n} {spared} | of true_negative_rate | known of the checked
Of {base} {group} who {affected}, {n} {came_true} | of precision | known of the others
Of {base} {group} who {affected}, {n} {came_untrue} | known of the checked | known of the others
Of {base} {group} who {spared}, {n} {came_true} | known of the others | known of the checked
Of {base} {group} who {spared}, {n} {came_untrue} | of negative_predictive_value | known of the checked
For {n} of {base} {group} the decision matched | outcomes | known of a tenth of the others
were given a score above the middle | same scores, same meaning | outcomes
no such gap is seen | disappears | nobody comparable
the gap lies on the other side | reverses | disappears
The gap differs from one {within} to the other. | opposite, and a gap | remains
Whether it is there among people | step could be chance | remains
What comparing people of the same {within} shows is not told here | few comparable, alike | nobody comparable
Nobody could be compared with people of the same {within}. | nobody comparable | few comparable, alike
(the outcome test) | known of the checked | known of the others
and the gap between {group} and {reference} hangs | group of 800 unknown | group of thirty unknown
Before rounding, {group} | rounded to tens | twice
They are too small for that | rounded to none | rounded to tens
Equal opportunity asks | outcomes | known of a tenth of the others
Nobody looked among the others | known of the checked | known of a tenth of the others
For the others it cannot be seen any more | known of the others | known of a tenth of the checked
far more often for people who {affected} | known of a tenth of the others | known of nearly all others
far more often for people who {spared} | known of a tenth of the checked | known of nearly all checked
It is known for {known} of {people} people who {affected}. | known of a tenth of the checked | known of the others
It is known for {known} of {people} people who {spared}. | known of a tenth of the others | known of the checked
{what}, among those who {who} | paper | paper of one gap
the decision matched what turned out true | paper | paper of one gap
have a score above the middle of all scores | paper of what is missing | paper
no decision is recorded | paper of what is missing | paper
the row does not say how many people | paper of what is missing | paper
the group is not known: counted | paper of what is missing | paper
it is not known with whom to compare | paper of what is missing | paper
withheld to protect few people | paper of what is missing | paper
what turned out true is not known: not in | paper of what is missing | paper
there is no score: not in | paper of what is missing | paper
counted as no, as nobody | paper of what is missing | paper
counted as not true, as nobody | paper of what is missing | paper
For {people} people it is not known what turned out true | hundreds unknown | five unknown
For some people it is not known what turned out true | five unknown | outcomes
{people} people have no score | no score for 200 | no score for three
Some people have no score | no score for three | scores
By {characteristic}: {groups}. | known of the checked | five unknown
{group}: {missing} of {people} | no score for 200 | no score for three
Check that each of these means no. | fifty pending | sixty unclear
Check that each of these means that. | sixty unclear | fifty pending
{value} ({people}) | fifty pending | four pending
{value} (withheld) | four pending | fifty pending
all further values | thirty codes | fifty pending
Of them, {people} {affected}. | known of the others | known of the checked
Of them, {people} {spared}. | known of the checked | known of the others
with all {comparisons} comparisons of this kind | paper | paper of one gap
p {p}. | paper of one gap | paper
Worse off: {group}. | twice | alike, many
and may know who it is. | one person more | three people more
and may know who they are. | three people more | one person more
Give out one of the two only | three people more | hundreds more
there is exactly {n} person | one person shown | edges around six
there are exactly {n} people | edges around six | edges around sixty
audit once more and name what is already out | edges around six | twice the same
There was not time enough | edges, no time | twice the same
all | three people more | edges around six
all people | edges around six | hundreds more
without: {what} | three more not checked | three people more
{name}: {value} | edges around six | hundreds more
"""

# Further tables of which a sentence must not be said; where a third part stands, in texts that hold these words.
NEVER = """
is no longer seen ({adjusted} | nobody comparable
is no longer seen ({adjusted} | few comparable, alike
is no longer seen ({adjusted} | step beyond chance
is no longer seen ({adjusted} | mostly gone, four
is no longer seen ({adjusted} | disappears
is no longer seen (about | few comparable, alike
is no longer seen (about | nobody comparable
any gap between {low} and {high} times fits as well | mostly gone, four
this comparison does not rule out chance | significance lost, four
The gap remains. | nobody checked inside
and {reference} cannot be told: {adjusted} times as often, between | step beyond chance
whether it is larger or smaller than without | step small and sure
no such gap is seen | significance lost
no such gap is seen | few comparable, alike
no such gap is seen | opposite, and a gap
No difference seen here. | office of four unknown
No difference seen here. | group of 504 unknown
No difference seen here. | all known offices apart
No difference seen here. | opposite
No difference seen here. | three and three
the same score does not mean the same | low scores are checked
Worse off: {group}. | opposite
What comparing people of the same {within} shows is not told here | most comparable
Worse off: {group}. | scores | who were not among those who were checked
Worse off: {group}. | low scores are checked | above the middle
Worse off: {group}. | rounded to hundreds
Worse off: {group}. | wrong in their favour | the decision matched
Worse off: {group}. | no score for most women | above the middle
Worse off: {group}. | group of 800 unknown
and {high}. Chance alone would hardly | significance lost
would probably show with about {people} people | a third of the checked unknown | Among people whose outcome is known
Too few people to tell: only a gap | a third of the checked unknown | Among people whose outcome is known
Of them, {people} {spared}. | eight and 700 unknown
Even if the accuracy were the same | always right
An accuracy of {accuracy} % does not say | always right
At the pace of this log | twice, half a year
and {high}. Chance alone would hardly | one office each
would probably show with about {people} people | one office each
would probably show with about {people} people | offices as clusters
No difference seen here. | alike, group of 5,500 unknown
No difference seen here. | rounded to thousands, alike
the same score does not mean the same | outcome of a tenth of high scores
with scores of {low} or more, | outcome of a tenth of high scores
"""

# Further tables of which a sentence must be said.
ALSO = """
Nobody could be compared with people of the same {within}. | nobody comparable, alike
Worse off: {group}. | high scores are checked
"""

# Sums by hand (Katz's interval of a ratio; the power of a z test, in four of five).
WORDS = """
twice | Worse off: people in the group “women”. Of 100 people in the group “women”, 30 were checked
twice | people in the group “men”, 15. That is 2.0 times as often; with this many people, between 1.68 and 2.4.
half | Worse off: people in the group “men”. Of 100 people in the group “women”, 15 were checked
twice as many hired | Worse off: people in the group “men”. Of 100 people in the group “women”, 30 were hired
a small gap | between 1.02 and 1.08. Chance alone would hardly make such a gap.
a small gap | The gap is shown, and small: less than the 2.0 percentage points
alike, many | a gap of 1.6 percentage points would have shown
alike, half a year | with about 1,683 people in this count of people in the group “women” instead of 300
alike, half a year | At the pace of this log that takes about 34 months in all.
alike, January and June | At the pace of this log that takes about 34 months in all.
disappears | (about as often, between 0.91 and 1.10 times; without that comparison 2.3 times)
few comparable, a gap | Only 200 of 4,200 people could be compared
few comparable, a gap | 3.0 times as often as people in the group “men” (between 1.96 and 4.6)
most comparable | 1,200 of 2,000 people could be compared
opposite | In office A: people in the group “women” were checked more often
opposite | In office B: people in the group “women” were checked less often
outcomes of a hiring | Worse off: people in the group “men”. Of 100 people in the group “women”, 30 were hired
known of a tenth of the others | the difference lies anywhere between −88 and 92 percentage points
group of 800 unknown | the difference lies anywhere between −15 and 36 percentage points
rounded to hundreds | between 0.44 and 4.0 times as often
outcomes | Of 100 people in the group “women” who did not have the outcome “fraud: true”, 21 were checked all the same
outcomes | had the outcome “fraud: true”, 50 were not among those who were checked; of 100 people in the group “men”, 25
known of the others | By group: men: 400 of 2,000 and women: 600 of 2,000.
thirty codes | Counted as no: no (3,000), code 29 (49)
nine of ten | 11 of 100 people in the group “women” who did not have
edges around six | exactly 6 people of this kind
paper | It is one of 7 comparisons made in this audit
"""


def rows(text: str) -> list[list[str]]:
    return [line.split(" | ") for line in text.strip().splitlines()]


@cache
def whole(part: str) -> str:
    found = [sentence for sentence in sentences() if part in sentence]
    if part in found:
        return part
    if "…" in part:
        found = [one for one in sentences() if all(piece.strip() in one for piece in part.split("…"))]
    assert len(found) == 1, f"{part!r} is in {len(found)} sentences: {found}"
    return found[0]


def cases() -> list[object]:
    found = []
    for part, right, wrong in rows(CASES):
        found += [(part, right, True, ""), (part, wrong, False, "")]
    found += [(part, right, True, "") for part, right in rows(ALSO)]
    found += [(part, wrong, False, about[0] if about else "") for part, wrong, *about in rows(NEVER)]
    return [pytest.param(*case, id=f"{case[0][:40]}-{case[1]}-{case[2]}") for case in found]


@pytest.mark.parametrize(("part", "table", "must", "about"), cases())
def test_sentence_is_said_where_it_is_right_and_only_there(
    said: Said, part: str, table: str, must: bool, about: str
) -> None:
    texts = [text for text in said[table]() if about in text]
    assert texts or not about, f"nothing is said about {about}"
    assert (times(whole(part), texts) > 0) == must, "\n".join(texts)


@pytest.mark.parametrize(("table", "words"), rows(WORDS))
def test_numbers_in_sentences_are_those_worked_out_by_hand(said: Said, table: str, words: str) -> None:
    assert any(words in text for text in said[table]()), "\n".join(said[table]())


def test_every_sentence_has_its_two_tables_and_every_table_its_sentence(said: Said) -> None:
    named = [whole(part) for part, _, _ in rows(CASES)]
    assert sorted(named) == sorted(sentences()), "a sentence is new, gone or twice: give it a table for and one against"
    used = {name for _, *names in rows(CASES) for name in names} | {row[1] for row in rows(NEVER)}
    assert used | {row[0] for row in rows(WORDS)} | {row[1] for row in rows(ALSO)} == set(said)
