// The search: Pagefind's index of the pages, in a dialog of our own. Loaded when a reader first opens it.

const FACETS = { track: "Track", kind: "Kind", year: "Year", actor: "Actor", country: "Country", licence: "Licence" };
const AT_ONCE = 8;
let opened;

const MONTHS = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2000, month)).toLocaleString("en", { month: "long", timeZone: "UTC" }));
// How this site spells what others spell otherwise; what is quoted from them stands on pages that have the word in ours too.
const SPELLINGS = { license: "licence", licenses: "licences", center: "centre", centers: "centres", defense: "defence", color: "colour",
  colors: "colours", behavior: "behaviour", labor: "labour", catalog: "catalogue" };
const LONGEST_WORD = 60; // no page has a longer one, and the engine would look for its beginning

/** What is looked for in the index, for what a reader wrote: days in words, one width of letters, one spelling; null for no word. */
export function wanted(written) {
  const plain = written.normalize("NFKC").replace(/\b(\d{4})-(\d\d)(?:-(\d\d))?\b/g, (whole, year, month, day) => {
    const name = MONTHS[month - 1];
    return name ? `"${day ? `${Number(day)} ` : ""}${name} ${year}"` : whole;
  });
  const words = plain.split(/\s+/).filter((word) => word && word.length <= LONGEST_WORD);
  return words.map((word) => SPELLINGS[word.toLowerCase()] ?? word).join(" ") || null;
}

/** Open the search, with words already in it if there are any. */
export async function openSearch(root, asked) {
  opened ??= new Search(root);
  await opened.open(asked);
}

class Search {
  constructor(root) {
    this.root = root;
    this.dialog = Object.assign(document.createElement("dialog"), { className: "of-find-box md-typeset of-text" });
    this.dialog.setAttribute("aria-label", "Search");
    this.dialog.innerHTML = `
      <form class="of-find-form" role="search" aria-label="Whole site">
        <input type="search" name="q" placeholder="Search entries, actors, parallels, curves" aria-label="Search for"
          autocomplete="off" spellcheck="false" maxlength="200">
        <button type="button" value="close">Close</button>
        <div class="of-find-facets" role="group" aria-label="Narrow to"></div>
      </form>
      <p class="of-note" role="status"></p>
      <ol class="of-found"></ol>
      <p class="of-find-more"><button type="button" class="of-button" hidden>More results</button></p>
      <p class="of-note of-find-keys"><kbd>↑</kbd> <kbd>↓</kbd> through the results, <kbd>Enter</kbd> opens, <kbd>Esc</kbd> closes</p>`;
    document.body.append(this.dialog);
    const part = (selector) => this.dialog.querySelector(selector);
    Object.assign(this, { input: part("input"), facets: part(".of-find-facets"), status: part("[role=status]") });
    Object.assign(this, { list: part(".of-found"), more: part(".of-find-more button") });
    this.input.addEventListener("input", () => {
      this.engines?.finds.preload(wanted(this.input.value) ?? ""); // what it needs is fetched while the reader types
      this.search();
    });
    part("form").addEventListener("submit", (event) => { event.preventDefault(); this.list.querySelector("a")?.click(); });
    part("[value=close]").addEventListener("click", () => this.dialog.close());
    this.more.addEventListener("click", () => this.show(true));
    this.dialog.addEventListener("click", (event) => { if (event.target === this.dialog) this.dialog.close(); });
    this.dialog.addEventListener("close", () => this.leave());
    this.dialog.addEventListener("keydown", (event) => this.step(event));
  }

  async open(asked) {
    if (!this.dialog.open) {
      this.before = document.activeElement;
      this.dialog.showModal();
    }
    if (asked !== undefined) this.input.value = asked;
    this.input.focus();
    this.input.select();
    try {
      this.engines ??= await this.load();
    } catch (error) {
      console.warn(`search: ${error.message}`);
      this.status.textContent =
        "The search index could not be loaded. The timeline and the lists of actors, tags and years have every entry.";
      return;
    }
    await this.search();
  }

  async load() {
    this.status.textContent = "Loading the index…";
    const engine = await import(new URL("pagefind/pagefind.js", this.root));
    // Two of them, each with its worker: one that knows the facets counts them with every search, which takes several times
    // as long as to find the results. So one finds, and the other counts when that is asked for.
    const [finds, counts] = [1, 2].map(() => engine.createInstance({ excerptLength: 26, baseUrl: this.root.pathname }));
    await finds.init();
    await counts.init();
    this.draw(await counts.filters());
    this.status.textContent = "";
    return { finds, counts };
  }

  // The facets, with every value that there is; what is found of each is counted when the reader turns to them.
  draw(all) {
    for (const [facet, name] of Object.entries(FACETS)) {
      if (!all[facet]) continue;
      const select = Object.assign(document.createElement("select"), { name: facet });
      select.setAttribute("aria-label", name);
      select.append(new Option(`${name}: any`, ""));
      const values = Object.keys(all[facet]);
      values.sort((a, b) => (facet === "year" ? b - a : a.localeCompare(b)));
      for (const value of values) select.append(new Option(value, value));
      select.addEventListener("change", () => this.search());
      this.facets.append(select);
    }
    for (const turn of ["pointerover", "pointerdown", "focusin"]) this.facets.addEventListener(turn, () => this.count());
  }

  chosen() {
    return Object.fromEntries([...this.facets.children].filter((one) => one.value).map((one) => [one.name, one.value]));
  }

  async search() {
    if (!this.engines) return;
    const words = this.input.value.trim(), filters = this.chosen(), mine = (this.asked = Symbol("search"));
    this.keep(words);
    if (!words && !Object.keys(filters).length) {
      this.found = null;
      this.recount(null);
      this.list.replaceChildren();
      this.more.hidden = true;
      this.status.textContent = "";
      return;
    }
    let answer;
    try {
      const asked = wanted(words);
      answer = words && !asked ? { results: [] } : await this.engines.finds.debouncedSearch(asked, { filters }, words ? 60 : 0);
      if (!answer || this.asked !== mine) return; // newer words are on their way
      this.found = answer.results;
      this.recount(null);
      await this.show(false, mine);
    } catch (error) {
      if (this.asked !== mine) return;
      console.warn(`search: ${error.message}`);
      this.status.textContent = "The search failed; try again.";
      return;
    }
    if (this.asked !== mine) return;
    this.tell();
    if (this.facets.matches(":focus-within")) await this.count(); // the reader is at them already
  }

  /** Tell how many results there would be with each choice, once for what is asked. */
  async count() {
    const mine = this.asked;
    if (!this.found || this.counted === mine) return;
    this.counted = mine;
    try {
      const { filters } = await this.engines.counts.search(wanted(this.input.value), { filters: this.chosen() });
      if (this.asked === mine) this.recount(filters);
    } catch (error) {
      console.warn(`search: the choices could not be counted: ${error.message}`);
    }
  }

  // Without numbers every value is offered.
  recount(filters) {
    for (const select of this.facets.children) {
      for (const option of select.options) {
        if (!option.value) continue;
        const many = filters?.[select.name]?.[option.value] ?? 0, text = filters ? `${option.value} (${many})` : option.value;
        if (option.textContent !== text) option.textContent = text;
        option.hidden = Boolean(filters) && !many && !option.selected;
      }
    }
  }

  async show(further, mine = this.asked) {
    const from = further ? this.list.children.length : 0;
    const rows = await Promise.all(this.found.slice(from, from + AT_ONCE).map((one) => one.data()));
    if (this.asked !== mine) return;
    const items = rows.map((row) => this.row(row));
    if (further) this.list.append(...items);
    else this.list.replaceChildren(...items);
    this.more.hidden = this.list.children.length >= this.found.length;
    if (further) items[0]?.querySelector("a").focus();
  }

  tell() {
    const many = this.found.length;
    this.status.textContent = many
      ? `${many.toLocaleString("en")} result${many === 1 ? "" : "s"}`
      : `Nothing found${Object.keys(this.chosen()).length ? " with these choices; set one of them to any" : "; try fewer or other words"}.`;
  }

  row({ url, meta, excerpt, filters }) {
    const item = document.createElement("li"), link = Object.assign(document.createElement("a"), { href: url });
    const track = filters.track?.[0], mark = document.createElement("span");
    if (track) {
      mark.className = `of-mark ${track === "Linux" ? "linux" : "ai"}`;
      mark.setAttribute("role", "img");
      mark.setAttribute("aria-label", track);
    }
    const title = Object.assign(document.createElement("b"), { textContent: meta.title });
    const when = [meta.date, filters.kind?.[0]].filter(Boolean).join(" · ");
    const about = Object.assign(document.createElement("span"), { className: "of-note", textContent: when });
    // Pagefind escapes all but its own <mark>.
    const text = Object.assign(document.createElement("span"), { className: "of-excerpt", innerHTML: excerpt });
    link.append(mark, title, about, text);
    item.append(link);
    return item;
  }

  // Arrows go from the words through the results and back.
  step(event) {
    if (event.key === "Escape") { event.preventDefault(); this.dialog.close(); return; } // a search field would only be emptied
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!way || event.target.matches("select")) return;
    const stops = [this.input, ...this.list.querySelectorAll("a"), ...(this.more.hidden ? [] : [this.more])];
    const next = stops[stops.indexOf(document.activeElement) + way];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  keep(words) {
    const address = new URL(location);
    if (words) address.searchParams.set("q", words);
    else address.searchParams.delete("q");
    if (address.href !== location.href) history.replaceState(null, "", address);
  }

  leave() {
    this.keep("");
    this.before?.focus?.();
  }
}
