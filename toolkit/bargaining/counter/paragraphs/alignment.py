"""Which of their paragraphs answers to which of ours, after moving, renumbering, merging, splitting and retyping.

Articles are paired first (by mark, by heading, by their words), then all paragraphs at once, so that one that moved
into another article is found there. What is left over is looked for inside what was matched: merged and split ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from toolkit.bargaining.counter.judging import alike, sentences
from toolkit.bargaining.counter.lexicon import Lexicon, plain
from toolkit.bargaining.counter.meanings.same_words import same_words
from toolkit.bargaining.counter.meanings.synonyms import in_our_words
from toolkit.bargaining.counter.paragraphs.likeness import Weights
from toolkit.bargaining.counter.paragraphs.reading import CounterArticle, CounterParagraph, bare_heading

_PAIR, _FAR_PAIR = 0.3, 0.5  # how like two paragraphs must be, within paired articles and across
_SURE, _FAR_SURE = 0.5, 0.7
_INSIDE = 0.6  # how much of a paragraph must stand in another to be a part of it
_BESIDE = 0.4  # and how much, to have been put to its neighbour in other words
_OTHERWISE = 0.6  # how much less it counts that a thing is said in other words
_HEADS = 0.5  # how like two headings must be for their likeness to count
_FEW = 2  # words of a heading that may all be in another form
_BETWEEN, _SOMEHOW = 0.15, 0.06  # how like two paragraphs must be that stand alone beside a neighbour, or between two
_FRAME = frozenset({"scope", "force", "final"})
_LOST, _MOVED = 0.4, 0.7  # a sentence that is not there any more, and one that is found elsewhere
_FEWEST, _STRANGE = 3, 8  # words by which a paragraph is known, in its article and in another
_MISSED, _PARTED = 0.2, 0.3  # how much of what a paragraph misses stands in the next one, and of that one in it


@dataclass(frozen=True)
class OurArticle:
    """An article of ours in the words of the paper."""

    clause: str
    heading: str
    paragraphs: tuple[CounterParagraph, ...]


@dataclass(frozen=True)
class Match:
    """A paragraph of ours and what became of it.

    Attributes
    ----------
    article, paragraph
        Where ours stands, counted from 0.
    theirs
        Their words for it; empty if there are none.
    at
        Where theirs stands: the places (article, paragraph) it was put together from.
    likeness
        How like the two are, 0 to 1.
    sure
        Whether nothing else comes near.
    moved
        Whether it stands in another article now.
    """

    article: int
    paragraph: int
    theirs: str
    at: tuple[tuple[int, int], ...]
    likeness: float
    sure: bool
    moved: bool = False


@dataclass(frozen=True)
class Alignment:
    """The whole comparison: paired articles, a match for every paragraph of ours, and what is theirs alone."""

    articles: Mapping[int, int]  # theirs to ours
    matches: tuple[Match, ...]
    added: tuple[tuple[int, int], ...]


def align(ours: Sequence[OurArticle], theirs: Sequence[CounterArticle], words: Lexicon) -> Alignment:
    """Pair two texts.

    Parameters
    ----------
    ours, theirs
        The articles, in their order.
    words
        The language of both.
    """
    return _Aligner(ours, theirs, words).aligned()


def _near(likeness: SequenceMatcher[str], head: str, ours: str) -> float:
    """How like a heading is; one that cannot be near counts as far."""
    words, others = ours.split(), head.split()
    if not others or (min(len(words), len(others)) > _FEW and set(words).isdisjoint(others)):
        return 0.0
    likeness.set_seq1(head)
    if likeness.real_quick_ratio() < _HEADS or likeness.quick_ratio() < _HEADS:
        return 0.0
    return likeness.ratio()


@dataclass(frozen=True)
class _Unit:
    place: tuple[int, int]
    paragraph: CounterParagraph
    stems: Counter[str]


class _Aligner:
    def __init__(self, ours: Sequence[OurArticle], theirs: Sequence[CounterArticle], words: Lexicon) -> None:
        self.words = words
        self.ours, self.theirs = ours, theirs
        self.mine = [self._unit((a, p), one) for a, art in enumerate(ours) for p, one in enumerate(art.paragraphs)]
        self.yours = [self._unit((a, p), one) for a, art in enumerate(theirs) for p, one in enumerate(art.paragraphs)]
        self.weights = Weights([unit.stems for unit in (*self.mine, *self.yours)])

    def _unit(self, place: tuple[int, int], paragraph: CounterParagraph) -> _Unit:
        return _Unit(place, paragraph, Counter(self.words.stems(plain(paragraph.whole))))

    # --- articles ----------------------------------------------------------------------------------------------------

    def _pair_articles(self) -> dict[int, int]:
        from scipy.optimize import linear_sum_assignment

        if not self.ours or not self.theirs:
            return {}
        texts = self.weights.matrix(
            [self._all(self.mine, place) for place in range(len(self.ours))],
            [self._all(self.yours, place) for place in range(len(self.theirs))],
        )
        scores = texts * 1.5
        heads = [bare_heading(article.heading) for article in self.theirs]
        certain = set()
        for mine, article in enumerate(self.ours):
            head = plain(article.heading)
            likeness = SequenceMatcher(None, "", head)  # what it knows of the second it keeps
            stands = head in heads
            for yours, other in enumerate(self.theirs):
                near = float(heads[yours] == head) if stands else _near(likeness, heads[yours][:200], head)
                marked = other.mark == article.clause
                scores[mine, yours] += near + 3 * marked
                if marked or near >= 0.75 or texts[mine, yours] >= 0.25:
                    certain.add((mine, yours))
        rows, columns = linear_sum_assignment(-scores)
        chosen = [(int(mine), int(yours)) for mine, yours in zip(rows, columns, strict=True)]
        return {yours: mine for mine, yours in chosen if (mine, yours) in certain}

    def _all(self, units: list[_Unit], article: int) -> set[str]:
        return {stem for unit in units if unit.place[0] == article for stem in unit.stems}

    # --- paragraphs --------------------------------------------------------------------------------------------------

    def aligned(self) -> Alignment:
        articles = self._pair_articles()
        pairs, scores = self._pair_paragraphs(articles)
        self._between(pairs, scores, articles)
        texts: dict[int, list[tuple[int, str]]] = {mine: self._segments(yours) for mine, yours in pairs.items()}
        used = set(pairs.values())
        self._merged(pairs, texts)
        for yours in range(len(self.yours)):
            if yours not in used:
                owner = self._owner(yours, texts)
                if owner is None:
                    owner = self._parted(yours, texts)
                if owner is None:
                    continue
                used.add(yours)
                # Said a second time (in an annex, in the other column) it changes nothing.
                said = [text for _, text in texts.get(owner, [])]
                if not all(any(alike(one, other) for other in said) for _, one in self._segments(yours)):
                    texts.setdefault(owner, []).extend(self._segments(yours))
        self._moved_sentences(texts, used)
        matches = [self._match(mine, texts.get(mine, []), scores, articles) for mine in range(len(self.mine))]
        left = tuple(unit.place for place, unit in enumerate(self.yours) if place not in used)
        return Alignment(articles, tuple(matches), left)

    def _pair_paragraphs(self, articles: dict[int, int]) -> tuple[dict[int, int], Any]:
        import numpy as np
        from scipy.optimize import linear_sum_assignment

        likeness = self.weights.matrix([unit.stems for unit in self.mine], [unit.stems for unit in self.yours])
        if not self.mine or not self.yours:
            return {}, likeness
        near = np.array(
            [[articles.get(b.place[0]) == a.place[0] for b in self.yours] for a in self.mine], dtype=np.float32
        )
        after = np.array(
            [[-abs(a.place[1] - b.place[1]) for b in self.yours] for a in self.mine], dtype=np.float32
        ).clip(-20, 0)
        wanted = likeness + 0.15 * near + 0.002 * after
        wanted[likeness < np.where(near > 0, _PAIR, _FAR_PAIR)] = 0
        rows, columns = linear_sum_assignment(-wanted)
        return {int(r): int(c) for r, c in zip(rows, columns, strict=True) if wanted[r, c] > 0}, likeness

    def _between(self, pairs: dict[int, int], scores: Any, articles: dict[int, int]) -> None:
        """A paragraph that is left over on both sides at the same place was rewritten from the ground."""
        taken = set(pairs.values())
        for mine, unit in enumerate(self.mine):
            if mine in pairs:
                continue
            for yours, other in enumerate(self.yours):
                if yours in taken or articles.get(other.place[0]) != unit.place[0]:
                    continue
                before, after = self._beside(mine, yours, -1, pairs), self._beside(mine, yours, 1, pairs)
                near = scores[mine, yours]
                if near >= _BETWEEN and (before or after) or near >= self._somehow(mine) and before and after:
                    pairs[mine] = yours
                    taken.add(yours)
                    break

    def _somehow(self, mine: int) -> float:
        """How like a paragraph must be between the same neighbours; what frames an agreement always has its place."""
        return 0.0 if self.ours[self.mine[mine].place[0]].clause in _FRAME else _SOMEHOW

    def _beside(self, mine: int, yours: int, step: int, pairs: Mapping[int, int]) -> bool:
        """Whether what stands before (or behind) both answers to each other, or nothing does in either article."""
        if pairs.get(mine + step) == yours + step:
            return True
        alone = [
            not 0 <= place + step < len(units) or units[place + step].place[0] != units[place].place[0]
            for units, place in ((self.mine, mine), (self.yours, yours))
        ]
        return all(alone)

    def _segments(self, yours: int) -> list[tuple[int, str]]:
        """The sentences and points of a paragraph of theirs."""
        paragraph = self.yours[yours].paragraph
        return [(yours, one) for text in (paragraph.text, *paragraph.points) for one in sentences(text)]

    def _merged(self, pairs: dict[int, int], texts: dict[int, list[tuple[int, str]]]) -> None:
        """Paragraphs of ours that stand inside one of theirs which answers to another: its sentences are shared out."""
        groups: dict[int, list[int]] = defaultdict(list)
        for mine, unit in enumerate(self.mine):
            if mine in pairs or not unit.stems:
                continue
            held = [
                (inside, yours)
                for first, yours in pairs.items()
                if (inside := self._said_inside(mine, first, yours)) >= self._enough(mine, first)
                and not self._explained(yours, first, unit, self._enough(mine, first))
            ]
            if held:
                groups[max(held)[1]].append(mine)
        for yours, members in groups.items():
            first = next(one for one, other in pairs.items() if other == yours)
            shares: dict[int, list[tuple[int, str]]] = {mine: [] for mine in (first, *members)}
            best = first
            for segment in self._segments(yours):
                stems = Counter(self.words.stems(plain(segment[1])))
                near = {mine: self._nearness(stems, mine) for mine in shares}
                if max(near.values())[0] >= _LOST:  # a sentence that is nobody's goes with the one before
                    best = max(near, key=lambda mine: near[mine])
                shares[best].append(segment)
            for mine, segments in shares.items():
                # A sentence that joins two of ours belongs to both.
                texts[mine] = segments or self._segments(yours)

    def _nearness(self, stems: Counter[str], mine: int) -> tuple[float, float]:
        """How much of a sentence of theirs stands in a paragraph of ours, and how like it is to a sentence there."""
        inside = round(self.weights.inside(stems, self.mine[mine].stems), 3)
        ours = self._sentences(mine)
        return inside, max(
            (self.weights.inside(stems, one) + self.weights.inside(one, stems) for one in ours), default=0.0
        )

    def _said_inside(self, mine: int, first: int, yours: int) -> float:
        """How much of a paragraph stands in theirs; beside its neighbour also what is said there in other words."""
        inside = self.weights.inside(self.mine[mine].stems, self.yours[yours].stems)
        if inside >= self._enough(mine, first) or abs(mine - first) != 1:
            return inside
        same, ours = same_words(self.words.language), plain(self.mine[mine].paragraph.whole)
        has = {one.name for one in in_our_words(ours, plain(self.yours[yours].paragraph.whole), same)}
        names = [one.name for one in same.pieces(ours) if one.name not in same.small]
        return max(inside, _OTHERWISE * sum(name in has for name in names) / max(len(names), 1))

    def _enough(self, mine: int, first: int) -> float:
        """How much of a paragraph must stand in theirs that answers to another; less beside it."""
        beside = abs(mine - first) == 1 and self.mine[mine].place[0] == self.mine[first].place[0]
        return _BESIDE if beside else _INSIDE

    def _explained(self, yours: int, first: int, unit: _Unit, enough: float) -> bool:
        """Whether the words of a paragraph stand in theirs only because they are those of the one it answers to."""
        own = self.mine[first].stems
        rest = Counter({stem: n for stem, n in unit.stems.items() if stem not in own})
        return not rest or self.weights.inside(rest, self.yours[yours].stems) < enough

    def _owner(self, yours: int, texts: Mapping[int, Sequence[tuple[int, str]]]) -> int | None:
        """The paragraph of ours of which a left-over paragraph of theirs is a part."""
        stems = self.yours[yours].stems
        if len(stems) < _FEWEST:
            return self._verbatim(yours)
        near = [place for place, unit in enumerate(self.mine) if self.weights.inside(stems, unit.stems) >= _INSIDE]
        if len(stems) < _STRANGE:  # a few words stand anywhere: they are a part of what stands in the same article
            article = self.yours[yours].place[0]
            near = [mine for mine in near if any(self.yours[at].place[0] == article for at, _ in texts.get(mine, ()))]
        # In a long paragraph the words of anything stand somewhere: they must stand in its sentences.
        parts = [Counter(self.words.stems(plain(one))) for _, one in self._segments(yours)]
        scored = ((*self._by_sentence(parts, place), place) for place in near)
        inside, _, mine = max(scored, default=(0.0, 0.0, 0))
        return mine if inside >= _INSIDE else None

    def _verbatim(self, yours: int) -> int | None:
        """The paragraph of ours that holds a few words as a sentence of its own."""
        whole = self.yours[yours].paragraph.whole
        for mine, unit in enumerate(self.mine):
            texts = (unit.paragraph.text, *unit.paragraph.points)
            if unit.stems and any(alike(whole, one) for text in texts for one in sentences(text)):
                return mine
        return None

    def _by_sentence(self, parts: Sequence[Counter[str]], mine: int) -> tuple[float, float]:
        """How much of some sentences of theirs stands in a sentence of ours, or two beside each other, and how like."""
        stems = self._sentences(mine)
        stems += [one + other for one, other in pairwise(stems)]
        weights = [sum(self.weights.of(stem) for stem in part) for part in parts]
        said = alike = 0.0
        for part, weight in zip(parts, weights, strict=True):
            inside, near = max(
                ((self.weights.inside(part, one), self.weights.inside(one, part)) for one in stems), default=(0.0, 0.0)
            )
            said += weight * inside
            alike += weight * near
        total = sum(weights) or 1.0
        return round(said / total, 3), alike / total

    def _sentences(self, mine: int) -> list[Counter[str]]:
        """The sentences and points of a paragraph of ours, as what they say."""
        paragraph = self.mine[mine].paragraph
        whole = [one for text in (paragraph.text, *paragraph.points) for one in sentences(text)]
        return [Counter(self.words.stems(plain(one))) for one in whole]

    def _parted(self, yours: int, texts: Mapping[int, Sequence[tuple[int, str]]]) -> int | None:
        """The paragraph beside it that misses what a left-over one of theirs says: ours was made two."""
        stems, article = self.yours[yours].stems, self.yours[yours].place[0]
        answers = {place: mine for mine, segments in texts.items() for place, _ in segments}
        beside = [place for place in answers if self.yours[place].place[0] == article]
        before = max((place for place in beside if place < yours), default=None)
        behind = min((place for place in beside if place > yours), default=None)
        best: tuple[float, int] | None = None
        for place in (before, behind):
            if place is None:
                continue
            mine = answers[place]
            has = {stem for _, text in texts[mine] for stem in self.words.stems(plain(text))}
            missed = Counter({stem: n for stem, n in self.mine[mine].stems.items() if stem not in has})
            known = len(stems & self.mine[mine].stems) >= _FEWEST
            said = self.weights.inside(missed, stems) if known else 0.0
            if said >= _MISSED and self.weights.inside(stems, self.mine[mine].stems) >= _PARTED:
                best = max(best or (0.0, mine), (said, mine))
        return best[1] if best else None

    def _moved_sentences(self, texts: dict[int, list[tuple[int, str]]], used: set[int]) -> None:
        """Sentences of ours that are gone from where they stood and turn up elsewhere."""
        free = [(place, text) for place in range(len(self.yours)) for _, text in self._segments(place)]
        stems_of = {text: Counter(self.words.stems(plain(text))) for _, text in free}
        owners = defaultdict(list)
        for mine, segments in texts.items():
            for _, text in segments:
                owners[text].append(mine)
        for mine, unit in enumerate(self.mine):
            has = Counter(stem for _, text in texts.get(mine, []) for stem in stems_of[text])
            whole = (unit.paragraph.text, *unit.paragraph.points)
            for sentence in (one for text in whole for one in sentences(text)):
                stems = Counter(self.words.stems(plain(sentence)))
                if len(stems) < 4 or self.weights.inside(stems, has) >= _LOST:
                    continue
                for place, text in free:
                    both = min(self.weights.inside(stems, stems_of[text]), self.weights.inside(stems_of[text], stems))
                    stranger = all(
                        self.weights.inside(stems_of[text], self.mine[o].stems) < _LOST for o in owners[text]
                    )
                    if both >= _MOVED and stranger:
                        texts.setdefault(mine, []).append((place, text))
                        for owner in owners[text]:
                            texts[owner] = [one for one in texts[owner] if one[1] != text]
                        used.add(place)
                        break

    def _match(self, mine: int, segments: list[tuple[int, str]], scores: Any, articles: dict[int, int]) -> Match:
        unit = self.mine[mine]
        article, paragraph = unit.place
        if not segments:
            best = max(range(len(self.yours)), key=lambda place: scores[mine, place], default=None)
            near = float(scores[mine, best]) if best is not None else 0.0
            return Match(article, paragraph, "", (), near, near < _LOST)
        segments = sorted(segments, key=lambda one: one[0])  # in the order of their text
        text = " ".join(one for _, one in segments)
        at = tuple(dict.fromkeys(self.yours[place].place for place, _ in segments))
        likeness = float(self.weights.matrix([unit.stems], [Counter(self.words.stems(plain(text)))])[0, 0])
        at_home = articles.get(at[0][0]) == article
        sure = likeness >= (_SURE if at_home else _FAR_SURE) or alike(unit.paragraph.whole, text)
        return Match(article, paragraph, text, at, likeness, sure, moved=not at_home)
