/** The phone's side of "no event lost, none doubled", over the very code of the page: any mix of taps, kills, lost answers and retries. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { chainBreaks } from "#app/domain/visits/device-chain.ts";
import { isWaiting } from "#app/domain/visits/outbox.ts";
import type { SentEvent, SyncAnswer, SyncRequest } from "#app/domain/visits/sync-message.ts";
import { eventHash } from "#app/web/offline/event-signature.ts";
import { capture, type Captured } from "#app/web/offline/outbox.client.ts";
import { sendEvents, type PostOutcome, type SendTools } from "#app/web/offline/send-events.client.ts";
import { newKeys } from "#tests/support/signing-phone.ts";
import { MemoryOutbox, PageKilled } from "./memory-outbox.ts";

let keys: Awaited<ReturnType<typeof newKeys>>;
beforeAll(async () => {
  keys = await newKeys();
});

const page = {
  runtimeId: "7d0b7f6e-2a62-4c58-9f1b-0d5c5d3e8f11",
  appBuild: "test",
  network: "offline",
  serverOffsetMs: null,
} as const;

const idOf = (number: number) => `0193a5e0-0000-7000-8000-${String(number).padStart(12, "0")}`;

function tap(number: number): Captured {
  const body = { kind: "note", text: String(number) };
  return { eventId: idOf(number), visitNo: "V1", body, deviceMs: 1000 + number, monotonicMs: number };
}

/** Keeps every id once, like the server; it may reject, forget to name some, or lose its answer. */
class Server {
  readonly stored = new Map<string, SentEvent>();
  readonly arrivals: string[] = [];

  receive({ events }: SyncRequest, rejects: (event: SentEvent) => boolean): SyncAnswer[] {
    return (events as SentEvent[]).map((event): SyncAnswer => {
      const { eventId } = event;
      this.arrivals.push(eventId);
      if (rejects(event)) return { eventId, answer: "rejected", reason: "not-your-visit" };
      const answer = this.stored.has(eventId) ? "duplicate" : "accepted";
      this.stored.set(eventId, event);
      return { eventId, answer, reason: null };
    });
  }
}

const device = { deviceId: "7d0b7f6e-2a62-4c58-9f1b-0d5c5d3e8f12" };

function tools(store: MemoryOutbox, post: SendTools["post"]): SendTools {
  return { store, device: { ...device, publicKey: keys.publicKey }, post, nowMs: () => 5000 };
}

const captureTools = (store: MemoryOutbox) => ({ store, signingKey: keys.privateKey, page });
const reply = (answers: SyncAnswer[]): PostOutcome => ({ kind: "answered", response: { serverMs: 5000, answers } });

type Step =
  | { readonly kind: "tap"; readonly kill: "before" | "after" | null }
  | {
      readonly kind: "send";
      readonly network: "answers" | "loses-answer" | "down" | "signed-out" | "names-half";
      readonly kill: "before" | "after" | null;
    };

const kill = fc.constantFrom("before" as const, "after" as const, null, null, null);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("tap" as const), kill }),
  fc.record({
    kind: fc.constant("send" as const),
    network: fc.constantFrom("answers", "loses-answer", "down", "signed-out", "names-half"),
    kill,
  }),
);

async function survive(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (thrown) {
    if (thrown instanceof PageKilled) return false;
    throw thrown;
  }
}

function killOnce(store: MemoryOutbox, moment: "before" | "after" | null): void {
  let armed = moment !== null;
  store.kills = (now) => {
    if (!armed || now !== moment) return false;
    armed = false;
    return true;
  };
}

describe("the outbox", () => {
  it("loses nothing and doubles nothing under any interleaving of taps, kills, lost answers and retries", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.integer({ min: 2, max: 9 }), async (steps, nth) => {
        const [store, server] = [new MemoryOutbox(), new Server()];
        const rejects = (event: SentEvent) => event.deviceSeq % nth === 0;
        const said = new Set<string>();
        for (const [index, one] of steps.entries()) {
          killOnce(store, one.kill);
          if (one.kind === "tap") {
            const saved = await survive(() => capture(captureTools(store), tap(index)));
            if (saved) said.add(idOf(index));
          } else {
            await survive(() =>
              sendEvents(
                tools(store, async (request) => {
                  if (one.network === "down") return Promise.resolve({ kind: "no-answer" });
                  if (one.network === "signed-out") return Promise.resolve({ kind: "signed-out" });
                  const answers = server.receive(request, rejects);
                  if (one.network === "loses-answer") return { kind: "no-answer" };
                  return reply(one.network === "names-half" ? answers.filter((_a, at) => at % 2 === 0) : answers);
                }),
              ),
            );
          }
        }
        killOnce(store, null);
        const last = await sendEvents(
          tools(store, async (request) => Promise.resolve(reply(server.receive(request, rejects)))),
        );
        expect(last.kind).toBe("all-sent");
        // Whatever the screen called saved is with the server, or kept aside by it; what it never called saved may be there too.
        const aside = store.disk.filter((row) => row.state === "rejected").map((row) => row.event.eventId);
        const arrived = new Set([...server.stored.keys(), ...aside]);
        expect([...said].filter((id) => !arrived.has(id))).toEqual([]);
        expect(store.disk.filter(isWaiting)).toEqual([]);
        // One chain without a gap: no number was used twice and none was skipped, whatever was killed.
        const events = store.disk.map((row) => row.event);
        const links = await Promise.all(
          events.map(async (event) => ({
            deviceSeq: event.deviceSeq,
            prevHash: event.prevHash,
            hash: await eventHash(event),
          })),
        );
        expect(chainBreaks(links)).toEqual([]);
        expect(new Set(events.map((event) => event.eventId)).size).toBe(events.length);
      }),
      { numRuns: 150 },
    );
  });

  it("gives two tabs that tap at once one chain", async () => {
    const store = new MemoryOutbox();
    await Promise.all(Array.from({ length: 12 }, (_none, index) => capture(captureTools(store), tap(index))));
    expect(store.disk.map((row) => row.event.deviceSeq)).toEqual(Array.from({ length: 12 }, (_none, at) => at + 1));
  });

  it("signs what the server can check: the event is the phone's, and changed by nobody", async () => {
    const store = new MemoryOutbox();
    const first = await capture(captureTools(store), tap(1));
    const second = await capture(captureTools(store), tap(2));
    expect(second.prevHash).toBe(await eventHash(first));
    expect(first.prevHash).toBeNull();
  });
});

describe("sending", () => {
  async function filled(count: number): Promise<MemoryOutbox> {
    const store = new MemoryOutbox();
    for (let index = 0; index < count; index += 1) await capture(captureTools(store), tap(index));
    return store;
  }

  it("goes on in batches of 200, oldest first", async () => {
    const store = await filled(205);
    const sizes: number[] = [];
    const server = new Server();
    await sendEvents(
      tools(store, async (request) => {
        sizes.push(request.events.length);
        return Promise.resolve(reply(server.receive(request, () => false)));
      }),
    );
    expect(sizes).toEqual([200, 5]);
    expect(server.arrivals.slice(0, 3)).toEqual([idOf(0), idOf(1), idOf(2)]);
  });

  it("halves a batch that is too long and sends all of it", async () => {
    const store = await filled(7);
    const server = new Server();
    const outcome = await sendEvents(
      tools(store, async (request) =>
        Promise.resolve(request.events.length > 2 ? { kind: "too-long" } : reply(server.receive(request, () => false))),
      ),
    );
    expect(outcome).toEqual({ kind: "all-sent", sent: 7 });
  });

  it("keeps a rejected event in sight and lets nothing wait behind it", async () => {
    const store = await filled(3);
    const server = new Server();
    const post = async (request: SyncRequest) =>
      Promise.resolve(reply(server.receive(request, (event) => event.deviceSeq === 1)));
    expect(await sendEvents(tools(store, post))).toEqual({ kind: "all-sent", sent: 3 });
    expect(store.disk.map((row) => [row.state, row.reason])).toEqual([
      ["rejected", "not-your-visit"],
      ["sent", null],
      ["sent", null],
    ]);
    await sendEvents(tools(store, post));
    expect(server.arrivals).toHaveLength(3);
  });

  it.each([
    ["an ended session", { kind: "signed-out" }],
    ["no network", { kind: "no-answer" }],
    ["a server that takes no such batch", { kind: "refused", status: 400 }],
    ["an answer that names nothing", reply([])],
  ] satisfies [string, PostOutcome][])("keeps everything after %s", async (_what, outcome) => {
    const store = await filled(2);
    const before = store.disk;
    const { sent } = await sendEvents(tools(store, async () => Promise.resolve(outcome)));
    expect(sent).toBe(0);
    expect(store.disk).toEqual(before);
  });
});
