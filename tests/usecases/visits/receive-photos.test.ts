/** Photographs that a phone announces are compared with the nonce that it was given with the visit. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { captureNonce } from "#app/integrations/crypto/capture-nonce.server.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { giveWorkerVisit } from "#app/usecases/screens/give-worker-day.server.ts";
import { judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";
import { receiveEvents } from "#app/usecases/visits/receive-events.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listEventsOfVisits } from "#db/repositories/visits.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { signingPhone } from "#tests/support/signing-phone.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { acceptedVisits, findingsOf, workerScope, type AcceptedVisit } from "./visit-district.ts";

let database: Database;
let own: AcceptedVisit;
let other: AcceptedVisit;
beforeAll(async () => {
  database = await testDatabase();
  const [first, second] = await acceptedVisits(database, 12);
  if (!first || !second) throw new Error("no two visits");
  [own, other] = [first, second];
});
afterAll(async () => database.close());

describe("photographs that a phone announces", () => {
  it("are worth their visit's own nonce, given with the day: another visit's and none at all are questioned", async () => {
    const { workerId, visit } = own;
    const start = instant(visit.plannedStart);
    const now = plusMinutes(start, 300);
    const context = testContext(database, { now, scope: workerScope(own) });
    const nonce = (await giveWorkerVisit(context, testCrypto, visit.visitNo))?.captureNonce ?? "";
    expect(nonce).toMatch(/^[A-Za-z0-9_-]{22}$/);
    const phone = await signingPhone();
    const said = (minutes: number, body: { kind: string } & Record<string, unknown>) =>
      phone.capture(visit.visitNo, plusMinutes(start, minutes), body);
    const photo = (digest: string, minutes: number, more: object) =>
      said(minutes, { kind: "photo_start", photoDigest: digest.repeat(64), ...more });
    const position = { failure: "denied" };
    const strange = captureNonce(testCrypto, { visitNo: other.visit.visitNo, workerId });
    const events = [
      await said(0, { kind: "check_in", position }),
      await photo("a", 1, { nonce }),
      await photo("b", 2, { nonce: strange }),
      await photo("c", 3, {}),
      await said(61, { kind: "check_out", position }),
    ];
    const send = (...sent: typeof events) =>
      receiveEvents(context, testCrypto, {
        workerId,
        request: { protocol: 1, device: phone.device, sentAtMs: now, events: sent },
      });
    expect((await send(...events)).map(({ answer }) => answer)).toEqual(Array(5).fill("accepted"));
    const stored = await inTransaction(context, (unit) => listEventsOfVisits(unit, [visit.id]));
    const verdicts = stored.flatMap(({ kind, body }) => (kind === "photo_start" ? [body as { nonce: string }] : []));
    expect(verdicts.map((body) => body.nonce)).toEqual(["right", "other", "missing"]);
    const finding = async () => {
      await judgeRecorded(testContext(database, { now: plusMinutes(now, 60) }));
      return (await findingsOf(database, visit)).get("R-PHOTO-TIME");
    };
    expect((await finding())?.facts).toEqual({ end: "photo_start", nonce: "other" });
    const album = await photo("d", 4, { nonce, pictureAgeMs: 86_400_000 });
    expect((await send(album)).map(({ answer }) => answer)).toEqual(["accepted"]);
    expect((await finding())?.facts).toMatchObject({ end: "photo_start", minutes: 1436 });
  });
});
