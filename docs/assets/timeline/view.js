// The view: two lanes on a canvas, moved and zoomed by d3-zoom. It knows places and gestures, nothing of facets or pages.

import { AXIS, MARK, PILLS, ROW, TOP, TRACKS, index, layOut } from "./layout.js";
import { paint } from "./paint.js";

const { select, zoom, zoomIdentity } = globalThis.d3;
const FULL_DAY = 26;
const FONT = "12px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif";
const still = matchMedia("(prefers-reduced-motion: reduce)");

export const MOVING = 900; // ms that a transition takes

export class View {
  /** `on`: moved(from, to, byReader). */
  constructor(canvas, on) {
    Object.assign(this, { canvas, on, lanes: { linux: [], ai: [] }, at: zoomIdentity, low: 0, high: 1, width: 0 });
    this.pen = canvas.getContext("2d");
    this.widths = new Map();
    this.measure = (entry) => {
      if (!this.widths.has(entry)) this.widths.set(entry, this.pen.measureText(entry.title).width);
      return this.widths.get(entry);
    };
    this.zoom = zoom()
      .filter((event) => {
        if (event.type === "wheel") return event.ctrlKey || event.metaKey || document.activeElement === canvas;
        // One finger is left to the page, which scrolls by it; sideways it pans, see #drag.
        if (event.type.startsWith("touch")) return event.touches.length > 1;
        return !event.button && !event.ctrlKey;
      })
      .on("zoom", ({ transform, sourceEvent }) => {
        this.at = transform;
        this.draw();
        this.on.moved(...this.range(), Boolean(sourceEvent) || this.asked);
      });
    this.picked = select(canvas).call(this.zoom).on("dblclick.zoom", null);
    this.#drag();
    new ResizeObserver(() => this.resize()).observe(canvas.parentElement);
  }

  /** What is shown, from its first to its last day. */
  range() {
    const scale = this.base * this.at.k;
    return [this.low - this.at.x / scale, this.low + (this.width - this.at.x) / scale];
  }

  /**
   * Show other lanes: lists of {t, span, entry} sorted by t, in days; `low` to `high` is all there is to see, `from` to `to`
   * the part to show (null: all). `calendar`: t counts from 1970; otherwise years are counted. `today`: of each lane.
   */
  show({ lanes, low, high, from, to, calendar, today }, move) {
    const before = move && !still.matches && this.width ? this.#standing() : null;
    Object.assign(this, { lanes, low, high, calendar, today, laidOut: null });
    this.#size();
    this.go(from ?? low, to ?? high);
    this.moving = before && { before, since: performance.now(), long: move };
    this.draw();
  }

  /** Whether a window is all there is to see. */
  shows(from, to) { return to - from > (this.high - this.low) * 0.999; }

  /** Show from a day to another: of what lies beyond all there is, nothing; of less than one may zoom to, what is around it. */
  go(from, to) {
    const all = this.high - this.low, held = (day) => Math.min(Math.max(day, this.low), this.high);
    const first = held(Math.min(from, to)), last = held(Math.max(from, to));
    const k = Math.min(Math.max(all / (last - first), 1), this.most), long = all / k;
    const start = Math.min(Math.max((first + last - long) / 2, this.low), this.high - long);
    this.picked.interrupt().call(this.zoom.transform, zoomIdentity.translate((this.low - start) * this.base * k, 0).scale(k));
  }

  /** Zoom about the middle, or pan by a share of the width; moved as if by the reader. */
  zoomBy(factor) { this.#ask(this.zoom.scaleBy, factor); }
  panBy(share) { this.#ask(this.zoom.translateBy, (-share * this.width) / this.at.k, 0); }
  reset() { this.#ask(this.zoom.transform, zoomIdentity); }

  /** Open a cluster: zoom until its entries have room. */
  open(entries) {
    const all = new Set(entries);
    const mine = TRACKS.flatMap((track) => this.lanes[track]).filter(({ entry }) => all.has(entry));
    const first = mine[0].t, last = mine.at(-1).t, room = Math.max(last - first, 8) * 0.8;
    const k = Math.min((this.high - this.low) / (last - first + 2 * room), this.most);
    const to = zoomIdentity.translate(this.width / 2 - ((first + last) / 2 - this.low) * this.base * k, 0).scale(k);
    this.#ask(this.zoom.transform, to);
  }

  /** Mark an entry, and bring it into view if it is not; returns where it stands, as a hit. */
  point(entry, bring = false) {
    this.marked = entry;
    let hit = entry && this.find(entry);
    if (bring && hit && (hit.x < 24 || hit.x > this.width - 24)) {
      this.picked.interrupt();
      this.asked = true;
      this.zoom.translateBy(this.picked, (this.width / 2 - hit.x) / this.at.k, 0);
      this.asked = false;
      hit = this.find(entry);
    }
    this.draw();
    return hit;
  }

  /** What stands at a point of the canvas: {entry, x, y}, {entries, x, y}, or null. */
  hit(px, py) {
    this.layOut();
    for (const track of TRACKS) {
      const lane = this.places[track];
      for (const pill of lane.clusters) {
        const x = this.x(pill.x), y = this.y(track, lane.rows.length);
        if (px >= x - 2 && px <= x + 36 && Math.abs(py - y) <= 11) return { entries: pill.entries, x: x + 17, y };
      }
      for (let row = 0; row < lane.rows.length; row += 1) {
        const y = this.y(track, row);
        if (Math.abs(py - y) > ROW / 2) continue;
        const places = lane.rows[row], n = index(places, (px - this.at.x + 6) / this.ratio);
        for (const place of [places[n], places[n + 1]]) {
          if (!place) continue;
          const x = this.x(place.x), end = Math.max(this.x(place.end), x + MARK);
          const text = place.text ? 5 + this.#textWidth(place) : 0;
          if (px >= x - 6 - (place.left ? text : 0) && px <= end + 6 + (place.left ? 0 : text)) {
            return { entry: place.entry, x: x + MARK / 2, y };
          }
        }
      }
    }
    return null;
  }

  /** Draw at the next frame, once. */
  draw() {
    this.frame ??= requestAnimationFrame((now) => {
      this.frame = null;
      paint(this, now);
    });
  }

  /** Read the page's colours anew. */
  dress() {
    const look = getComputedStyle(this.canvas);
    const names = ["raised", "ink", "soft", "line", "linux-fill", "ai-fill"];
    this.colours = Object.fromEntries(names.map((name) => [name, look.getPropertyValue(`--of-${name}`).trim()]));
    this.draw();
  }

  resize() {
    if (this.canvas.clientWidth === this.width || !this.lanes) return;
    const [from, to] = this.base ? this.range() : [this.low, this.high];
    this.#size();
    this.laidOut = null;
    this.go(from, to);
  }

  // How many rows fit, how many pixels there are, how far one may zoom.
  #size() {
    this.width = Math.max(this.canvas.parentElement.clientWidth, 1);
    this.count = innerWidth < 720 ? 9 : innerHeight < 760 ? 10 : 13;
    this.height = 2 * (this.count * ROW + PILLS + TOP) + AXIS;
    const dots = devicePixelRatio || 1;
    Object.assign(this.canvas, { width: Math.round(this.width * dots), height: Math.round(this.height * dots) });
    Object.assign(this.canvas.style, { width: "100%", height: `${this.height}px` });
    this.pen.setTransform(dots, 0, 0, dots, 0, 0);
    this.pen.font = FONT;
    this.base = this.width / (this.high - this.low);
    this.most = Math.max(FULL_DAY / this.base, 1);
    this.zoom.extent([[0, 0], [this.width, this.height]]).scaleExtent([1, this.most])
      .translateExtent([[0, 0], [this.width, this.height]]);
  }

  #ask(how, ...values) {
    this.picked.interrupt();
    this.asked = true;
    if (still.matches) {
      how.call(this.zoom, this.picked, ...values);
      this.asked = false;
    } else {
      this.picked.transition().duration(280).call(how, ...values).on("end interrupt", () => { this.asked = false; });
    }
  }

  // Sideways by one finger; up and down stays the page's.
  #drag() {
    let last = null;
    this.canvas.addEventListener("pointerdown", (event) => {
      last = event.pointerType === "touch" && event.isPrimary ? event.clientX : null;
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (last === null || !event.isPrimary) return;
      this.asked = true;
      this.zoom.translateBy(this.picked, (event.clientX - last) / this.at.k, 0);
      this.asked = false;
      last = event.clientX;
    });
    for (const type of ["pointerup", "pointercancel"]) this.canvas.addEventListener(type, () => { last = null; });
    this.canvas.addEventListener("touchstart", (event) => { if (event.touches.length > 1) last = null; }, { passive: true });
  }

  /** Give each entry its place, at a scale a little below the true one: so zooming moves places apart, and shuffles them seldom. */
  layOut() {
    const scale = this.base * this.at.k, step = 2 ** (Math.floor(Math.log2(scale) * 4) / 4);
    this.ratio = scale / step;
    if (this.laidOut === step) return;
    this.laidOut = step;
    this.places = Object.fromEntries(TRACKS.map((track) => {
      const items = this.lanes[track].map((item) => ({ ...item, t: item.t - this.low }));
      return [track, layOut(items, step, this.count, this.measure, (this.high - this.low) * step)];
    }));
  }

  /** Where the axis begins, from the top. */
  get axis() { return TOP + PILLS + this.count * ROW; }

  /** Where a place of the layout is on the canvas now, and the middle of a row; the row after the last is that of the clusters. */
  x(place) { return place * this.ratio + this.at.x; }
  y(track, row) {
    const far = row === this.count ? 4 : 0;
    return track === "linux" ? this.axis - (row + 0.5) * ROW - far : this.axis + AXIS + (row + 0.5) * ROW + far;
  }

  #textWidth(place) {
    return place.text === place.entry.title ? this.measure(place.entry) : this.pen.measureText(place.text).width;
  }

  /** Where an entry stands, in its row or in a cluster. */
  find(entry) {
    this.layOut();
    const lane = this.places[entry.track];
    for (const [row, places] of lane.rows.entries()) {
      const place = places.find((one) => one.entry === entry);
      if (place) return { entry, x: this.x(place.x) + MARK / 2, y: this.y(entry.track, row) };
    }
    const pill = lane.clusters.find((one) => one.entries.includes(entry));
    return pill ? { entry, x: this.x(pill.x) + 17, y: this.y(entry.track, this.count) } : null;
  }

  // Where every entry stands now, to move from there.
  #standing() {
    this.layOut();
    const standing = new Map();
    for (const track of TRACKS) {
      for (const [row, places] of this.places[track].rows.entries()) {
        for (const place of places) standing.set(place.entry, [this.x(place.x), this.y(track, row)]);
      }
      for (const pill of this.places[track].clusters) {
        for (const entry of pill.entries) standing.set(entry, [this.x(pill.x) + 14, this.y(track, this.count)]);
      }
    }
    return standing;
  }
}
