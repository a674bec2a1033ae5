// What every page needs of a script: the colour scheme, the menu by keyboard, scrolling by keyboard, copying, and the way
// into the search.
(() => {
  const root = new URL("..", document.currentScript.src);

  // Colours: as the system has them, light, dark; kept for the next page where the browser allows it.
  const SCHEMES = { auto: "as the system has them", default: "light", slate: "dark" };

  function chooseColours() {
    const button = document.querySelector(".of-scheme"), order = Object.keys(SCHEMES);
    let scheme = "auto";
    try { scheme = localStorage.getItem("of-scheme") || "auto"; } catch { /* a browser that keeps nothing */ }
    const dress = () => {
      globalThis.ofScheme(scheme);
      for (const icon of button.children) icon.hidden = icon.dataset.scheme !== scheme;
      button.title = `Colours: ${SCHEMES[scheme]}`;
      button.setAttribute("aria-label", button.title);
    };
    if (!(scheme in SCHEMES)) scheme = "auto";
    button.addEventListener("click", () => {
      scheme = order[(order.indexOf(scheme) + 1) % order.length];
      try { localStorage.setItem("of-scheme", scheme); } catch { /* it holds for this page */ }
      dress();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress);
    button.hidden = false;
    dress();
  }

  // The theme's menu is a box that a label checks: with a script a button does, for the keyboard too.
  function openMenuByKeyboard() {
    for (const label of document.querySelectorAll("label[data-of-toggle], .md-nav--primary label.md-nav__link[for^='__nav']")) {
      const box = document.getElementById(label.htmlFor);
      if (!box) continue;
      const button = Object.assign(document.createElement("button"), { type: "button", className: label.className, id: label.id });
      Object.assign(button.dataset, label.dataset);
      button.append(...label.childNodes);
      label.replaceWith(button);
      const say = () => button.setAttribute("aria-expanded", String(box.checked));
      button.addEventListener("click", () => box.click());
      box.addEventListener("change", say);
      say();
    }
    document.addEventListener("keydown", (event) => {
      const drawer = document.getElementById("__drawer");
      if (event.key === "Escape" && drawer.checked) {
        drawer.click();
        document.querySelector("[data-of-toggle]").focus();
      }
    });
  }

  // A table or a block of code that is wider than the page is scrolled by keyboard too.
  function reachWhatIsWide() {
    for (const wide of document.querySelectorAll(".of-text :is(table:not([class]), pre > code)")) {
      if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
      else wide.removeAttribute("tabindex");
    }
  }

  // Citations and snippets are copied with a click.
  function offerCopies() {
    for (const text of document.querySelectorAll("[data-copy]")) {
      const name = (text.closest("pre")?.previousElementSibling ?? text.closest("p")).querySelector("b");
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Copy" });
      button.setAttribute("aria-label", `Copy ${name.firstChild.textContent.trim()}`);
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(text.textContent);
          button.textContent = "Copied";
        } catch {
          getSelection().selectAllChildren(text);
        }
        setTimeout(() => { button.textContent = "Copy"; }, 2000);
      });
      name.append(button);
    }
  }

  // Who follows a citation of another version than this one is told.
  function tellOfOtherVersion() {
    const citing = document.querySelector(".of-citing[data-version]");
    const cited = citing && new URLSearchParams(location.search).get("v");
    if (!cited || cited === citing.dataset.version) return;
    const note = Object.assign(document.createElement("p"), { className: "of-older" });
    note.setAttribute("role", "note");
    // A page that never changed has no list of versions: what is new everywhere is told instead.
    const href = citing.dataset.past + (citing.dataset.past.endsWith("#") || citing.dataset.past.endsWith("#c") ? encodeURIComponent(cited) : "");
    const link = Object.assign(document.createElement("a"), { href, textContent: "what has changed since" });
    note.append(`You follow a citation of version ${cited.slice(0, 40)}; this is version ${citing.dataset.version}. See `, link, ".");
    document.querySelector("h1").after(note);
  }

  // RIS and CSL-JSON are made where they are asked for.
  function offerCitations() {
    if (!document.querySelector("[data-take]")) return;
    import(new URL("assets/citation.js", root)).then(({ offerFiles }) => offerFiles(), (error) => console.warn(`citation: ${error.message}`));
  }

  // Search: its script and its index are fetched when it is first opened.
  function offerSearch() {
    const link = document.querySelector(".of-seek"), here = location.pathname.endsWith("/search/");
    const open = async (asked) => {
      try {
        const { openSearch } = await import(new URL("assets/search.js", root));
        await openSearch(root, asked);
      } catch (error) {
        console.warn(`search: ${error.message}`);
        if (!here) location.assign(link.href);
      }
    };
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
    link.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); open(); } });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!slash && !(event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) return;
      event.preventDefault();
      open();
    });
    const asked = new URLSearchParams(location.search).get("q");
    if (asked !== null || here) open(asked ?? "");
  }

  chooseColours();
  openMenuByKeyboard();
  addEventListener("resize", reachWhatIsWide);
  reachWhatIsWide();
  offerCopies();
  offerCitations();
  tellOfOtherVersion();
  offerSearch();
})();
