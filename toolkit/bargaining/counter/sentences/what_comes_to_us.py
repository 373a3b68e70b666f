"""What comes to somebody, in whatever words: a right that is due to him, and what he is told by a report."""

from __future__ import annotations

import re

from toolkit.bargaining.counter.sentences.same_words import SameWords

_BESIDE = 22  # letters between what is due and to whom


def _words(**by_language: str) -> dict[str, re.Pattern[str]]:
    return {code: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for code, words in by_language.items()}


# A report is information.
_REPORT = _words(
    en=r"reports?|statement|account|written notice|figures|list|explain\w*",
    ar=r"\w{0,3}(?:تقرير|بلاغ|بيان|كشف|اشعار|يشرح|تشرح|شرح)\w{0,3}",
    fr=r"rapports?|comptes? rendus?|comptes?-rendus?|etat ecrit|un ecrit|releve|bilan|expliqu\w+",
    es=r"informes?|reportes?|relacion escrita|un escrito|memoria escrita|explic\w+",
    pt=r"relatorios?|relatos?|relacao escrita|um escrito|demonstrativo|explic\w+",
)
# Among the first words, "the Union shall have from the Employer".
_HAVE_FROM = _words(
    en=r"(?:shall|will|must) have from|has from|have from|from the employer",
    ar=r"من صاحب العمل|يصل(?: الي)?|تصل(?: الي)?",
    fr=r"de l'employeur|est destinataire|a connaissance",
    es=r"del empleador|por el empleador|tendra conocimiento|debera saber",
    pt=r"do empregador|pelo empregador|tera conhecimento|devera saber",
)
# What is due to somebody, or comes to him, he has a right to.
_DUE = _words(
    en=r"(?:is|are|shall be) (?:due|owed|open|reserved|guaranteed|granted) to|belongs? to|(?:comes|goes) to",
    ar=r"[يت]حق|[يت]ستحق\w*|من حق|مكفول\w*|مستحق\w*",
    fr=r"(?:est|sont) (?:due?s?|ouverte?s?|acquise?s?|reconnue?s?|garantie?s?|accordee?s?)|revien\w+|appartien\w+",
    es=r"corresponde\w*|asiste\w*|pertenece\w*|(?:es|son|queda|quedan) (?:debid|abiert|reconocid|garantizad)\w+",
    pt=r"cabe\w*|compete\w*|assiste\w*|pertence\w*|(?:e|sao|fica|ficam) (?:devid|abert|reconhecid|garantid)\w+",
)
_INFORMED = ("union", "workers", "person", "service_users", "applicants")


def due(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what somebody of us is entitled to is due to him.

    >>> from toolkit.bargaining.counter.sentences.same_words import same_words
    >>> en = same_words("en")
    >>> due("a worker is entitled to a break", "a break is due to every worker", en)
    True
    >>> due("a worker is entitled to a break", "a break is due to the employer", en)
    False
    """
    pattern = _DUE[same.words.language]
    found = [match.end() for match in pattern.finditer(theirs)]
    receiving = [one.start for one in same.parties(theirs) if one.list in _INFORMED]
    near = [end for end in found if any(0 <= start - end <= _BESIDE for start in receiving)]
    return len(near) > sum(
        any(0 <= one.start - match.end() <= _BESIDE for one in same.parties(ours) if one.list in _INFORMED)
        for match in pattern.finditer(ours)
    )


def reported(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what was told is reported, or had from the employer."""
    report, have = _REPORT[same.words.language], _HAVE_FROM[same.words.language]
    told = any(one.list in _INFORMED for one in same.parties(theirs)) or not any(
        one.list in _INFORMED for one in same.parties(ours)
    )
    reports = len(report.findall(theirs)) > len(report.findall(ours))
    had = len(have.findall(theirs)) > len(have.findall(ours))
    return told and (reports or had)
