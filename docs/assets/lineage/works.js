// The works of all drawings, read from the page: each with its row and its lines, what it was made from and what from it.

/** All works by id. */
export const works = new Map();

/** A drawing each: its element, its works from the top down, and the light lines to further parents. */
export const trees = [...document.querySelectorAll(".of-tree")].map(read);
for (const tree of trees) join(tree);

/** Those that something stands under. */
export const foldable = () => [...works.values()].filter((work) => work.below);

/** The work in whose row an element is, or null. */
export const workOf = (element) => works.get(element.closest?.(".of-row")?.parentElement.dataset.id) ?? null;

function read(place) {
  const tree = { place, also: [...place.querySelectorAll(".also")] };
  const lines = place.querySelectorAll(".of-lines > g[style]");
  tree.works = [...place.querySelectorAll("li")].map((item, n) => {
    const row = item.querySelector(".of-row"), name = row.querySelector("a").textContent;
    const work = { id: item.dataset.id, tree, item, row, name, lines: lines[n], under: [], bases: [], made: [], folded: false };
    works.set(work.id, work);
    return work;
  });
  return tree;
}

// Once all are read: a work stands under one (`up`), was made from several (`bases`), and has so many below it.
function join(tree) {
  for (const work of tree.works) {
    const { up, also } = work.item.dataset;
    work.up = works.get(up ?? work.item.parentElement.closest("li")?.dataset.id);
    work.up?.under.push(work);
    work.bases = [work.up, ...(also ?? "").split(" ").map((id) => works.get(id))].filter(Boolean);
    for (const base of work.bases) base.made.push(work);
  }
  tree.also = tree.also.map((line) => ({ line, from: works.get(line.dataset.from), to: works.get(line.dataset.to) }));
  // From the last row up, so that the number below a child is known before that below its parent.
  for (const work of [...tree.works].reverse()) {
    work.below = work.under.reduce((sum, child) => sum + 1 + child.below, 0);
  }
}
