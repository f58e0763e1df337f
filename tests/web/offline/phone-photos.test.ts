import "fake-indexeddb/auto";
import { openDB } from "idb";
import { beforeEach, describe, expect, it } from "vitest";
import { EMPTY_CHAIN, waitingRow } from "#app/domain/visits/outbox.ts";
import { PhoneStore } from "#app/web/offline/phone-store.client.ts";
import { keepPhoto, PICTURE, signed } from "./tapped.ts";

let count = 0;
let workerId = "";
beforeEach(() => {
  count += 1;
  workerId = `photographer-${count}`;
});

describe("a photograph on the phone", () => {
  it("is on the disk with the event that announces it, also after the page was killed", async () => {
    const store = await PhoneStore.open(workerId);
    const kept = await keepPhoto(store);
    const again = await PhoneStore.open(workerId);
    expect((await again.rows()).map((row) => row.event.eventId)).toEqual([kept.eventId]);
    expect(await again.photos()).toEqual([kept]);
    expect(await again.photoContent(kept.digest)).toEqual(PICTURE);
  });

  it("is not there without its event: another tab wrote first, or the disk refused", async () => {
    const store = await PhoneStore.open(workerId);
    const first = await signed(1);
    const kept = { ...(await keepPhoto(store)), digest: "e".repeat(64) };
    const row = waitingRow(first, 1);
    const behind = { after: EMPTY_CHAIN, next: { lastSeq: 1, hash: "a" } };
    expect(await store.append(row, behind, { kept, content: PICTURE })).toBe(false);
    const head = await store.head();
    const taken = waitingRow((await store.rows())[0]?.event ?? first, 1);
    await expect(
      store.append(taken, { after: head, next: { lastSeq: 2, hash: "b" } }, { kept, content: PICTURE }),
    ).rejects.toThrow();
    expect(await store.photoContent(kept.digest)).toBeNull();
    expect(await store.photos()).toHaveLength(1);
  });

  it("lies encrypted", async () => {
    const store = await PhoneStore.open(workerId);
    await keepPhoto(store);
    const raw = await openDB(`bedside-phone-${workerId}`);
    const [box] = (await raw.getAll("photoBytes")) as { bytes: ArrayBuffer }[];
    expect(Buffer.from(box?.bytes ?? new ArrayBuffer(0)).includes(Buffer.from(PICTURE.subarray(0, 64)))).toBe(false);
    expect(box?.bytes.byteLength).toBe(PICTURE.byteLength + 16);
    raw.close();
  });

  it("leaves whole, and one that is refused stays", async () => {
    const store = await PhoneStore.open(workerId);
    const { digest } = await keepPhoto(store);
    const other = await keepPhoto(store, PICTURE.slice(1));
    await store.refusePhoto(other.digest);
    await store.dropPhoto(digest);
    await store.refusePhoto(digest);
    expect(await store.photos()).toEqual([{ ...other, state: "refused" }]);
    expect(await store.photoContent(digest)).toBeNull();
    expect(await store.photoContent(other.digest)).not.toBeNull();
  });
});
