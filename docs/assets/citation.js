// Citations as files for reference managers: RIS and CSL-JSON are made on a click from the item that stands in the page.

const MEDIA = { ris: "application/x-research-info-systems", "csl.json": "application/vnd.citationstyles.csl+json" };

// One reference of RIS, of an item of CSL-JSON; a text is on one line, whatever is in it.
export function ris(item) {
  const [year, month, day] = item.issued?.["date-parts"][0] ?? [];
  const two = (number) => String(number).padStart(2, "0");
  const fields = [
    ["TY", item.genre === "Chart" ? "CHART" : "ELEC"],
    ["ID", item.id],
    ["TI", item.title],
    // A name that ends in a comma is not taken apart into a person's.
    ...item.author.map((author) => ["AU", `${author.literal},`]),
    ["T2", item["container-title"]],
    ["UR", item.URL],
    ["AB", item.abstract],
    ["ET", item.version],
    ...(item.keyword?.split("; ") ?? []).map((word) => ["KW", word]),
    ["PY", year],
    ["DA", year && `${year}/${two(month)}/${two(day)}/`],
    ["N1", item.note],
  ];
  const lines = fields.filter(([, text]) => text).map(([tag, text]) => `${tag}  - ${String(text).replace(/[\s\x00-\x1f\x7f-\x9f]+/g, " ").trim()}`);
  return `${lines.join("\n")}\nER  - \n`;
}

const WRITERS = { ris, "csl.json": (item) => `${JSON.stringify([item], null, 1)}\n` };

// Every button of a citation gives its file.
export function offerFiles() {
  for (const button of document.querySelectorAll("[data-take]")) {
    const form = button.dataset.take;
    button.hidden = false;
    button.addEventListener("click", () => {
      const item = JSON.parse(button.closest(".of-citing").querySelector(".of-csl").textContent);
      const href = URL.createObjectURL(new Blob([WRITERS[form](item)], { type: MEDIA[form] }));
      Object.assign(document.createElement("a"), { href, download: `${item.id}.${form}` }).click();
      setTimeout(() => URL.revokeObjectURL(href), 10_000);
    });
  }
}
