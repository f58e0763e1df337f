/**
 * Reads the parts of a zip archive that are asked for. Sizes come from the central directory and are checked before anything
 * is unpacked; an entry that unpacks to more than it declared is refused, so a declared size cannot lie.
 */
import { inflateRawSync } from "node:zlib";
import { Refusal } from "#app/domain/refusal.ts";
import type { ReadingLimits } from "./reading-limits.ts";

type Entry = {
  readonly method: number;
  readonly encrypted: boolean;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly headerAt: number;
};

export type ZipArchive = {
  /** The unpacked bytes of an entry, or null when the archive has none of that name. */
  read(name: string): Uint8Array | null;
};

const END_RECORD = 0x06054b50;
const DIRECTORY_RECORD = 0x02014b50;
const LOCAL_RECORD = 0x04034b50;
const END_RECORD_BYTES = 22;
const LONGEST_COMMENT = 0xffff;

const unreadable = (detail: string) => new Refusal("workbook-unreadable", { detail });

/**
 * Opens an archive; names of entries are compared without case. Refuses "workbook-unreadable" (no archive, a broken one, or an
 * entry that lies about its size), "workbook-encrypted" and "workbook-too-large-unpacked".
 */
export function openZipArchive(bytes: Uint8Array, limits: ReadingLimits): ZipArchive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(view, limits);
  const total = entries.reduce((sum, [, entry]) => sum + entry.unpackedBytes, 0);
  if (total > limits.unpackedBytes) {
    const most = Math.floor(limits.unpackedBytes / 1e6);
    throw new Refusal("workbook-too-large-unpacked", { megabytes: Math.ceil(total / 1e6), most });
  }
  const byName = new Map(entries);
  return {
    read: (name) => {
      const entry = byName.get(name.toLowerCase());
      return entry === undefined ? null : unpack(view, entry);
    },
  };
}

function readDirectory(view: DataView, limits: ReadingLimits): [string, Entry][] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > limits.entries || at === 0xffffffff) throw unreadable("entries");
  const entries: [string, Entry][] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY_RECORD) throw unreadable("directory");
    const nameBytes = view.getUint16(at + 28, true);
    const next = at + 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > view.byteLength) throw unreadable("directory");
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameBytes));
    entries.push([
      name.replace(/\\/g, "/").toLowerCase(),
      {
        encrypted: (view.getUint16(at + 8, true) & 1) === 1,
        method: view.getUint16(at + 10, true),
        packedBytes: view.getUint32(at + 20, true),
        unpackedBytes: view.getUint32(at + 24, true),
        headerAt: view.getUint32(at + 42, true),
      },
    ]);
    at = next;
  }
  return entries;
}

/** The end record stands last, before a comment of at most 65,535 bytes. */
function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_RECORD_BYTES - LONGEST_COMMENT);
  for (let at = view.byteLength - END_RECORD_BYTES; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === END_RECORD) return at;
  }
  throw unreadable("archive");
}

function unpack(view: DataView, entry: Entry): Uint8Array {
  if (entry.encrypted) throw new Refusal("workbook-encrypted");
  if (entry.headerAt + 30 > view.byteLength || view.getUint32(entry.headerAt, true) !== LOCAL_RECORD)
    throw unreadable("entry");
  const start =
    entry.headerAt + 30 + view.getUint16(entry.headerAt + 26, true) + view.getUint16(entry.headerAt + 28, true);
  if (start + entry.packedBytes > view.byteLength) throw unreadable("entry");
  const packed = new Uint8Array(view.buffer, view.byteOffset + start, entry.packedBytes);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw unreadable("compression");
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpackedBytes) });
  } catch {
    throw unreadable("entry");
  }
}
