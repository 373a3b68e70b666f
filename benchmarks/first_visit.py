"""What does one person with a phone wait for, who opens a lesson for the first time? Ours and stock Voila, in one run.

    python -m benchmarks.first_visit
    python -m benchmarks.first_visit --slow      on a line as slow as a weak 3G one, ours alone

A cold Chromium of a phone's size opens the lesson: when its first text is painted, when its first control is there,
and how many bytes came over the line until then. Needs Chromium on the PATH.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

from benchmarks.workshop import serving

PHONE = {"width": 390, "height": 844}
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
# Everything stands and the process has answered: ours takes its bar away then, Voila shows its cells only then.
USABLE = """() => {
  const ours = document.getElementById("tk-complete");
  return ours ? !document.getElementById("tk-loading") : document.getElementById("rendered_cells")?.checkVisibility();
}"""
LONGEST = 180_000  # milliseconds


@dataclass(frozen=True)
class Visit:
    """Seconds until the first text and until something can be used, and kilobytes until then."""

    text: float
    usable: float
    kilobytes: float


def visit(browser: Browser, address: str, *, slow: bool) -> Visit:
    """Open a page with nothing in the cache."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    received = [0.0]
    devtools.on("Network.loadingFinished", lambda told: received.append(told["encodedDataLength"]))
    devtools.on("Network.webSocketFrameReceived", lambda told: received.append(len(told["response"]["payloadData"])))
    if slow:
        devtools.send("Network.emulateNetworkConditions", SLOW_3G)
    start = time.monotonic()
    page.goto(address, wait_until="commit", timeout=LONGEST)
    page.wait_for_function(
        "() => [...document.querySelectorAll('main p, .jp-RenderedMarkdown p')].some(p => p.checkVisibility() && "
        "p.innerText.length > 60)",
        timeout=LONGEST,
        polling=50,
    )
    text = time.monotonic() - start
    page.wait_for_function(
        USABLE,
        timeout=LONGEST,
        polling=50,
    )
    usable = time.monotonic() - start
    page.wait_for_timeout(500)  # what is still on its way is counted too
    context.close()
    return Visit(text, usable, sum(received) / 1024)


def main() -> int:
    """Print a table, with ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--slow", action="store_true", help="on a slow line, ours alone")
    parser.add_argument("--notebook", default="en/4-seat-at-the-table.ipynb")
    options = parser.parse_args()
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        print("There is no Chromium on the PATH.", file=sys.stderr)
        return 1
    found = {}
    with sync_playwright() as playwright:
        for peer in ("ours",) if options.slow else ("stock Voila", "ours"):
            with serving(peer, options.notebook, 3) as (_, root, lesson):
                browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
                if peer == "ours":  # the first visitor has the lesson run; a room's organiser is that one
                    visit(browser, root + lesson, slow=False)
                    browser.close()
                    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
                found[peer] = visit(browser, root + lesson, slow=options.slow)
                browser.close()
    print("| | first text, s | usable, s | kB |\n|---|---:|---:|---:|")
    for peer, one in found.items():
        print(f"| {peer} | {one.text:.2f} | {one.usable:.2f} | {one.kilobytes:.0f} |")
    if len(found) == 2:
        stock, ours = found["stock Voila"], found["ours"]
        share = ours.kilobytes / stock.kilobytes
        print(f"| ours, of stock | 1/{stock.text / ours.text:.1f} | 1/{stock.usable / ours.usable:.1f} | {share:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
