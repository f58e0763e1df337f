/** The files of a pack from its rows, with the manifest that hashes every one of them. Zipping happens outside. */
import type { CanonicalValue } from "../audit/canonical-bytes.ts";
import { sortedJson } from "../audit/canonical-bytes.ts";
import type { FrozenRows } from "../reconciliation/frozen-rows.ts";
import { FROZEN_KINDS } from "../reconciliation/frozen-rows.ts";
import type { Sha256Hex } from "../sampling/seeded-draw.ts";
import type { PackManifest, PackRowKind, PackRows } from "./pack-format.ts";
import { MANIFEST_FILE, PACK_FILES, PACK_VERSION, packRows } from "./pack-format.ts";

export type PackContent = {
  readonly month: string;
  /** "district", or the code of one provider. */
  readonly scope: string;
  readonly frozen: FrozenRows;
  readonly rows: PackRows;
  /** By path. */
  readonly readmes: Readonly<Record<string, string>>;
};

const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
const utf8 = new TextEncoder();

/** One row a line, with a line feed at the end of each. */
export function linesText(rows: readonly string[]): string {
  return rows.map((row) => `${row}\n`).join("");
}

/** The texts of a pack by path, in the order of the paths, the manifest included. */
export function makePack(content: PackContent, sha256: Sha256Hex): ReadonlyMap<string, string> {
  const texts = new Map<string, string>(Object.entries(content.readmes));
  for (const kind of FROZEN_KINDS) texts.set(PACK_FILES[kind], linesText(content.frozen[kind]));
  for (const kind of Object.keys(packRows) as PackRowKind[]) {
    const rows: readonly CanonicalValue[] = content.rows[kind];
    texts.set(PACK_FILES[kind], linesText(rows.map(sortedJson)));
  }
  const paths = [...texts.keys()].sort(compareTexts);
  const manifest: PackManifest = {
    version: PACK_VERSION,
    month: content.month,
    scope: content.scope,
    files: paths.map((path) => {
      const text = texts.get(path) ?? "";
      return {
        path,
        bytes: utf8.encode(text).length,
        rows: path.endsWith(".jsonl") ? text.split("\n").length - 1 : 0,
        sha256: sha256(text),
      };
    }),
  };
  texts.set(MANIFEST_FILE, `${JSON.stringify(manifest, null, 2)}\n`);
  return new Map([...texts].sort(([left], [right]) => compareTexts(left, right)));
}
