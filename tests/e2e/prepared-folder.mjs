// @ts-check
/** Data directories that a run prepares once and copies for every server that begins in the same state. */
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const LONGEST_MS = 300_000;

/** Takes the right to prepare, which one process has at a time; null when it has been prepared meanwhile. @param {string} kept */
async function lockOf(kept) {
  const lock = `${kept}.lock`;
  for (const since = performance.now(); performance.now() - since < LONGEST_MS; await pause(200)) {
    if (existsSync(kept)) return null;
    try {
      mkdirSync(lock);
      return lock;
    } catch (thrown) {
      if (/** @type {NodeJS.ErrnoException} */ (thrown).code !== "EEXIST") throw thrown;
    }
  }
  throw new Error(`another process has not prepared ${kept} in time`);
}

/**
 * The first who asks for a name prepares it, whichever process that is. A database in it must be closed at the end.
 * @param {string} store folder of this run's prepared directories
 * @param {string} name says all that what is prepared depends on
 * @param {(folder: string) => Promise<void>} prepare fills an empty folder
 * @returns {Promise<string>} the folder, to be copied
 */
export async function preparedFolder(store, name, prepare) {
  mkdirSync(store, { recursive: true });
  const kept = join(store, name);
  const lock = await lockOf(kept);
  if (lock === null) return kept;
  try {
    // A lock's socket in it may have a path of 100 bytes.
    const folder = mkdtempSync(join(store, "m-"));
    await prepare(folder);
    renameSync(folder, kept);
  } finally {
    rmSync(lock, { recursive: true });
  }
  return kept;
}

/** @param {string} kept @param {string} target folder that receives what is kept; it is made */
export function copyFolder(kept, target) {
  cpSync(kept, target, { recursive: true, filter: (path) => !lstatSync(path).isSocket() });
}
