// An entry in a frame on somebody else's page: /embed/entry/?id=ID shows what the API says of it.

const main = document.querySelector("main");
const site = new URL(main.dataset.root, location);
const asked = new URLSearchParams(location.search).get("id") ?? "";
const part = (name) => main.querySelector(`[data-part="${name}"]`);

async function entryOf(id) {
  // Only an id: a path in it would ask for another file.
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw new Error("no id of an entry");
  const answer = await fetch(new URL(`api/v1/entries/${id}.json`, site));
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

function show(entry) {
  const page = new URL(`e/${entry.id}/`, site).href, many = entry.sources.length;
  part("card").classList.add(entry.track);
  part("mark").classList.add(entry.track);
  part("what").textContent = `${entry.track === "ai" ? "Open AI" : "Linux"}, ${entry.kind}, `;
  const time = Object.assign(document.createElement("time"), { dateTime: entry.date_html, textContent: entry.date_text });
  part("date").append(time);
  part("title").textContent = entry.title;
  part("summary").textContent = entry.summary;
  part("sources").textContent = `${many} source${many === 1 ? "" : "s"}. From `;
  for (const link of main.querySelectorAll("a[data-page]")) link.href = page;
  document.title = `${entry.title} · Only Faster`;
  part("card").hidden = false;
}

entryOf(asked).then(show, (error) => {
  console.warn(`entry: ${error.message}`);
  part("failed").hidden = false;
});
