"""What a room does together, as a value: commands make a new one, and what is out of turn is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from toolkit.course.exercises.written import exercise
from toolkit.course.sessions.answers import OTHER, TooLate, entry_of
from toolkit.course.sessions.polls import READY, Poll, Text, texts_sent
from toolkit.course.sessions.session import MOST_POLLS, begin, from_text, to_text
from toolkit.course.store.tally import Bar, publish
from toolkit.errors import DataError
from toolkit.languages import KNOWN, Language

NOW = datetime(2027, 2, 1, 14, 7, tzinfo=UTC)


def three_steps():
    return begin("4-seat.ipynb", "en", ("Start", "Case", "Talk"), topic="4")


def test_a_session_comes_back_from_what_is_kept_as_it_was() -> None:
    session, key = three_steps()
    tally = publish({"a": 20, "b": 2, "c": 7}, key=("q",))
    grown = (
        session.add_poll(ready="pace").add_poll("Strike?", ["Yes", "No"]).open_poll("p2").go_to(2).set_timer(5, 1000.0)
    )
    grown = grown.show_exercise("be-the-model", tally)
    again = from_text(to_text(grown))
    assert again == grown
    assert (again.step, again.ends, again.polls[1].state) == (2, 1300.0, "open")
    assert again.is_led_with(key)
    assert key not in to_text(grown)
    assert session.step is None  # the first value is as it was


def test_only_the_key_leads_and_only_our_tickets_count() -> None:
    session, key = three_steps()
    other, _ = three_steps()
    assert session.is_led_with(key)
    for wrong in ("", key[:-1], "ü", session.code, session.key):
        assert not session.is_led_with(wrong)
    ticket = session.ticket()
    assert session.is_ticket(ticket)
    for wrong in ("", ".", "a.b", ticket[:-1], ticket + "0", other.ticket(), "ü.ü"):
        assert not session.is_ticket(wrong)


def test_one_phone_has_one_id_a_question_and_nothing_joins_two_of_them() -> None:
    session, _ = three_steps()
    one, two = session.ticket(), session.ticket()
    ids = {session.entry_id(ticket, "poll", question) for ticket in (one, two) for question in ("p1.1", "p1.2", "p2.1")}
    assert len(ids) == 6
    assert session.entry_id(one, "poll", "p1.1") in ids
    other, _ = three_steps()
    assert other.entry_id(one, "poll", "p1.1") not in ids


def test_a_poll_goes_one_way_and_begins_anew_under_another_name() -> None:
    session, _ = three_steps()
    session = session.add_poll(ready="pace")
    for out_of_turn in (session.close_poll, session.show_poll):
        with pytest.raises(DataError):
            out_of_turn("p1")
    opened = session.open_poll("p1")
    shown = opened.close_poll("p1").show_poll("p1")
    for out_of_turn in (shown.open_poll, shown.close_poll, shown.show_poll):
        with pytest.raises(DataError):
            out_of_turn("p1")
    again = shown.reset_poll("p1")
    assert (shown.polls[0].code, again.polls[0].code, again.polls[0].state) == ("p1.1", "p1.2", "waiting")
    assert again.remove_poll("p1").polls == ()
    # A number is never given twice: answers to a poll that was removed are none to its successor.
    assert again.remove_poll("p1").add_poll(ready="pace").polls[0].id == "p2"


@pytest.mark.parametrize(
    ("question", "options"),
    [
        ("", ["a", "b"]),
        ("q", ["a"]),
        ("q", ["a", " "]),
        ("q", ["a", "a"]),
        ("q", list("abcdefghi")),
        ("q" * 201, ["a", "b"]),
        ("q", ["a", "b" * 101]),
    ],
)
def test_a_poll_that_does_not_fit_a_phone_is_refused(question: str, options: list[str]) -> None:
    with pytest.raises(DataError):
        three_steps()[0].add_poll(question, options)


def test_there_is_an_end_to_polls_steps_and_minutes() -> None:
    session, _ = three_steps()
    for refused in (
        lambda: session.go_to(3),
        lambda: session.go_to(-1),
        lambda: session.set_timer(181, 0),
        lambda: session.set_timer(-1, 0),
    ):
        with pytest.raises(DataError):
            refused()
    assert session.set_timer(5, 0).set_timer(0, 0).ends is None
    for _ in range(MOST_POLLS):
        session = session.add_poll(ready="pace")
    with pytest.raises(DataError):
        session.add_poll(ready="pace")


STRIKE = Text("en", "Strike?", ("Yes", "No"))
GREVE = Text("fr", "Grève ?", ("Oui", "Non"))


@pytest.mark.parametrize(
    ("reader", "read"),
    [("en", STRIKE), ("fr", GREVE), ("ar", STRIKE)],  # nobody wrote Arabic: the first there is, and said to be English
)
def test_an_own_question_is_read_in_the_readers_language_where_it_was_written_in_it(reader: str, read: Text) -> None:
    poll = three_steps()[0].add_poll(texts=[STRIKE, GREVE]).polls[0]
    assert poll.text(Language(reader)) == read
    assert poll.words(Language(reader)) == (read.question, dict(zip(("o0", "o1"), read.options, strict=True)))


@pytest.mark.parametrize(
    "texts",
    [
        [STRIKE, Text("fr", "Grève ?", ("Oui", "Non", "Peut-être"))],
        [STRIKE, Text("fr", "", ("Oui", "Non"))],
        [STRIKE, Text("fr", "Grève ?", ("Oui", "Oui"))],
    ],
)
def test_a_question_whose_languages_do_not_match_is_refused(texts: list[Text]) -> None:
    with pytest.raises(DataError):
        three_steps()[0].add_poll(texts=texts)


@pytest.mark.parametrize(
    ("sent", "texts"),
    [
        ({"question": "Strike?", "options": ["Yes", "No"]}, [STRIKE]),
        ({"texts": {"fr": {"question": "Grève ?", "options": ["Oui", "Non"]}}}, [GREVE]),
        ({"question": "Strike?"}, [Text("en", "Strike?")]),  # which is then refused as too short
        ({"texts": {"xx": {"question": "?", "options": []}}}, None),
        ({"texts": {"en": "Strike?"}}, None),
    ],
)
def test_a_page_sends_one_language_or_several(sent: dict, texts: list[Text] | None) -> None:
    if texts is not None:
        assert texts_sent(sent, "en") == texts
    else:
        with pytest.raises(DataError):
            texts_sent(sent, "en")


def test_what_was_asked_stays_in_words_though_it_is_removed_or_begun_anew() -> None:
    session, _ = begin("4-seat.ipynb", "en", ("Start", "Case"), topic="4", version="0.1.0:ab12")
    session = session.go_to(1, minute=25).add_poll(texts=[STRIKE, GREVE]).add_poll(ready="pace").open_poll("p1")
    session = session.reset_poll("p1").open_poll("p1").remove_poll("p1").go_to(0, minute=40).open_poll("p2")
    told = {each.question: each for each in from_text(to_text(session.read_in("ar"))).asked}
    assert list(told) == ["p1.1", "p1.2", "p2.1"]
    for code in ("p1.1", "p1.2"):
        asked = told[code]
        assert (asked.texts, asked.answers) == ((STRIKE, GREVE), ("o0", "o1"))
        assert (asked.lesson, asked.version, asked.step, asked.minute) == ("4-seat.ipynb", "0.1.0:ab12", 1, 25)
        assert asked.chosen("o1") == {"en": "No", "fr": "Non"}
        assert asked.chosen("six") == {}
    assert [text.language for text in told["p2.1"].texts] == ["en", "ar"], "and in no language in which nobody read it"
    assert told["p2.1"].chosen("slow")["en"] == "Too slow"
    assert session.reset_poll("p2").add_poll(ready="use").asked == session.asked, "what nobody saw was not asked"


def test_an_exercise_is_noted_with_its_words_when_it_is_answered_first() -> None:
    session, _ = three_steps()
    ticket = session.ticket()

    def hears(question: str, answer: str) -> None:
        nonlocal session
        sent = {"kind": "exercise", "question": question, "answer": answer}
        session = session.hearing(entry_of(session, ticket, sent, NOW))

    hears("be-the-model", "postcode")
    hears("be-the-model", "postcode")
    hears("times-as-often/welfare-fraud-flags", "6")
    asked, number = session.asked
    found = exercise("be-the-model")
    assert asked.texts == (
        Text(
            "en",
            found.question.say(Language("en")),
            tuple(each.sentence.say(Language("en")) for each in found.options),  # type: ignore[union-attr]
        ),
    )
    assert (number.question, number.texts) == ("times-as-often/welfare-fraud-flags", ())


def test_of_a_session_that_is_over_nobody_can_lead_or_find_a_phone() -> None:
    session, key = three_steps()
    session = session.add_poll(ready="pace").open_poll("p1")
    over = from_text(to_text(session.end()))
    assert (over.ended, over.code, over.key, over.secret, over.asked) == (True, "", "", "", session.asked)
    assert not over.is_led_with(key)
    assert not over.is_led_with("")
    with pytest.raises(DataError, match="over"):
        over.ticket()


# As version 0.1.0 wrote it, before languages, plans and words were kept.
BEFORE = """{"id": "9f", "code": "123456", "key": "00", "secret": "%s", "lesson": "4-seat.ipynb", "language": "fr",
"steps": ["Start", "Talk"], "topic": "4", "step": 1, "ends": null, "polls": [
{"id": "p1", "question": "", "options": [], "ready": "pace", "round": 1, "state": "waiting"},
{"id": "p3", "question": "Grève ?", "options": ["Oui", "Non"], "ready": "", "round": 2, "state": "open"}],
"smallest": 3, "shown": [["be-the-model", {"key": ["be-the-model"], "counts": {"postcode": 9}, "together": null,
"total": 9}]], "numbered": 3, "began": 1801476000, "rehearsal": false}""" % ("ab" * 32)


def test_a_session_that_was_kept_before_words_were_is_read_with_the_words_that_it_has() -> None:
    session = from_text(BEFORE)
    assert (session.polls[1].code, session.polls[1].texts) == ("p3.2", (GREVE,))
    assert (session.step, session.smallest, session.ended, session.languages) == (1, 3, False, ("fr",))
    assert [each.question for each in session.asked] == ["p3.1", "p3.2"]
    assert session.shown[0][1].total == 9
    assert session.is_ticket(session.ticket())
    assert from_text(to_text(session)) == session


def test_polls_at_hand_are_said_in_every_language() -> None:
    for ready in READY:
        said = {Poll("p1", ready=ready).words(Language(code))[0] for code in KNOWN}
        assert len(said) == len(KNOWN)


def test_an_answer_counts_while_its_poll_is_open() -> None:
    session, _ = three_steps()
    session = session.add_poll(ready="pace")
    sent = {"kind": "poll", "question": "p1.1", "answer": "slow", "change": 2}
    ticket = session.ticket()
    with pytest.raises(TooLate):
        entry_of(session, ticket, sent)
    entry = entry_of(session.open_poll("p1"), ticket, sent, NOW)
    assert (entry.kind, entry.topic, entry.question, entry.answer, entry.change) == ("poll", "4", "p1.1", "slow", 2)
    with pytest.raises(DataError):
        entry_of(session.open_poll("p1"), ticket, {**sent, "answer": "never-offered"})
    with pytest.raises(TooLate):
        entry_of(session.open_poll("p1").reset_poll("p1").open_poll("p1"), ticket, sent)  # of the round before


@pytest.mark.parametrize(
    ("question", "answer", "kept"),
    [
        ("be-the-model", "postcode", "postcode"),
        ("times-as-often/welfare-fraud-flags", "6.2", "6.2"),
        ("times-as-often/welfare-fraud-flags", "six", OTHER),
    ],
)
def test_the_first_answer_to_an_exercise_is_kept_as_a_code(question: str, answer: str, kept: str) -> None:
    session, _ = three_steps()
    sent = {"kind": "exercise", "question": question, "answer": answer, "change": 7}
    entry = entry_of(session, session.ticket(), sent, NOW)
    assert (entry.answer, entry.change) == (kept, 0)


def test_of_the_ten_questions_only_how_many_were_right_is_taken() -> None:
    session, _ = three_steps()
    sent = {"kind": "quiz_before", "question": "quiz-4", "answer": "6", "change": 1}
    assert entry_of(session, session.ticket(), sent, NOW).answer == "6"
    for wrong in ({"answer": "11"}, {"answer": "yes"}, {"answer": ""}, {"question": "q1"}, {"kind": "quiz"}):
        with pytest.raises(DataError):
            entry_of(session, session.ticket(), {**sent, **wrong})


def test_a_side_speaks_with_one_voice() -> None:
    session, _ = three_steps()
    sent = {"kind": "said", "question": "t1.r2.bias.employer.number", "answer": "60", "change": 1}
    one, two = (entry_of(session, session.ticket(), sent, NOW) for _ in range(2))
    assert one == two
    for wrong in (
        {"answer": "sixty"},
        {"question": "t13.r1.bias.employer.number"},
        {"question": "t1.r7.bias.employer.number"},
        {"question": "t1.r1.bias.both.number"},
    ):
        with pytest.raises(DataError):
            entry_of(session, session.ticket(), {**sent, **wrong})


def test_what_an_earlier_version_kept_is_read() -> None:
    session = begin("en/x.ipynb", "en")[0]
    kept = json.loads(to_text(session))
    del kept["down"]
    told = {"key": ["q"], "counts": {"a": 20, "b": None, "c": None}, "together": 9, "total": 29}
    nothing = {"key": ["r"], "counts": {"a": None}, "together": None, "total": None}
    kept["shown"] = [["one", told], ["two", nothing]]
    [(name, tally)] = from_text(json.dumps(kept)).on_wall
    assert (name, tally.total) == ("one", 29)
    assert tally.bars == (Bar(("a",), 20), Bar(("b", "c"), 9))
