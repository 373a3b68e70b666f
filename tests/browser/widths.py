"""What slides sideways or is cut on a page, from the narrowest phone to a desk."""

from __future__ import annotations

from typing import Any

WIDTHS = (320, 390, 768, 1280)
# What stands out of the window, and what is wider or higher than the box that hides the rest of it. What slides in a
# box of its own, and what is only there for screen readers, may; so may long words inside a field.
FAULTS = """() => {
  const seen = (each) => each.checkVisibility() && each.getClientRects().length > 0;
  const apart = (each) => each.closest(".tk-unseen, .tk-skip, .tk-scroll, .tk-paper, [aria-hidden=true] svg, thead");
  const found = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) found.push(`the page slides by ${wide}`);
  for (const each of document.querySelectorAll("body *")) {
    if (!seen(each) || apart(each)) continue;
    const box = each.getBoundingClientRect();
    const name = `${each.tagName}.${each.className} “${(each.textContent || "").trim().slice(0, 40)}”`;
    const outside = box.left < -1 || box.right > innerWidth + 1;
    if (box.width && outside) found.push(`outside: ${name} ${box.left} ${box.right}`);
    const style = getComputedStyle(each);
    const hides = /hidden|clip/.test(style.overflowX + style.overflowY);
    if (hides && !["HTML", "SELECT", "INPUT", "PROGRESS", "svg"].includes(each.tagName) &&
        (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1) && each.clientHeight > 0)
      found.push(`cut: ${name}`);
    if (each.tagName === "SELECT" || (each.tagName === "INPUT" && each.type === "text"))
      if (each.scrollHeight > each.clientHeight + 2) found.push(`too low: ${name}`);
  }
  return found;
}"""


def faults_of_width(page: Any) -> list[str]:
    """What is wrong on the page at each width, with everything unfolded; the page is as wide as before afterwards."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    before = page.viewport_size
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        found += [f"at {width}: {fault}" for fault in page.evaluate(FAULTS)]
    page.set_viewport_size(before)
    return found
