import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { folderBlobStore } from "#app/integrations/blobs/blob-store.server.ts";
import { testCrypto } from "#tests/support/small-district.ts";

const KEY = "ab".repeat(32);
const content = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "blobs-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("a folder of blobs", () => {
  const store = () => folderBlobStore(folder, testCrypto);

  it("gives back what was put, and nothing for what was not", async () => {
    await store().put(KEY, content);
    expect(await store().get(KEY)).toEqual(content);
    expect(await store().get("cd".repeat(32))).toBeNull();
  });

  it("takes the same again, and forgets what is removed", async () => {
    await store().put(KEY, content);
    await store().put(KEY, content);
    expect(await readdir(join(folder, "ab", "ab"))).toEqual([KEY]);
    await store().remove(KEY);
    await store().remove(KEY);
    expect(await store().get(KEY)).toBeNull();
  });

  it("keeps it unreadable on the disk, and refuses what was altered or moved", async () => {
    await store().put(KEY, content);
    const path = join(folder, "ab", "ab", KEY);
    const stored = await readFile(path);
    expect(stored.includes(Buffer.from(content.subarray(0, 32)))).toBe(false);
    await writeFile(path, Buffer.concat([stored.subarray(0, -1), Buffer.from([(stored.at(-1) ?? 0) ^ 1])]));
    await expect(store().get(KEY)).rejects.toThrow();
    const other = `ab${"ab"}${"0".repeat(60)}`;
    await writeFile(join(folder, "ab", "ab", other), stored);
    await expect(store().get(other)).rejects.toThrow();
  });

  it("takes no name that could lead out of the folder", async () => {
    for (const key of ["../secret", "", "AB".repeat(32), `${"ab".repeat(31)}/.`])
      expect(() => store().put(key, content)).toThrow(RangeError);
  });
});
