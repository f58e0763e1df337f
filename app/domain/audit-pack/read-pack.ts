/** A pack's texts as rows and facts, with every file held against the manifest. Reads nothing but what it is given. */
import * as z from "zod";
import type { FrozenInputs, FrozenKind, FrozenRows } from "../reconciliation/frozen-rows.ts";
import { FROZEN_KINDS, readFrozenRows, UnreadableRows } from "../reconciliation/frozen-rows.ts";
import type { Sha256Hex } from "../sampling/seeded-draw.ts";
import type { PackManifest, PackRowKind, PackRows } from "./pack-format.ts";
import { MANIFEST_FILE, manifestSchema, PACK_FILES, packRows, README_FILES } from "./pack-format.ts";

/** What stands in the pack beside what comes out when it is computed again. */
export type PackDifference = {
  readonly code: DifferenceCode;
  /** File, line, journal or field. */
  readonly where: string;
  readonly pack: string;
  readonly computed: string;
};

export const DIFFERENCE_CODES = [
  "container",
  "manifest",
  "file-missing",
  "file-unknown",
  "file-hash",
  "unreadable",
  "rule-version",
  "policy-version",
  "rule-mode",
  "input-digest",
  "result-digest",
  "line",
  "check",
  "journal",
  "journal-digest",
  "voucher",
  "payment",
  "bank-line",
  "sample-commitment",
  "sample-seed",
  "sample-population",
  "sample-stratum",
  "sample-line",
  "sample-replacement",
] as const;
export type DifferenceCode = (typeof DIFFERENCE_CODES)[number];

export type ReadPack = {
  readonly manifest: PackManifest | null;
  readonly frozen: FrozenInputs | null;
  readonly rows: PackRows | null;
  readonly differences: readonly PackDifference[];
};

/** By path. */
export type PackTexts = ReadonlyMap<string, string>;

const utf8 = new TextEncoder();
const messageOf = (thrown: unknown) =>
  (thrown instanceof z.ZodError
    ? z.prettifyError(thrown)
    : thrown instanceof Error
      ? thrown.message
      : String(thrown)
  ).replaceAll("\n", " ");
const linesOf = (text: string) => text.split("\n").filter((line) => line !== "");

function readManifest(texts: PackTexts): PackManifest | string {
  try {
    return manifestSchema.parse(JSON.parse(texts.get(MANIFEST_FILE) ?? "null"));
  } catch (thrown) {
    return messageOf(thrown);
  }
}

/** Every file that the format knows is there, none besides, and each has the bytes that the manifest says. */
function compareFiles(texts: PackTexts, manifest: PackManifest, sha256: Sha256Hex): PackDifference[] {
  const known = new Set<string>([...Object.values(PACK_FILES), ...Object.values(README_FILES)]);
  const listed = new Map(manifest.files.map((file) => [file.path, file]));
  const missing = [...new Set([...known, ...listed.keys()])].filter((path) => !texts.has(path) || !listed.has(path));
  const unknown = [...texts.keys()].filter((path) => path !== MANIFEST_FILE && !known.has(path));
  const changed = manifest.files.flatMap((file): PackDifference[] => {
    const text = texts.get(file.path);
    if (text === undefined) return [];
    const found = { bytes: utf8.encode(text).length, sha256: sha256(text) };
    if (found.bytes === file.bytes && found.sha256 === file.sha256) return [];
    return [
      {
        code: "file-hash",
        where: file.path,
        pack: `${file.sha256} (${file.bytes})`,
        computed: `${found.sha256} (${found.bytes})`,
      },
    ];
  });
  return [
    ...missing.map((where): PackDifference => ({ code: "file-missing", where, pack: "", computed: where })),
    ...unknown.map((where): PackDifference => ({ code: "file-unknown", where, pack: where, computed: "" })),
    ...changed,
  ];
}

type Noted = { readonly differences: PackDifference[] };

function rowsOf<Kind extends PackRowKind>(texts: PackTexts, kind: Kind, noted: Noted): PackRows[Kind] {
  const schema = packRows[kind] as unknown as z.ZodType<PackRows[Kind][number]>;
  const path = PACK_FILES[kind];
  const rows = linesOf(texts.get(path) ?? "").flatMap((line, index) => {
    try {
      return [schema.parse(JSON.parse(line))];
    } catch (thrown) {
      const where = `${path}:${index + 1}`;
      noted.differences.push({ code: "unreadable", where, pack: messageOf(thrown), computed: "" });
      return [];
    }
  });
  return rows as unknown as PackRows[Kind];
}

function frozenOf(texts: PackTexts, noted: Noted): FrozenInputs | null {
  const rows = Object.fromEntries(
    FROZEN_KINDS.map((kind) => [kind, linesOf(texts.get(PACK_FILES[kind]) ?? "")]),
  ) as unknown as FrozenRows;
  try {
    return readFrozenRows(rows);
  } catch (thrown) {
    const kind = thrown instanceof UnreadableRows ? (thrown.message.split(" ")[0] as FrozenKind) : "head";
    const where = PACK_FILES[kind] ?? PACK_FILES.head;
    noted.differences.push({ code: "unreadable", where, pack: messageOf(thrown), computed: "" });
    return null;
  }
}

export function readPack(texts: PackTexts, sha256: Sha256Hex): ReadPack {
  const manifest = readManifest(texts);
  if (typeof manifest === "string") {
    const difference: PackDifference = { code: "manifest", where: MANIFEST_FILE, pack: manifest, computed: "" };
    return { manifest: null, frozen: null, rows: null, differences: [difference] };
  }
  const noted = { differences: compareFiles(texts, manifest, sha256) };
  const kinds = Object.keys(packRows) as PackRowKind[];
  const rows = Object.fromEntries(kinds.map((kind) => [kind, rowsOf(texts, kind, noted)])) as unknown as PackRows;
  return { manifest, frozen: frozenOf(texts, noted), rows, differences: noted.differences };
}
