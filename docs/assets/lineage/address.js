// What is folded and sought, in the address: so that it can be linked and survives a reload.

import { foldable, works } from "./works.js";

const LONGEST = 1500; // letters of ids; what is longer is not kept

/** Write down what is folded now, and what is sought. */
export function keep(sought) {
  const address = new URL(location);
  const folding = foldable(), folded = folding.filter((work) => work.folded).map((work) => work.id);
  const list = folded.length && folded.length === folding.length ? "all" : folded.join(" ");
  set(address, "closed", list.length <= LONGEST ? list : "");
  set(address, "find", sought);
  if (address.href !== location.href) history.replaceState(null, "", address);
}

/** Fold what the address has as folded, and return what it seeks. */
export function read() {
  const asked = new URLSearchParams(location.search), closed = asked.get("closed") ?? "";
  const ids = new Set(closed.split(" "));
  for (const work of foldable()) work.folded = closed === "all" || ids.has(work.id);
  return asked.get("find") ?? "";
}

/** The work that the address leads to (`#ID`), if it is one. */
export function target() {
  const text = location.hash.slice(1);
  try {
    return works.get(decodeURIComponent(text));
  } catch {
    return works.get(text); // mistyped: no such text was encoded
  }
}

function set(address, name, value) {
  if (value) address.searchParams.set(name, value);
  else address.searchParams.delete(name);
}
