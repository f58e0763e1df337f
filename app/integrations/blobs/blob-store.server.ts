/**
 * Where large things lie that do not belong in the database: by digest, encrypted, outside whatever the web serves. A folder today; several
 * machines need one that they share, or an object store behind the same port.
 */
import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CryptoProvider } from "../crypto/crypto-provider.server.ts";

export type BlobStore = {
  /** Resolves when the bytes are on the disk; the same key again changes nothing that can be read. */
  put(key: string, content: Uint8Array): Promise<void>;
  /** Null when there is none. Throws when what lies there was altered. */
  get(key: string): Promise<Uint8Array | null>;
  remove(key: string): Promise<void>;
};

/** The web process and the jobs use the same one. */
export function blobFolder(dataDirectory: string): string {
  return join(dataDirectory, "blobs");
}

const KEY = /^[0-9a-f]{64}$/;

function pathOf(folder: string, key: string): string {
  if (!KEY.test(key)) throw new RangeError("a blob is named by its digest");
  return join(folder, key.slice(0, 2), key.slice(2, 4), key);
}

/** Written beside its place and moved there, so that a half-written file is never read. */
async function writeWhole(path: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${randomBytes(6).toString("hex")}`;
  const file = await open(beside, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
}

const isMissing = (thrown: unknown) => (thrown as { code?: unknown }).code === "ENOENT";

export function folderBlobStore(
  folder: string,
  crypto: Pick<CryptoProvider, "encryptBytes" | "decryptBytes">,
): BlobStore {
  const context = (key: string) => ({ table: "blob", column: "content", row: key });
  return {
    put: (key, content) => writeWhole(pathOf(folder, key), crypto.encryptBytes(content, context(key))),
    get: async (key) => {
      try {
        return crypto.decryptBytes(await readFile(pathOf(folder, key)), context(key));
      } catch (thrown) {
        if (isMissing(thrown)) return null;
        throw thrown;
      }
    },
    remove: (key) => rm(pathOf(folder, key), { force: true }),
  };
}
