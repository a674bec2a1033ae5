// Painting: the axis with its days, both lanes, their marks, names and clusters, once a frame. Where all stands, the view says.

import { DAY, YEAR } from "./data.js";
import { AXIS, MARK, TRACKS, index } from "./layout.js";

const { scaleLinear, scaleUtc, utcFormat } = globalThis.d3;
const ease = (t) => (t < 0.5 ? 4 * t ** 3 : 1 - (-2 * t + 2) ** 3 / 2);

/** Paint a view as it is at a time; while its marks are moving, ask for the next frame. */
export function paint(view, now) {
  const { pen, width, height, colours } = view;
  if (!colours || !width) return;
  view.layOut();
  const done = view.moving ? Math.min((now - view.moving.since) / view.moving.long, 1) : 1;
  if (done === 1) view.moving = null;
  pen.clearRect(0, 0, width, height);
  paintAxis(view);
  for (const track of TRACKS) {
    if (view.moving) paintMoving(view, track, ease(Math.max(done, 0)));
    else paintLane(view, track);
  }
  if (view.moving) view.draw();
}

function paintAxis(view) {
  const { pen, width, height, colours } = view, [from, to] = view.range();
  const top = view.axis, scale = view.base * view.at.k, x = (t) => (t - from) * scale;
  pen.fillStyle = colours.raised;
  for (const [n, track] of TRACKS.entries()) {
    const after = x(view.today[track]);
    if (after < width) pen.fillRect(Math.max(after, 0), n ? top + AXIS : 0, width, n ? height : top);
  }
  const ticks = view.calendar ? months(view, from, to) : years(view, from, to);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const [t, text, strong] of ticks) {
    const at = Math.round(x(t)) + 0.5;
    pen.fillStyle = strong ? colours.soft : colours.line;
    pen.fillRect(at - 0.5, 0, 1, top);
    pen.fillRect(at - 0.5, top + AXIS, 1, height);
    pen.fillStyle = colours.ink;
    const half = pen.measureText(text).width / 2;
    if (at - half > 2 && at + half < width - 2) pen.fillText(text, at, top + AXIS / 2);
  }
  pen.fillStyle = colours.line;
  pen.fillRect(0, top + 3, width, 1);
  pen.fillRect(0, top + AXIS - 4, width, 1);
}

function months(view, from, to) {
  const dates = scaleUtc().domain([from * DAY, to * DAY]).ticks(Math.max(Math.floor(view.width / 110), 2));
  const apart = (dates[1] - dates[0]) / DAY;
  const format = utcFormat(apart > 360 ? "%Y" : apart > 27 ? "%b %Y" : "%-d %b %Y");
  return dates.map((date) => [date / DAY, format(date)]);
}

function years(view, from, to) {
  const inMonths = to - from < 3 * YEAR, unit = inMonths ? YEAR / 12 : YEAR, many = Math.max(Math.floor(view.width / 120), 2);
  return scaleLinear().domain([from / unit, to / unit]).ticks(many)
    .filter((n) => Number.isInteger(n) || !inMonths)
    .map((n) => [n * unit, n ? `${n} ${inMonths ? "month" : "year"}${Math.abs(n) === 1 ? "" : "s"}` : "start", n === 0]);
}

function paintMoving(view, track, share) {
  const { pen, width, places, moving } = view;
  pen.fillStyle = view.colours[`${track}-fill`];
  pen.beginPath();
  const mark = (entry, x, y) => {
    const [fromX, fromY] = moving.before.get(entry) ?? [x, y];
    const atX = fromX + (x - fromX) * share, atY = fromY + (y - fromY) * share;
    if (atX > -MARK && atX < width) shape(pen, track, atX, atY, MARK);
  };
  for (const [row, list] of places[track].rows.entries()) {
    for (const place of list) mark(place.entry, view.x(place.x), view.y(track, row));
  }
  for (const pill of places[track].clusters) {
    for (const entry of pill.entries) mark(entry, view.x(pill.x) + 14, view.y(track, view.count));
  }
  pen.fill();
}

function paintLane(view, track) {
  const { pen, width, colours, places } = view, colour = colours[`${track}-fill`];
  const shown = [];
  for (const [row, list] of places[track].rows.entries()) {
    const y = view.y(track, row);
    for (let n = Math.max(index(list, -view.at.x / view.ratio), 0); n < list.length; n += 1) {
      const x = view.x(list[n].x);
      if (view.x(list[n].begins) > width) break;
      shown.push([list[n], x, Math.max(view.x(list[n].end), x + MARK), y]);
    }
  }
  // Certain days in one path, filled; the others are bars as long as the doubt, light and outlined, dashed where "about".
  pen.fillStyle = pen.strokeStyle = colour;
  pen.beginPath();
  for (const [{ entry }, x, , y] of shown) if (entry.exact) shape(pen, track, x, y, MARK);
  pen.fill();
  for (const about of [false, true]) {
    pen.beginPath();
    for (const [{ entry }, x, end, y] of shown) if (!entry.exact && entry.about === about) shape(pen, track, x, y, end - x);
    pen.globalAlpha = 0.28;
    pen.fill();
    pen.globalAlpha = 1;
    pen.setLineDash(about ? [3, 2] : []);
    pen.stroke();
  }
  pen.setLineDash([]);
  pen.textBaseline = "middle";
  pen.fillStyle = colours.ink;
  for (const left of [false, true]) {
    pen.textAlign = left ? "right" : "left";
    for (const [place, x, end, y] of shown) {
      if (place.text && place.left === left) pen.fillText(place.text, left ? x - 5 : end + 5, y + 0.5);
    }
  }
  paintPills(view, track);
  paintMarked(view, track, shown);
}

function paintPills(view, track) {
  const { pen, width, colours } = view, y = view.y(track, view.count);
  pen.textAlign = "center";
  for (const pill of view.places[track].clusters) {
    const x = view.x(pill.x);
    if (x < -40 || x > width) continue;
    pen.fillStyle = pen.strokeStyle = colours[`${track}-fill`];
    pen.beginPath();
    pen.roundRect(x, y - 8.5, 34, 17, track === "ai" ? 8.5 : 2);
    pen.globalAlpha = 0.28;
    pen.fill();
    pen.globalAlpha = 1;
    pen.stroke();
    pen.fillStyle = colours.ink;
    pen.fillText(`+${pill.entries.length}`, x + 17, y + 0.5);
  }
}

function paintMarked(view, track, shown) {
  if (view.marked?.track !== track) return;
  const { pen } = view, mine = shown.find(([place]) => place.entry === view.marked);
  const hit = mine ? null : view.find(view.marked);
  pen.strokeStyle = view.colours.ink;
  pen.lineWidth = 2;
  pen.beginPath();
  if (mine) pen.roundRect(mine[1] - 3.5, mine[3] - MARK / 2 - 3.5, mine[2] - mine[1] + 7, MARK + 7, track === "ai" ? 8 : 2);
  else if (hit) pen.roundRect(hit.x - 20, hit.y - 11.5, 40, 23, 4);
  pen.stroke();
  pen.lineWidth = 1;
}

// A square for Linux, a dot for open AI; longer ones are bars with such ends.
function shape(pen, track, x, y, long) {
  const top = y - MARK / 2;
  if (track === "linux") pen.rect(x, top, long, MARK);
  else if (long > MARK) pen.roundRect(x, top, long, MARK, MARK / 2);
  else {
    pen.moveTo(x + MARK, y);
    pen.arc(x + MARK / 2, y, MARK / 2, 0, 2 * Math.PI);
  }
}
