// Pointing at a work lights its ancestors and its descendants; so does coming to it by keyboard.

import { trees, workOf } from "./works.js";

let traced = null;

export function listenToPointing() {
  for (const { place } of trees) {
    place.addEventListener("pointerover", (event) => event.pointerType === "mouse" && trace(workOf(event.target)));
    place.addEventListener("pointerleave", () => trace(null));
    place.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && trace(workOf(event.target)));
    place.addEventListener("focusout", () => trace(null));
  }
}

function trace(work) {
  if (work === traced) return;
  if (traced) {
    traced.tree.place.classList.remove("of-traced");
    for (const element of traced.tree.place.querySelectorAll(".lit")) element.classList.remove("lit");
  }
  traced = work;
  if (!work) return;
  const lit = new Set([...reach(work, "bases"), ...reach(work, "made")]);
  for (const { row, lines } of lit) for (const element of [row, lines]) element.classList.add("lit");
  for (const { line, from, to } of work.tree.also) line.classList.toggle("lit", lit.has(from) && lit.has(to));
  work.tree.place.classList.add("of-traced");
}

// A work and all that is reached from it, one way.
function reach(work, way) {
  const reached = new Set([work]);
  for (const each of reached) for (const next of each[way]) reached.add(next);
  return reached;
}
