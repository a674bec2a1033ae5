// The reader's today on /on-this-day/, first: what happened on it, and if nothing did, on the next day that has something.
// Every day is on the page already; without this script a reader goes to it by its month.
(() => {
  const today = new Date();
  const place = document.querySelector(".of-today");
  const days = [...document.querySelectorAll(".of-month[data-day]")];
  if (!days.length) return;
  const rank = (day) => Number(day.dataset.month) * 100 + Number(day.dataset.day);
  const now = (today.getMonth() + 1) * 100 + today.getDate();
  // They stand in order, so the next one is the first that is not before today, or the first of next year.
  const next = days.find((day) => rank(day) >= now) ?? days[0];
  const hit = rank(next) === now;
  const name = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" }).format(today);
  place.querySelector("h2").textContent = `Today, ${name}`;
  const said = place.querySelector("[data-part=said]");
  said.textContent = `No event of this day is recorded. The next is of ${next.querySelector("h3").textContent}.`;
  said.hidden = hit;
  const copy = next.cloneNode(true);
  copy.removeAttribute("id");
  for (const time of copy.querySelectorAll("time")) {
    // A year that is over says little until it is counted.
    const years = today.getFullYear() - Number(time.textContent);
    if (!hit || years < 1) continue;
    const ago = document.createElement("span");
    ago.className = "of-note";
    ago.textContent = ` ${years} year${years === 1 ? "" : "s"} ago`;
    time.parentElement.append(ago);
  }
  place.querySelector("[data-part=found]").append(copy);
  place.hidden = false;
})();
