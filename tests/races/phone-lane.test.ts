/** A visit that somebody holds keeps its own phone waiting and no other. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { receiveEvents } from "#app/usecases/visits/receive-events.server.ts";
import { openPhoneLane } from "#app/web/phone-lane.server.ts";
import type { Database } from "#db/connection.server.ts";
import { lockVisitsById } from "#db/repositories/received-events.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { signingPhone } from "#tests/support/signing-phone.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { acceptedVisits, type AcceptedVisit } from "#tests/usecases/visits/visit-district.ts";

let database: Database;
let visits: AcceptedVisit[];

beforeAll(async () => {
  database = await testDatabase();
  visits = await acceptedVisits(database, 10);
});
afterAll(async () => database.close());

it("while a long unit holds one visit, the phones of all others are answered, and its own when the unit has ended", async () => {
  const lane = openPhoneLane(() => testContext(database));
  const send = async (one: AcceptedVisit) => {
    const at = instant(one.visit.plannedStart);
    const phone = await signingPhone();
    const event = await phone.capture(one.visit.visitNo, at, { kind: "en_route" });
    const request = { protocol: 1 as const, device: phone.device, sentAtMs: at, events: [event] };
    const received = { workerId: one.workerId, request };
    return receiveEvents(testContext(database, { now: at }), testCrypto, received, lane);
  };
  const [held, ...others] = visits.slice(0, 6) as [AcceptedVisit, ...AcceptedVisit[]];
  let waits = true;
  const answered: Promise<unknown>[] = [];
  const own = await inTransaction(testContext(database), async (unit) => {
    await lockVisitsById(unit, [held.visit.id]);
    const waiting = send(held).then((answers) => {
      waits = false;
      return answers;
    });
    answered.push(...others.map(send));
    expect(await Promise.all(answered)).toMatchObject(others.map(() => [{ answer: "accepted" }]));
    expect(waits).toBe(true);
    return { waiting };
  });
  expect(await own.waiting).toMatchObject([{ answer: "accepted" }]);
});
