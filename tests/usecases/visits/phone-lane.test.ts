/** Batches of many phones that are written together: each is answered as if it were alone, and none takes another with it. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import type { SyncAnswer } from "#app/domain/visits/sync-message.ts";
import { receiveEvents } from "#app/usecases/visits/receive-events.server.ts";
import { revokeWorkerPhone } from "#app/usecases/visits/worker-phones.server.ts";
import { openPhoneLane } from "#app/web/phone-lane.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { signingPhone, type SigningPhone } from "#tests/support/signing-phone.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { acceptedVisits, type AcceptedVisit } from "./visit-district.ts";

let database: Database;
let open: AcceptedVisit[];
let lane: ReturnType<typeof openPhoneLane>;

beforeAll(async () => {
  database = await testDatabase();
  open = await acceptedVisits(database, 30);
  lane = openPhoneLane(() => testContext(database, { now, actor: "system:phones" }));
});
afterAll(async () => database.close());

const now = instant(Date.parse("2026-12-31T15:00:00Z"));
const checkIn = { kind: "check_in", position: { failure: "denied" } };

async function rows<Row>(statement: string): Promise<Row[]> {
  return inTransaction(testContext(database), async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}

type Sender = { readonly one: AcceptedVisit; readonly phone: SigningPhone };

/** Phones of different care workers, each with a visit of its own. */
async function senders(count: number): Promise<Sender[]> {
  const taken = [...new Map(open.map((one) => [one.workerId, one])).values()].slice(0, count);
  open = open.filter((one) => !taken.includes(one));
  return Promise.all(taken.map(async (one) => ({ one, phone: await signingPhone() })));
}

/** Sends as a care worker's session would, by its own name in the log. */
function send({ one, phone }: Sender, events: readonly unknown[]): Promise<SyncAnswer[]> {
  const context = testContext(database, { now, actor: `user:${one.workerId}` });
  const request = { protocol: 1 as const, device: phone.device, sentAtMs: now, events: [...events] };
  return receiveEvents(context, testCrypto, { workerId: one.workerId, request }, lane);
}

const capture = ({ one, phone }: Sender, body: { kind: string } = checkIn) =>
  phone.capture(one.visit.visitNo, instant(one.visit.plannedStart), body);
const said = (answers: readonly SyncAnswer[]) => answers.map(({ answer, reason }) => reason ?? answer);
const listed = (ids: readonly string[]) => ids.map((id) => `'${id}'`).join(",");

/** Occupies the lane, so that what is sent next waits and goes together. */
async function occupied(): Promise<{ readonly answered: Promise<SyncAnswer[]> }> {
  const [first] = await senders(1);
  if (first === undefined) throw new Error("no visit is left");
  return { answered: send(first, [await capture(first)]) };
}

describe("batches of several phones that arrive while another is written", () => {
  it("are stored in one transaction, each event with its own answer and each phone with its own line in the log", async () => {
    const [good, foreign, unsigned, twice, revoked] = (await senders(5)) as [Sender, Sender, Sender, Sender, Sender];
    const before = await capture(twice);
    await send(revoked, [await capture(revoked)]);
    await revokeWorkerPhone(testContext(database, { now }), {
      deviceId: revoked.phone.device.deviceId,
      reason: "lost",
    });
    await send(twice, [before]);
    const events = {
      good: [await capture(good), await capture(good, { kind: "en_route" })],
      foreign: [await foreign.phone.capture(good.one.visit.visitNo, now, checkIn), await capture(foreign)],
      unsigned: [{ ...(await capture(unsigned)), signature: "A".repeat(86) }, "rubbish"],
      twice: [before, await capture(twice, { kind: "en_route" })],
      revoked: [await capture(revoked)],
    };
    const first = await occupied();
    const answers = await Promise.all([
      send(good, events.good),
      send(foreign, events.foreign),
      send(unsigned, events.unsigned),
      send(twice, events.twice),
      send(revoked, events.revoked),
    ]);
    await first.answered;
    expect(answers.map(said)).toEqual([
      ["accepted", "accepted"],
      ["not-your-visit", "accepted"],
      ["bad-signature", "malformed"],
      ["duplicate", "accepted"],
      ["revoked-device"],
    ]);
    const fresh = [...events.good, events.foreign[1], events.twice[1]].map((event) => event?.eventId ?? "");
    const stored = await rows<{ id: string; visit: string; transaction: string }>(
      `select event_id as id, visit_id as visit, xmin::text as transaction from visit_event where event_id in (${listed(fresh)})`,
    );
    expect(stored.map(({ id }) => id).sort()).toEqual([...fresh].sort());
    expect(new Set(stored.map(({ transaction }) => transaction)).size).toBe(1);
    const logged = await rows<{ actor: string; device: string }>(
      `select actor, subject_id as device from audit_event where action = 'visit.receive'
        and subject_id in (${listed([good, foreign, unsigned].map(({ phone }) => phone.device.deviceId))})`,
    );
    const lineOf = ({ one, phone }: Sender) => ({ actor: `user:${one.workerId}`, device: phone.device.deviceId });
    expect(logged).toHaveLength(2);
    expect(logged).toEqual(expect.arrayContaining([lineOf(good), lineOf(foreign)]));
  });

  it("of which one cannot be stored are all answered: that one is kept aside, the others are in", async () => {
    await rows(`create function refuse_poison() returns trigger language plpgsql as $$ begin
      if new.body ->> 'text' = 'poison' then raise exception 'poison' using errcode = '22023'; end if; return new; end $$`);
    await rows(
      "create trigger refuse_poison before insert on visit_event for each row execute function refuse_poison()",
    );
    const [left, poisoned, right] = (await senders(3)) as [Sender, Sender, Sender];
    const bodies = [
      [await capture(left)],
      [await capture(poisoned), await capture(poisoned, { kind: "note", text: "poison" } as never)],
      [await capture(right)],
    ];
    const first = await occupied();
    const answers = await Promise.all([left, poisoned, right].map((one, index) => send(one, bodies[index] ?? [])));
    expect([...answers, await first.answered].map(said)).toEqual([
      ["accepted"],
      ["accepted", "malformed"],
      ["accepted"],
      ["accepted"],
    ]);
    await rows("drop trigger refuse_poison on visit_event");
  });

  it("of the same phone follow one another: what both hold is in once", async () => {
    const [same, other] = (await senders(2)) as [Sender, Sender];
    const event = await capture(same);
    const first = await occupied();
    const answers = await Promise.all([send(same, [event]), send(same, [event]), send(other, [await capture(other)])]);
    await first.answered;
    expect(answers.map(said)).toEqual([["accepted"], ["duplicate"], ["accepted"]]);
  });

  it("that name the same event id keep the first and keep the other aside", async () => {
    const [one, other] = (await senders(2)) as [Sender, Sender];
    const event = await capture(one);
    const claimed = await other.phone.capture(
      other.one.visit.visitNo,
      plusMinutes(instant(other.one.visit.plannedStart), 1),
      checkIn,
      { eventId: event.eventId },
    );
    const first = await occupied();
    const answers = await Promise.all([send(one, [event]), send(other, [claimed])]);
    await first.answered;
    expect(answers.map(said)).toEqual([["accepted"], ["malformed"]]);
  });
});
