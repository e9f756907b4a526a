// Mends one fault of the Playground's page after it is installed: it makes a new card object at
// every drawing, so whatever is typed into a card is forgotten as soon as any message arrives.
// Where the text is not found (another version), the page is left as it is and this says so.
const fs = require("node:fs");
const path = require("node:path");

const folder = path.join(
  __dirname, "../../node_modules/@microsoft/m365agentsplayground/dist/client/static/js",
);
const mends = [
  [
    "function mme(e){const t=new Uj;",
    "function mme(e){const t=m.useMemo((()=>new Uj),[JSON.stringify(e.payload)]);",
  ],
  ["e.payload&&t.parse(function(e)", "e.payload&&!t.isRead&&(t.isRead=!0)&&t.parse(function(e)"],
];

for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
  if (!/^main\.\w+\.js$/.test(name)) continue;
  const file = path.join(folder, name);
  const found = fs.readFileSync(file, "utf8");
  if (mends.every(([, mended]) => found.includes(mended))) continue;
  if (mends.every(([broken]) => found.split(broken).length === 2)) {
    fs.writeFileSync(file, mends.reduce((text, [broken, mended]) => text.replace(broken, () => mended), found));
  } else {
    console.warn("The Playground's page is of another version: typed text may be lost when it redraws.");
  }
}
