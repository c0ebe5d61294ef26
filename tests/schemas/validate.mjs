// Judges config files by their JSON Schema: node validate.mjs SCHEMAS < list, a line each: NAME TAB FILE, NAME the schema's (poll).
// Writes a line each: the finding of ajv (2020-12, formats) TAB that of Visual Studio Code's own service; empty for none.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const require = createRequire(process.env.SCHEMA_TOOLS ? `${process.env.SCHEMA_TOOLS}/` : import.meta.url);
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;
const { parse } = require("jsonc-parser");
const { getLanguageService, TextDocument } = require("vscode-json-languageservice");

const folder = process.argv[2];
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });
addFormats(ajv);
// Words of Visual Studio Code: notes to any other validator.
for (const word of ["allowComments", "allowTrailingCommas", "patternErrorMessage"]) ajv.addKeyword(word);

const schemas = new Map();
function schema(name) {
  if (!schemas.has(name)) {
    const text = readFileSync(`${folder}/${name}.schema.json`, "utf8");
    schemas.set(name, { text, validate: ajv.compile(JSON.parse(text)) });
  }
  return schemas.get(name);
}

// The file itself names its schema, relative to where it lies.
const service = getLanguageService({
  schemaRequestService: (uri) => Promise.resolve(schema(uri.match(/([a-z]+)\.schema\.json$/)[1]).text),
  workspaceContext: { resolveRelativePath: (path, base) => new URL(path, base).href },
});
service.configure({ validate: true });

function one(text) {
  return text.replace(/\s+/g, " ").slice(0, 200);
}

async function judge(name, file) {
  const bytes = readFileSync(file);
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  const broken = [];
  const value = parse(text, broken, { allowTrailingComma: true });
  const { validate } = schema(name);
  const strict = broken.length > 0 ? "not JSON" : validate(value) ? "" : ajv.errorsText(validate.errors);

  const document = TextDocument.create(`file:///${name}.json`, "json", 1, text);
  const found = await service.doValidation(document, service.parseJSONDocument(document));
  return [strict, found.map((finding) => finding.message).join("; ")];
}

for await (const line of createInterface({ input: process.stdin })) {
  const [name, file] = line.split("\t");
  console.log((await judge(name, file)).map(one).join("\t"));
}
