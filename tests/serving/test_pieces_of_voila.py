"""Voila's script in one file: what it holds, how it is sent, and that nothing else of Voila's has to be fetched."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from voila.paths import collect_static_paths

from toolkit.serving.pages.bundle import PIECES, bundle_of

pytestmark = pytest.mark.xdist_group("server")
FOLDERS = tuple(collect_static_paths(["voila", "nbconvert"], "lab"))


def test_each_piece_stands_in_the_file_in_a_function_of_its_own() -> None:
    bundle = bundle_of(FOLDERS)
    assert gzip.decompress(bundle.packed) == bundle.content
    for name in PIECES:
        found = [path for folder in FOLDERS if (path := Path(folder) / f"{name}.voila.js").is_file()]
        assert found, f"Voila has no piece {name} any more: bring PIECES up to date"
        assert found[0].read_bytes() in bundle.content
    assert bundle.content.count(b"(()=>{") >= len(PIECES)


def test_a_piece_that_is_not_there_is_left_out(tmp_path: Path) -> None:
    (tmp_path / f"{PIECES[0]}.voila.js").write_text('"use strict";one()', encoding="utf-8")
    assert bundle_of((str(tmp_path),)).content == b'(()=>{"use strict";one()\n})();'


def test_the_file_is_sent_packed_and_kept_for_good(visitor: Any) -> None:
    page = visitor.get("/voila/render/en/notes.ipynb").text
    address = page.partition('as="script" href="')[2].partition('"')[0]
    assert "/bundle-" in address
    answer = visitor.get(address)
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "immutable" in answer.headers["Cache-Control"]
    assert visitor.get(address.replace("bundle-", "bundle-0")[:-4] + ".js").status == 404


def test_a_server_loads_no_grammar_of_addresses() -> None:
    """It takes two seconds, and jsonschema, which would load it, does without. Whoever wants it has it afterwards."""
    code = (
        "import sys\n"
        "from toolkit.serving import serve\n"
        "import toolkit.serving.warm.rehearsal\n"
        "assert 'jsonschema' in sys.modules; assert 'lark' not in sys.modules\n"
        "import importlib.util; assert importlib.util.find_spec('rfc3987_syntax')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr


def test_no_schema_that_a_server_reads_asks_for_what_the_grammar_checks() -> None:
    """A schema with the format ``iri`` would go unchecked; then the grammar has to be loaded after all."""
    for name in ("jupyter_events", "jupyter_server", "nbformat"):
        home = Path(str(find_spec(name).origin)).parent  # type: ignore[union-attr]
        files = [path for path in home.rglob("*") if path.suffix in (".json", ".yml", ".yaml")]
        schemas = [path for path in files if "schema" in path.relative_to(home).as_posix()]
        assert schemas
        for path in schemas:
            assert not re.search(r"format\W+iri", path.read_text(encoding="utf-8")), path
