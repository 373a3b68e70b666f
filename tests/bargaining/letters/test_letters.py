"""Letters: alike in five languages, open blanks told, law named only where it was read, nothing of ours on them."""

from __future__ import annotations

import hashlib
import html
import io
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from toolkit.bargaining.letters.library import Letter, find_letter, letters, read_letter
from toolkit.bargaining.letters.writing import write_letter
from toolkit.documents import Bullets, Document, write_docx, write_html, write_text
from toolkit.errors import AgreementError, RecordError
from toolkit.languages import KNOWN, strip
from toolkit.registers.locate import folder

HOME = folder("templates") / "letters"
ON = date(2026, 11, 26)
NAMES = {"sender": "Dock Workers", "to": "Harbour Agency"}
EVERY = [(one.id, form) for one in letters().values() for form in one.forms]


def filled(letter: str, form: str, language: str = "en") -> dict[str, Any]:
    return {blank.name: blank.example_in(language) for blank in find_letter(letter).blanks_of(form)}


def made(letter: str, form: str, language: str = "en", **how: Any) -> Document:
    given = {"blanks": filled(letter, form, language), "on": ON, **NAMES, **how}
    return write_letter(letter, language, form=form, **given)


def said(document: Document) -> str:
    return strip(write_text(document))


def test_there_are_letters_for_the_seven_occasions() -> None:
    assert set(letters()) == {
        *("access-request", "information-act-request", "system-inventory"),
        *("assessment-participation", "dispute-notice", "reminder", "pay-assessment"),
    }


@pytest.mark.parametrize("letter", letters().values(), ids=list(letters()))
def test_a_letter_is_written_alike_in_every_language(letter: Letter) -> None:
    assert set(letter.texts) == set(KNOWN)
    now = hashlib.sha256((HOME / letter.id / "en.md").read_bytes()).hexdigest()[:16]
    assert {text.source_hash for code, text in letter.texts.items() if code != "en"} == {now}
    greetings = {"ar": 1}  # Arabic greets in two lines
    for form in letter.forms:
        english = letter.texts["en"].forms[form]
        for code, text in letter.texts.items():
            parts = text.forms[form][greetings.get(code, 0) :]
            assert [0 if isinstance(one, str) else len(one) for one in parts] == [
                0 if isinstance(one, str) else len(one) for one in english
            ], (code, form)


@pytest.mark.parametrize("letter", letters().values(), ids=list(letters()))
def test_what_it_asks_of_whoever_writes_has_words_in_every_language(letter: Letter) -> None:
    for words in (letter.when, *letter.forms.values()):
        assert set(words.languages) == set(KNOWN)
    for blank in letter.blanks:
        for key in ("label", "help", *(["example"] if blank.kind == "text" else [])):
            assert set(blank.words[key]) == set(KNOWN), (blank.name, key)


@pytest.mark.parametrize("language", KNOWN)
@pytest.mark.parametrize(("letter", "form"), EVERY)
def test_a_filled_letter_says_every_value_and_nothing_of_ours(letter: str, form: str, language: str) -> None:
    document = made(letter, form, language, town="Mombasa", signed_by="A. Otieno")
    with zipfile.ZipFile(io.BytesIO(write_docx(document))) as file:
        inside = " ".join(file.read(name).decode("utf-8") for name in file.namelist() if name.endswith(".xml"))
    page = write_html(document)
    for text in (said(document), strip(re.sub("<[^>]+>", "", page)), strip(re.sub("<[^>]+>", "", inside))):
        text = " ".join(html.unescape(text).split())
        assert not re.search(r"\{\{|\}\}|\bNone\b", text)
        title = find_letter(letter).text(language).title
        for wanted in ("Dock Workers", "Harbour Agency", "Mombasa", "A. Otieno", title):
            assert wanted in text, wanted
        for blank in find_letter(letter).blanks_of(form):
            shown = strip(blank.show(blank.example_in(language), document.language))
            assert " ".join(shown.split()) in text, blank.name
            assert blank.help(language)[:40] not in text
        assert find_letter(letter).when.say(language)[:40] not in text
    for ours in ("unreviewed", "source_hash", letter if "-" in letter else "letter.yml", "eu-gdpr"):
        assert ours not in inside, ours


@pytest.mark.parametrize(("letter", "form"), EVERY)
def test_open_blanks_are_told_all_at_once_and_the_first_with_an_example(letter: str, form: str) -> None:
    record = find_letter(letter)
    needed = [blank.name for blank in record.blanks_of(form) if blank.name not in record.optional]
    assert record.open_blanks(form, {}) == needed
    first = record.blank(needed[0])
    assert first is not None
    with pytest.raises(AgreementError, match=re.escape(f"“{first.label('en')}” is empty")) as told:
        write_letter(letter, form=form, blanks={}, **NAMES)
    assert str(first.example_in("en")) in str(told.value)


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_a_default_is_not_filled_in_and_nothing_is_no_value(nothing: object) -> None:
    blanks = filled("reminder", "letter") | {"answer_days": nothing}
    with pytest.raises(AgreementError, match="“Answer within” is empty"):
        write_letter("reminder", blanks=blanks, **NAMES)


def test_the_day_of_the_answer_is_counted_from_the_day_of_the_letter() -> None:
    told = said(made("reminder", "letter"))
    assert "by 3 December 2026, that is within 7 days" in told


def test_a_paragraph_whose_optional_blank_is_open_is_left_out() -> None:
    whole = filled("access-request", "one")
    without = {name: value for name, value in whole.items() if name not in ("identifier", "basis")}
    told = said(made("access-request", "one", blanks=without))
    assert "You will find my file" not in told
    assert "I rely on" not in told
    assert "You will find my file" in said(made("access-request", "one"))


def test_law_is_named_only_where_it_was_read_and_is_in_force() -> None:
    blanks = filled("access-request", "many")
    del blanks["basis"]

    def told(place: str, on: date = ON, language: str = "en") -> str:
        return said(made("access-request", "many", language, blanks=blanks, place=place, on=on))

    for place in ("FR", "DE", "EU"):
        assert "We rely on the following: General Data Protection Regulation" in told(place)
    assert "We rely on" not in told("FR", date(2018, 1, 1)), "the regulation applies from May 2018"
    assert "Règlement général sur la protection des données" in told("FR", language="fr")
    assert "Lei Geral de Proteção de Dados" in told("BR", language="pt")
    assert "We rely on the following: Data Protection Act 2019, s. 26." in told("KE")
    for place in ("JO", "US-CA", "INT"):
        assert "We rely on" not in told(place), place


@pytest.mark.parametrize(
    ("letter", "place", "employer", "expected"),
    [
        ("access-request", "GB", None, ["gb-gdpr-15"]),
        ("access-request", "UY", "private", ["uy-18331-14"]),
        ("access-request", "AR", "contract", ["ar-25326-14"]),
        ("access-request", "AR", None, []),  # data banks of public bodies only, and nobody said that this is one
        ("information-act-request", "FR", None, ["fr-crpa-l311"]),
        ("information-act-request", "UY", "statute", ["uy-18381"]),
        ("information-act-request", "FR", "private", []),
        ("information-act-request", "KE", None, []),  # from memory
        ("system-inventory", "SE", None, []),  # for unions with a collective agreement
        ("system-inventory", "UY", "private", ["uy-18566"]),
        ("system-inventory", "UY", "contract", ["uy-18508"]),
        ("system-inventory", "ES", "private", []),  # for works councils
        ("system-inventory", "ZA", "private", []),  # for majority unions
        ("assessment-participation", "DE", None, ["eu-gdpr-35"]),
        ("dispute-notice", "SE", None, []),
    ],
)
def test_it_rests_on_law_that_binds_this_employer_and_belongs_to_whoever_writes(
    letter: str, place: str, employer: Any, expected: list[str]
) -> None:
    assert [one.id for one in find_letter(letter).law(place, ON, employer)] == expected


def test_a_letter_that_needs_a_law_says_so_where_none_is_sure() -> None:
    act = find_letter("information-act-request")
    assert "basis" in act.open_blanks("letter", {}, act.law("KE", ON))
    assert "basis" not in act.open_blanks("letter", {}, act.law("FR", ON))


def test_a_basis_of_ones_own_stands_before_the_law_on_record() -> None:
    told = said(made("system-inventory", "letter", place="SE", blanks=filled("system-inventory", "letter")))
    assert "We rely on the following: Article 4 of our agreement" in told
    assert "Co-determination" not in told


def test_a_letter_for_many_names_nobody_and_asks_for_counts_in_groups_of_ten() -> None:
    told = said(made("access-request", "many"))
    assert "Their number: 38." in told
    assert "the annex is meant only for those who deal with this request" in told
    assert "Groups of fewer than ten people may be put together" in told


def test_a_dispute_gives_up_no_right() -> None:
    for code, strike in {"en": "strike", "ar": "الإضراب", "fr": "grève", "es": "huelga", "pt": "greve"}.items():
        told = said(made("dispute-notice", "letter", code))
        assert strike in told
    assert "without names" in said(made("dispute-notice", "letter"))


def test_months_are_called_as_in_the_place() -> None:
    assert "نونبر" in said(made("reminder", "letter", "ar", place="MA"))
    assert "تشرين الثاني" in said(made("reminder", "letter", "ar", place="JO"))


def test_a_name_never_stands_alone_on_its_page() -> None:
    *_, thanks, closing, name = made("reminder", "letter").blocks
    assert [part.leads for part in (thanks, closing, name)] == [True, True, False]
    assert any(isinstance(block, Bullets) for block in made("system-inventory", "letter").blocks)


@pytest.mark.parametrize(
    ("how", "complaint"),
    [
        ({"letter": "thanks"}, "no letter “thanks”"),
        ({"form": "many"}, "not written as “many”"),
        ({"sender": " "}, "Give both"),
        ({"to": ""}, "Give both"),
        ({"blanks": {"wage": "5"}}, "no blank “wage”"),
        ({"blanks": {"answer_days": "soon"}}, "“Answer within” cannot be “soon”. It takes a whole number"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(how: dict[str, Any], complaint: str) -> None:
    blanks = filled("reminder", "letter") | how.pop("blanks", {}) if "blanks" in how else filled("reminder", "letter")
    call = {"letter": "reminder", "form": "letter", **NAMES, **how}
    with pytest.raises(AgreementError, match=complaint):
        write_letter(call.pop("letter"), blanks=blanks, **call)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(HOME / "reminder", tmp_path / "reminder")
    shutil.copy(HOME / "blanks.yml", tmp_path)
    return tmp_path / "reminder"


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("letter.yml", "id: reminder", "id: thanks", "name of the folder"),
        ("letter.yml", "use: contact", "use: address", "blanks that letters share"),
        ("letter.yml", "optional: [received]", "optional: [wage]", "has wage"),
        ("letter.yml", "optional:", "law: {rights: [silence], holder: [union]}\noptional:", "has silence"),
        ("letter.yml", "optional:", "law: {rights: [access], holder: [ghost]}\noptional:", "has ghost"),
        (
            "letter.yml",
            "optional:",
            "law: {rights: [access], holder: [union], to: private}\noptional:",
            "allowed: public",
        ),
        ("en.md", "{{ missing }}", "{{ wage }}", "nothing fills wage"),
        ("fr.md", "{{ missing }}", "{{ due }}", "other blanks than en.md"),
        ("ar.md", "## letter", "## note", "forms of letter.yml"),
        ("en.md", "{{ received }}", "what", "no text uses received"),
        ("letter.yml", "optional:", "answers: [{en: [list]}]\noptional:", "answers"),
    ],
)
def test_a_broken_letter_is_refused_with_the_place(copied: Path, file: str, old: str, new: str, complaint: str) -> None:
    if complaint.startswith("no text"):
        for path in copied.glob("*.md"):
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    path = copied / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(RecordError, match=complaint):
        read_letter(copied)


def test_a_letter_is_written_in_no_language_it_does_not_have(copied: Path) -> None:
    (copied / "fr.md").unlink()
    with pytest.raises(RecordError, match="no text in “fr”; it is written in: ar, en, es, pt"):
        read_letter(copied).text("fr")
