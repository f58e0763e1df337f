import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SyncRequest, WorkerDay } from "#app/domain/visits/sync-message.ts";
import { drain } from "#app/web/offline/drain.client.ts";
import { capture } from "#app/web/offline/outbox.client.ts";
import { PhoneStore } from "#app/web/offline/phone-store.client.ts";
import { makeVault, openDay } from "#app/web/offline/vault.client.ts";

let [count, store] = [0, null as unknown as PhoneStore];
const posted: SyncRequest[] = [];
/** Status of the two addresses, and whose session it is. */
let server = { status: 200, workerId: "" };

const dayOf = (workerId: string) => ({ serverMs: 1000, worker: { workerId, name: "李" }, visits: [] });

function answer(address: unknown, init?: RequestInit): Response {
  if (server.status !== 200) return new Response("{}", { status: server.status });
  if (address === "/worker/day") return Response.json(dayOf(server.workerId));
  const request = JSON.parse(String(init?.body)) as SyncRequest;
  posted.push(request);
  const events = request.events as { eventId: string }[];
  const answers = events.map(({ eventId }) => ({ eventId, answer: "accepted", reason: null }));
  return Response.json({ serverMs: 1000, answers });
}

beforeEach(async () => {
  count += 1;
  posted.length = 0;
  store = await PhoneStore.open(`drain-${count}`);
  server = { status: 200, workerId: store.workerId };
  vi.stubGlobal(
    "fetch",
    vi.fn(async (address: unknown, init?: RequestInit) => Promise.resolve(answer(address, init))),
  );
  const page = { runtimeId: crypto.randomUUID(), appBuild: "test", network: "online", serverOffsetMs: null } as const;
  const body = { kind: "note", text: "1" };
  const tap = { eventId: crypto.randomUUID(), visitNo: "V1", body, deviceMs: 1, monotonicMs: 1 };
  await capture({ store, signingKey: store.device.signingKey, page }, tap);
});
afterEach(() => {
  vi.unstubAllGlobals();
  store.close();
});

const wish = { knowsSession: false, wantsDay: false };

describe("an attempt to empty the outbox", () => {
  it("sends, fetches the day that shows it, and only then lets the row go", async () => {
    const { kind, day, sent } = await drain(store, wish);
    expect({ kind, sent, workerId: day?.worker.workerId }).toEqual({
      kind: "all-sent",
      sent: 1,
      workerId: store.workerId,
    });
    expect(await store.rows()).toEqual([]);
    expect(await store.serverOffsetMs()).toBeLessThan(0);
  });

  it("sends nothing under another worker's session", async () => {
    server.workerId = "somebody else";
    expect(await drain(store, wish)).toMatchObject({ kind: "other-worker", day: null, sent: 0 });
    expect(posted).toEqual([]);
    expect(await store.rows()).toHaveLength(1);
  });

  it.each([
    [401, "signed-out"],
    [403, "signed-out"],
    [429, "no-answer"],
    [500, "no-answer"],
    [503, "no-answer"],
  ])("keeps everything after status %d: %s", async (status, kind) => {
    server.status = status;
    expect(await drain(store, wish)).toMatchObject({ kind, sent: 0 });
    expect(await drain(store, { ...wish, knowsSession: true })).toMatchObject({ kind, sent: 0 });
    expect((await store.rows()).map((row) => row.state)).toEqual(["waiting"]);
  });

  it("takes a page of something between phone and server for no answer", async () => {
    vi.stubGlobal("fetch", async () => Promise.resolve(new Response("<html>sign in to the wifi</html>")));
    expect(await drain(store, wish)).toMatchObject({ kind: "no-answer", sent: 0 });
    expect(await drain(store, { ...wish, knowsSession: true })).toMatchObject({ kind: "no-answer", sent: 0 });
    expect(await store.rows()).toHaveLength(1);
  });

  it("keeps the days sealed to the digits, without asking for them", async () => {
    const { record, privateKey } = await makeVault("482913", store.device.secret, 10, 10);
    await store.saveVault(record);
    await drain(store, wish);
    const sealed = await store.day();
    if (sealed === null) throw new Error("no day was kept");
    expect(await openDay(sealed, privateKey)).toEqual(dayOf(store.workerId) as unknown as WorkerDay);
  });

  it("asks for the days again only when they are wanted", async () => {
    await drain(store, wish);
    const asked = vi.mocked(fetch).mock.calls.length;
    await drain(store, { knowsSession: true, wantsDay: false });
    expect(vi.mocked(fetch).mock.calls).toHaveLength(asked);
    await drain(store, { knowsSession: true, wantsDay: true });
    expect(vi.mocked(fetch).mock.calls).toHaveLength(asked + 1);
  });
});
