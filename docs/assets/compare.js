// /compare/: the switch leads to the page of another pair of origins, where every number is from there; the slider and the choices
// show numbers that the page brought along. Without this script there are links and tables for all of it.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "null");

  const form = document.querySelector(".of-switch[aria-label='Where the clocks start']");
  const pages = read("of-pages");
  const root = document.querySelector("script[src$='assets/compare.js']").getAttribute("src").replace("assets/compare.js", "");
  const goTo = (linux, ai) => {
    const page = pages[`${linux} ${ai}`];
    if (page) location.assign(root + page);
  };
  // An address with a choice in it, as this page once had, leads to the page of that choice.
  const asked = new URLSearchParams(location.search);
  if (asked.get("linux") || asked.get("ai")) goTo(asked.get("linux") || form.linux.value, asked.get("ai") || form.ai.value);
  // A browser that comes back would keep what was chosen; the page is of its own pair.
  addEventListener("pageshow", () => form?.reset());
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    goTo(form.linux.value, form.ai.value);
  });

  const copy = document.querySelector(".of-copy-answer");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(copy.dataset.said);
      copy.textContent = "Copied";
    });
  }

  const turned = read("of-turned");
  if (!turned) return;

  const place = document.querySelector(".of-start");
  const slider = place.querySelector("input");
  slider.max = turned.starts.length - 1;
  const showStart = () => {
    const [day, of, linux, ai, ratio] = turned.starts[slider.value];
    const words = new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" });
    const text = `${words}: Linux ${linux}, open AI ${ai} of ${of}; ratio ${ratio.toFixed(2)}`;
    place.querySelector("output").textContent = text;
    slider.setAttribute("aria-valuetext", text);
  };
  slider.value = turned.starts.findIndex(([day]) => day === turned.usual);
  slider.addEventListener("input", showStart);
  showStart();
  place.hidden = false;

  const choices = document.querySelector(".of-turn");
  const showChoices = () => {
    const rows = turned.crosses.filter(([linux, ai, subset]) => (!choices.linux.value || linux === choices.linux.value)
      && (!choices.ai.value || ai === choices.ai.value) && (!choices.subset.value || subset === choices.subset.value));
    const sum = (n) => rows.reduce((total, row) => total + row[n], 0);
    choices.querySelector("output").textContent = rows.length
      ? `Open AI faster in ${((100 * sum(4)) / sum(3)).toFixed(0)} % of ${sum(3).toLocaleString("en")} readings; ratios from ${
        Math.min(...rows.map((row) => row[5])).toFixed(2)} to ${Math.max(...rows.map((row) => row[6])).toFixed(2)}`
      : "These starts leave fewer than three criteria.";
  };
  choices.addEventListener("change", showChoices);
  choices.addEventListener("submit", (event) => event.preventDefault());
  showChoices();
  choices.hidden = false;
})();
