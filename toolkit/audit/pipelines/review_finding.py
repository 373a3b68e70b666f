"""Whether human review is a stamp: what may be said of how seldom people change a recommendation, and when."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from toolkit.audit.findings.finding import Finding
from toolkit.audit.pipelines import review_words as words
from toolkit.languages import Language


@dataclass(frozen=True)
class ReviewFinding(Finding):
    """How often people changed a recommendation, and whether that is a stamp.

    `verdict` is

    - ``"stamp"``: of the recommendations that turned out wrong, fewer than `token` were changed, by more than chance;
    - ``"seldom"``: fewer than `token` of all were changed; whether they were right is not known, so nobody can say that
      it is a stamp;
    - ``"seldom_and_right"``: the same, but wrong ones were changed more often than that;
    - ``"not_seldom"``: more than `token` of all were changed, by more than chance;
    - ``"too_few"``: it cannot be told; ``"withheld"``: the numbers are not shown.
    """

    kind: str = field(init=False, default="review")
    people: int = 0
    changed: int = 0
    low: float = math.nan
    high: float = math.nan
    wrong: int = 0
    wrong_changed: int = 0
    wrong_low: float = math.nan
    wrong_high: float = math.nan
    token: float = 0.01
    one_sided: bool = False  # outcomes are known after one final decision only
    elsewhere: tuple[tuple[str, str, float], ...] = ()  # groups of which more were changed, by more than chance

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        if self.verdict == "withheld":
            return speech.say(words.WITHHELD)
        token = speech.percent(self.token)
        numbers = {"people": self.people, "changed": self.changed, "share": speech.percent(self.changed / self.people)}
        ends = {"low": speech.percent(self.low), "high": speech.percent(self.high)}
        said = [speech.say(words.CHANGED, **numbers, **ends)]
        wrong = {"people": self.wrong, "changed": self.wrong_changed}
        if self.wrong:
            wrong["share"] = speech.percent(self.wrong_changed / self.wrong)  # type: ignore[assignment]
        if self.verdict == "stamp":
            said.append(speech.say(words.TOKEN_CAUGHT, high=speech.percent(self.wrong_high), token=token, **wrong))
        elif self.wrong:
            said.append(speech.say(words.CAUGHT, **wrong))
        sentence = {
            "seldom": words.SELDOM,
            "seldom_and_right": words.SELDOM_AND_RIGHT,
            "not_seldom": words.NOT_SELDOM,
            "too_few": words.TOO_FEW,
        }.get(self.verdict)
        if sentence:
            said.append(speech.say(sentence, token=token))
        if self.verdict == "seldom" and self.wrong:
            said.append(speech.say(words.CAUGHT_OPEN))
        if self.one_sided:
            said.append(speech.say(words.ONE_SIDED))
        for characteristic, group, share in self.elsewhere:
            people = self.codebook.people(characteristic, group, speech)
            said.append(speech.say(words.PARTS_DIFFER, group=people, share=speech.percent(share)))
        said.append(speech.say(words.THRESHOLD_OURS, token=token))
        return " ".join(said)
