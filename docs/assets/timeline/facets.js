// The facets: a button each, its values with counts under it, and what is chosen as chips.

import { FACETS, counts } from "./data.js";

const NAMES = { track: "Track", kind: "Kind", stage: "Stage", actor: "Actor", tag: "Tag", country: "Country", licence: "Licence" };
const MANY = 12;

export class Facets {
  /** `changed` is called when the reader has chosen otherwise; `chosen` gives the sets that stand now. */
  constructor(element, chips, data, chosen, changed) {
    Object.assign(this, { element, chips, data, chosen, changed });
    this.boxes = FACETS.map((facet) => this.#facet(facet));
    element.replaceChildren(...this.boxes);
    document.addEventListener("click", (event) => {
      for (const box of this.boxes) if (box.open && !box.contains(event.target)) box.open = false;
    });
    this.update();
  }

  /** Show what is chosen now, and recount what is open. */
  update() {
    const chosen = this.chosen(), chips = [];
    for (const [n, facet] of FACETS.entries()) {
      const many = chosen[facet].size;
      this.boxes[n].firstChild.textContent = many ? `${NAMES[facet]}: ${many}` : NAMES[facet];
      this.boxes[n].classList.toggle("chosen", many > 0);
      if (this.boxes[n].open) this.#fill(this.boxes[n], facet);
      for (const value of chosen[facet]) chips.push(this.#chip(facet, value));
    }
    if (chips.length > 1) chips.push(this.#button("Clear all", () => FACETS.forEach((facet) => this.chosen()[facet].clear())));
    this.chips.replaceChildren(...chips);
    this.chips.hidden = !chips.length;
  }

  #facet(facet) {
    const box = document.createElement("details");
    box.className = "of-facet";
    box.append(document.createElement("summary"), document.createElement("div"));
    box.addEventListener("toggle", () => {
      if (!box.open) return;
      for (const other of this.boxes) if (other !== box) other.open = false;
      this.#fill(box, facet);
      // Keep the panel on the screen: to the right of the button, or to the left where that has no room.
      const panel = box.lastChild, room = document.documentElement.clientWidth;
      panel.style.left = "0";
      const over = panel.getBoundingClientRect().right - room + 8;
      if (over > 0) panel.style.left = `${-over}px`;
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.open) return;
      box.open = false;
      box.firstChild.focus();
      event.stopPropagation();
    });
    return box;
  }

  #fill(box, facet) {
    const panel = box.lastChild, found = counts(this.data, this.chosen(), facet), chosen = this.chosen()[facet];
    const values = this.data.names[facet].map(([, name], place) => ({ name, place, count: found[place] }));
    if (!["track", "kind", "stage"].includes(facet)) {
      values.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
    }
    const focused = panel.contains(document.activeElement) && document.activeElement.value;
    const list = document.createElement("ul");
    list.append(...values.map((value) => this.#value(facet, value, chosen)));
    const search = panel.querySelector("input[type=search]") ?? this.#search(facet, values.length, panel);
    panel.replaceChildren(...(search ? [search, list] : [list]));
    if (search?.value) search.dispatchEvent(new Event("input"));
    if (focused) panel.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
  }

  #value(facet, { name, place, count }, chosen) {
    const item = document.createElement("li"), label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: chosen.has(place), value: `${place}` });
    box.disabled = !count && !box.checked;
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(place);
      else chosen.delete(place);
      this.changed();
    });
    const number = Object.assign(document.createElement("span"), { className: "of-count", textContent: count.toLocaleString("en") });
    label.append(box, ` ${name} `, number);
    item.append(label);
    return item;
  }

  #search(facet, many, panel) {
    if (many <= MANY) return null;
    const search = Object.assign(document.createElement("input"), { type: "search", placeholder: `Find among ${many}` });
    search.setAttribute("aria-label", `Find among ${NAMES[facet].toLowerCase()} values`);
    search.addEventListener("input", () => {
      const asked = search.value.trim().toLowerCase();
      for (const item of panel.querySelectorAll("li")) item.hidden = !item.textContent.toLowerCase().includes(asked);
    });
    return search;
  }

  #chip(facet, value) {
    const name = this.data.names[facet][value][1];
    const chip = this.#button(`${NAMES[facet]}: ${name} ×`, () => this.chosen()[facet].delete(value));
    chip.setAttribute("aria-label", `Remove ${NAMES[facet].toLowerCase()} ${name}`);
    return chip;
  }

  #button(text, act) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    button.addEventListener("click", () => {
      act();
      this.changed();
      (this.chips.querySelector("button") ?? this.boxes[0].firstChild).focus();
    });
    return button;
  }
}
