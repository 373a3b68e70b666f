"""What stands around the articles of an answer and is none: titles, parties, lines to sign, headings without a number.

What is ours there is not compared. What is theirs stays, so that nothing by which they take is overlooked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from toolkit.bargaining.agreements.draft import Draft
from toolkit.bargaining.agreements.paper import document_for
from toolkit.bargaining.counter.lexicon import Lexicon, lexicon, plain, word_patterns
from toolkit.bargaining.counter.paragraphs.reading import CounterArticle, CounterParagraph, bare_heading
from toolkit.bargaining.counter.signals import judge_words
from toolkit.documents import Article, Document, Facts, Signatures, Table, Text, labels
from toolkit.documents.runs import plain as words_of

_NO_LETTER = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")
_SIGNED = 14  # words of a line that is signed
_TITLE = 12  # and of a heading
_WHERE_AND_WHEN = 4  # words of a place and a day
_LONG = 6  # words of a line of ours that is known although the parties have other names in it
_NAME = 3  # words of such a name
_TO_SIGN = word_patterns(
    en="signed|signatures?|dated?|place|name|position|title|capacity|stamp|seal|witness(?:es)?|initials|for|on behalf|"
    "in the presence of",
    ar="(?:ال)?توقيع|(?:ال)?تاريخ|(?:ال)?مكان|(?:ال)?اسم|(?:ال)?صفه|(?:ال)?منصب|(?:ال)?ختم|(?:ال)?شاهد|عن|بحضور|وقعه",
    fr="signe|signatures?|date|lieu|nom|qualite|fonction|titre|cachet|paraphes?|temoins?|pour|en presence de",
    es="firmado|firmas?|fecha|lugar|nombre|cargo|calidad|sello|rubricas?|testigos?|por|en presencia de",
    pt="assinado|assinaturas?|data|local|nome|cargo|qualidade|carimbo|rubricas?|testemunhas?|por|pel[oa]s?|"
    "na presenca de",
)
_DONE_AT = word_patterns(
    en="(?:done|signed|executed) (?:at|in|on)",
    ar="(?:حرر|وقع|ابرم) (?:في|ب)",
    fr="(?:fait|signe) (?:a|le|en)",
    es="(?:hecho|firmado|suscrito|dado) (?:en|el|a)",
    pt="(?:feito|assinado|firmado) (?:em|no|na|aos)",
)
# All that a line may say beside the names that only says between whom an agreement is made, and by whom they sign.
_MADE_BETWEEN = word_patterns(
    en="this|present|collective|agreement|made|concluded|entered|into|between|represented|acting|through|director|head|"
    "chair|president|secretary|manager|general|human|resources|staff|personnel|hereinafter|hereafter|called|referred|"
    "part(?:y|ies)|together|jointly|have|agreed?|follows|following",
    ar="[وف]?(?:هذا|اتفاق|جماعي|ابرم|تم|بين|[يت]مثله[ام]?|مدير|مديره|رييس|موارد|بشريه|عام|عامه|شوون|عاملين|موظفين|طرف|طرفان|"
    "طرفين|بالطرفين|معا|يشار|اليه|اليها|اليهما|اتفق|اتفقا|علي|ما|ياتي|يلي)",
    fr="present|accord|convention|collecti(?:f|ve)|est|conclue?|entre|representee?|agissant|par|directeur|directrice|"
    "direction|chef|presidente?|secretaire|generale?|ressources|humaines|personnel|ci|apres|denommee?s?|parties?|"
    "ensemble|conviennent|convenu|ont|suit|ce|qui",
    es=r"presente|convenio|acuerdo|colectivo|se|celebra|celebrado|entre|representad[oa]|por|director\w*|direccion|"
    r"jefatura|jef[ea]|president\w+|secretari\w+|general|recursos|humanos|personal|adelante|denominad[oa]s?|partes?|"
    r"conjuntamente|acuerdan|convienen|lo|siguiente",
    pt=r"presente|acordo|convencao|coletiv[oa]|celebrad[oa]|entre|representad[oa]|pel[oa]|diretor\w*|direcao|chefia|"
    r"president\w+|secretari\w+|geral|recursos|humanos|pessoal|doravante|denominad[oa]s?|partes?|conjunto|acordam|"
    r"seguinte",
)
# A word for it, and the number of a file: no word of a sentence.
_CODE = r"(?!\w*[^\W\d_]{5})\w+"
_REFERENCE = re.compile(
    r"(?:(?:our |nos? )?ref(?:erence|erencia)?|n[o°º]|file|dossier|expediente|processo|"
    r"(?:ال)?رقم(?: (?:ال)?اشاري)?|(?:ال)?مرجع)"
    rf"(?!\w)[\s.:]*(?=[^\d]*\d){_CODE}(?:[\s/.–-]+{_CODE})*[\s.]*"
)
_ARTICLE = re.compile(r"^[وف]?(?:ال|لل|بال)(?=\w{3})")  # that Arabic writes onto a word
_BINDS = ("must", "must_not", "may", "right", "none")  # what stands in no heading
_OF_A_DRAFT = {"condition", "exception", "only", "feasible"}  # "for talks only, subject to approval" on a first page


def without_surroundings(
    agreement: Draft, ours: Document, articles: Iterable[CounterArticle]
) -> Iterator[CounterArticle]:
    """Articles of theirs without what is ours and no article: title, parties, signatures, a second language."""
    dropped = _boilerplate(ours) | _beside(agreement)
    words = lexicon(ours.language.code)
    named = [_tokens(one) for one in (agreement.union, agreement.employer) if one]
    lines = [_tokens(one) for one in _around(ours)]
    lines = [one for one in lines if one.total() >= _LONG or any(name <= one != name for name in named)]
    known = {_letters(words_of(article.title, ours)) for article in ours.articles} - {""}
    for place, article in enumerate(_under_our_headings(articles, known)):
        kept = [
            one
            for one in article.paragraphs
            if not all(_letters(piece) in dropped for piece in (one.text, *one.points))
            and _spoken(agreement, one.whole)
            and not _is_to_sign(agreement, one)
            and not _names_apart(one.whole, lines, words)
        ]
        at_head = place == 0 and not article.numbered and _letters(bare_heading(article.heading)) not in known
        if at_head:
            kept = [one for one in kept if not _is_made_between(agreement, one, words)]
            article = replace(article, heading=_without_reference(article.heading))
        yield from _under_titles(replace(article, paragraphs=tuple(kept)), dropped, words, at_head=at_head)


def _is_to_sign(agreement: Draft, paragraph: CounterParagraph) -> bool:
    """Whether a line is where a party signs: its name, or a word for what is put there, and a blank."""
    text = re.sub(r"\s*\([^()]*\)\s*$", "", paragraph.text.strip())
    bare, code = plain(text), agreement.speech.code
    if len(text.split()) > _SIGNED:
        return False
    if paragraph.points:  # a party, and below it what it fills in
        named = any(name and plain(name) in bare for name in (agreement.union, agreement.employer))
        below = all(_is_to_sign(agreement, CounterParagraph(point, ())) for point in paragraph.points)
        others = _beyond_signing(agreement, bare)  # what it is called here, and no sentence about it
        called = len(others) <= (1 if code == "ar" else _NAME)
        called = called and not any(plain(word) in others and word[:1].islower() for word in _WORD.findall(text))
        return named and below and called and not _takes(text, lexicon(code))
    done = _DONE_AT[code].match(bare)
    if not text.endswith((":", "_")) and "___" not in text and not (done and not text.endswith((".", ";", "؛"))):
        return False
    named = any(name and plain(name) in bare for name in (agreement.union, agreement.employer))
    if not (named or done or _TO_SIGN[code].match(bare)) or _takes(text, lexicon(code)):
        return False
    others = _beyond_signing(agreement, bare)
    # What is left may be a name: in writing that has capitals it begins with one.
    named = not others or any(plain(word) in others and not word[:1].islower() for word in _WORD.findall(text))
    return len(others) <= (_WHERE_AND_WHEN if done else _NAME) and (named or code == "ar")


def _is_made_between(agreement: Draft, paragraph: CounterParagraph, words: Lexicon) -> bool:
    """Whether a first line says between whom an agreement is made, and not a word more: "for a year" is a limit."""
    bare = plain(paragraph.whole)
    for name in (agreement.union, agreement.employer):
        if not name or plain(name) not in bare:
            return False
        bare = bare.replace(plain(name), " ")
    small = words.stop | _party_words(words) | {"و"}
    said = [_ARTICLE.sub("", word) for word in _WORD.findall(bare)]
    vocabulary = _MADE_BETWEEN[words.language]
    return all(word in small or vocabulary.fullmatch(word) for word in said) and not _takes(paragraph.whole, words)


def _without_reference(heading: str) -> str:
    """No heading where a first line is only the number of a file."""
    return "" if _REFERENCE.fullmatch(plain(heading).strip()) else heading


def _beyond_signing(agreement: Draft, bare: str) -> list[str]:
    """The words of a line that are no party, nothing that is put where one signs, and no small word."""
    words = lexicon(agreement.speech.code)
    for name in (agreement.union, agreement.employer):
        bare = bare.replace(plain(name), " ") if name else bare
    bare = _TO_SIGN[words.language].sub(" ", _DONE_AT[words.language].sub(" ", bare))
    small = words.stop | _party_words(words) | {"و"}
    found = (_ARTICLE.sub("", word) for word in _WORD.findall(bare))
    return [word for word in found if word not in small and not word.strip("_").isdecimal() and word.strip("_")]


def _takes(text: str, words: Lexicon, but: Collection[str] = ()) -> bool:
    """Whether anything in a line binds somebody or takes something: then it is shown, whatever it looks like."""
    lost = {one.id for one in judge_words("", text, words) if one.effect == "weakened"}
    return bool(lost - set(but)) or any(one.list in _BINDS for one in words.find(plain(text)))


def _party_words(words: Lexicon) -> set[str]:
    names = (plain(str(one)) for party in ("employer", "union") for one in words.record["words"][party])
    return {word for name in names for word in _WORD.findall(name)}


def _under_our_headings(articles: Iterable[CounterArticle], known: Collection[str]) -> Iterator[CounterArticle]:
    """Articles of theirs, parted where a line is a heading of ours that their numbering had hidden."""
    for article in articles:
        current, held = article, list[CounterParagraph]()
        for paragraph in article.paragraphs:
            if not paragraph.points and _letters(bare_heading(paragraph.text)).lstrip("0123456789") in known:
                yield replace(current, paragraphs=tuple(held))
                current, held = CounterArticle(None, paragraph.text, ()), []
            else:
                held.append(paragraph)
        yield replace(current, paragraphs=tuple(held))


def _under_titles(
    article: CounterArticle, dropped: frozenset[str], words: Lexicon, *, at_head: bool
) -> Iterator[CounterArticle]:
    """An article parted where a line is a heading that bears no number."""
    current, held = article, list[CounterParagraph]()
    for place, paragraph in enumerate(article.paragraphs):
        following = article.paragraphs[place + 1 :]
        if _is_title(paragraph, held, following, words, at_head=at_head):
            yield from _worth_a_look(replace(current, paragraphs=tuple(held)), dropped)
            current, held = CounterArticle(None, paragraph.text, (), numbered=False), []
        else:
            held.append(paragraph)
    yield from _worth_a_look(replace(current, paragraphs=tuple(held)), dropped)


def _worth_a_look(article: CounterArticle, dropped: frozenset[str]) -> Iterator[CounterArticle]:
    if article.paragraphs or (article.heading and _letters(article.heading) not in dropped):
        yield article


def _is_title(
    paragraph: CounterParagraph,
    before: Sequence[CounterParagraph],
    following: Sequence[CounterParagraph],
    words: Lexicon,
    *,
    at_head: bool,
) -> bool:
    """Whether a line is a heading: short, no sentence, between sentences, with nothing in it that binds or takes."""
    text = paragraph.text.strip()
    if paragraph.points or not text or len(text.split()) > _TITLE or not (text[-1].isalnum() or text[-1] in ')»”"'):
        return False
    if before and not before[-1].whole.rstrip().endswith((".", "!", "?", "؟", ")", "»", "”")):
        return False
    if not at_head and not (following and following[0].whole.rstrip().endswith((".", ":", ";", "؛"))):
        return False
    return not _takes(text, words, _OF_A_DRAFT if at_head else ())


def _names_apart(text: str, lines: Iterable[Counter[str]], words: Lexicon) -> bool:
    """Whether a line is one of ours in which only a party has another name."""
    yours = _tokens(text)
    parties = _party_words(words)
    for mine in lines:
        if any(word not in yours and _ARTICLE.sub("", word) not in parties for word in mine):
            continue  # there are many lines, and few are worth counting
        gone, new = mine - yours, yours - mine
        if (
            gone
            and {_ARTICLE.sub("", word) for word in gone} <= parties
            and len(new) <= _NAME
            and new.total() <= _NAME * gone.total()
        ):
            return not _takes(" ".join(new), words)
    return False


def _tokens(text: str) -> Counter[str]:
    return Counter(_WORD.findall(plain(text)))


def _around(document: Document) -> list[str]:
    """What stands in our paper around the articles."""
    inside = {text for article in document.articles for text in _texts(article)}
    say = document.language.say
    around = [document.title, document.mark]
    around += [words_of(text, document) for text in document.texts() if text not in inside]
    for block in document.blocks:
        if isinstance(block, (Facts, Table)):
            around += [" ".join(words_of(text, document) for text in row) for row in block.rows]
        if isinstance(block, Facts):
            around.append(
                " ".join(words_of(text, document) for row in block.rows for text in row)
            )  # one cell in columns
        if isinstance(block, Table):
            around.append(" ".join(words_of(text, document) for text in block.header))
    around += [say(one) for one in (labels.SIGNATURE, labels.PLACE_AND_DATE, labels.NOTE, labels.WARNING)]
    around += [f"{say(label)} {one}" for label in (labels.NOTE, labels.WARNING) for one in list(around)]
    return around


def _boilerplate(document: Document) -> frozenset[str]:
    """What stands in our paper around the articles, as bare letters: it is not compared."""
    return frozenset(_letters(one) for one in _around(document))


def _beside(agreement: Draft) -> frozenset[str]:
    """What stands around the articles of a paper in two columns: that of both, and headings, which are cells there."""
    if agreement.second_speech is None:
        return frozenset()
    pair = document_for(agreement, "table")
    assert not isinstance(pair, Document)
    both = (pair.first, pair.second)
    found = {_letters(words_of(one.title, document)) for document in both for one in document.articles}
    signed = [[words_of(text, document) for text in _parties(document)] for document in both]
    found |= {_letters(f"{one} {other}") for one, other in zip(*signed, strict=False)}
    first, second = (document.language for document in both)
    for label in (labels.SIGNATURE, labels.PLACE_AND_DATE):  # a line is signed once, so it is named in both
        found.add(_letters(f"{first.say(label)} {second.say(label)}"))
    return frozenset(found).union(*(_boilerplate(document) for document in both))


def _parties(document: Document) -> list[Text]:
    return [text for block in document.blocks if isinstance(block, Signatures) for text in block.parties]


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", plain(text))


def _texts(article: Article) -> Iterable[Text]:
    yield article.title
    for paragraph in article.paragraphs:
        yield paragraph.text
        yield from paragraph.points


def _spoken(agreement: Draft, text: str) -> bool:
    """Whether a text is in the first language of a paper in two."""
    second = agreement.second_language
    if not second:
        return True
    first, other = lexicon(agreement.speech.code), lexicon(second[:2])
    said = plain(text).split()
    return sum(word in first.stop for word in said) >= sum(word in other.stop for word in said)
