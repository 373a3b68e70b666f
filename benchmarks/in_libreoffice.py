"""What an office programme makes of our Word files: redlines accepted and rejected, references after a deleted article.

    .venv/bin/python -m benchmarks.in_libreoffice make FOLDER      writes the files and what is expected of them
    /usr/bin/python3 benchmarks/in_libreoffice.py check FOLDER     opens them in LibreOffice and compares

Two steps, because LibreOffice brings a Python of its own: on Debian the packages libreoffice-writer and python3-uno.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

PORT = 2099
TEN = ["inventory", "notice", "assessment", "bias", "human", "explain", "access", "minimise", "train", "dispute"]
PLACES = {"en": "KE", "ar-MA": "MA", "fr": "MA", "es": "MX", "pt": "BR"}
CUT = "notice"


def make(folder: Path) -> None:
    """Sixty redlines with both texts, and in each language a table copy with the title of the article to delete."""
    from benchmarks.counter_answers import DAY, HERE, read_first
    from toolkit.bargaining import Agreement, library
    from toolkit.bargaining.counter.compare import read_ours
    from toolkit.bargaining.counter.papers.redline import both_texts, write_redline

    folder.mkdir(parents=True, exist_ok=True)
    expected: dict[str, Any] = {"redlines": {}, "cuts": {}}
    answers = [one for path in sorted((HERE / "first").glob("*.yml")) for one in read_first(path)]
    for number, answer in enumerate(answers):
        name = f"redline-{number:02}.docx"
        write_redline(answer.agreement, answer.data, folder / name, name=answer.file)
        ours, theirs = both_texts(read_ours(answer.agreement), answer.data, name=answer.file)
        expected["redlines"][name] = {"rejected": [text for text, _ in ours], "accepted": [text for text, _ in theirs]}
    for language, place in PLACES.items():
        draft = Agreement(title="T", union="U", employer="E", place=place, language=language, on=DAY)
        for clause in TEN:
            blanks = {blank.name: blank.example_in(language) for blank in library()[clause].blanks}
            draft = draft.add(clause, strength="strong", blanks=blanks)
        draft.write(folder / f"cut-{language}.docx", audience="table")
        expected["cuts"][f"cut-{language}.docx"] = library()[CUT].text(language[:2]).title
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1), encoding="utf-8")


def check(folder: Path) -> int:
    """Open every file; say how many hold what is expected. Returns the number of those that do not."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    office = Office()
    wrong = []
    for name, texts in expected["redlines"].items():
        for act, lines in texts.items():
            found = office.text_after(folder / name, "Accept" if act == "accepted" else "Reject")
            if words(found) != words("\n".join(lines)):
                wrong.append(f"{name}, {act}")
    for name, title in expected["cuts"].items():
        before, after = office.references_without(folder / name, title)
        print(f"{name}: references {sorted(set(before))} before, {sorted(set(after))} after")
        if not after or {last_number(one) - 1 for one in before} != {last_number(one) for one in after}:
            wrong.append(f"{name}, references")
    print(f"{2 * len(expected['redlines']) + len(expected['cuts'])} looked at, {len(wrong)} wrong", *wrong, sep="\n  ")
    office.close()
    return len(wrong)


def words(text: str) -> list[str]:
    """The words alone: an office programme shows spaces, marks of direction and list numbers in its own way."""
    return re.findall(r"\w+", text)


def last_number(reference: str) -> int:
    """The number in "Article 13"."""
    return int(re.findall(r"\d+", reference)[-1])


class Office:
    """A LibreOffice without a window."""

    def __init__(self) -> None:
        import uno

        self.process = subprocess.Popen(
            ["soffice", "--headless", "--norestore", f"--accept=socket,host=127.0.0.1,port={PORT};urp;"]
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(60):
            try:
                self.context = resolver.resolve(
                    f"uno:socket,host=127.0.0.1,port={PORT};urp;StarOffice.ComponentContext"
                )
                break
            except Exception:
                time.sleep(0.5)
        self.desktop = self._service("com.sun.star.frame.Desktop")

    def _service(self, name: str) -> Any:
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def _open(self, path: Path) -> Any:
        from com.sun.star.beans import PropertyValue

        hidden = PropertyValue()
        hidden.Name, hidden.Value = "Hidden", True
        return self.desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, (hidden,))

    def text_after(self, path: Path, act: str) -> str:
        """The text of a file after all its tracked changes were accepted or rejected."""
        document = self._open(path)
        dispatcher = self._service("com.sun.star.frame.DispatchHelper")
        dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{act}AllTrackedChanges", "", 0, ())
        text = str(document.Text.String)
        document.close(True)
        return text

    def references_without(self, path: Path, title: str) -> tuple[list[str], list[str]]:
        """What the references say, before and after the article of this title was deleted and the fields updated."""
        document = self._open(path)
        before = self._references(document)
        inside = False
        for paragraph in list(self._paragraphs(document)):
            label = re.sub(r"[\d\s.()]", "", paragraph.ListLabelString)
            if len(label) > 2:  # the heading of an article: "Article 5", not "5.1" or "(a)"
                inside = paragraph.String.strip() == title
            if inside:
                document.Text.removeTextContent(paragraph)
        document.TextFields.refresh()
        after = self._references(document)
        document.close(True)
        return before, after

    @staticmethod
    def _paragraphs(document: Any) -> Any:
        parts = document.Text.createEnumeration()
        while parts.hasMoreElements():
            part = parts.nextElement()
            if part.supportsService("com.sun.star.text.Paragraph"):
                yield part

    @staticmethod
    def _references(document: Any) -> list[str]:
        fields = document.TextFields.createEnumeration()
        found = []
        while fields.hasMoreElements():
            each = fields.nextElement()
            if each.supportsService("com.sun.star.text.textfield.GetReference"):
                found.append(str(each.CurrentPresentation))
        return found

    def close(self) -> None:
        """End it."""
        self.process.terminate()


if __name__ == "__main__":
    task, place = sys.argv[1], Path(sys.argv[2])
    sys.exit(make(place) if task == "make" else min(check(place), 1))
