// Where each mark stands at one scale: rows, labels, clusters. Pure: entries in, places out.
//
// A lane has rows, counted from the axis outward. Every mark takes the first row that is free where it stands; the heaviest
// entries are then named, in their own row or another with room; what finds no row is gathered in clusters beyond the last.
// Places are in pixels of the whole axis, not of the window, so that panning moves them and changes nothing.

/** From the middle outward: the axis, the rows of a lane, its clusters, the edge; in pixels. */
export const AXIS = 34, ROW = 16, PILLS = 22, TOP = 6;
export const MARK = 8;
export const TRACKS = ["linux", "ai"];
const GAP = 3, PILL = 40, LEAST_TEXT = 64;

/**
 * @param items {t, span, entry} of one lane, sorted by t: when it begins and how long it lasts, in days of the axis
 * @param scale pixels a day
 * @param count how many rows there are
 * @param measure the width of a text in pixels
 * @param limit where the axis ends, in pixels: no name goes beyond it
 * @returns {rows: places by x of each row, clusters: by x}
 */
export function layOut(items, scale, count, measure, limit) {
  const rows = Array.from({ length: count }, () => []);
  const ends = new Array(count).fill(-Infinity);
  const placed = [], clusters = [];
  for (const { t, span, entry } of items) {
    const x = t * scale, end = Math.max(x + MARK, (t + span) * scale);
    const row = ends.findIndex((taken) => taken + GAP <= x);
    if (row < 0) {
      const last = clusters.at(-1), at = Math.min(x, limit - PILL);
      if (last && at < last.x + PILL) last.entries.push(entry);
      else clusters.push({ x: at, entries: [entry] });
      continue;
    }
    const place = { entry, x, end, begins: x, taken: end, row, text: "", left: false };
    ends[row] = end;
    rows[row].push(place);
    placed.push(place);
  }
  placed.sort((a, b) => b.entry.weight - a.entry.weight || b.x - a.x);
  for (const place of placed) name(place, rows, measure, limit);
  return { rows, clusters };
}

// To the right in its own row, in another one, to the left in either, or shortened: the first that has room.
function name(place, rows, measure, limit) {
  const width = measure(place.entry), right = [place.x, place.end + 4 + width + 8], left = [place.x - 4 - width - 8, place.end];
  const order = [rows[place.row], ...rows.filter((row) => row !== rows[place.row])];
  for (const [begins, taken] of [right, left]) {
    if (taken > limit || begins < 0) continue;
    const row = order.find((one) => free(one, place, begins, taken));
    if (!row) continue;
    if (row !== order[0]) {
      order[0].splice(index(order[0], place.x), 1);
      row.splice(index(row, place.x) + 1, 0, place);
    }
    Object.assign(place, { row: rows.indexOf(row), text: place.entry.title, begins, taken, left: begins < place.x });
    return;
  }
  const room = Math.min(order[0][index(order[0], place.x) + 1]?.begins ?? Infinity, limit), space = room - place.end - 12;
  if (space < LEAST_TEXT) return;
  place.text = `${place.entry.title.slice(0, Math.floor((place.entry.title.length * space) / width) - 1).trimEnd()}…`;
  place.taken = room - GAP;
}

// Whether a row has nothing else from `begins` to `taken`.
function free(row, place, begins, taken) {
  const n = index(row, place.x), mine = row[n] === place, before = row[mine ? n - 1 : n], after = row[n + 1];
  return (before?.taken ?? -Infinity) + GAP <= begins && (after?.begins ?? Infinity) >= taken;
}

/** Place of the last one that begins at or before x, or -1. */
export function index(row, x) {
  let low = 0, high = row.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (row[middle].x <= x) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
