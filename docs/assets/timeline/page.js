// The places on the page that the script fills. The timeline's own page has all of them, a frame has fewer.

export const box = document.querySelector(".of-explore-time");
export const root = new URL(box.dataset.root, document.baseURI);

/** The element with this `data-part`; null if the page has none. */
export const part = (name) => box.querySelector(`[data-part="${name}"]`);

/** The address of an entry's page. */
export const pageOf = (entry) => new URL(`e/${entry.id}/`, root).href;
