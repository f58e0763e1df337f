/** Phones that send: their requests are signed beforehand, so that only sending is measured. */
import { Agent, request as httpRequest } from "node:http";
import { createCookie } from "@remix-run/node";
import type { SyncRequest } from "#app/domain/visits/sync-message.ts";
import { signEvent, eventHash } from "#app/web/offline/event-signature.ts";
import { newKeys } from "#tests/support/signing-phone.ts";
import { deviceIdOf, eventIdOf, tokenOf, VISITS_OF_WORKER, visitNoOf } from "./visits-district.ts";

export type Posting = { readonly cookie: string; readonly body: Buffer; readonly events: number };

export type Answered = {
  readonly status: number;
  readonly milliseconds: number;
  readonly answers: Readonly<Record<string, number>>;
};

const sessionCookie = createCookie("bedside-trial");

/** What a phone that was without a network sends: a check-in, then services, notes and check-outs over its visits. */
function bodyOf(event: number) {
  if (event === 0) return { kind: "check_in", position: { failure: "indoor_no_signal" } };
  return event % 5 === 4 ? { kind: "note", text: `记录 ${event}` } : { kind: "task_done", subtype: "LC04" };
}

/** A phone's batch of so many events, chained and signed. */
export async function signedBatch(number: number, events: number, nowMs: number): Promise<SyncRequest> {
  const { privateKey, publicKey } = await newKeys();
  const signed = [];
  let prevHash: string | null = null;
  for (let index = 0; index < events; index += 1) {
    const unsigned = {
      eventId: eventIdOf(number, index),
      visitNo: visitNoOf(number, index % VISITS_OF_WORKER),
      deviceSeq: index + 1,
      deviceMs: nowMs - (events - index) * 60_000,
      runtimeId: deviceIdOf(number),
      monotonicMs: index * 60_000,
      serverOffsetMs: 0,
      network: "offline" as const,
      appBuild: "bench",
      prevHash,
      body: bodyOf(index),
    };
    prevHash = await eventHash(unsigned);
    signed.push(await signEvent(unsigned, privateKey));
  }
  return { protocol: 1, device: { deviceId: deviceIdOf(number), publicKey }, sentAtMs: nowMs, events: signed };
}

export async function posting(number: number, events: number, nowMs: number): Promise<Posting> {
  const cookie = (await sessionCookie.serialize(tokenOf(number))).split(";")[0] ?? "";
  return { cookie, body: Buffer.from(JSON.stringify(await signedBatch(number, events, nowMs))), events };
}

function send(origin: string, agent: Agent, { cookie, body }: Posting): Promise<Answered> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": body.length, cookie, origin };
    const sent = httpRequest(`${origin}/worker/sync`, { method: "POST", agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const answers: Record<string, number> = {};
        const text = Buffer.concat(chunks).toString("utf8");
        const parsed =
          response.statusCode === 200 ? (JSON.parse(text) as { answers: { answer: string }[] }).answers : [];
        for (const { answer } of parsed) answers[answer] = (answers[answer] ?? 0) + 1;
        resolve({ status: response.statusCode ?? 0, milliseconds: performance.now() - began, answers });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Sends all, so many at a time; one that fails is sent again, as a phone would. @returns the answers and how often it had to come again */
export async function sendAll(origin: string, postings: readonly Posting[], atOnce: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const waiting = [...postings].reverse();
  const answered: Answered[] = [];
  let again = 0;
  const lane = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const outcome = await send(origin, agent, next).catch(() => null);
      if (outcome?.status === 200) answered.push(outcome);
      else {
        again += 1;
        waiting.unshift(next);
      }
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, lane));
  agent.destroy();
  return { answered, again, seconds: (performance.now() - began) / 1000 };
}
