// The interactive timeline, on its page and where it is embedded: one state, kept in the address, that all parts show.

import * as address from "./address.js";
import { Card } from "./card.js";
import { Controls } from "./controls.js";
import { DAY, clocks, lanes, load, within } from "./data.js";
import { Facets } from "./facets.js";
import { listenToKeys } from "./keyboard.js";
import { keep } from "./links.js";
import { List } from "./list.js";
import { box, part, root } from "./page.js";
import { Pointing } from "./pointing.js";
import { View } from "./view.js";
import { listenToWheel } from "./wheel.js";

const PAUSE = 250; // ms after which a move is over
const QUICK = 300; // ms that the drawing takes to show another choice

class Timeline {
  constructor(data) {
    this.data = data;
    this.readAddress();
    const canvas = part("canvas");
    this.view = new View(canvas, { moved: (from, to, byReader) => this.#moved(from, to, byReader) });
    this.pointing = new Pointing(canvas, this.view, new Card(part("card"), data.names), (entry) => clocks(data, this.state)[entry.track]);
    listenToKeys(canvas, this.view, this.pointing);
    listenToWheel(canvas, this.view, part("hint"));
    this.controls = new Controls(this);
    this.list = part("list") && new List(part("list"), part("more"), part("none"));
    this.facets = part("facets") && new Facets(part("facets"), part("chips"), data, () => this.state.chosen, () => {
      this.list?.shorten();
      this.choose({}, QUICK);
    });
  }

  readAddress() {
    this.state = address.read(location.search, this.data.names, this.data.origins);
  }

  /** What the reader has chosen: shown, in `move` milliseconds, and a step in the history. */
  choose(change, move) {
    Object.assign(this.state, change);
    this.keep(true);
    this.show(move);
  }

  keep(step) {
    keep(address.write(this.state, this.data.names, this.data.origins), step);
  }

  show(move = 0) {
    const { data, state } = this;
    this.pointing.release();
    this.view.show({ ...lanes(data, state), from: state.from, to: state.to }, move);
    this.#hold();
    this.controls.update();
    this.facets?.update();
    this.#tell();
  }

  // What cannot be shown is not kept: the address, the embed and the count say the same as the drawing.
  #hold() {
    const { state, view } = this, [from, to] = view.range();
    if (state.from === null && state.to === null) return;
    if (view.shows(from, to)) Object.assign(state, { from: null, to: null });
    else if (Math.abs((state.from ?? from) - from) > 1 || Math.abs((state.to ?? to) - to) > 1) Object.assign(state, { from, to });
  }

  /** The entries that are chosen and in view. */
  inView() {
    return within(this.data, this.state, ...this.view.range());
  }

  // A reader's move is written down when it is over; the list follows.
  #moved(from, to, byReader) {
    if (byReader) {
      Object.assign(this.state, this.view.shows(from, to) ? { from: null, to: null } : { from, to });
      part("hint").hidden = true;
    }
    this.pointing.follow();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      if (byReader) this.keep(false);
      this.#tell();
    }, PAUSE);
  }

  #tell() {
    const entries = this.inView(), all = this.data.entries.length;
    part("status").textContent = `${entries.length.toLocaleString("en")} of ${all.toLocaleString("en")} entries in view`;
    this.list?.show(entries);
  }
}

// `#y2025`, the plain list's anchor, is that year.
function readAnchor(state) {
  const year = Number(/^#y(\d{4})$/.exec(location.hash)?.[1]);
  if (year && state.from === null && state.mode === "calendar") {
    Object.assign(state, { from: Date.UTC(year, 0) / DAY, to: Date.UTC(year + 1, 0) / DAY });
  }
}

function start(data) {
  const timeline = new Timeline(data), dress = () => timeline.view.dress();
  addEventListener("popstate", () => {
    timeline.readAddress();
    timeline.show(QUICK);
    timeline.keep(false);
  });
  new MutationObserver(dress).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress);
  readAnchor(timeline.state);
  box.hidden = false;
  const plain = document.querySelector(".of-plain-list");
  if (plain) plain.hidden = true;
  dress();
  timeline.show();
  timeline.keep(false);
  box.dataset.ready = "true";
  performance.mark("timeline-ready");
}

// Without the data the plain list stays, which says the same.
function fail(error) {
  console.warn(`timeline: ${error.message}`);
  box.hidden = false;
  box.classList.add("failed");
  part("failed").hidden = false;
}

load(root).then(start, fail);
