// The switch of origins on /compare/: puts the numbers of another pair of origins in place, and keeps the choice in the
// address. All numbers come from the page; without this script it shows the default and a table of the others.
(() => {
  const form = document.querySelector(".of-switch");
  const { default: usual, views } = JSON.parse(document.getElementById("of-views").textContent);
  const longest = Math.max(...Object.values(views).flatMap((view) =>
    Object.values(view.rows).flatMap((row) => [row.linux[1], row.ai[1]])));

  const show = () => {
    const view = views[`${form.linux.value} ${form.ai.value}`];
    document.getElementById("answer").textContent = view.answer;
    // The picture is of the default origins.
    document.getElementById("chart-speed-ups").hidden = form.linux.value !== usual.linux || form.ai.value !== usual.ai;
    for (const row of document.querySelectorAll("[data-criterion]")) {
      const told = view.rows[row.dataset.criterion];
      for (const cell of row.querySelectorAll("[data-track]")) {
        const [text, days] = told[cell.dataset.track];
        const took = cell.querySelector(".of-took");
        took.textContent = text;
        took.style.setProperty("--share", `${Math.max(0, (100 * days) / longest).toFixed(2)}%`);
      }
      const ratio = row.querySelector("[data-ratio] a");
      ratio.textContent = told.ratio;
      ratio.classList.toggle("none", !told.ratio.includes("×"));
    }
    for (const place of document.querySelectorAll("[data-stage]")) {
      const text = view.stages[place.dataset.stage];
      place.textContent = text || (place.matches("a") ? "of too few" : "");
    }
  };
  const read = () => {
    const asked = new URLSearchParams(location.search);
    for (const track of ["linux", "ai"]) {
      form[track].value = asked.get(track) || usual[track];
      if (!form[track].value) form[track].value = usual[track];
    }
    show();
  };
  const keep = () => {
    const address = new URL(location);
    for (const track of ["linux", "ai"]) {
      if (form[track].value === usual[track]) address.searchParams.delete(track);
      else address.searchParams.set(track, form[track].value);
    }
    history.pushState(null, "", address);
    show();
  };
  form.addEventListener("change", keep);
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const track of ["linux", "ai"]) form[track].value = usual[track];
    keep();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", read);
  read();
})();
