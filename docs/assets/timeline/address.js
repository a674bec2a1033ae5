// All that a reader has chosen, in the address: so that a view can be linked, embedded, and gone back to.

import { FACETS, YEAR, isoDay } from "./data.js";

/** A state with nothing chosen. `from` and `to` are days from 1970, or from the origins where aligned; null is all. */
export const blank = () => ({
  mode: "calendar", from: null, to: null, linux: "", ai: "",
  chosen: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])),
});

/** Read a state from a query; what names nothing is left out. */
export function read(query, names, origins) {
  const asked = new URLSearchParams(query), state = blank();
  if (asked.get("mode") === "aligned") state.mode = "aligned";
  const when = (text) => {
    if (!text) return null;
    const number = state.mode === "aligned" ? Number(text) * YEAR : Date.parse(text) / 86_400_000;
    return Number.isFinite(number) ? number : null;
  };
  const ends = [when(asked.get("from")), when(asked.get("to"))];
  // One end alone leaves the other open; the wrong way round means the same.
  if (!ends.includes(null)) ends.sort((a, b) => a - b);
  [state.from, state.to] = ends;
  for (const track of ["linux", "ai"]) {
    const name = asked.get(`${track}-from`);
    if (origins[track].some((one) => one.id === name)) state[track] = name;
  }
  for (const facet of FACETS) {
    for (const name of asked.getAll(facet).join(",").split(",")) {
      const place = names[facet].findIndex(([id]) => id === name);
      if (place >= 0) state.chosen[facet].add(place);
    }
  }
  return state;
}

/** The query of a state, without what is as by default: `?mode=aligned&kind=fork`, or nothing. */
export function write(state, names, origins) {
  const query = new URLSearchParams();
  const when = (value) => (state.mode === "aligned" ? (value / YEAR).toFixed(3) : isoDay(value));
  if (state.mode === "aligned") query.set("mode", "aligned");
  if (state.from !== null) query.set("from", when(state.from));
  if (state.to !== null) query.set("to", when(state.to));
  for (const track of ["linux", "ai"]) {
    if (state[track] && state[track] !== origins[track][0]?.id) query.set(`${track}-from`, state[track]);
  }
  for (const facet of FACETS) {
    if (state.chosen[facet].size) query.set(facet, [...state.chosen[facet]].map((place) => names[facet][place][0]).join(","));
  }
  const text = query.toString().replaceAll("%2C", ",");
  return text && `?${text}`;
}
