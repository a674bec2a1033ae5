// Reads citations with a program that did not write them: {name: text} on standard input, [name, items as CSL-JSON] of each out.
const { Cite, plugins } = require("@citation-js/core");
for (const name of ["bibtex", "ris", "csl"]) require(`@citation-js/plugin-${name}`);
plugins.config.get("@bibtex").parse.strict = true;

let text = "";
process.stdin.on("data", (part) => { text += part; });
process.stdin.on("end", () => {
  const found = Object.entries(JSON.parse(text)).map(([name, each]) => [name, new Cite(each, { generateGraph: false }).data]);
  process.stdout.write(JSON.stringify(found));
});
