/**
 * The mappings in use, taken anew from the folder while the product runs. The folder counts as a whole: where one of its files cannot be used,
 * all that was in use stays in use, and the refusal names every place. A change counts when it was seen twice the same, so that a file that is
 * being written is not read half.
 *
 * What was used last is kept beside the folder. A process that starts while a file is broken goes on with that: it may be one that was killed at
 * night, and its start must not wait for whoever mends the file.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { mappingFolder, mappingsOf, readMappingTexts, type MappingTexts } from "./load-mappings.server.ts";
import { MappingUnusable, type DeviceMapping } from "./mapping-file.ts";

/** Why the folder as it is now is not used. */
export type MappingRefusal = { readonly file: string; readonly problems: readonly string[] };

export type LiveMappings = {
  readonly current: () => readonly DeviceMapping[];
  /** null while the folder as it is now is in use. */
  readonly refusal: () => MappingRefusal | null;
  /** Looks at the folder. @returns what came of a change, once for each; null where nothing new counts or was refused */
  readonly look: () => "taken" | "refused" | null;
};

const lastUsedFile = (dataDirectory: string) => join(dataDirectory, "device-mappings.used.json");
const textsSchema = z.record(z.string(), z.string());

type Used = { readonly texts: MappingTexts; readonly mappings: readonly DeviceMapping[] };

const isSame = (left: MappingTexts | string, right: MappingTexts | string) =>
  JSON.stringify(left) === JSON.stringify(right);

const messageOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown));

/** @returns null where nothing was kept, or nothing that can be used */
function readLastUsed(dataDirectory: string): Used | null {
  const file = lastUsedFile(dataDirectory);
  if (!existsSync(file)) return null;
  try {
    const texts = textsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    return { texts, mappings: mappingsOf(texts) };
  } catch {
    return null;
  }
}

/** Whole or not at all: the web and the jobs may write at the same moment. */
function keepLastUsed(dataDirectory: string, texts: MappingTexts): void {
  const file = lastUsedFile(dataDirectory);
  const text = JSON.stringify(texts);
  const isKept = existsSync(file) ? readFileSync(file, "utf8") === text : Object.keys(texts).length === 0;
  if (isKept) return;
  mkdirSync(dataDirectory, { recursive: true });
  const written = `${file}.${process.pid}`;
  writeFileSync(written, text);
  renameSync(written, file);
}

function refusalOf(thrown: unknown): MappingRefusal {
  if (thrown instanceof MappingUnusable) return { file: thrown.file, problems: thrown.problems };
  return { file: "device-mappings", problems: [messageOf(thrown)] };
}

/** The folder as it lies; a text says why it cannot be read. */
function lyingIn(folder: string): MappingTexts | string {
  try {
    return readMappingTexts(folder);
  } catch (thrown) {
    return messageOf(thrown);
  }
}

/** Throws what cannot be used. */
function used(lying: MappingTexts | string): Used {
  if (typeof lying === "string") throw new MappingUnusable("device-mappings", [lying]);
  return { texts: lying, mappings: mappingsOf(lying) };
}

/**
 * The mappings of a data directory. Throws MappingUnusable for a file that cannot be used where nothing was used before: a start without
 * it would leave a vendor's messages unread from the first day.
 */
export function openMappings(dataDirectory: string): LiveMappings {
  const folder = mappingFolder(dataDirectory);
  let mappings: readonly DeviceMapping[] = [];
  let refusal: MappingRefusal | null = null;
  // What was decided on, and what was seen last.
  let decided = lyingIn(folder);
  let seen = decided;
  const use = (one: Used) => {
    [mappings, refusal] = [one.mappings, null];
    keepLastUsed(dataDirectory, one.texts);
  };
  try {
    use(used(decided));
  } catch (thrown) {
    const last = readLastUsed(dataDirectory);
    if (last === null) throw thrown;
    [mappings, refusal] = [last.mappings, refusalOf(thrown)];
  }
  return {
    current: () => mappings,
    refusal: () => refusal,
    look: () => {
      const now = lyingIn(folder);
      const isSettled = isSame(now, seen);
      seen = now;
      if (!isSettled || isSame(now, decided)) return null;
      decided = now;
      try {
        use(used(now));
        return "taken";
      } catch (thrown) {
        refusal = refusalOf(thrown);
        return "refused";
      }
    },
  };
}
