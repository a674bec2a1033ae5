// What repeats the address of a view: the reader's history, the snippet for another page, a frame's way to the whole timeline.

import { part, root } from "./page.js";

const snippet = part("snippet"), whole = part("whole");
const frame = snippet?.textContent; // as the page has it: of the whole timeline

/** Write the query of a view everywhere; `step`: the way back leads to the view before. */
export function keep(query, step) {
  if (query !== location.search) history[step ? "pushState" : "replaceState"](null, "", query || location.pathname);
  if (snippet) {
    const asked = query.replaceAll("&", "&amp;");
    snippet.textContent = frame.replace(/ src="([^"]*)"/, (_, address) => ` src="${address}${asked}"`);
  }
  if (whole) whole.href = new URL(`timeline/${query}`, root);
}
