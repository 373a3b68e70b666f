"""The page without the toolkit: it asks no address for anything, and its score is the one of this package."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest

from tests.governance.assessment.conftest import ASKED
from toolkit.governance.assessment.answers import Answers
from toolkit.governance.assessment.example import example_answers
from toolkit.governance.assessment.offline import as_data, questionnaire_page
from toolkit.governance.assessment.scoring import score
from toolkit.languages import Language
from toolkit.registers.locate import folder

SHARED = (
    "risk",
    "relief",
    "remaining",
    "highest",
    "level",
    "highest_level",
    "unanswered",
    "open_risks",
    "open_safeguards",
    "answered_risks",
)


def cases() -> list[Answers]:
    """Nothing; both sides of the example; all at worst; hidden answers kept; not known; several traces."""
    ours, theirs = example_answers()
    worst = Answers()
    for one in ASKED.questions:
        if one.kind == "risk":
            worst = worst.with_answer(one.id, *(one.names[1:] if one.many else one.names[-1:]))
    hidden = ours.with_answer("who-runs", "own").with_answer("human", "nothing").with_answer("scores-staff", "not")
    gone = ours.with_answer("who-runs").with_answer("traces")
    return [Answers(), ours, theirs, worst, hidden, gone, ours.with_answer("role", "unknown")]


@pytest.mark.skipif(shutil.which("node") is None, reason="node runs the script of the page")
def test_the_script_scores_as_the_package_does() -> None:
    given = [dict(one.entries) for one in cases()]
    code = (folder("templates") / "governance" / "assessment" / "score.js").read_text(encoding="utf-8")
    asked = as_data(ASKED, Language("en"))
    task = json.dumps({"asked": asked, "given": given})
    run = 'const t = JSON.parse(require("fs").readFileSync(0)); '
    run += "process.stdout.write(JSON.stringify(t.given.map((one) => scoreAnswers(t.asked, one))))"
    done = subprocess.run(["node", "-e", f"{code}\n{run}"], input=task, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    for one, by_script in zip(cases(), found, strict=True):
        for ours, theirs in zip(score(one).dimensions, by_script, strict=True):
            assert theirs["dimension"] == ours.dimension
            for name in SHARED:
                assert theirs[name] == pytest.approx(getattr(ours, name), abs=1e-12), (ours.dimension, name)


def test_the_file_names_no_address_and_turns_round_in_arabic() -> None:
    page = questionnaire_page("ar")
    assert '<html lang="ar" dir="rtl">' in page
    assert not re.search(r"https?:|src=|@import|url\(|fetch\(|XMLHttp|localStorage", page)
    assert "default-src 'none'" in page
    told = json.loads(page.split('id="questionnaire">')[1].split("</script>")[0])
    assert len(told["asked"]["questions"]) == len(ASKED.questions)
    assert told["asked"]["questions"][0]["text"] == ASKED.questions[0].say("ar")


def test_words_of_a_question_cannot_end_the_script() -> None:
    assert "</script" not in questionnaire_page("en").split('id="questionnaire">')[1].split("</script>")[0]
