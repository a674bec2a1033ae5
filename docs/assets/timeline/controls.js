// The controls above the drawing: how time is counted, from which origins, and zoom.

import { clocks } from "./data.js";
import { box, part } from "./page.js";
import { MOVING } from "./view.js";

const TRACKS = ["linux", "ai"];
const modes = [...box.querySelectorAll("input[name=of-mode]")];

export class Controls {
  /** `timeline` is asked for its state and what is in view, and told what the reader chooses. */
  constructor(timeline) {
    this.timeline = timeline;
    const { origins } = timeline.data, { view } = timeline;
    this.selects = TRACKS.map((track) => [track, part(`${track}-from`)]).filter(([, select]) => select);
    for (const [track, select] of this.selects) {
      select.append(...origins[track].map((origin) => new Option(origin.name, origin.id)));
      select.addEventListener("change", () => timeline.choose({ [track]: select.value }, MOVING));
    }
    for (const radio of modes) radio.addEventListener("change", () => this.#changeMode(radio.value));
    const act = { in: () => view.zoomBy(2), out: () => view.zoomBy(0.5), all: () => view.reset() };
    for (const button of box.querySelectorAll("[data-act]")) button.addEventListener("click", act[button.dataset.act]);
  }

  /** Show what is chosen now. */
  update() {
    const { data, state } = this.timeline;
    for (const radio of modes) radio.checked = radio.value === state.mode;
    for (const [track, select] of this.selects) select.value = state[track] || data.origins[track][0]?.id;
    const choice = part("origins");
    if (choice) choice.hidden = state.mode !== "aligned";
  }

  // A part that was looked at stays in view: of the track that has more of its entries there.
  #changeMode(mode) {
    const { data, state } = this.timeline, entries = this.timeline.inView();
    const count = (track) => entries.filter((entry) => entry.track === track).length;
    const origin = clocks(data, state)[count("linux") >= count("ai") ? "linux" : "ai"];
    const shift = origin.day * (mode === "aligned" ? 1 : -1);
    const moved = (day) => day === null ? null : day - shift;
    this.timeline.choose({ from: moved(state.from), to: moved(state.to), mode }, MOVING);
  }
}
