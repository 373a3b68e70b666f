"""The names that their text has for the parties: "the Company" for our "the Employer", found once and told once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache

from toolkit.bargaining.counter.lexicon import plain
from toolkit.bargaining.counter.meanings.same_words import NOT, Piece, SameWords, same_words
from toolkit.bargaining.counter.signals import Noticed

_ARTICLE = re.compile(r"^(?:the |l'|el |o )")
_OFTEN = 2  # a name must stand for a party at least so often
_MOST = 0.5  # and in at least this share of the places where the party's own name is gone
_SURELY, _NEARLY_ALL = 4, 0.7  # places of a word that is known for a party, and the share of all
_LONGEST = 3  # words of a name
_LEFT = 0.1  # of the places with the party's own name, where another one that has a meaning took over
_AHEAD = 12  # letters behind a name, by which it is known again
# One word, and nobody in the employer's service: who binds the director alone does not bind the employer.
_BODY = re.compile(
    r"(?!directo?r|directeur|directrice|diretor|manager|gestor|jef|mando|superior|superieur|responsable|chef|encarregad)\w+"
)
_PARTIES = ("@employer", "@union")
_WITH_THE = {"صاحب عمل": "صاحب العمل", "نقابة": "النقابة"}  # as phrases hold them


def party_names(pairs: Iterable[tuple[str, str]], same: SameWords) -> Mapping[str, str]:
    """Which words of theirs stand where ours has the employer or the union.

    Parameters
    ----------
    pairs
        Paragraphs of ours with those of theirs that answer to them.
    same
        The words of their language.

    Returns
    -------
    mapping
        From the name in their text, plain but for its capital, to ``@employer`` or ``@union``.

    Examples
    --------
    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> ours = ["The Employer shall tell the Union.", "The Employer shall pay the cost."]
    >>> theirs = ["The Foundation shall tell the Union.", "The Foundation shall pay the cost."]
    >>> dict(party_names(zip(ours, theirs), same_words("en")))
    {'Foundation': '@employer'}
    """
    seen: Counter[tuple[str, str]] = Counter()
    gone: Counter[str] = Counter()
    words_too: set[str] = set()  # that mean something by themselves: "the Authority", "the Credit Union"
    called: Counter[tuple[str, str, str]] = Counter()
    both = list(pairs)
    for ours, theirs in both:
        before, after = plain(ours), plain(theirs)
        mine, yours = same.pieces(before), same.pieces(after)
        called.update(_called(mine, before, yours, after))
        if all(_often(mine, party) <= _often(yours, party) for party in _PARTIES):
            continue  # both are called as before
        matcher = SequenceMatcher(None, [one.name for one in mine], [one.name for one in yours], autojunk=False)
        for tag, first, last, start, stop in matcher.get_opcodes():
            if tag != "replace" or last - first != 1 or mine[first].name not in _PARTIES:
                continue
            gone[mine[first].name] += 1
            there = yours[start:stop]
            if len(there) <= _LONGEST and (_names_nobody(there) or _holds_a_party(there)):
                name = after[yours[start].start : yours[stop - 1].end]
                seen[name, mine[first].name] += 1
                if any(_means(one) for one in there) or not _names_nobody(there):
                    words_too.add(name)
    found = {} if same.words.language == "ar" else _known_names(called, both)
    for (name, party), often in seen.most_common():
        if often < _OFTEN or often < _MOST * gone[party] or name in found:
            continue
        if name not in words_too or _is_new_name(name, party, both, same):
            found[name] = party
    return {_as_written(name, [theirs for _, theirs in both]): party for name, party in found.items()}


def _called(mine: Sequence[Piece], before: str, yours: Sequence[Piece], after: str) -> Iterator[tuple[str, str, str]]:
    """For each place where both have a party: which, by what word in ours, and by what word in theirs."""
    places = [[one for one in pieces if one.name in _PARTIES] for pieces in (mine, yours)]
    if [one.name for one in places[0]] == [one.name for one in places[1]]:  # else the sentence was turned
        for one, other in zip(*places, strict=True):
            yield one.name, before[one.start : one.end], after[other.start : other.end]


def _known_names(called: Counter[tuple[str, str, str]], both: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Words that are known for a party and have a capital, and stand nearly everywhere for the one of ours."""
    found = {}
    for party in _PARTIES:
        own = Counter[str]()
        for (name, ours, _), often in called.items():
            own[ours] += often * (name == party)
        ours, total = next(iter(own.most_common(1)), ("", 0))
        places = Counter({each[2]: often for each, often in called.items() if each[:2] == (party, ours)})
        name, often = next(iter(places.most_common(1)), ("", 0))
        known = (
            name != ours
            and _BODY.fullmatch(name) is not None
            and places[ours] <= _LEFT * total
            and often >= max(_SURELY, _NEARLY_ALL * total)
        )
        if not known:
            continue
        written = _as_written(name, [theirs for _, theirs in both])
        capitals = [one["name"] for text, _ in both for one in _pattern(written).finditer(text)]
        if written[0].isupper() and not any(one[0].isupper() for one in capitals):
            found[name] = party
    return found


def _is_new_name(name: str, party: str, both: Sequence[tuple[str, str]], same: SameWords) -> bool:
    """Whether a word with a meaning of its own is a name: the party has no other any more, and ours no such name."""
    left = sum(_often(same.pieces(plain(theirs)), party) for _, theirs in both)
    had = sum(_often(same.pieces(plain(ours)), party) for ours, _ in both)
    written = _as_written(name, [theirs for _, theirs in both])
    ours = [match["name"] for text, _ in both for match in _pattern(name).finditer(text)]
    return left <= _LEFT * had and not any(one[0].isupper() or not written[0].isupper() for one in ours)


def _as_written(name: str, texts: Iterable[str]) -> str:
    """A name with its capital, where it mostly has one: "d'office" and "another body" name no party then."""
    pattern = _pattern(name)
    capitals = [match["name"][0].isupper() for text in texts for match in pattern.finditer(text)]
    return name[0].upper() + name[1:] if 2 * sum(capitals) > len(capitals) else name


def name_in(name: str, texts: Iterable[str]) -> str:
    """A name with the letters and accents that it has where it stands.

    >>> name_in("الهييه", ["تدفع الهيئة"]), name_in("Etablissement", ["l’Établissement"])
    ('الهيئة', 'Établissement')
    """
    written = Counter(match["name"] for text in texts for match in _pattern(name.casefold()).finditer(text))
    return next((one for one, _ in written.most_common(1)), name)


def _often(pieces: Iterable[Piece], party: str) -> int:
    return sum(one.name == party for one in pieces)


def _known(piece: Piece) -> bool:
    return piece.name.startswith(("@", "#")) or piece.name == NOT


def _names_nobody(pieces: Sequence[Piece]) -> bool:
    return not any(_known(one) for one in pieces)


def _holds_a_party(pieces: Sequence[Piece]) -> bool:
    """Whether a word for a party stands among others that name nobody: "the Credit Union" may be an employer."""
    held = [one for one in pieces if one.name in _PARTIES]
    return len(held) == 1 < len(pieces) and _names_nobody([one for one in pieces if one.name not in _PARTIES])


def _means(piece: Piece) -> bool:
    return piece.name.startswith("=")


def with_one_name(text: str, same: SameWords) -> str:
    """A text in which the employer has one name, so that phrases with the name in them are found.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> with_one_name("at the Company's expense", same_words("en"))
    "at the employer's expense"
    """
    pattern, ours = _employers(same.words.language)
    return pattern.sub(lambda match: _behind(match["before"], same.words.language) + ours, text)


def as_written(said: str, text: str, same: SameWords) -> str:
    """Words of a text with one name, with the name that the text itself has, if that is one.

    >>> as_written("kept, employer", "It is kept by the Company.", same_words("en"))
    'kept, Company'
    """
    pattern, ours = _employers(same.words.language)
    bare = _ARTICLE.sub("", plain(ours))
    names = {_article(match) + match[0][len(match["before"]) :].strip() for match in pattern.finditer(text)}
    if len(names) != 1 or re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", plain(text)):
        return said
    name = names.pop()
    return re.sub(rf"(?<!\w)(?:l['’]\s?)?{re.escape(bare)}(?!\w)", lambda _: name, said)  # not "l'Direction"


def _article(match: re.Match[str]) -> str:
    """The article that Arabic writes onto a name, which belongs to it."""
    return "ال" if match["before"].endswith(("ال", "لل")) else ""


def quoted(noticed: Noticed, theirs: str, same: SameWords) -> Noticed:
    """What was noticed, with their own name for the employer in what is shown of theirs."""
    said = noticed.values.get("theirs")
    if not isinstance(said, str):
        return noticed
    return replace(noticed, values={**noticed.values, "theirs": as_written(said, theirs, same)})


@cache
def _employers(code: str) -> tuple[re.Pattern[str], str]:
    names = [str(one) for one in same_words(code).words.record["words"]["employer"]]
    article = "(?:ال)?" if code == "ar" else ""
    ours = _WITH_THE.get(names[0], names[0])
    others = [name for name in names[1:] if "*" not in name and "'" not in name]
    if code == "ar":  # "of the employer" and "his employer" are written onto the word, and stay
        others = [name for name in others if not name.startswith("لصاحب")]
    phrases = [rf"\s+{article}".join(_loosely(word) for word in plain(name).split()) for name in others]
    words = "|".join(sorted(phrases, key=len, reverse=True)) or "(?!)"
    before = article if code == "ar" else _before(code)
    return re.compile(rf"(?<!\w)(?P<before>{before})(?:{words})(?!\w)", re.IGNORECASE), ours


def _following(match: re.Match[str]) -> str:
    return plain(match.string[match.end() : match.end() + _AHEAD])


# The small word before a name, and what it is before our name of the employer: "de la Mairie", "de l'employeur".
_BEFORE = {
    "fr": {"de l'": "de la|du|des|de l['’]", "à l'": "à la|au|aux|à l['’]", "l'": "la|le|les|l['’]"},
    "es": {"del ": "de la|del|de los|de las", "al ": "a la|al|a los|a las", "el ": "la|el|los|las"},
    "pt": {
        **{f"{one}o ": f"{one}(?:[oa]s?)" for one in ("d", "n", "pel")},
        "ao ": "aos?|às?",
        "o ": "[oa]s?",
    },
    "ar": {"ل": "لل|لال", "ب": "بال", "ك": "كال", "": "ال"},
}


@cache
def _before(code: str) -> str:
    """A pattern of the small words that may stand before a name, so that they go with it."""
    if code not in _BEFORE:
        return ""
    if code == "ar":
        return "[وف]?(?:لل|لال|بال|كال|ال|ل|ب|ك)?"
    words = "|".join(_BEFORE[code].values())
    return rf"(?:(?:{words})(?:\s+|(?<=['’])))?"


def _behind(before: str, code: str) -> str:
    """What stands before our name, where that stood before theirs."""
    if code == "ar":
        joined = before[:1] if before[:1] in ("و", "ف") else ""
        rest = before[len(joined) :]
        return joined + next((ours for ours, theirs in _BEFORE[code].items() if rest in theirs.split("|")), rest)
    bare = before.strip()
    for ours, theirs in _BEFORE.get(code, {}).items():
        if bare and re.fullmatch(theirs, bare, re.IGNORECASE):
            return ours
    return before


def with_our_names(text: str, names: Mapping[str, str], same: SameWords, *, ours: str = "") -> str:
    """Their text with our names for the parties, to be held against ours.

    Parameters
    ----------
    ours
        The text that theirs answers to: a name of theirs that stands there too means there what it always means.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> with_our_names("The Foundation shall pay.", {"foundation": "@employer"}, same_words("en"))
    'The employer shall pay.'
    >>> with_our_names("aux frais de la Mairie", {"Mairie": "@employer"}, same_words("fr"))
    "aux frais de l'employeur"
    >>> with_our_names("يُسلَّم للهيئة", {"الهييه": "@employer"}, same_words("ar"))
    'يُسلَّم لصاحب العمل'
    """
    for name, party in names.items():
        for match, known in reversed(list(_standing(text, name, party, same, ours))):
            text = text[: match.start()] + known + text[match.end() :]
    return text


def with_their_names(noticed: Noticed, theirs: str, names: Mapping[str, str], same: SameWords, *, ours: str) -> Noticed:
    """What was noticed between ours and their text with our names, with the names that their text has, where shown.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> one = Noticed("alone", "weakened", "", values={"theirs": "l'employeur décide"})
    >>> with_their_names(one, "La Mairie décide.", {"Mairie": "@employer"}, same_words("fr"), ours="").values["theirs"]
    'La Mairie décide'
    """
    said = noticed.values.get("theirs")
    if not isinstance(said, str):
        return noticed
    certain: dict[str, str] = {}  # from what stands in the text with our names to what stands in theirs
    likely: dict[str, str] = {}
    for name, party in names.items():
        standing = list(_standing(theirs, name, party, same, ours))
        # Where the party is called otherwise too, what is shown may be just that.
        doubtful = _is_called_otherwise(theirs, [match for match, _ in standing], party, same)
        written = likely if doubtful else certain
        for match, known in reversed(standing):
            written |= {plain(_our_name(party, same)): match["name"], plain(known): match[0]}  # as at its first place
    shown = _with(said, certain)
    perhaps = _with(said, certain | likely)
    text = plain(theirs)
    if plain(said).rstrip("…") not in text and plain(perhaps).rstrip("…") in text:  # so it stands there
        shown = perhaps
    return noticed if shown == said else replace(noticed, values={**noticed.values, "theirs": shown})


def _with(said: str, written: Mapping[str, str]) -> str:
    """What is shown, with other words for some."""
    if not written:
        return said
    longest = "|".join(re.escape(one) for one in sorted(written, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{longest})(?!\w)", lambda found: written[plain(found[0])], said, flags=re.IGNORECASE)


def _is_called_otherwise(text: str, names: Iterable[re.Match[str]], party: str, same: SameWords) -> bool:
    """Whether a party has another name too in a text, beside the places given."""
    for match in sorted(names, key=lambda one: -one.start()):
        text = text[: match.start()] + " " + text[match.end() :]
    known = rf"(?<!\w){re.escape(plain(_our_name(party, same)))}(?!\w)"
    return re.search(known, plain(text)) is not None or _employers(same.words.language)[0].search(text) is not None


def _our_name(party: str, same: SameWords) -> str:
    known = str(same.words.record["words"][party.removeprefix("@")][0])
    return _WITH_THE.get(known, known)


def _standing(text: str, name: str, party: str, same: SameWords, ours: str) -> Iterator[tuple[re.Match[str], str]]:
    """Where a name of theirs stands for a party, with what stands there once it has our name."""
    code = same.words.language
    known = _our_name(party, same)
    small = not name[0].isupper()  # a name that has a capital stands for nobody without it
    pattern = _pattern(name.casefold(), _before(code) if party == "@employer" or code == "ar" else "")
    kept = {_following(match) for match in pattern.finditer(ours)}  # "the Institute of Statistics" of both
    for match in pattern.finditer(text):
        if (small or not match["name"][0].islower()) and _following(match) not in kept:
            yield match, _behind(match["before"], code) + known


def _pattern(name: str, before: str = "") -> re.Pattern[str]:
    if before and name.startswith("ال"):  # the article is written onto it, and may be swallowed by what is before
        name, before = name.removeprefix("ال"), before.removesuffix("?").replace("|ل|ب|ك", "")
    words = r"[\s\u00a0]+".join(_loosely(word) for word in name.split())
    return re.compile(rf"(?<!\w)(?P<before>{before})(?P<name>{words})(?!\w)", re.IGNORECASE)


def _loosely(word: str) -> str:
    """A plain word as it may be written: capitals, accents and vowel signs do not matter."""
    return "".join(f"{_SHAPES.get(letter, re.escape(letter))}[\u0300-\u036f\u064b-\u0652]*" for letter in word)


_SHAPES = {
    **{plain_: f"[{plain_}{more}]" for plain_, more in
       {"a": "àáâãä", "e": "éèêë", "i": "íìîï", "o": "óòôõö", "u": "úùûü", "c": "ç", "n": "ñ"}.items()},
    "ي": "[يىئ]", "و": "[وؤ]", "ه": "[هة]", "ا": "[اأإآٱ]",
}  # fmt: skip
