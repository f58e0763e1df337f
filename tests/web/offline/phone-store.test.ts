import "fake-indexeddb/auto";
import { deleteDB, openDB } from "idb";
import { beforeEach, describe, expect, it } from "vitest";
import { EMPTY_CHAIN } from "#app/domain/visits/outbox.ts";
import type { SentEvent, WorkerDay } from "#app/domain/visits/sync-message.ts";
import { eventHash } from "#app/web/offline/event-signature.ts";
import { capture } from "#app/web/offline/outbox.client.ts";
import { PhoneStore, STORE_VERSION } from "#app/web/offline/phone-store.client.ts";
import { makeVault, openDay, openVault, sealDay } from "#app/web/offline/vault.client.ts";
import { newKeys } from "#tests/support/signing-phone.ts";
import { keepPhoto, signed, tap, toolsOf } from "./tapped.ts";

let count = 0;
let workerId = "";
beforeEach(() => {
  count += 1;
  workerId = `worker-${count}`;
});

const name = () => `bedside-phone-${workerId}`;

describe("the phone's store", () => {
  it("has the event and the end of the chain on the disk when capture resolves, also after the page was killed", async () => {
    const store = await PhoneStore.open(workerId);
    const event = await capture(toolsOf(store), tap("门铃坏了"));
    // The page is gone: nothing was closed, another one opens the same disk.
    const again = await PhoneStore.open(workerId);
    expect((await again.rows()).map((row) => row.event)).toEqual([event]);
    expect(await again.head()).toEqual({ lastSeq: 1, hash: await eventHash(event) });
    expect(again.device.deviceId).toBe(store.device.deviceId);
    expect((await capture(toolsOf(again), tap("2"))).prevHash).toBe(await eventHash(event));
  });

  it("writes an event and its place in the chain together or not at all", async () => {
    const store = await PhoneStore.open(workerId);
    const [first, second] = [await signed(1), await signed(1)];
    const row = (event: SentEvent) => ({
      event,
      savedMs: 1,
      state: "waiting" as const,
      answeredMs: null,
      reason: null,
    });
    const next = { lastSeq: 1, hash: "a" };
    expect(await store.append(row(first), { after: EMPTY_CHAIN, next })).toBe(true);
    expect(await store.append(row(second), { after: EMPTY_CHAIN, next: { lastSeq: 1, hash: "b" } })).toBe(false);
    expect(await store.head()).toEqual(next);
    expect(await store.rows()).toHaveLength(1);
    await expect(store.append(row(first), { after: next, next: { lastSeq: 2, hash: "c" } })).rejects.toThrow();
    expect(await store.head()).toEqual(next);
  });

  it("gives two tabs that start at once one device", async () => {
    const [one, other] = await Promise.all([PhoneStore.open(workerId), PhoneStore.open(workerId)]);
    expect(one.device.deviceId).toBe(other.device.deviceId);
  });

  it("holds no event in the clear, and no key that can be exported", async () => {
    const store = await PhoneStore.open(workerId);
    await capture(toolsOf(store), tap("血压 160"));
    const raw = await openDB(name());
    expect(JSON.stringify(await raw.getAll("outbox"))).not.toContain("血压");
    const { device } = store;
    expect([device.signingKey, device.boxKey, device.secret].map((key) => key.extractable)).toEqual([
      false,
      false,
      false,
    ]);
    raw.close();
  });

  it("does not bring back a row that is gone, when an answer comes late", async () => {
    const store = await PhoneStore.open(workerId);
    const { eventId } = await capture(toolsOf(store), tap("1"));
    const rows = await store.rows();
    await store.change({ put: [], remove: [eventId] });
    await store.change({ put: rows, remove: [] });
    expect(await store.rows()).toEqual([]);
  });

  it("keeps two workers of one phone apart, and wipes only the one who signs out", async () => {
    const [mine, theirs] = [await PhoneStore.open(workerId), await PhoneStore.open(`${workerId}-other`)];
    await capture(toolsOf(mine), tap("mine"));
    await capture(toolsOf(theirs), tap("theirs"));
    expect(await theirs.rows()).toHaveLength(1);
    await mine.wipe();
    expect(await theirs.rows()).toHaveLength(1);
    const anew = await PhoneStore.open(workerId);
    expect(await anew.rows()).toEqual([]);
    expect(anew.device.deviceId).not.toBe(mine.device.deviceId);
  });
});

describe("an update of the app", () => {
  /** The store as version 1 wrote it: a device with its signing key only, events in the clear. */
  async function storeOfVersion1() {
    const { privateKey, publicKey } = await newKeys();
    const event = await signed(1);
    const device = { deviceId: "7d0b7f6e-2a62-4c58-9f1b-0d5c5d3e8f12", signingKey: privateKey, publicKey };
    const old = await openDB(name(), 1, {
      upgrade(database) {
        database.createObjectStore("device");
        database.createObjectStore("outbox", { keyPath: "eventId" });
      },
    });
    const chain = { lastSeq: 1, hash: await eventHash(event) };
    await old.put("device", device, "device");
    await old.put("device", chain, "chain");
    await old.put("outbox", { eventId: event.eventId, deviceSeq: 1, savedMs: 900, event });
    old.close();
    return { event, device, chain };
  }

  it("opens a store of version 1 with its outbox, its device and its chain", async () => {
    const before = await storeOfVersion1();
    const store = await PhoneStore.open(workerId);
    expect(await store.rows()).toEqual([
      { event: before.event, savedMs: 900, state: "waiting", answeredMs: null, reason: null },
    ]);
    expect(store.device.deviceId).toBe(before.device.deviceId);
    expect(await store.head()).toEqual(before.chain);
    expect((await capture(toolsOf(store), tap("after"))).deviceSeq).toBe(2);
    expect(await store.rows()).toHaveLength(2);
    expect((await PhoneStore.open(workerId)).device.secret).toBeDefined();
  });

  it("opens a store of version 2 with its outbox, its digits and its days, and keeps photographs from then on", async () => {
    const store = await PhoneStore.open(workerId);
    const event = await capture(toolsOf(store), tap("before"));
    const { record } = await makeVault("482913", store.device.secret, 10, 10);
    await store.saveVault(record);
    store.close();
    const before = await rewriteAsVersion2();
    const updated = await PhoneStore.open(workerId);
    expect((await updated.rows()).map((row) => row.event)).toEqual([event]);
    expect(updated.device.deviceId).toBe(before.deviceId);
    expect((await updated.vault())?.triesLeft).toBe(10);
    const kept = await keepPhoto(updated);
    expect(await updated.photos()).toEqual([kept]);
    expect(await updated.rows()).toHaveLength(2);
  });

  /** The same content in a store as version 2 made it. */
  async function rewriteAsVersion2() {
    const current = await openDB(name());
    const held = await Promise.all(
      ["device", "outbox", "vault"].map(async (one) => ({
        one,
        keys: await current.getAllKeys(one),
        values: (await current.getAll(one)) as unknown[],
      })),
    );
    const device = (await current.get("device", "device")) as { deviceId: string };
    current.close();
    await deleteDB(name());
    const old = await openDB(name(), 2, {
      upgrade(database) {
        database.createObjectStore("device");
        database.createObjectStore("outbox", { keyPath: "eventId" });
        database.createObjectStore("vault");
      },
    });
    for (const { one, keys, values } of held)
      for (const [index, value] of values.entries())
        await old.put(one, value, one === "outbox" ? undefined : keys[index]);
    old.close();
    return device;
  }

  it("leaves a page of this build able to work on the store of a later one", async () => {
    const store = await PhoneStore.open(workerId);
    await capture(toolsOf(store), tap("1"));
    store.close();
    const later = await openDB(name(), STORE_VERSION + 1, {
      upgrade: (database) => void database.createObjectStore("later"),
    });
    later.close();
    const again = await PhoneStore.open(workerId);
    await capture(toolsOf(again), tap("2"));
    expect(await again.rows()).toHaveLength(2);
  });
});

describe("the kept days", () => {
  const day = { serverMs: 5, worker: { workerId: "w", name: "李" }, visits: [] } as unknown as WorkerDay;
  const FEW = 10;

  it("open with the digits on this phone, and with nothing else", async () => {
    const store = await PhoneStore.open(workerId);
    const { secret } = store.device;
    const { record } = await makeVault("482913", secret, 10, FEW);
    await store.saveVault(record);
    await store.saveDay(await sealDay(day, record.publicKey, 7));
    const again = await PhoneStore.open(workerId);
    const [vault, sealed] = [await again.vault(), await again.day()];
    if (vault === null || sealed === null) throw new Error("nothing was kept");
    expect(await openVault(vault, "482914", again.device.secret)).toBeNull();
    const elsewhere = await PhoneStore.open(`${workerId}-copied`);
    expect(await openVault(vault, "482913", elsewhere.device.secret)).toBeNull();
    const key = await openVault(vault, "482913", again.device.secret);
    if (key === null) throw new Error("the digits do not open");
    expect(key.extractable).toBe(false);
    expect(await openDay(sealed, key)).toEqual(day);
  });

  it("are gone after the wipe, and the outbox is not", async () => {
    const store = await PhoneStore.open(workerId);
    const { record } = await makeVault("482913", store.device.secret, 10, FEW);
    await store.saveVault(record);
    await store.saveDay(await sealDay(day, record.publicKey, 7));
    await capture(toolsOf(store), tap("unsent"));
    await store.wipeDays();
    expect([await store.vault(), await store.day()]).toEqual([null, null]);
    expect(await store.rows()).toHaveLength(1);
  });
});
