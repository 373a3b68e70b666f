/* What every part of a sheet is made of: elements whose text is set as text, and names that nobody else has. */

// Each sheet of a page may have a copy of this script, and labels and radio buttons go by their names.
const COUNTED = Symbol.for("toolkit.sheet.counted");

export function make(tag, props = {}, ...inside) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...inside);
  return node;
}

export const unique = (name) => {
  window[COUNTED] = (window[COUNTED] || 0) + 1;
  return `tk-${name}-${window[COUNTED]}`;
};
