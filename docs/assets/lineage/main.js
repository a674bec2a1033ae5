// The drawings of /lineage/: branches fold, names are found, a work shows its ancestors and descendants.
// What is folded and sought stands in the address.

import { keep, read, target } from "./address.js";
import { Finder, goTo } from "./find.js";
import { addToggles, count, foldAll } from "./fold.js";
import { listenToPointing } from "./trace.js";
import { trees } from "./works.js";

const form = document.querySelector(".of-find");
const finder = new Finder(form, () => keep(finder.sought));

addToggles(() => keep(finder.sought));
listenToPointing();
form.addEventListener("click", ({ target: { dataset } }) => {
  if (!dataset.all) return;
  foldAll(dataset.all === "close");
  keep(finder.sought);
});

// #ID: the browser has gone there already, unless the row was folded away.
function goToTarget() {
  const work = target();
  if (!work) return;
  goTo(work, "auto");
  work.row.querySelector("a").focus({ preventScroll: true });
}
addEventListener("hashchange", goToTarget);

finder.input.value = read();
trees.forEach(count);
form.hidden = false;
if (finder.input.value) finder.search();
requestAnimationFrame(() => requestAnimationFrame(() => {
  for (const { place } of trees) place.classList.add("of-moves");
  goToTarget();
}));
