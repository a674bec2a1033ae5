// The drawings of /lineage/: branches fold, names are found, a work shows its ancestors and descendants. What is folded and
// sought stands in the address. Rows are counted out by the style sheet, so folding is counting again.
(() => {
  const form = document.querySelector(".of-find");
  const found = form.querySelector("output");
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  // All works by id: item and lines, what it stands under, what stands under it, what it was made from, whether it is folded.
  const works = new Map();
  const trees = [...document.querySelectorAll(".of-tree")].map((place) => {
    const lines = place.querySelectorAll(".of-lines > g[style]");
    const rows = [...place.querySelectorAll("li")].map((item, n) => {
      const row = item.querySelector(".of-row");
      const name = row.querySelector("a").textContent;
      const work = { id: item.dataset.id, item, row, name, lines: lines[n], under: [], bases: [], made: [], folded: false };
      works.set(work.id, work);
      return work;
    });
    return { place, rows, also: [...place.querySelectorAll(".also")] };
  });
  for (const tree of trees) {
    for (const work of tree.rows) {
      work.tree = tree;
      work.up = works.get(work.item.dataset.up ?? work.item.parentElement.closest("li")?.dataset.id);
      work.up?.under.push(work);
      const also = (work.item.dataset.also ?? "").split(" ").map((id) => works.get(id));
      work.bases = [work.up, ...also].filter(Boolean);
      for (const base of work.bases) base.made.push(work);
    }
    tree.also = tree.also.map((line) => ({ line, from: works.get(line.dataset.from), to: works.get(line.dataset.to) }));
  }

  const count = (tree) => {
    let number = 0;
    for (const work of tree.rows) {
      work.shown = !work.up || (work.up.shown && !work.up.folded);
      work.item.hidden = !work.shown;
      work.lines.toggleAttribute("hidden", !work.shown);
      if (work.shown) work.lines.style.setProperty("--n", work.number = number++);
    }
    for (const work of tree.rows) {
      if (!work.below) continue;
      const last = work.folded ? work : work.under.at(-1);
      work.lines.querySelector(".spine").style.setProperty("--h", work.shown ? last.number - work.number : 0);
      work.toggle.setAttribute("aria-expanded", String(!work.folded));
    }
    for (const { line, from, to } of tree.also) {
      line.toggleAttribute("hidden", !from.shown || !to.shown);
      line.style.setProperty("--a", Math.min(from.number, to.number));
      line.style.setProperty("--b", Math.max(from.number, to.number));
    }
    for (const one of [tree.place, tree.place.parentElement]) one.style.setProperty("--rows", number);
  };
  // Names move as their lines do: from where they were to where they are.
  const MOST = 300;
  const moving = (tree, change) => {
    const moves = !still() && tree.rows.length <= MOST;
    const before = new Map(moves ? tree.rows.filter((work) => work.shown).map((work) => [work, work.row.getBoundingClientRect().top]) : []);
    const { top } = tree.place.getBoundingClientRect();
    change();
    const moved = tree.place.getBoundingClientRect().top - top;
    const tops = [...before].filter(([work]) => work.shown).map(([work, was]) => [work, was + moved - work.row.getBoundingClientRect().top]);
    for (const [work, by] of tops) {
      if (by) work.row.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], { duration: 200, easing: "ease" });
    }
  };

  const foldable = () => [...works.values()].filter((work) => work.below);
  const LONGEST = 1500;
  const keep = () => {
    const address = new URL(location);
    const folding = foldable();
    const folded = folding.filter((work) => work.folded).map((work) => work.id);
    const list = folded.length && folded.length === folding.length ? "all" : folded.join(" ");
    if (list && list.length <= LONGEST) address.searchParams.set("closed", list);
    else address.searchParams.delete("closed");
    const sought = form.find.value.trim();
    if (sought) address.searchParams.set("find", sought);
    else address.searchParams.delete("find");
    if (address.href !== location.href) history.replaceState(null, "", address);
  };
  const fold = (work, folded) => {
    moving(work.tree, () => {
      work.folded = folded;
      count(work.tree);
    });
    keep();
  };
  const foldAll = (folded) => {
    for (const work of foldable()) work.folded = folded;
    trees.forEach(count);
    keep();
  };

  // From the last row up, so that the number below a child is known before that below its parent.
  for (const work of trees.flatMap((tree) => [...tree.rows].reverse())) {
    work.below = work.under.reduce((sum, child) => sum + 1 + child.below, 0);
    if (!work.below) continue;
    work.toggle = document.createElement("button");
    work.toggle.type = "button";
    work.toggle.className = "of-toggle";
    work.toggle.setAttribute("aria-label", `What derives from ${work.name}, ${work.below}`);
    work.toggle.addEventListener("click", () => fold(work, !work.folded));
    work.toggle.addEventListener("keydown", (event) => {
      const folded = { ArrowLeft: true, ArrowRight: false }[event.key];
      if (folded === undefined) return;
      event.preventDefault();
      if (folded !== work.folded) fold(work, folded);
    });
    work.row.prepend(work.toggle);
  }

  // Ancestors and descendants of what is pointed at.
  const reach = (work, next, into) => {
    const todo = [work];
    while (todo.length) {
      const one = todo.pop();
      if (into.has(one)) continue;
      into.add(one);
      todo.push(...one[next]);
    }
    return into;
  };
  let traced = null;
  const trace = (work) => {
    if (work === traced) return;
    if (traced) {
      traced.tree.place.classList.remove("of-traced");
      for (const one of traced.tree.place.querySelectorAll(".lit")) one.classList.remove("lit");
    }
    traced = work;
    if (!work) return;
    const lit = reach(work, "bases", new Set());
    lit.delete(work);
    reach(work, "made", lit);
    for (const one of lit) for (const part of [one.row, one.lines]) part.classList.add("lit");
    for (const { line, from, to } of work.tree.also) line.classList.toggle("lit", lit.has(from) && lit.has(to));
    work.tree.place.classList.add("of-traced");
  };
  const workOf = (target) => works.get(target.closest?.(".of-row")?.parentElement.dataset.id) ?? null;
  for (const { place } of trees) {
    place.addEventListener("pointerover", (event) => event.pointerType === "mouse" && trace(workOf(event.target)));
    place.addEventListener("pointerleave", () => trace(null));
    place.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && trace(workOf(event.target)));
    place.addEventListener("focusout", () => trace(null));
  }

  const reveal = (work) => {
    let changed = false;
    for (let one = work.up; one; one = one.up) {
      changed ||= one.folded;
      one.folded = false;
    }
    if (changed) count(work.tree);
    return changed;
  };
  let marked = null;
  const goTo = (work, at = "smooth") => {
    marked?.row.classList.remove("at");
    marked = work;
    work.row.classList.add("at");
    reveal(work);
    work.row.scrollIntoView({ block: "center", behavior: still() ? "auto" : at });
  };

  // Search: what matches is revealed and can be stepped through.
  let hits = [];
  let current = -1;
  const say = () => {
    found.textContent = !form.find.value.trim() ? "" : hits.length ? `${current + 1} of ${hits.length}` : "none";
    for (const button of form.querySelectorAll("[data-step]")) button.disabled = hits.length < 2;
  };
  const search = () => {
    for (const work of hits) work.row.classList.remove("hit");
    marked?.row.classList.remove("at");
    const sought = form.find.value.trim().toLowerCase();
    hits = sought ? [...works.values()].filter((work) => work.name.toLowerCase().includes(sought)) : [];
    const changed = new Set();
    for (const work of hits) {
      work.row.classList.add("hit");
      for (let one = work.up; one; one = one.up) {
        if (one.folded) changed.add(one.tree);
        one.folded = false;
      }
    }
    changed.forEach(count);
    current = hits.length ? 0 : -1;
    if (hits.length) goTo(hits[0]);
    say();
    keep();
  };
  const step = (by) => {
    if (!hits.length) return;
    current = (current + by + hits.length) % hits.length;
    goTo(hits[current]);
    say();
    keep();
  };
  form.find.addEventListener("input", search);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  });
  form.addEventListener("click", (event) => {
    const { step: by, all } = event.target.dataset;
    if (by) step(Number(by));
    if (all) foldAll(all === "close");
  });

  // #ID: the browser has gone there already, unless the row was folded away.
  const read = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  const goToHash = () => {
    const work = works.get(read(location.hash.slice(1)));
    if (!work) return;
    goTo(work, "auto");
    work.row.querySelector("a").focus({ preventScroll: true });
  };
  addEventListener("hashchange", goToHash);

  const asked = new URLSearchParams(location.search);
  const closed = asked.get("closed");
  const names = new Set((closed ?? "").split(" "));
  for (const work of foldable()) work.folded = closed === "all" || names.has(work.id);
  trees.forEach(count);
  form.hidden = false;
  form.find.value = asked.get("find") ?? "";
  if (form.find.value) search();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    for (const { place } of trees) place.classList.add("of-moves");
    goToHash();
  }));
})();
