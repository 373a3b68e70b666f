"""One denial in another voice: "relieves nobody" and "nobody is relieved", "not … and not …" and "neither … nor"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bargaining.counter.lexicon import Found, word_patterns
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import NOT, Piece, SameWords
from toolkit.bargaining.counter.wordings.turns import newly

_PAUSE = re.compile(r"[,.;:؛،](?:\s|$)")
_STOPS = re.compile(r"[.;:؛]")
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 5  # letters of a word that tells itself from others
# A "not" that stands directly before a verb and its helpers.
_JUST_BEFORE = word_patterns(
    en=r"(?:not|never|cannot)(?: (?:be|been|thereby|so))*",
    ar=r"(?:لا|لم|لن|ليس)",
    fr=r"(?:ne|n)(?:[ '](?:est|sont|sera|seront|soit|soient|a|ont|peut|peuvent|etre|le|la|les|l|en|y|se|pas|plus|"
    r"jamais|point))*",
    es=r"(?:no|nunca|jamas|tampoco|ni)(?: (?:se|le|les|lo|la|los|las|queda|quedan|quedara|es|son|sera|seran|esta|estan|"
    r"podra|podran|ser|estar|ha|han|sido))*",
    pt=r"(?:nao|nunca|jamais|tampouco|nem)(?: (?:se|lhe|lhes|o|a|os|as|fica|ficam|ficara|e|sao|sera|serao|esta|estao|"
    r"podera|poderao|ser|estar|foi|foram))*",
)  # fmt: skip
# Nobody, and no thing: it denies its verb from wherever it stands in the clause.
_NONE = word_patterns(
    en=r"no(?! later| more| less| fewer)|none|nobody|neither|nothing",
    ar=r"لا احد",
    fr=r"(?:aucune?|nul(?:le)?|personne|rien)(?=[^.;:]* n(?:e |'))",
    es=r"ningun[oa]?|nadie|nada",
    pt=r"nenhum[a]?|ninguem|nada",
)
_ONLY = word_patterns(
    en=r"only|but|except|save|unless|without|before|until",
    ar=r"الا",
    fr=r"que|qu|sauf|sinon|sans|avant|hormis",
    es=r"sino|salvo|excepto|sin|sol[oa]|antes|hasta",
    pt=r"senao|salvo|exceto|sem|so|antes|ate",
)
_NOR = word_patterns(en=r"neither|nor", ar=r"ولا", fr=r"ni", es=r"ni", pt=r"nem")


def denied_in_other_voice(name: str, ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what a new word says is denied of it, and ours denies the same verb.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> fr, mine = same_words("fr"), "une greve ne dispense pas l'employeur de ses devoirs"
    >>> denied_in_other_voice("released", mine, "l'employeur n'est dispense de ses devoirs par aucune greve", fr)
    True
    >>> denied_in_other_voice("released", mine, "l'employeur est dispense de ses devoirs par une greve", fr)
    False
    """
    if same.words.language == "ar":
        return False  # an Arabic "not" may belong to another verb
    new = [one for each in ((name, "right") if name == "may" else (name,)) for one in newly(each, ours, theirs, same)]
    return bool(new) and all(_denied(theirs, one, same) and _denied_before(ours, theirs, one, same) for one in new)


def _denied_before(ours: str, theirs: str, found: Found, same: SameWords) -> bool:
    """Whether ours denies a verb of the same stem as a phrase of theirs."""
    words = [word for word in theirs[found.start : found.end].split() if len(word) >= _LONG]
    return any(_denies(ours, word, same) for word in words)


def _denies(text: str, verb: str, same: SameWords) -> bool:
    """Whether a text denies a verb, in whatever form."""
    return any(
        one_stem(match[0], verb, same) and _denied(text, Found("", match.start(), match.end()), same)
        for match in _WORD.finditer(text)
        if len(match[0]) >= _LONG
    )


def released_as_little(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether each release that ours denies is denied in theirs too, by a form that no list of releases holds.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "a strike does not relieve the employer of its duties"
    >>> released_as_little(mine, "by no strike is the employer relieved of its duties", en)
    True
    >>> released_as_little(mine, "the employer has no duties", en)
    False
    """
    hits = [one for one in same.phrases(ours) if one.list == "released"]
    verbs = [next((word for word in ours[one.start : one.end].split() if len(word) >= _LONG), "") for one in hits]
    return bool(hits) and all(
        verb and _denied(ours, one, same) and _denies(theirs, verb, same) for one, verb in zip(hits, verbs, strict=True)
    )


def _denied(text: str, found: Found, same: SameWords) -> bool:
    """Whether a "not" stands directly before a phrase, or "nobody" and "no thing" beside it, and nothing bounds it."""
    code = same.words.language
    begin = max((one.end() for one in _PAUSE.finditer(text, 0, found.start)), default=0)
    stop = _PAUSE.search(text, found.end)
    end = stop.start() if stop else len(text)
    if _ONLY[code].search(text, begin, end):
        return False
    ends = [one.end() for one in _JUST_BEFORE[code].finditer(text, begin, end)]
    inside = any(one.start() <= found.start < one.end() for one in _JUST_BEFORE[code].finditer(text, begin, end))
    directly = inside or any(not text[at : found.start].strip(" '") for at in ends if at <= found.start)
    return directly or _NONE[code].search(text, begin, end) is not None


def neither_nor(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether "shall not … and shall not" became "shall neither … nor": each verb that was banned is denied still.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "the employer shall not film breaks and shall not rent out the list"
    >>> neither_nor(mine, "the employer shall neither film breaks nor rent out the list", en)
    True
    >>> neither_nor(mine, "the employer shall film breaks, neither at night nor by day", en)
    False
    """
    code = same.words.language
    more = len(_NOR[code].findall(theirs)) > len(_NOR[code].findall(ours))
    banned = list(_behind_bans(ours, same))
    if not more or not banned or code == "ar":
        return False
    denied = [*_behind_bans(theirs, same), *_behind_nor(theirs, same)]
    verbs = [(one.name, theirs[one.start : one.end]) for one in denied]
    return all(
        any(one.name == name or one_stem(ours[one.start : one.end], word, same) for name, word in verbs)
        for one in banned
    )


def _behind_bans(text: str, same: SameWords) -> Iterator[Piece]:
    """The verb behind each ban."""
    for one in same.phrases(text):
        if one.list == "must_not" and (verb := _next(text, one.end, same)) is not None:
            yield verb


def _behind_nor(text: str, same: SameWords) -> Iterator[Piece]:
    """The verb behind each "neither" and "nor" of a clause in which a duty or a right stands before."""
    code = same.words.language
    for sentence in re.finditer(r"[^.;:؛]+", text):
        acts = [one.start for one in same.phrases(text) if one.list in ("must", "may", "must_not", "right")]
        for match in _NOR[code].finditer(text, sentence.start(), sentence.end()):
            near = [at for at in acts if sentence.start() <= at < match.start()]
            if near and (verb := _next(text, match.end(), same)) is not None:
                yield verb


def _next(text: str, place: int, same: SameWords) -> Piece | None:
    """The first word with a meaning of its own behind a place."""
    return next(
        (one for one in same.pieces(text) if one.start >= place and one.name != NOT and one.name[0] not in "@#"), None
    )
