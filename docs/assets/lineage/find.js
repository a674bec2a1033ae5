// Finding a name: what matches is revealed, counted, and can be stepped through; and going to a work.

import { reveal } from "./fold.js";
import { still } from "./motion.js";
import { works } from "./works.js";

let marked = null;

/** Bring a work into view, opening what it was folded away under, and mark its row. */
export function goTo(work, behavior = "smooth") {
  unmark();
  marked = work;
  work.row.classList.add("at");
  reveal([work]);
  work.row.scrollIntoView({ block: "center", behavior: still() ? "auto" : behavior });
}

function unmark() {
  marked?.row.classList.remove("at");
}

export class Finder {
  /** `changed` is called when the reader has searched or stepped. */
  constructor(form, changed) {
    Object.assign(this, { form, changed, hits: [], current: -1 });
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.step(event.shiftKey ? -1 : 1);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("click", (event) => {
      if (event.target.dataset.step) this.step(Number(event.target.dataset.step));
    });
  }

  get input() {
    return this.form.find;
  }

  /** What is sought, as it was typed. */
  get sought() {
    return this.input.value.trim();
  }

  search() {
    for (const work of this.hits) work.row.classList.remove("hit");
    unmark();
    const sought = this.sought.toLowerCase();
    this.hits = sought ? [...works.values()].filter((work) => work.name.toLowerCase().includes(sought)) : [];
    for (const work of this.hits) work.row.classList.add("hit");
    reveal(this.hits);
    this.#turnTo(this.hits.length ? 0 : -1);
  }

  step(by) {
    const { length } = this.hits;
    if (length) this.#turnTo((this.current + by + length) % length);
  }

  #turnTo(place) {
    const { hits, form } = this;
    this.current = place;
    if (hits.length) goTo(hits[place]);
    form.querySelector("output").textContent = !this.sought ? "" : hits.length ? `${place + 1} of ${hits.length}` : "none";
    for (const button of form.querySelectorAll("[data-step]")) button.disabled = hits.length < 2;
    this.changed();
  }
}
