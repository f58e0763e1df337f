/** The mapping files in use: the product's own and those that a deployment puts into its folder, which come first. Read once at the start. */
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

/** Where a deployment puts mapping files of its own. */
export function mappingFolder(dataDirectory: string): string {
  return join(dataDirectory, "device-mappings");
}

export function builtInMappings(): DeviceMapping[] {
  return Object.entries(BUILT_IN).map(([file, value]) => readMapping(file, JSON.stringify(value)));
}

/** Throws MappingUnusable for a file that cannot be used: a start without it would lose messages in silence. */
export function loadMappings(folder: string): DeviceMapping[] {
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".json"))
        .sort()
    : [];
  const own = names.map((name) => readMapping(name, readFileSync(join(folder, name), "utf8")));
  const vendors = own.map(({ vendor }) => vendor);
  const twice = names.filter((_name, index) => vendors.indexOf(vendors[index] ?? "") !== index);
  if (twice.length > 0) throw new MappingUnusable(twice.join(", "), ["vendor: another file has the same name"]);
  return [...own, ...builtInMappings().filter(({ vendor }) => !vendors.includes(vendor))];
}
