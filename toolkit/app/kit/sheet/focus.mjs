/* Where the cursor is: it stays when what it stands on is drawn anew, and goes where the process points. */

const TARGETS = "input, select, textarea, button, a";

// Who stood on something inside a box stands on its successor afterwards: the one of the same value, else of the same place.
export function redraw(box, nodes) {
  const targets = () => [...box.querySelectorAll(TARGETS)];
  const { activeElement } = document;
  const at = targets().indexOf(activeElement);
  box.replaceChildren(...nodes);
  if (at < 0) return;
  const after = targets();
  const next = after.find((each) => each.value && each.value === activeElement.value) || after[Math.min(at, after.length - 1)];
  if (next) next.focus({ preventScroll: true });
}

// Moved only where it has to be: a field that is moved loses the cursor.
export function putAfter(root, before, node) {
  const next = before ? before.nextSibling : root.firstChild;
  if (next !== node) root.insertBefore(node, next);
}

export function leadTo(part) {
  if (part.point) {
    part.point();
    return;
  }
  part.node.scrollIntoView({ block: "center" });
  const target = part.node.querySelector(TARGETS);
  if (target) target.focus({ preventScroll: true });
}
