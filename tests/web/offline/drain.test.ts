import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PhotoToKeep } from "#app/domain/photos/kept-photos.ts";
import { PIECE_BYTES_MOST } from "#app/domain/photos/photo-limits.ts";
import type { SentEvent, SyncRequest, WorkerDay } from "#app/domain/visits/sync-message.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { drain } from "#app/web/offline/drain.client.ts";
import { capture } from "#app/web/offline/outbox.client.ts";
import { PhoneStore } from "#app/web/offline/phone-store.client.ts";
import { makeVault, openDay } from "#app/web/offline/vault.client.ts";

let [count, store] = [0, null as unknown as PhoneStore];
const posted: SyncRequest[] = [];
/** Status of the two addresses, and whose session it is. */
let server = { status: 200, workerId: "" };

const dayOf = (workerId: string) => ({ serverMs: 1000, worker: { workerId, name: "李" }, visits: [] });

/** What the server does when it is asked for a photograph. */
let photoAnswer = (_init?: RequestInit): Response => Response.json({ state: "kept", offset: 0 });
const asked: string[] = [];

function answer(address: unknown, init?: RequestInit): Response {
  asked.push(`${init?.method ?? "GET"} ${String(address).replace(/[0-9a-f]{64}/, "DIGEST")}`);
  if (server.status !== 200) return new Response("{}", { status: server.status });
  if (String(address).startsWith("/worker/photos/")) return photoAnswer(init);
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
  asked.length = 0;
  photoAnswer = () => Response.json({ state: "kept", offset: 0 });
  store = await PhoneStore.open(`drain-${count}`);
  server = { status: 200, workerId: store.workerId };
  vi.stubGlobal(
    "fetch",
    vi.fn(async (address: unknown, init?: RequestInit) => Promise.resolve(answer(address, init))),
  );
  await write({ kind: "note", text: "1" });
});

async function write(body: SentEvent["body"], photo?: PhotoToKeep): Promise<void> {
  const page = { runtimeId: crypto.randomUUID(), appBuild: "test", network: "online", serverOffsetMs: null } as const;
  const eventId = photo?.kept.eventId ?? crypto.randomUUID();
  const tap = { eventId, visitNo: "V1", body, deviceMs: 1, monotonicMs: 1 };
  await capture({ store, signingKey: store.device.signingKey, page }, tap, photo);
}

/** A photograph of two pieces. */
async function writePhoto(): Promise<string> {
  const content = Uint8Array.from({ length: PIECE_BYTES_MOST + 7 }, (_, index) => index % 251);
  const digest = sha256Hex(content);
  const kept = {
    digest,
    eventId: crypto.randomUUID(),
    visitNo: "V1",
    end: "photo_end",
    byteCount: content.byteLength,
    savedMs: 1,
    state: "waiting",
  } as const;
  await write({ kind: "photo_end", photoDigest: digest }, { kept, content });
  return digest;
}
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
    const requests = asked.length;
    await drain(store, { knowsSession: true, wantsDay: false });
    expect(asked).toHaveLength(requests);
    await drain(store, { knowsSession: true, wantsDay: true });
    expect(asked).toHaveLength(requests + 1);
  });

  it("sends photographs after the events that announce them, in pieces, and lets the bytes go at the server's word only", async () => {
    await writePhoto();
    let held = 0;
    photoAnswer = (init) => {
      if (init?.method === "PATCH") held += (init.body as Uint8Array).byteLength;
      const isWhole = held === PIECE_BYTES_MOST + 7;
      return Response.json({ state: isWhole ? "kept" : "arriving", offset: held });
    };
    const told: (WorkerDay | null)[] = [];
    const wished = { ...wish, told: async (day: WorkerDay | null) => void told.push(await Promise.resolve(day)) };
    expect(await drain(store, wished)).toMatchObject({ kind: "all-sent", sent: 2, photos: "all-sent" });
    expect(asked).toEqual([
      "GET /worker/day",
      "POST /worker/sync",
      "GET /worker/day",
      "GET /worker/photos/DIGEST",
      "PATCH /worker/photos/DIGEST",
      "PATCH /worker/photos/DIGEST",
    ]);
    expect(await store.photos()).toEqual([]);
    expect(told.map((day) => day !== null)).toEqual([true, false]);
  });

  it("keeps a photograph whose sending nobody answers, and every event is out all the same", async () => {
    const digest = await writePhoto();
    photoAnswer = () => new Response("<html>sign in to the wifi</html>");
    expect(await drain(store, wish)).toMatchObject({ kind: "all-sent", photos: "no-answer" });
    expect((await store.photos()).map((photo) => photo.digest)).toEqual([digest]);
    expect(await store.rows()).toEqual([]);
  });

  it("sends an event that is recorded meanwhile before the rest of a photograph", async () => {
    await writePhoto();
    let [pieces, held] = [0, 0];
    photoAnswer = (init) => {
      if (init?.method === "PATCH") {
        pieces += 1;
        held += (init.body as Uint8Array).byteLength;
      }
      return Response.json({ state: pieces === 2 ? "kept" : "arriving", offset: held });
    };
    const patience = vi.mocked(fetch);
    const plain = patience.getMockImplementation();
    patience.mockImplementation(async (address, init) => {
      const response = await (plain as typeof fetch)(address, init);
      if (init?.method === "PATCH" && pieces === 1) await write({ kind: "check_out" });
      return response;
    });
    expect(await drain(store, wish)).toMatchObject({ kind: "all-sent", sent: 3, photos: "all-sent" });
    const order = asked.filter((one) => !one.startsWith("GET")).map((one) => one.split(" ")[0]);
    expect(order).toEqual(["POST", "PATCH", "POST", "PATCH"]);
  });

  it("sends no photograph before its event is out", async () => {
    await writePhoto();
    server.status = 503;
    expect(await drain(store, { ...wish, knowsSession: true })).toMatchObject({ photos: "not-tried" });
    expect(asked).toEqual(["POST /worker/sync"]);
  });
});
