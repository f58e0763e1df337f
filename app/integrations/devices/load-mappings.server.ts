/** The mapping files as they lie: the product's own and those that a deployment puts into its folder, which come first. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import anjuButton from "./mappings/anju-button.json";
import generic from "./mappings/generic.json";
import kangbanMattress from "./mappings/kangban-mattress.json";
import synthetic from "./mappings/synthetic.json";
import { MappingUnusable, readMapping, type DeviceMapping } from "./mapping-file.ts";

const BUILT_IN = {
  "generic.json": generic,
  "kangban-mattress.json": kangbanMattress,
  "anju-button.json": anjuButton,
  "synthetic.json": synthetic,
};

/** Texts of mapping files by the names of the files. */
export type MappingTexts = Readonly<Record<string, string>>;

/** Where a deployment puts mapping files of its own. */
export function mappingFolder(dataDirectory: string): string {
  return join(dataDirectory, "device-mappings");
}

export function builtInMappings(): DeviceMapping[] {
  return Object.entries(BUILT_IN).map(([file, value]) => readMapping(file, JSON.stringify(value)));
}

/** The files of the folder in the order of their names; none where there is no folder. Files that begin with a dot are an editor's. */
export function readMappingTexts(folder: string): MappingTexts {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder).filter((name) => name.endsWith(".json") && !name.startsWith("."));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

function tried(
  file: string,
  text: string,
): { readonly mapping: DeviceMapping } | { readonly refused: MappingUnusable } {
  try {
    return { mapping: readMapping(file, text) };
  } catch (thrown) {
    if (thrown instanceof MappingUnusable) return { refused: thrown };
    throw thrown;
  }
}

/** All mappings with these files before the product's own. Throws MappingUnusable that names every place of every file that cannot be used. */
export function mappingsOf(texts: MappingTexts): DeviceMapping[] {
  const read = Object.entries(texts).map(([file, text]) => tried(file, text));
  const refused = read.flatMap((one) => ("refused" in one ? [one.refused] : []));
  const [first, ...others] = refused;
  if (first !== undefined && others.length === 0) throw first;
  if (first !== undefined)
    throw new MappingUnusable(
      refused.map(({ file }) => file).join(", "),
      refused.flatMap(({ file, problems }) => problems.map((problem) => `${file}: ${problem}`)),
    );
  const own = read.flatMap((one) => ("mapping" in one ? [one.mapping] : []));
  const vendors = own.map(({ vendor }) => vendor);
  const twice = Object.keys(texts).filter((_name, index) => vendors.indexOf(vendors[index] ?? "") !== index);
  if (twice.length > 0) throw new MappingUnusable(twice.join(", "), ["vendor: another file has the same name"]);
  return [...own, ...builtInMappings().filter(({ vendor }) => !vendors.includes(vendor))];
}
