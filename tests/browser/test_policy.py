"""Whatever got into a page as words does not run: the browser refuses it, in lessons and around them.

That nothing honest is refused is looked at by every test that opens a page (`open_page`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("survival")

PAGES = ("/en/", "/ar/room/", "/voila/render/ar/write-a-clause.ipynb")
# Each way in which words become a script, as somebody would use it who found one place that is not escaped.
WAYS = {
    "a script in the page": "put(make('script', 'run(1)'))",
    "a handler": "put(html('<img src=x onerror=run(2)><svg onload=run(3)></svg>'))",
    "a link": "const a = html('<a href=\"javascript:run(4)\">x</a>').firstChild; put(a); a.click()",
    "eval": "setTimeout(() => eval('run(5)'))",
    "a function of words": "setTimeout(() => new Function('run(6)')())",
    "a timer of words": "setTimeout('run(7)')",
    "a module of words": "import('data:text/javascript,run(8)').catch(() => {})",
    "a module from memory": "import(URL.createObjectURL(script('run(9)'))).catch(() => {})",
    "a script of another computer": "put(Object.assign(make('script', ''), { src: 'http://elsewhere.example/x.js' }))",
    "a page in the page": "put(Object.assign(make('iframe', ''), { srcdoc: inside, onload: came }))",
    "an object": "put(html('<object data=\"data:text/html,<script>parent.run(11)</script>\"></object>'))",
    "a worker": "try { new Worker(URL.createObjectURL(new Blob(['1']))).onerror = () => {} } catch {}",
    "a question to another computer": "fetch('http://elsewhere.example/').catch(() => {})",
    "a picture of another computer": "put(html('<img src=\"http://elsewhere.example/x.png\">'))",
    "another base": "document.head.prepend(Object.assign(make('base', ''), { href: 'http://elsewhere.example/' }))",
}
TRY = """(ways) => {
  window.ran = [];
  window.run = (n) => window.ran.push(n);
  window.refused = [];
  const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  const html = (text) => Object.assign(document.createElement('div'), { innerHTML: text });
  const script = (text) => new Blob([text], { type: 'text/javascript' });
  const inside = '<script>parent.run(10)</' + 'script>';
  const came = () => window.refused.push('came');
  const put = (node) => document.body.append(node);
  document.addEventListener('securitypolicyviolation', (event) => window.refused.push(event.effectiveDirective));
  %s
}"""


@pytest.mark.parametrize("path", PAGES)
def test_words_that_became_part_of_a_page_run_nowhere(
    browser: Any, visit: Callable[..., None], apps: str, path: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    failed: dict[str, str] = {}
    page.on("requestfailed", lambda request: failed.update({request.url: request.failure}))
    try:
        visit(page, apps + path)
        page.evaluate(TRY % ";\n  ".join(f"{{ {way} }}" for way in WAYS.values()))
        # The handlers are two, so there is one more than ways; what the page in the page refuses is told to itself.
        page.wait_for_function("(n) => window.refused.includes('came') && window.refused.length > n", arg=len(WAYS))
        assert page.evaluate("window.ran") == []
        refused = page.evaluate("window.refused")
        directives = {"script-src", "script-src-elem", "script-src-attr", "object-src", "worker-src", "connect-src"}
        assert directives | {"img-src", "base-uri", "came"} == set(refused)
        assert {why for url, why in failed.items() if "elsewhere" in url} <= {"csp"}
    finally:
        context.close()
