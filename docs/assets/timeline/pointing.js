// Pointing at entries: hover shows a card, a click opens the page; a tap pins a card that stays, with its link.

import { box, pageOf, part } from "./page.js";

const STILL = 6; // pixels that a press may move and be a click

export class Pointing {
  /** `clockOf(entry)`: the clock on which its age is told. */
  constructor(canvas, view, card, clockOf) {
    Object.assign(this, { canvas, view, card, clockOf, pinned: null, pressed: null });
    canvas.addEventListener("pointermove", (event) => this.#hover(event));
    canvas.addEventListener("pointerleave", () => { if (!this.pinned) this.release(); });
    canvas.addEventListener("pointerdown", (event) => {
      this.pressed = [event.clientX, event.clientY];
      canvas.focus({ preventScroll: true });
    });
    canvas.addEventListener("click", (event) => this.#click(event));
  }

  /** Mark an entry, show its card, which stays, and say it to those who hear the page. */
  pin(entry) {
    this.pinned = entry;
    const hit = this.view.point(entry, true);
    if (hit) this.card.show(hit, this.clockOf(entry), true);
    part("said").textContent = `${entry.when}, ${entry.trackName}, ${entry.kind}: ${entry.title}`;
  }

  release() {
    this.pinned = null;
    this.view.point(null);
    this.card.hide();
  }

  /** After the drawing has moved: the card that stays goes with its mark, any other is gone. */
  follow() {
    if (!this.pinned) return this.card.hide();
    const hit = this.card.shown && this.view.point(this.pinned);
    if (hit) this.card.show(hit, this.clockOf(this.pinned), true);
  }

  /** Open the page of an entry, `apart` in another tab; out of a frame always there. */
  visit(entry, apart) {
    if (apart || box.dataset.embed) open(pageOf(entry), "_blank", "noopener");
    else location.assign(pageOf(entry));
  }

  #hover(event) {
    if (event.pointerType === "touch" || event.buttons) return;
    const hit = this.#hit(event);
    this.canvas.style.cursor = hit ? "pointer" : "grab";
    if (this.pinned && !hit) return;
    this.pinned = null;
    this.view.point(hit?.entry ?? null);
    if (hit) this.card.show(hit, hit.entry && this.clockOf(hit.entry), false);
    else this.card.hide();
  }

  #click(event) {
    const { pressed } = this;
    if (pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) > STILL) return;
    const hit = this.#hit(event);
    if (!hit) this.release();
    else if (hit.entries) {
      this.card.hide();
      this.view.open(hit.entries);
    } else if (event.pointerType === "touch") this.pin(hit.entry);
    else this.visit(hit.entry, event.ctrlKey || event.metaKey);
  }

  #hit(event) {
    const frame = this.canvas.getBoundingClientRect();
    return this.view.hit(event.clientX - frame.left, event.clientY - frame.top);
  }
}
