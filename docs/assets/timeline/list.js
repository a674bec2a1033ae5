// The list below the drawing: the first entries that are in view, and more where the reader asks for them.

import { pageOf } from "./page.js";

const FIRST = 50, MORE = 100;

export class List {
  /** `more`: the button for further entries; `none`: what is said where there is no entry. */
  constructor(element, more, none) {
    Object.assign(this, { element, more, none, entries: [], many: FIRST });
    more.addEventListener("click", () => {
      const shown = this.many;
      this.many += MORE;
      this.show(this.entries);
      element.children[shown]?.querySelector("a").focus();
    });
  }

  show(entries) {
    this.entries = entries;
    this.element.replaceChildren(...entries.slice(0, this.many).map(row));
    this.more.hidden = entries.length <= this.many;
    this.none.hidden = entries.length > 0;
  }

  /** Show no more than the first ones again. */
  shorten() {
    this.many = FIRST;
  }
}

function row(entry) {
  const item = document.createElement("li");
  item.innerHTML = `<span class="of-mark" role="img"></span><span class="of-date"></span>
    <span class="of-what"><a></a> <span class="of-kind"></span></span>`;
  const [mark, date, what] = item.children;
  mark.classList.add(entry.track);
  mark.setAttribute("aria-label", entry.trackName);
  date.textContent = entry.when;
  Object.assign(what.children[0], { href: pageOf(entry), textContent: entry.title });
  what.children[1].textContent = entry.kind;
  return item;
}
