// Formats items of CSL-JSON with CSL's own engine: [style, locale, items] on standard input, a line of text for each item out.
const CSL = require("citeproc");

let text = "";
process.stdin.on("data", (part) => { text += part; });
process.stdin.on("end", () => {
  const [style, locale, items] = JSON.parse(text);
  const byId = Object.fromEntries(items.map((item) => [item.id, item]));
  const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => byId[id] }, style, "en-US");
  engine.setOutputFormat("text");
  const lines = items.map((item) => {
    engine.updateItems([item.id]);
    return engine.makeBibliography()[1][0].trim();
  });
  process.stdout.write(JSON.stringify(lines));
});
