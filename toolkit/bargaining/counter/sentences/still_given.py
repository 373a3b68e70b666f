"""How much a sentence still gives: a lesser say, a part for the whole, a case more by "or", only on request."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from toolkit.bargaining.counter.actors.agents import joint_bodies, receiving
from toolkit.bargaining.counter.actors.parties_in_place import as_much_each
from toolkit.bargaining.counter.cases.which_cases import EVERY, ORS, WIDER
from toolkit.bargaining.counter.lexicon import Found, plain, word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.excerpts import short, without_numbers
from toolkit.bargaining.counter.meanings.other_forms import one_stem, without_other_forms
from toolkit.bargaining.counter.meanings.same_words import NOT, OURS, Piece, SameWords
from toolkit.bargaining.counter.meanings.sentence_pairs import SentencePair
from toolkit.bargaining.counter.numbers.quantities import quantities
from toolkit.bargaining.counter.sentences.pointing_back import its_own_decision
from toolkit.bargaining.counter.sentences.silence import PARTS, RUNGS
from toolkit.bargaining.counter.signals import LESS_SAY, SIGNALS, Noticed
from toolkit.bargaining.counter.wordings.alike import compared_alike
from toolkit.bargaining.counter.wordings.more_for_us import broadens_a_duty
from toolkit.languages import translatable

NOT_WHOLE = translatable("“{ours}” is gone: a part may be enough now.")
OTHER_END = translatable("Which of several counts was changed: “{ours}” is gone.")
ON_REQUEST = translatable("It comes only if somebody asks for it now.")
SHARE = translatable("Only a share is left of what we have in full: “{theirs}”.")
ORDER = translatable("The order of the list counts, and it was changed.")
ALONE = translatable("The employer settles it alone now: “{theirs}”.")
LESSER = next(row.sentence for row in SIGNALS if row.id == "lesser")

# To say what one thinks of it.
_VOICE = word_patterns(
    en=r"comments?|remarks?|reservations?|views?|opinions?|observations?|concerns?|suggestions?|speak|be heard",
    ar=r"\w{0,3}(?:ملاحظ|راي|اراء|تحفظ|مقترح|اقتراح|وجهه نظر|وجهات نظر)\w{0,4}",
    fr=r"reserves?|observations?|remarques?|avis|points? de vue|opinions?|suggestions?|preoccupations?|s'exprimer|"
    r"se faire entendre|doleances?|critiques?",
    es=r"reservas?|observacion\w*|comentarios?|opinion\w*|sugerencias?|reparos?|punto de vista|ser oid\w|"
    r"preocupacion\w*",
    pt=r"reservas?|ressalvas?|observac\w+|comentarios?|opini\w+|sugest\w+|reparos?|ponto de vista|ser ouvid\w|"
    r"parecer\w*",
)
ASKED = next(row.sentence for row in SIGNALS if row.id == "asks")


_NEAR, _BEHIND = 2, 4  # words between the employer and the verb by which it settles something
_ONLY = 50  # letters behind a French verb among which its "que" stands
_NORS = word_patterns(en="nor", ar="ولا", fr="ni", es="ni", pt="nem")
_BEGINS = 5  # letters by which two forms of a word are known
_MORE = {
    code: re.compile(rf"\s*(?:{words})(?!\w)")
    for code, words in {
        "en": "more|less|fewer|above|below|over|under|not|longer|shorter|later|earlier",
        "ar": "اكثر|اقل|فوق|دون|لا",
        "fr": "plus|moins|davantage|au-dela|non|pas",
        "es": "mas|menos|superior|inferior|no",
        "pt": "mais|menos|superior|inferior|nao",
    }.items()
}

# Said of a length of time with its bound, "longer than" is "more than"; what was last is what went before.
_LONGER = re.compile(r"(?:long|larg|اطول|plus longtemps|mais tempo|mas tiempo)")
_LAST = re.compile(r"(?:last|derni|ultim|اخر|الاخير)")
_NOT_WHOLE = re.compile(r"incompl|ناقص|غير كامل")
_PREVIOUS = {
    code: re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    for code, words in {
        "en": "previous|preceding|prior",
        "ar": "(?:ال)?سابق\\w*",
        "fr": "precedente?s?",
        "es": "anterior(?:es)?|precedentes?",
        "pt": "anterior(?:es)?|precedentes?",
    }.items()
}
_RULE = 14  # letters between "applies" and the best of several
_OF = re.compile(r" (?:of|de|du|des|d'|del|do|da|dos|das|من)(?!\w)")
# One of so many.
_ONE_IN = word_patterns(
    en=r"(?:one|two|three|\d+) (?:in|out of|of)(?: every)? (?:two|three|four|five|six|eight|ten|twelve|twenty|fifty|"
    r"hundred|a hundred|\d+)(?! days?| weeks?| months?| years?| hours?)|every (?:second|third|fourth|fifth|tenth) "
    r"(?!day|week|month|year)\w+",
    ar=r"(?:واحد\w?|واحده) من (?:كل )?(?:اثنين|ثلاث\w*|اربع\w*|خمس\w*|عشر\w*|مئه|\d+)",
    fr=r"une? (?:sur|\w+ sur) (?:deux|trois|quatre|cinq|dix|vingt|cent|\d+)",
    es=r"un[oa]? (?:\w+ )?(?:de|por) cada (?:dos|tres|cuatro|cinco|diez|veinte|cien|\d+)",
    pt=r"uma? (?:\w+ )?(?:em|de|por) cada (?:dois|duas|tres|quatro|cinco|dez|vinte|cem|\d+)",
)
_KEPT = 0.7
GIVEN = {"en": "hand over", "ar": "يسلم", "fr": "remet*", "es": "entreg*", "pt": "entreg*"}
ALL = {"en": "all", "ar": "كل", "fr": "tous", "es": "todo", "pt": "todo"}
_WHICH = 2  # words that say which of all
_WHEN = 3  # words after "every" among which a length of time says how often
_PER = re.compile(r"(?<!\w)(?:per|by|par|por)\s$")
_WHATEVER = {
    code: re.compile(rf"(?<!\\w)(?:{words})(?!\\w)")
    for code, words in {
        "en": r"any|whatever|whichever|whenever",
        "ar": r"(?:ا?يا|اي)|كلما|مهما",
        "fr": r"tout ce qu\w*|quelconques?|toute?|n'importe \w+|chaque fois",
        "es": r"(?:tod[oa]s )?cuant[oa]s? (?!tiempo|dias|horas|veces|antes)|siempre que|cada vez que|quienquiera",
        "pt": r"(?:tod[oa]s )?quant[oa]s? (?!tempo|dias|horas|vezes|antes)|sempre que|cada vez que|quem quer",
    }.items()
}
_ONE_BY_ONE = re.compile(r"(?<!\w)(\w{3,}) (?:by|par|por|a|ب|after|apres|tras|apos|بعد)? ?ب?\1(?!\w)")


def compare_what_is_given(
    pair: SentencePair, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords
) -> Iterator[Noticed]:
    """What a sentence gave and gives no more, or only on terms.

    >>> from toolkit.bargaining.counter.meanings.same_words import left_over, same_words
    >>> from toolkit.bargaining.counter.meanings.sentence_pairs import pair_sentences
    >>> en = same_words("en")
    >>> mine, yours = "The shortest period in the table counts.", "The period in the table counts."
    >>> pair = pair_sentences(mine, yours, en)[0]
    >>> [one.id for one in compare_what_is_given(pair, *left_over(pair.ours_pieces, pair.theirs_pieces), en)]
    ['other-end']
    """
    ours, theirs = plain(pair.ours), plain(pair.theirs)
    yield from _less_say(ours, theirs, same)
    yield from _lost_words("whole", "not-whole", NOT_WHOLE, ours, theirs, same)
    yield from _lost_words("extremes", "other-end", OTHER_END, ours, theirs, same)
    yield from _on_request(ours, theirs, same)
    yield from _or_more(ours, theirs, new, same)
    yield from _share(ours, theirs, same)
    yield from _only_asked(ours, theirs, same)
    yield from compare_views(ours, theirs, same)
    yield from _not_all(ours, theirs, gone, new, same)
    yield from compare_settled(ours, theirs, same)


def _less_say(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """A higher rung of the ladder is gone and a lower one new."""
    had, has = (Counter(one.list for one in same.phrases(text)) for text in (ours, theirs))
    for place in range(len(RUNGS) - 1, 0, -1):
        above = [sum(count[name] for name in RUNGS[place:]) for count in (had, has)]
        below = [sum(count[name] for name in RUNGS[:place]) for count in (had, has)]
        if above[0] > above[1] and below[1] > below[0]:
            yield Noticed("less-say", "weakened", LESS_SAY, False)
            return


def _lost_words(key: str, id: str, sentence: str, ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """A word of a list that is gone, in a sentence that stayed otherwise."""
    had, has = ([text[start:end] for start, end in same.spans(key, text)] for text in (ours, theirs))
    stems = [Counter(_says(word, same) for word in words) for words in (had, has)]
    lost = stems[0] - stems[1]
    word = next((one for one in had if lost[_says(one, same)]), "")
    root = re.compile(rf"(?<!\w){re.escape(word.split()[-1][:_BEGINS])}") if word else None
    if root and len(word.split()) > 1 and len(root.findall(theirs)) >= len(root.findall(ours)):
        return  # "more favourable" and "favours more"
    if word and key == "extremes" and compared_alike(word, had, has, ours, theirs):
        return
    if word and _LONGER.match(word) and same.has("over", ours) and _bounds(ours, same) == _bounds(theirs, same):
        return  # "for longer than" and "for more than"
    if word and _LAST.match(word) and _PREVIOUS[same.words.language].search(theirs):
        return  # "since the last one" and "since the previous one"
    if word and key == "whole" and any(not _NOT_WHOLE.match(one) for one in stems[1] - stems[0]):
        return  # "complete" and "in full"
    ruled = key == "extremes" and not has and _counts(ours, same)
    if word and (ruled or (len(has) <= len(had) and _stayed(ours, theirs))):
        yield Noticed(id, "weakened", sentence, False, {"ours": word})


def _counts(text: str, same: SameWords) -> bool:
    """Whether the best of several is what applies: "if the law gives a longer rest, the longer one applies"."""
    ends = [start for start, _ in same.spans("extremes", text)]
    rules = [span for key in ("applies", "prevails") for span in same.spans(key, text)]
    return any(0 <= at - end <= _RULE or 0 <= start - at <= _RULE for start, end in rules for at in ends)


def _says(word: str, same: SameWords) -> str:
    """The group of a word that may be exchanged, else its stem: "better" and "more favourable"."""
    names = [one.name for one in same.pieces(word)]
    return names[0] if len(names) == 1 and names[0].startswith("=") else same.words.stem(word)


def _bounds(text: str, same: SameWords) -> list[str]:
    """The numbers of a text that something may be over, in their order."""
    over = [end for _, end in same.spans("over", text)]
    pieces = [one for one in same.pieces(text) if one.name.startswith("#")]
    return [one.name for one in pieces if any(0 <= one.start - end <= 1 for end in over)]


def _stayed(ours: str, theirs: str) -> bool:
    mine, yours = ours.split(), theirs.split()
    both = sum(block.size for block in SequenceMatcher(None, mine, yours, autojunk=False).get_matching_blocks())
    return both >= _KEPT * max(len(mine), len(yours))


def _on_request(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    if _asked(theirs, same) > _asked(ours, same) and not _asking(ours, same):
        yield Noticed("on-request", "weakened", ON_REQUEST, False)


def _asked(text: str, same: SameWords) -> int:
    """How often "if" stands before one of us who asks."""
    ifs = same.ifs
    asks = [start for start, _ in same.spans("asks_for", text)]
    found = 0
    for one in same.pieces(text):
        if one.name not in ifs:
            continue
        end = PARTS.search(text, one.end)
        stop = end.start() if end else len(text)
        ours = any(each.list in OURS and one.end <= each.start < stop for each in same.parties(text))
        found += ours and any(one.end <= start < stop for start in asks)
    return found


def _asking(text: str, same: SameWords) -> bool:
    return same.has("asks_for", text) > 0


def _or_more(ours: str, theirs: str, new: Sequence[Piece], same: SameWords) -> Iterator[Noticed]:
    """A further case behind "or", where it lets somebody else decide or lets more through."""
    ors, nors = ORS[same.words.language], _NORS[same.words.language]
    turned = len(nors.findall(ours)) - len(nors.findall(theirs))  # "nor be" and "or be" behind one ban
    if len(ors.findall(theirs)) - max(turned, 0) <= len(ors.findall(ours)):
        return
    bans = denials(theirs, same).all > 0 and not same.has("closed", theirs)
    starts = {one.start for one in new}
    for match in ors.finditer(theirs):
        following = next((one for one in same.pieces(theirs) if one.start >= match.end()), None)
        if following is None or following.start not in starts or following.name == NOT:
            continue
        if _MORE[same.words.language].match(theirs, match.end()):
            continue  # "ten or more"
        party = next((one.list for one in same.phrases(theirs) if one.start < following.end <= one.end), "")
        if broadens_a_duty(theirs, match.start(), same):
            continue
        if party in OURS or (bans and party != "employer") or _right(theirs, same):
            continue
        shown = theirs[match.start() : following.end]
        yield Noticed("wider", "weakened", WIDER, False, {"theirs": short(shown)})
        return


def _right(text: str, same: SameWords) -> bool:
    """Whether a sentence gives us a right: one case more is a gain then."""
    lists = [one.list for one in same.phrases(text)]
    return any(
        one in ("may", "right") and any(each in OURS for each in lists[max(place - 2, 0) : place])
        for place, one in enumerate(lists)
    )


def _not_all(ours: str, theirs: str, gone: Sequence[Piece], new: Sequence[Piece], same: SameWords) -> Iterator[Noticed]:
    """ "All" is gone, and words came that say which."""
    had, has = _of_all(ours, same), _of_all(theirs, same) + _each_otherwise(ours, theirs, new, same)
    lost, came = without_other_forms(without_numbers(gone), without_numbers(new), ours, theirs, same)
    came = [one for one in came if one.name[0] != "@" and one.name != NOT]
    mine, yours = (len(same.pieces(text)) for text in (ours, theirs))
    more = len(came) >= _WHICH and len(came) > sum(one.name[0] != "@" for one in lost)
    if had > has and more and yours > mine and not denials(theirs, same).all:
        yield Noticed("every", "weakened", EVERY, False)


def _of_all(text: str, same: SameWords) -> int:
    """How often it is all of something; "every six months" says when, and "step by step" is each step."""
    every = same.group(ALL[same.words.language])
    pieces = same.pieces(text)
    found = sum(
        one.name in every
        and (
            text.endswith(" of", one.start, one.end)  # "each of them for 2 hours a month"
            or not any(each.name.startswith("#time") for each in pieces[place + 1 : place + _WHEN])
        )
        for place, one in enumerate(pieces)
    )
    each = same.spans("either", text)  # "each party" and "one or the other of the parties"
    inside = sum(one.name in every and any(start <= one.start < end for start, end in each) for one in pieces)
    return found - inside + len(each) + len(_ONE_BY_ONE.findall(text))


def _each_otherwise(ours: str, theirs: str, new: Sequence[Piece], same: SameWords) -> int:
    """How often theirs says each without a word for it: "by unit", "if a lamp breaks" for "each that breaks"."""
    every, pieces = same.group(ALL[same.words.language]), same.pieces(ours)
    what = {other.name for one, other in pairwise(pieces) if one.name in every}
    each = sum(one.name in what and _PER.search(theirs[: one.start]) is not None for one in same.pieces(theirs))
    whatever = _WHATEVER[same.words.language]
    each += max(len(whatever.findall(theirs)) - len(whatever.findall(ours)), 0)
    return each + sum(one.name in same.ifs for one in new)


def _only_asked(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """Who could say no may only ask now."""
    refused = same.has("refuses", ours) > same.has("refuses", theirs)
    if refused and same.has("asks_for", theirs) > same.has("asks_for", ours):
        yield Noticed("asks", "weakened", ASKED, False)


def _only_heard(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """Who could say no may only say what he thinks of it now."""
    voice = _VOICE[same.words.language]
    refused = same.has("refuses", ours) > same.has("refuses", theirs)
    if refused and len(voice.findall(theirs)) > len(voice.findall(ours)):
        yield Noticed("less-say", "weakened", LESS_SAY, False)


def compare_views(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """What we were given we may only look at now, and who could say no may only speak."""
    yield from _only_heard(ours, theirs, same)
    given = same.group(GIVEN[same.words.language]) | receiving(same)
    had, has = (sum(one.name in given for one in same.pieces(text)) for text in (ours, theirs))
    if had > has and same.has("views", theirs) > same.has("views", ours):
        yield Noticed("lesser", "weakened", LESSER, False)


def _share(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """A fraction where there was none: "a tenth of a day's pay"."""
    had, has = ([one for one in quantities(text, same.words) if one.kind == "share"] for text in (ours, theirs))
    one_in = _ONE_IN[same.words.language]
    if (found := one_in.search(theirs)) and not one_in.search(ours):
        yield Noticed("share", "weakened", SHARE, False, {"theirs": found[0]})
    elif len(has) > len(had) and _stayed(ours, theirs):
        values = Counter(one.values[0] for one in had)
        came = next((one for one in has if one.values[0] < 1 and not values[one.values[0]]), None)
        if came is not None and (not had or _OF.match(theirs, came.end)):
            yield Noticed("share", "weakened", SHARE, False, {"theirs": theirs[came.start : came.end]})


def compare_settled(ours: str, theirs: str, same: SameWords) -> Iterator[Noticed]:
    """The employer beside a verb of settling, with no duty between them, more often than before."""
    before, after = _settles(ours, same), _settles(theirs, same)
    if len(after) > len(before):
        shown = next((text for text in after if text not in before), after[-1])
        if (
            _done_before(shown, ours, same)
            or its_own_decision(shown, ours, theirs, same)
            or as_much_each(ours, theirs, same)
        ):
            return  # "the contracts are amended", and "the Employer amends the contracts"
        if not as_much_each(ours, theirs, same):
            yield Noticed("alone", "weakened", ALONE, False, {"theirs": short(shown)})


def _done_before(shown: str, ours: str, same: SameWords) -> bool:
    """Whether ours says of the same verb that it is done, and names nobody of us with it."""
    verbs = [shown[start:end] for start, end in same.spans("decides", shown)]
    mine = [ours[one.start : one.end] for one in same.pieces(ours)]
    known = any(one_stem(verb, word, same) for verb in verbs for word in mine)
    return known and not any(one.list == "union" for one in same.parties(ours))


def _settles(text: str, same: SameWords) -> list[str]:
    """Where the employer, and nobody with it, decides, accepts, adopts: "that the Employer adopts", "chosen by it"."""
    verbs = same.spans("decides", text)
    found = []
    for one in same.parties(text):
        if one.list != "employer":
            continue
        for start, end in verbs:
            low, high = min(one.end, end), max(one.start, start)
            between = text[low:high]
            many = len(between.split())
            behind = start > one.start or same.words.language == "ar"
            close = many <= _NEAR if behind else many <= _BEHIND and same.has("by", between)
            if low <= high and close and not PARTS.search(between) and not _bound(text, one, start, same):
                found.append(text[min(one.start, start) : max(one.end, end)])
                break
    return found


def _bound(text: str, employer: Found, verb: int, same: SameWords) -> bool:
    """Whether the employer must do it, or does it with us."""
    low, high = min(employer.start, verb), max(employer.end, verb)
    ahead = low - 30 if same.words.language != "ar" else low  # in Arabic whoever acts comes behind the verb
    near = [one for one in same.phrases(text) if ahead <= one.start < high + 12 and one.list != "employer"]
    lists = {one.list for one in near if text[one.start : one.end] not in joint_bodies(same)}
    only = same.has("closed", text[low : high + _ONLY]) > same.has("closed", text[low:high])  # "only with our consent"
    return bool(lists & {"must", "must_not", "union", "consent"}) or (only and same.words.language == "fr")


def compare_order(ours: str, theirs: str, points: Sequence[str], same: SameWords) -> Iterator[Noticed]:
    """A list whose order counts, in another order.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> mine = "The first of the following rules counts: a statute; a rule of ours."
    >>> yours = "The first of the following rules counts: a rule of ours; a statute."
    >>> [one.id for one in compare_order(mine, yours, ("a statute;", "a rule of ours."), same_words("en"))]
    ['order']
    """
    points = points or ours.split("\n")[1:]
    if len(points) < 2 or not same.has("ordered", plain(ours)):
        return
    text = _letters(theirs)
    places = [text.find(_letters(point)[:40]) for point in points]
    known = [place for place in places if place >= 0]
    if known != sorted(known):
        yield Noticed("order", "weakened", ORDER, False)


def _letters(text: str) -> str:
    return "".join(one for one in plain(text) if one.isalnum())
