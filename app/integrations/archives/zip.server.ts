/** Zip files of texts whose bytes depend on nothing but the texts: no clock, no place, no order of insertion. */
import { unzipSync, zipSync, type Zippable } from "fflate";

/** The first day a zip entry can have. The library writes local fields, so a local date gives the same bytes in every zone. */
const NO_DATE = new Date(1980, 0, 1);

const utf8 = new TextEncoder();

/** @param texts by path; entries are written in the order of the paths */
export function zipTexts(texts: ReadonlyMap<string, string>): Uint8Array {
  const entries: Zippable = {};
  for (const path of [...texts.keys()].sort()) entries[path] = utf8.encode(texts.get(path) ?? "");
  return zipSync(entries, { level: 6, mtime: NO_DATE, os: 3, attrs: 0 });
}

/** Bytes that are no zip file that can be read. */
export class UnreadableZip extends Error {}

/** Throws UnreadableZip. A byte order mark stays part of its text, so that hashes see it. */
export function unzipTexts(bytes: Uint8Array): Map<string, string> {
  const text = new TextDecoder("utf-8", { ignoreBOM: true });
  try {
    return new Map(Object.entries(unzipSync(bytes)).map(([path, content]) => [path, text.decode(content)]));
  } catch (thrown) {
    throw new UnreadableZip(thrown instanceof Error ? thrown.message : String(thrown));
  }
}
