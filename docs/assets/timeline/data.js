// The entries as the page's own data file has them, and what follows from a choice of facets, clocks and days. No drawing here.

export const DAY = 86_400_000;
export const YEAR = 365.2425; // days, as everywhere on this site
export const FACETS = ["track", "kind", "stage", "actor", "tag", "country", "licence"];
const LONG = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** Day number -> `20 January 2025`. */
export const inWords = (day) => LONG.format(day * DAY);
/** Day number -> `2025-01-20`. */
export const isoDay = (day) => new Date(Math.round(day) * DAY).toISOString().slice(0, 10);

/** Fetch and unfold the data: every entry an object, its facets as sets of places in `names`. */
export async function load(root) {
  const answer = await fetch(new URL("timeline/entries.json", root));
  if (!answer.ok) throw new Error(`the entries cannot be fetched (${answer.status})`);
  const { entries, names, origins, today } = await answer.json();
  if (!entries.length) throw new Error("there are no entries yet");
  const unfolded = entries.map(([id, title, track, kind, day, days, about, when, stage, actor, tag, country, licence, weight], place) => ({
    place, id, title, day, about: Boolean(about), weight,
    // What goes on has its bar end today, and says so.
    last: days === null ? Math.max(today, day) : day + days,
    open: days === null,
    exact: !when,
    when: when || inWords(day),
    track: names.track[track][0],
    trackName: names.track[track][1],
    kind: names.kind[kind][0],
    facets: { track: [track], kind: [kind], stage: stage < 0 ? [] : [stage], actor, tag, country, licence },
  }));
  return { entries: unfolded, names, origins, today };
}

/** Entries that pass all facets but one: in a facet any chosen value will do, across facets all must hold. */
export function passing(entries, chosen, but = null) {
  const asked = FACETS.filter((facet) => facet !== but && chosen[facet].size);
  if (!asked.length) return entries;
  return entries.filter((entry) => asked.every((facet) => entry.facets[facet].some((value) => chosen[facet].has(value))));
}

/** How many entries each value of a facet would show, given the other facets: an array by place in `names`. */
export function counts(data, chosen, facet) {
  const found = new Array(data.names[facet].length).fill(0);
  for (const entry of passing(data.entries, chosen, facet)) for (const value of entry.facets[facet]) found[value] += 1;
  return found;
}

/** The clocks that a state counts from: a day number for each track. */
export function clocks(data, state) {
  const of = (track) => (data.origins[track].find((one) => one.id === state[track]) ?? data.origins[track][0]);
  return { linux: of("linux"), ai: of("ai") };
}

/** The day that each lane counts from as it is shown: 1970 on the calendar, or else the origin. */
export function zeros(data, state) {
  const { linux, ai } = clocks(data, state);
  return state.mode === "aligned" ? { linux: linux.day, ai: ai.day } : { linux: 0, ai: 0 };
}

/** The entries that pass and lie at least in part between two days of the axis. */
export function within(data, state, from, to) {
  const zero = zeros(data, state);
  return passing(data.entries, state.chosen).filter(({ track, day, last }) => last - zero[track] >= from && day - zero[track] <= to);
}

/** What the drawing is made from: both lanes, how far there is anything to see, and where today is. */
export function lanes(data, state) {
  const zero = zeros(data, state), items = { linux: [], ai: [] };
  for (const entry of passing(data.entries, state.chosen)) {
    items[entry.track].push({ t: entry.day - zero[entry.track], span: entry.exact ? 0 : entry.last - entry.day + 1, entry });
  }
  let low = Infinity;
  for (const entry of data.entries) low = Math.min(low, entry.day - zero[entry.track]);
  const today = { linux: data.today - zero.linux, ai: data.today - zero.ai };
  const high = Math.max(today.linux, today.ai), edge = (high - low) * 0.015;
  return { lanes: items, low: low - edge, high: high + edge, calendar: state.mode !== "aligned", today };
}

/** An age on a clock in words: `27.1 months after GPT-1`. */
export function ageInWords(entry, clock) {
  if (!clock) return "";
  if (entry.day === clock.day) return `where the clock of ${clock.name} starts`;
  const days = entry.day - clock.day, months = Math.abs(days) / (YEAR / 12);
  const number = entry.exact ? months.toFixed(1) : `about ${Math.round(months)}`;
  return `${number} months ${days < 0 ? "before" : "after"} ${clock.name}`;
}
