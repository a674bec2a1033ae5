// The card of an entry: what it is, on hover, on focus and on a tap. Summaries are fetched when the first one is shown.

import { ageInWords } from "./data.js";
import { pageOf, root } from "./page.js";

export class Card {
  constructor(element, names) {
    Object.assign(this, { element, names });
  }

  /** Show an entry, or how many a cluster holds, beside its mark; `stays` lets the reader go into it. */
  show(hit, clock, stays) {
    const { element } = this;
    if (this.shown !== (hit.entry ?? hit.entries)) {
      this.shown = hit.entry ?? hit.entries;
      element.replaceChildren(...(hit.entry ? this.#entry(hit.entry, clock) : this.#cluster(hit.entries)));
    }
    element.classList.toggle("stays", stays);
    element.hidden = false;
    const room = element.parentElement.getBoundingClientRect(), { offsetWidth: wide, offsetHeight: high } = element;
    const below = hit.y < room.height / 2;
    element.style.left = `${Math.max(4, Math.min(hit.x - wide / 2, room.width - wide - 4))}px`;
    element.style.top = `${below ? hit.y + 14 : hit.y - high - 14}px`;
  }

  hide() {
    this.element.hidden = true;
    this.shown = null;
  }

  #entry(entry, clock) {
    const what = line("of-card-when", `${entry.when} · ${this.names.kind.find(([kind]) => kind === entry.kind)[1]}`);
    const title = line("of-card-title", "");
    title.append(Object.assign(document.createElement("a"), { href: pageOf(entry), textContent: entry.title }));
    const summary = line("of-card-summary", "");
    this.#summaries().then((all) => { summary.textContent = all[entry.place]; }, () => summary.remove());
    const by = entry.facets.actor.map((place) => this.names.actor[place][1]).join(", ");
    return [what, title, summary, line("of-card-more", [by && `By ${by}`, ageInWords(entry, clock)].filter(Boolean).join(". "))];
  }

  #cluster(entries) {
    const first = entries.slice(0, 6).map((entry) => line("of-card-more", `${entry.when}: ${entry.title}`));
    const rest = entries.length > 6 ? [line("of-card-more", `and ${entries.length - 6} more`)] : [];
    return [line("of-card-title", `${entries.length} entries: open them by a click`), ...first, ...rest];
  }

  #summaries() {
    this.fetched ??= fetch(new URL("timeline/summaries.json", root)).then((answer) => {
      if (!answer.ok) throw new Error(`the summaries cannot be fetched (${answer.status})`);
      return answer.json();
    });
    return this.fetched;
  }
}

function line(name, text) {
  return Object.assign(document.createElement("p"), { className: name, textContent: text });
}
