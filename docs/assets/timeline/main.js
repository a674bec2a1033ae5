// The interactive timeline, on its page and where it is embedded: joins data, address, drawing, facets, card and list.

import * as address from "./address.js";
import { clocks, load, passing, zeros } from "./data.js";
import { Card } from "./card.js";
import { Facets } from "./facets.js";
import { MOVING, View } from "./view.js";

const box = document.querySelector(".of-explore-time");
const root = new URL(box.dataset.root, document.baseURI);
const part = (name) => box.querySelector(`[data-part="${name}"]`);
const canvas = part("canvas"), list = part("list"), status = part("status");
const snippet = part("snippet"), frame = snippet?.textContent; // as the page has it: of the whole timeline
const SHOWN = 50;

function lanes(data, state) {
  const zero = zeros(data, state);
  const found = { linux: [], ai: [] };
  for (const entry of passing(data.entries, state.chosen)) {
    found[entry.track].push({ t: entry.day - zero[entry.track], span: entry.exact ? 0 : entry.last - entry.day + 1, entry });
  }
  let low = Infinity;
  for (const entry of data.entries) low = Math.min(low, entry.day - zero[entry.track]);
  const today = { linux: data.today - zero.linux, ai: data.today - zero.ai };
  const high = Math.max(today.linux, today.ai), edge = (high - low) * 0.015;
  return { lanes: found, low: low - edge, high: high + edge, calendar: state.mode !== "aligned", today };
}

function start(data) {
  const { names, origins } = data;
  let state = address.read(location.search, names, origins), many = SHOWN, pinned = null;
  const card = new Card(part("card"), root, names);
  const clockOf = (entry) => clocks(data, state)[entry.track];
  const view = new View(canvas, { moved });

  // The reader's moves are written down when they pause; the list follows.
  let pause;
  function moved(from, to, byReader) {
    if (byReader) {
      const all = to - from > (view.high - view.low) * 0.999;
      Object.assign(state, all ? { from: null, to: null } : { from, to });
      hint.hidden = true;
    }
    if (!pinned) card.hide();
    else if (card.shown) { const hit = view.point(pinned); if (hit) card.show(hit, clockOf(pinned), true); }
    clearTimeout(pause);
    pause = setTimeout(() => {
      if (byReader) keep(false);
      tell();
    }, 250);
  }

  function keep(step) {
    const query = address.write(state, names, origins);
    if (query !== location.search) history[step ? "pushState" : "replaceState"](null, "", query || location.pathname);
    if (snippet) {
      const asked = query.replaceAll("&", "&amp;");
      snippet.textContent = frame.replace(/ src="([^"]*)"/, (_, address) => ` src="${address}${asked}"`);
    }
    const whole = part("whole");
    if (whole) whole.href = new URL(`timeline/${query}`, root);
  }

  function show(move = 0) {
    pinned = null;
    view.point(null);
    card.hide();
    view.show({ ...lanes(data, state), from: state.from, to: state.to }, move);
    for (const radio of box.querySelectorAll("input[name=of-mode]")) radio.checked = radio.value === state.mode;
    for (const track of ["linux", "ai"]) {
      const select = part(`${track}-from`);
      if (select) select.value = state[track] || origins[track][0]?.id;
    }
    if (part("origins")) part("origins").hidden = state.mode !== "aligned";
    facets?.update();
    tell();
  }

  function inView() {
    const [from, to] = view.range(), zero = zeros(data, state);
    return passing(data.entries, state.chosen).filter(({ track, day, last }) => last - zero[track] >= from && day - zero[track] <= to);
  }

  function tell() {
    const found = inView();
    status.textContent = `${found.length.toLocaleString("en")} of ${data.entries.length.toLocaleString("en")} entries in view`;
    if (!list) return;
    const rows = found.slice(0, many).map((entry) => {
      const item = document.createElement("li");
      item.innerHTML = '<span class="of-mark" role="img"></span><span class="of-date"></span><span class="of-what"><a></a> <span class="of-kind"></span></span>';
      const [mark, date, what] = item.children;
      mark.classList.add(entry.track);
      mark.setAttribute("aria-label", entry.trackName);
      date.textContent = entry.when;
      Object.assign(what.children[0], { href: new URL(`e/${entry.id}/`, root), textContent: entry.title });
      what.children[1].textContent = entry.kind;
      return item;
    });
    list.replaceChildren(...rows);
    part("more").hidden = found.length <= many;
    part("none").hidden = found.length > 0;
  }

  // Pointing: hover shows a card, a click opens the page; a tap shows a card that stays, with its link.
  const at = (event) => { const frame = canvas.getBoundingClientRect(); return view.hit(event.clientX - frame.left, event.clientY - frame.top); };
  let pressed = null;
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || event.buttons) return;
    const hit = at(event);
    canvas.style.cursor = hit ? "pointer" : "grab";
    if (pinned && !hit) return;
    pinned = null;
    view.point(hit?.entry ?? null);
    if (hit) card.show(hit, hit.entry && clockOf(hit.entry), false);
    else card.hide();
  });
  canvas.addEventListener("pointerleave", () => { if (!pinned) { card.hide(); view.point(null); } });
  canvas.addEventListener("pointerdown", (event) => { pressed = [event.clientX, event.clientY]; canvas.focus({ preventScroll: true }); });
  canvas.addEventListener("click", (event) => {
    if (pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) > 6) return;
    const hit = at(event);
    if (!hit) { pinned = null; view.point(null); card.hide(); return; }
    if (hit.entries) { card.hide(); view.open(hit.entries); return; }
    if (event.pointerType === "touch") pin(hit.entry);
    else visit(hit.entry, event.ctrlKey || event.metaKey);
  });
  function visit(entry, apart) {
    const page = new URL(`e/${entry.id}/`, root).href;
    if (apart || box.dataset.embed) open(page, "_blank", "noopener");
    else location.assign(page);
  }
  function pin(entry) {
    pinned = entry;
    const hit = view.point(entry, true);
    if (hit) card.show(hit, clockOf(entry), true);
    part("said").textContent = `${entry.when}, ${entry.trackName}, ${entry.kind}: ${entry.title}`;
  }

  // The keyboard: arrows go from entry to entry and between the lanes, with Shift they pan; plus and minus zoom.
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key], lane = { ArrowUp: "linux", ArrowDown: "ai" }[event.key];
    if (step && event.shiftKey) view.panBy(step * 0.2);
    else if (step) go(step, pinned?.track);
    else if (lane) go(0, lane);
    else if (event.key === "+" || event.key === "=") view.zoomBy(2);
    else if (event.key === "-" || event.key === "_") view.zoomBy(0.5);
    else if (event.key === "0") view.reset();
    else if (event.key === "Home" || event.key === "End") go(event.key === "Home" ? -Infinity : Infinity, pinned?.track);
    else if (event.key === "Enter" && pinned) visit(pinned, false);
    else if (event.key === "Escape") { pinned = null; view.point(null); card.hide(); canvas.blur(); }
    else return;
    event.preventDefault();
  });
  function go(step, track) {
    const lane = view.lanes[track ?? (view.lanes.ai.length ? "ai" : "linux")];
    if (!lane?.length) return;
    const [from, to] = view.range(), now = pinned ? pinned.day - zeros(data, state)[pinned.track] : (from + to) / 2;
    let n = lane.findIndex(({ entry }) => entry === pinned);
    if (n < 0) {
      n = lane.reduce((best, item, place) => (Math.abs(item.t - now) < Math.abs(lane[best].t - now) ? place : best), 0);
      if (Math.abs(step) === 1) step = 0;
    }
    pin(lane[Math.min(Math.max(Number.isFinite(step) ? n + step : step < 0 ? 0 : lane.length - 1, 0), lane.length - 1)].entry);
  }

  // A wheel over the drawing scrolls the page, unless the reader has stepped into it: say how.
  const hint = part("hint");
  canvas.addEventListener("wheel", (event) => {
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY) && !event.ctrlKey) {
      view.panBy(event.deltaX / view.width);
      event.preventDefault();
    } else if (!event.ctrlKey && !event.metaKey && document.activeElement !== canvas) {
      hint.hidden = false;
      clearTimeout(hint.timer);
      hint.timer = setTimeout(() => { hint.hidden = true; }, 1600);
    }
  }, { passive: false });

  // The controls
  const facets = part("facets") && new Facets(part("facets"), part("chips"), data, () => state.chosen, () => { many = SHOWN; keep(true); show(300); });
  for (const track of ["linux", "ai"]) {
    const select = part(`${track}-from`);
    select?.append(...origins[track].map((one) => new Option(one.name, one.id)));
    select?.addEventListener("change", () => { state[track] = select.value; keep(true); show(MOVING); });
  }
  for (const radio of box.querySelectorAll("input[name=of-mode]")) {
    radio.addEventListener("change", () => {
      // A part that was looked at stays in view: of the track that has more of its entries there.
      const found = inView(), count = (track) => found.filter((entry) => entry.track === track).length;
      const shift = clocks(data, state)[count("linux") >= count("ai") ? "linux" : "ai"].day * (radio.value === "aligned" ? 1 : -1);
      if (state.from !== null) Object.assign(state, { from: state.from - shift, to: state.to - shift });
      state.mode = radio.value;
      keep(true);
      show(MOVING);
    });
  }
  const act = { in: () => view.zoomBy(2), out: () => view.zoomBy(0.5), all: () => view.reset() };
  for (const button of box.querySelectorAll("[data-act]")) button.addEventListener("click", () => act[button.dataset.act]());
  part("more")?.addEventListener("click", () => {
    many += 100;
    tell();
    list.children[many - 100]?.querySelector("a").focus();
  });
  addEventListener("popstate", () => { state = address.read(location.search, names, origins); show(300); });
  new MutationObserver(() => view.dress()).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => view.dress());

  // `#y2025`, the plain list's anchor, shows that year.
  const year = /^#y(\d{4})$/.exec(location.hash);
  if (year && state.from === null && state.mode === "calendar") {
    Object.assign(state, { from: Date.UTC(Number(year[1]), 0) / 86_400_000, to: Date.UTC(Number(year[1]) + 1, 0) / 86_400_000 });
  }
  box.hidden = false;
  const plain = document.querySelector(".of-plain-list");
  if (plain) plain.hidden = true;
  view.dress();
  show();
  keep(false);
  box.dataset.ready = "true";
  performance.mark("timeline-ready");
}

load(root).then(start, (error) => {
  // Without the data the plain list stays, which says the same.
  console.warn(`timeline: ${error.message}`);
  const said = part("failed");
  if (said) { box.hidden = false; box.classList.add("failed"); said.hidden = false; }
});
