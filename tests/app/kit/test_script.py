"""The script of the sheets: joined from its modules without changing what they do, and tried by itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.app.kit import script
from toolkit.app.kit.script import UnfitModules, joined, lean, sheet_script

MODULES = Path(script.__file__).parent / "sheet"
TESTS = Path(__file__).parent / "sheet"
OLDEST_NODE = 18
MOST_LINES = 250


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Modules by their names; the first one is the entry."""

    def written(**modules: str) -> Path:
        for name, text in modules.items():
            (tmp_path / f"{name}.mjs").write_text(text, encoding="utf-8")
        return tmp_path / f"{next(iter(modules))}.mjs"

    return written


# --- joined --------------------------------------------------------------------------------------------------------


def test_modules_come_after_those_that_they_need_each_once(write: Callable[..., Path]) -> None:
    entry = write(
        main=(
            '/* What it is. */\nimport { b } from "./b.mjs";\nimport { a, A } from "./a.mjs";\n\n'
            "const drawing = { a, b,\n  A };\nexport default drawing;\n"
        ),
        a='// Why.\nexport const A = 1; // because\nexport function a() {\n  return "// no comment";\n}\n',
        b='import { A } from "./a.mjs";\n\nexport async function b() {\n  return A;\n}\nclass Own extends Map {\n}\n',
    )
    assert joined(entry) == (
        'const A = 1;\nfunction a() {\nreturn "// no comment";\n}\n'
        "async function b() {\nreturn A;\n}\nclass Own extends Map {\n}\n"
        "const drawing = { a, b,\nA };\nexport default drawing;\n"
    )


MAIN = 'import { a } from "./a.mjs";\n'


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        ({"main": MAIN + "const a = 1;\n", "a": "export const a = 2;\n"}, "a.mjs and main.mjs both declare a."),
        ({"main": MAIN + "const b = 1;\n", "a": "export const a = 2;\nlet b = 3;\n"}, "both declare b."),
        ({"main": "const a = 1;\nfunction a() {\n}\n"}, "main.mjs declares a twice."),
        ({"main": MAIN, "a": "const a = 2;\n"}, "main.mjs imports a, which a.mjs does not export."),
        ({"main": MAIN, "a": "export const ab = 2;\n"}, "main.mjs imports a, which a.mjs does not export."),
        ({"main": MAIN}, "main.mjs imports a.mjs, which is not there."),
        (
            {
                "main": MAIN,
                "a": 'import { b } from "./b.mjs";\nexport const a = 1;\n',
                "b": MAIN + "export const b = 1;\n",
            },
            "Imports go in a circle: a.mjs, b.mjs, a.mjs.",
        ),
        ({"main": MAIN, "a": "export const a = 1;\nexport default a;\n"}, "a.mjs has a default export"),
        # What means the browser's own `history` in one module would mean another module's afterwards.
        (
            {"main": MAIN + "const b = () => history.back(a);\n", "a": "export const a = 1;\nconst history = [];\n"},
            "main.mjs says history, which is a name of a.mjs",
        ),
        ({"main": MAIN + "const b = [...c, a];\n", "a": "export const a = 1;\nconst c = [];\n"}, "main.mjs says c"),
        *(
            ({"main": line + "\n", "a": "export const a = 1;\n"}, f"a form that cannot be joined: {line}")
            for line in (
                'import a from "./a.mjs";',
                'import { a as b } from "./a.mjs";',
                'import * as a from "./a.mjs";',
                'import { a } from "./a.mjs"',
                'import { a } from "../a.mjs";',
                'import { a } from "elsewhere";',
                'import "./a.mjs";',
                'export { a } from "./a.mjs";',
                "export default { a: 1 };",
                "export const { a } = {};",
                "const [a] = [];",
                "a();",
                "var a = 1;",
            )
        ),
        ({"main": "const a = `two\n  lines`;\n"}, "a text over several lines"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_would_do_something_else_once_it_is_joined_is_refused(
    write: Callable[..., Path], modules: dict[str, str], said: str
) -> None:
    with pytest.raises(UnfitModules, match=re.escape(said)):
        joined(write(**modules))


def test_a_name_that_is_a_field_a_key_or_a_word_of_a_text_is_not_another_modules(write: Callable[..., Path]) -> None:
    main = MAIN + 'const b = { c: a.c, "d": "c" }; // c\n// c\nconst e = (d) => d.c;\n'
    assert "const b = { c: a.c" in joined(write(main=main, a="export const a = 1;\nconst c = 2;\n"))


def test_what_is_sent_keeps_all_but_indentation_and_comments() -> None:
    text = '/* One\n   two */\na {\n  b: "/* c */"; // d\n\n  // e\n  f("g; // h"); /* i */\n  url(http://j);\n}\n'
    assert lean(text) == 'a {\nb: "/* c */";\nf("g; // h"); /* i */\nurl(http://j);\n}'


# --- the script of the sheets ----------------------------------------------------------------------------------------


def test_every_module_is_short_and_part_of_what_is_sent() -> None:
    sent = sheet_script()
    assert sent.endswith("export default drawing;\n")
    assert len(re.findall(r"^(?:import|export)\b", sent, flags=re.MULTILINE)) == 1
    for path in sorted(MODULES.iterdir()):
        text = path.read_text(encoding="utf-8")
        assert path.suffix == ".mjs"
        assert len(text.splitlines()) <= MOST_LINES, path
        assert text.startswith("/* "), f"{path.name} does not say what it is for"
        (first,) = re.findall(r"^export (?:default )?(?:async )?(?:function|class|const)? ?(\w+)", text, re.MULTILINE)[
            :1
        ]
        assert re.search(rf"^(?:async )?(?:function|class|const) {first}\b", sent, flags=re.MULTILINE), path
    # Nothing that the policy of our pages refuses.
    assert not re.search(r"\beval\b|new Function|import\(|https?:", sent)


def test_the_script_is_no_heavier_than_the_one_file_that_it_was() -> None:
    assert len(sheet_script().encode()) <= 1.02 * 26_133


def node() -> str:
    found = shutil.which("node") or shutil.which("nodejs")
    if found is None:
        pytest.skip("no node on the PATH: the script of the forms was not tried by itself")
    version = subprocess.run([found, "--version"], capture_output=True, text=True, timeout=600).stdout.strip()
    if int(re.sub(r"v(\d+)\..*", r"\1", version)) < OLDEST_NODE:
        pytest.skip(
            f"the script of the forms was not tried by itself: that needs node {OLDEST_NODE}, and here is {version}"
        )
    return found


def test_the_script_passes_its_own_tests(tmp_path: Path) -> None:
    """What is sent is tried too (`JOINED_SCRIPT`), not only the modules that it is joined from."""
    sent = tmp_path / "sheet.mjs"
    sent.write_text(sheet_script(), encoding="utf-8")
    files = sorted(map(str, TESTS.glob("*.test.mjs")))
    assert {Path(file).name for file in files} >= {"wire.test.mjs", "sheet.test.mjs", "files.test.mjs"}
    done = subprocess.run(
        [node(), "--test", *files],
        env={**os.environ, "JOINED_SCRIPT": str(sent)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
    )
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr
    (passed,) = re.findall(r"^(?:#|ℹ) pass (\d+)$", done.stdout, flags=re.MULTILINE)
    conversations = len(list((Path(__file__).parent / "wire").glob("*.json"))) - 1
    assert int(passed) >= 2 * conversations + 40
    assert re.findall(r"^(?:#|ℹ) skipped (\d+)$", done.stdout, flags=re.MULTILINE) == ["0"]
