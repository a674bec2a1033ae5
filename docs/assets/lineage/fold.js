// Folding a branch away. Rows are counted out by the style sheet, so folding is counting again.

import { still } from "./motion.js";
import { foldable, trees } from "./works.js";

const MOST = 300; // in a larger drawing names do not glide
const LONG = 200; // ms, as the lines take in the style sheet

/** Hide what is folded away, and number the rows that are left. */
export function count(tree) {
  let number = 0;
  for (const work of tree.works) {
    work.shown = !work.up || (work.up.shown && !work.up.folded);
    work.item.hidden = !work.shown;
    work.lines.toggleAttribute("hidden", !work.shown);
    if (work.shown) work.lines.style.setProperty("--n", work.number = number++);
  }
  for (const work of tree.works) {
    if (!work.below) continue;
    const last = work.folded ? work : work.under.at(-1);
    work.lines.querySelector(".spine").style.setProperty("--h", work.shown ? last.number - work.number : 0);
    work.toggle.setAttribute("aria-expanded", String(!work.folded));
  }
  for (const { line, from, to } of tree.also) {
    line.toggleAttribute("hidden", !from.shown || !to.shown);
    line.style.setProperty("--a", Math.min(from.number, to.number));
    line.style.setProperty("--b", Math.max(from.number, to.number));
  }
  for (const element of [tree.place, tree.place.parentElement]) element.style.setProperty("--rows", number);
}

export function foldAll(folded) {
  for (const work of foldable()) work.folded = folded;
  trees.forEach(count);
}

/** Open all that works were folded away under. */
export function reveal(works) {
  const changed = new Set();
  for (const work of works) {
    for (let above = work.up; above; above = above.up) {
      if (above.folded) changed.add(above.tree);
      above.folded = false;
    }
  }
  changed.forEach(count);
}

/** Give each work that has something under it a button; `changed` is called when the reader has used one. */
export function addToggles(changed) {
  for (const work of foldable()) {
    work.toggle = Object.assign(document.createElement("button"), { type: "button", className: "of-toggle" });
    work.toggle.setAttribute("aria-label", `What derives from ${work.name}, ${work.below}`);
    const fold = (folded) => {
      gliding(work.tree, () => {
        work.folded = folded;
        count(work.tree);
      });
      changed();
    };
    work.toggle.addEventListener("click", () => fold(!work.folded));
    work.toggle.addEventListener("keydown", (event) => {
      const folded = { ArrowLeft: true, ArrowRight: false }[event.key];
      if (folded === undefined) return;
      event.preventDefault();
      if (folded !== work.folded) fold(folded);
    });
    work.row.prepend(work.toggle);
  }
}

// Names move as their lines do: from where they were to where they are.
function gliding(tree, change) {
  const topOf = (element) => element.getBoundingClientRect().top;
  const moves = still() || tree.works.length > MOST ? [] : tree.works.filter((work) => work.shown);
  const before = moves.map((work) => [work, topOf(work.row)]), top = topOf(tree.place);
  change();
  const moved = topOf(tree.place) - top;
  // All are measured before the first is moved.
  const shifts = before.filter(([work]) => work.shown).map(([work, was]) => [work, was + moved - topOf(work.row)]);
  for (const [work, by] of shifts) {
    if (by) work.row.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], { duration: LONG, easing: "ease" });
  }
}
