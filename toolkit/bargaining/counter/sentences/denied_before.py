"""What a sentence of ours says is not done, and that of theirs says is done, whatever else was written anew.

A "not" that is gone is looked for word by word only where a sentence stayed; in one that was written anew the verb that
it stood before tells more: "is shown to nobody", "is shown to the manager".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from toolkit.bargaining.counter.lexicon import word_patterns
from toolkit.bargaining.counter.meanings.denials import denials
from toolkit.bargaining.counter.meanings.other_forms import one_stem
from toolkit.bargaining.counter.meanings.same_words import NOT, Piece, SameWords

# Before a verb that is denied; French denies with "ne", whatever follows the verb.
_DENIES = word_patterns(
    en=r"(?:is|are|was|were|be|been|do|does|did|has|have|had|shall|will|may|must|can|should) (?:not|never)|cannot",
    fr=r"ne|n",  # "n'est": the apostrophe ends a word
    es=r"no|nunca|jamas|tampoco|ni",
    pt=r"nao|nunca|jamais|tampouco|nem",
)
# Between the "not" and the verb that says what is done.
_HELPS = word_patterns(
    en=r"be|been|being|have|has|had|do|does|any|ever|at|all",
    fr=r"est|sont|soit|soient|sera|seront|a|ont|ait|aient|ete|etre|peut|peuvent|doit|doivent|pas|plus|jamais|point|en|y|"
    r"lui|leur|se|s|le|la|les|l|aucun|cas|rien|fait|font",
    es=r"se|le|les|lo|la|los|las|es|son|sea|sean|sera|seran|ser|sido|esta|estan|ha|han|haya|hayan|podra|podran|puede|"
    r"pueden|debera|deberan|debe|deben|queda|quedan|en|ningun|caso|haber",
    pt=r"se|lhe|lhes|o|a|os|as|e|sao|seja|sejam|sera|serao|ser|sido|esta|estao|tem|tenha|pode|podem|podera|poderao|"
    r"deve|devem|devera|deverao|fica|ficam|em|nenhum|caso|ter|foi|foram",
)
# "To nobody", "nobody": the verb beside it is denied without a "not".
_NOBODY = word_patterns(
    en=r"(?:(?:to|by|for|with|of) )?(?:nobody|no one|no person)",
    fr=r"(?:personne|nul) (?:ne|n)",
    es=r"(?:a |por |para )?nadie",
    pt=r"(?:a |por |para )?ninguem",
)
# What says in theirs that it is not done, or done no more, or only so: there the verb tells nothing.
_DENIED_OTHERWISE = word_patterns(
    en=r"only|alone|unless|until|till|before|without|other than|except|save|fails?|refus\w+|refrain\w*|ceas\w+|"
    r"stops?|stopped|avoid\w*|prevent\w*|prohibit\w*|forbid\w*|forbidden|barred|exclud\w+|exempt\w*|free|instead|rather|"
    r"neither|nor|nobody|nothing|none|impossible|unable|ends?|ended|after|once|at least|at most|otherwise|few\w*|less|"
    r"void|invalid|suspend\w*|lack\w*|absen\w+|as long as|so long as|while|apart from|unlawful|out of",
    fr=r"ne|n|pas|sans|sauf|hors|hormis|seul\w*|uniquement|exclusivement|avant|jusqu\w*|tant qu\w*|apres|une fois|"
    r"des lors|refus\w+|cess\w+|abst\w+|evit\w+|empech\w+|interdi\w+|exclu\w*|exempt\w*|dispens\w+|au lieu|plutot|"
    r"impossib\w+|incapab\w+|moins|plus|nul\w*|aucun\w*|personne|rien|jamais|suspend\w*|prive\w*|manqu\w+|defaut|"
    r"limit\w+|autrement|ferme\w*|fin|exception",
    es=r"no|sin|salvo|excepto|fuera|sol[oa]s?|solamente|unicamente|exclusivamente|antes|hasta|mientras|despues|tras|"
    r"una vez|niega\w*|neg\w+|rehus\w+|ces\w+|abst\w+|evit\w+|imp[ei]d\w+|prohib\w+|exclu\w+|exent\w+|exim\w+|"
    r"dispens\w+|en vez|en lugar|imposib\w+|incapa\w+|menos|mas|nul\w+|ningun\w*|nadie|nada|nunca|jamas|ni|tampoco|"
    r"suspen\w+|priv\w+|falt\w+|limit\w+|dej\w+|cerrad\w+|ajen\w+|libre\w*|excepcion",
    pt=r"nao|sem|salvo|exceto|fora|so|somente|apenas|unicamente|exclusivamente|antes|ate|enquanto|depois|apos|"
    r"uma vez|nega\w*|neg\w+|recus\w+|cess\w+|abst\w+|evit\w+|imped\w+|proib\w+|exclu\w+|isent\w+|exim\w+|dispens\w+|"
    r"em vez|impossiv\w+|incapa\w+|menos|mais|nul\w+|nenhum\w*|ninguem|nada|nunca|jamais|nem|suspen\w+|priv\w+|"
    r"falt\w+|limit\w+|deix\w+|fechad\w+|alhei\w+|livre\w*|excecao",
)
# A "not" behind these is that of a condition, of a kind of things, or of a time.
_BOUND = word_patterns(
    en=r"if|where|when|unless|until|that|which|who|whom|whose|because|so|as long as|before|whether|than|only|without|"
    r"except|save|provided|while|after|once",
    fr=r"si|s|lorsqu\w*|quand|qui|qu|que|dont|parce|afin|tant|avant|moins|puisqu\w*|sauf|sans|des|seul\w*|apres",
    es=r"si|cuando|que|quien\w*|cuy\w+|porque|mientras|antes|salvo|sin|sol[oa]|solamente|hasta|donde|como|tras|despues",
    pt=r"se|quando|que|quem|cuj\w+|porque|enquanto|antes|salvo|sem|so|somente|apenas|ate|onde|como|apos|depois|caso",
)
# Behind the verb these bound what is denied: "not before", "not without", "not only", "not more than".
_ONLY_SO = word_patterns(
    en=r"before|until|till|unless|without|except|save|only|merely|other than|more|less|fewer|longer|later|but|earlier|"
    r"yet|solely|alone|any more than|if|where|after|again|further|anew|over",
    fr=r"avant|jusqu\w*|tant|sauf|sans|que|qu|seul\w*|uniquement|plus|moins|autre\w*|si|lorsqu\w*|qu'a|hors|apres|encore",
    es=r"antes|hasta|mientras|salvo|sin|sol[oa]\w*|unicamente|mas|menos|otr[oa]s?|sino|si|cuando|excepto|tras|despues|"
    r"aun|todavia",
    pt=r"antes|ate|enquanto|salvo|sem|so|somente|apenas|unicamente|mais|menos|outr[oa]s?|senao|se|quando|exceto|apos|"
    r"depois|ainda",
)
_SMALL = 8  # words on each side of an edit that can be taken in at a glance
_BOUNDS = ("closed", "least", "most")
_PAUSE = re.compile(r"[,.;:؛،()]")
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 4  # letters of a verb that tells itself from others
_STAYED = 0.4  # the share of our words that theirs must say still, so that it is the same thing which is done


def done_now(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether all that ours says is not done is done in theirs, and nothing there denies or bounds it.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "the score is not shown to anybody and does not serve to rank anybody"
    >>> done_now(mine, "the score is shown to the head of the unit and serves to rank the worker", en)
    True
    >>> done_now(mine, "nobody is shown the score and it serves to rank nobody", en)
    False
    """
    code = same.words.language
    if code not in _DENIES:
        return False  # Arabic denies in too many ways for a verb to tell
    counts = same.spans("counts_as", ours)  # what counts as what is read by a rule of its own
    verbs = [one for one in _denied_verbs(ours, same) if not any(a <= one.start < b for a, b in counts)]
    mine = [ours[one.start : one.end] for one in verbs]
    others = [one for one in _DENIED_OTHERWISE[code].finditer(theirs) if not _among(one[0], mine, same)]
    if not verbs or others or same.spans("negation", theirs):
        return False  # who "is relieved" now was not, and nothing else denies it
    if denials(ours, same).bounding or any(same.has(key, theirs) for key in ("closed", "least", "most")):
        return False
    words = [theirs[one.start : one.end] for one in same.pieces(theirs) if one.name != NOT]
    if any(one.list in ("must_not", "exception", "narrow") for one in same.phrases(theirs)):
        return False
    names = {one.name for one in same.pieces(theirs)}
    said = [one for one in same.pieces(ours) if one.name != NOT]
    stays = sum(one.name in names or _among(ours[one.start : one.end], words, same) for one in said)
    return stays >= _STAYED * len(said) and all(
        one.name in names or _among(ours[one.start : one.end], words, same) for one in verbs
    )


def _among(word: str, words: list[str], same: SameWords) -> bool:
    return any(word == other or one_stem(word, other, same) for other in words)


def _denied_verbs(text: str, same: SameWords) -> Iterator[Piece]:
    """The verbs of a text that are denied in a clause of its own, and not only under a condition or up to a bound."""
    code = same.words.language
    pieces = [one for one in same.pieces(text) if one.name != NOT and one.name[0] not in "@#"]
    for match, _, end in _unbound(_DENIES[code], text, code):
        if (verb := _verb_behind(text, match.end(), end, pieces, code)) is not None:
            yield verb
    for match, begin, end in _unbound(_NOBODY[code], text, code):
        before = [one for one in pieces if begin <= one.start and one.end <= match.start()]
        verb = before[-1] if before else _verb_behind(text, match.end(), end, pieces, code)
        if verb is not None and verb.end - verb.start >= _LEAST:
            yield verb


def _verb_behind(text: str, place: int, end: int, pieces: Sequence[Piece], code: str) -> Piece | None:
    """The first word behind a place that says what is done; one that is too short may be anything."""
    while (word := _WORD.search(text, place, end)) is not None and _HELPS[code].fullmatch(word[0]):
        place = word.end()
    if word is None or len(word[0]) < _LEAST:
        return None
    return next((one for one in pieces if one.start <= word.start() < one.end), None)


def _unbound(pattern: re.Pattern[str], text: str, code: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Where a pattern stands in a clause that neither a condition nor a bound limits, and where the clause lies."""
    for match in pattern.finditer(text):
        begin = max((one.end() for one in _PAUSE.finditer(text, 0, match.start())), default=0)
        stop = _PAUSE.search(text, match.end())
        end = stop.start() if stop else len(text)
        if not (_BOUND[code].search(text, begin, match.start()) or _ONLY_SO[code].search(text, match.end(), end)):
            yield match, begin, end


def done_in_place(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether in the one small edit between two sentences a verb stays that was denied, and nothing there denies it.

    What is denied elsewhere in both says nothing of this place. Both texts plain.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "the recipient does not take orders from anybody and may not be one of the buyers"
    >>> done_in_place(mine, "the recipient takes orders from the board and may not be one of the buyers", en)
    True
    >>> done_in_place(mine, "the recipient is free of orders from anybody and may not be one of the buyers", en)
    False
    """
    code = same.words.language
    if code not in _DENIES or not same.spans("negation", ours):
        return False
    mine, yours = list(_WORD.finditer(ours)), list(_WORD.finditer(theirs))
    matcher = SequenceMatcher(None, [one[0] for one in mine], [one[0] for one in yours], autojunk=False)
    edits = [one for one in matcher.get_opcodes() if one[0] != "equal"]
    if not edits:
        return False
    gone, came = mine[edits[0][1] : edits[-1][2]], yours[edits[0][3] : edits[-1][4]]
    if not gone or not came or max(len(gone), len(came)) > _SMALL or len(gone) >= len(mine):
        return False
    lost, new = ours[gone[0].start() : gone[-1].end()], theirs[came[0].start() : came[-1].end()]
    if _DENIED_OTHERWISE[code].search(new) or same.has("negation", new):
        return False
    if any(same.has(key, text) for key in _BOUNDS for text in (lost, new)):
        return False
    verbs = [one for one in _denied_verbs(ours, same) if gone[0].start() <= one.start < gone[-1].end()]
    return any(_among(ours[one.start : one.end], [each[0] for each in came], same) for one in verbs)
