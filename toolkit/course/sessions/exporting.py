"""A session as a file to keep: first what it was and what was asked in words, then each entry in codes.

Every line is JSON and says in `kind` what it is. Who reads only entries passes over ``session`` and ``asked``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from toolkit.course.sessions.asked import Asked
from toolkit.course.sessions.polls import Text
from toolkit.course.sessions.session import Session, from_text, to_text
from toolkit.course.store.entry import KINDS
from toolkit.course.store.store import Store

ABOUT = ("session", "asked")  # kinds of lines that are no entries
_OF_SESSION = ("language", "languages", "lesson", "version", "topic", "steps", "plan", "meeting", "smallest", "began")
_OF_ASKED = ("question", "ready", "topic", "lesson", "version", "step", "minute")
_LONGEST, _MOST = 1000, 500  # of a text and of a list, in a file that may come from anywhere


def export(store: Store, workshop: str) -> str:
    """All that is kept of a session, one line each; of one that was kept before words were, its entries alone."""
    state = store.states().get(workshop)
    about = "" if state is None else "".join(_line(each) for each in _about(from_text(state)))
    return about + store.export(workshop=workshop)


def session_from(lines: Iterable[Mapping[str, Any]]) -> Session:
    """A session that is over, out of the lines about it; an error of a value where one does not hold."""
    first, *others = lines
    if first.get("kind") != "session" or any(one.get("workshop") != first["workshop"] for one in others):
        raise ValueError
    kept = {name: _checked(first[name]) for name in (*_OF_SESSION, "shown")}
    asked = [asdict(_asked(one)) for one in others]
    gone = {"code": "", "key": "", "secret": "", "polls": [], "ended": True}
    session = from_text(json.dumps({**kept, **gone, "id": str(first["workshop"]), "asked": asked}))
    if type(session.smallest) is not int or type(session.began) is not int or session.language not in session.languages:
        raise ValueError
    return session


def _about(session: Session) -> Iterator[dict[str, Any]]:
    plain = json.loads(to_text(session))
    yield {"kind": "session", "workshop": session.id, **{name: plain[name] for name in (*_OF_SESSION, "shown")}}
    for one in session.asked:
        words = {
            text.language: {"question": text.question, "answers": dict(zip(one.answers, text.options, strict=True))}
            for text in one.texts
        }
        about = {name: getattr(one, name) for name in _OF_ASKED}
        yield {"kind": "asked", "workshop": session.id, "of": one.kind, **about, "words": words}


def _asked(line: Mapping[str, Any]) -> Asked:
    about = {name: _checked(line[name]) for name in _OF_ASKED}
    if line["kind"] != "asked" or line["of"] not in KINDS or not isinstance(about["question"], str):
        raise ValueError
    texts = []
    for language, words in _checked(line["words"]).items():
        answers = tuple(words["answers"])
        given = tuple(map(str, words["answers"].values()))
        texts.append((answers, Text(language, str(words["question"]), given)))
    codes = texts[0][0] if texts else ()
    if any(answers != codes for answers, _ in texts):
        raise ValueError
    return Asked(**about, kind=line["of"], answers=codes, texts=tuple(text for _, text in texts))


def _checked(value: Any) -> Any:
    """A value of a file, if none of it is longer than what we write."""
    if isinstance(value, str) and len(value) <= _LONGEST:
        return value
    if isinstance(value, list) and len(value) <= _MOST:
        return [_checked(each) for each in value]
    if isinstance(value, dict) and len(value) <= _MOST:
        return {_checked(name): _checked(each) for name, each in value.items()}
    if value is None or type(value) in (int, bool):
        return value
    raise ValueError


def _line(about: Mapping[str, Any]) -> str:
    return f"{json.dumps(about, ensure_ascii=False)}\n"
