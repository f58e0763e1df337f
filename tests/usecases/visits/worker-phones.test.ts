/** Care workers' phones: seen and taken out of use by those whom it concerns, and by nobody else. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { v7 } from "uuid";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { revokeWorkerPhone, showWorkerPhones } from "#app/usecases/visits/worker-phones.server.ts";
import type { Database } from "#db/connection.server.ts";
import { findSignIn, insertSession, insertUsers, mapSessions } from "#db/repositories/access.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { signingPhone } from "#tests/support/signing-phone.ts";
import { loggedEvents, streetContext } from "../elders/street-office.ts";
import { type AcceptedVisit, acceptedVisits, sendSigned, takeFrom } from "./visit-district.ts";

let database: Database;
let visits: AcceptedVisit[];
beforeAll(async () => {
  database = await testDatabase();
  visits = await acceptedVisits(database, 20);
});
afterAll(async () => database.close());

const start = ({ visit }: AcceptedVisit) => instant(visit.plannedStart);
const asProvider = (providerId: string, now = visits[0] ? start(visits[0]) : undefined): Context =>
  testContext(database, { ...(now && { now }), scope: { ...WHOLE_DISTRICT, provider: providerId as never } });

const takeVisit = () => takeFrom(visits);

/** A phone of the visit's worker that the server has met. */
async function metPhone(one: AcceptedVisit): Promise<string> {
  const phone = await signingPhone();
  const event = await phone.capture(one.visit.visitNo, start(one), { kind: "en_route" });
  await sendSigned(database, one, phone.device, { now: start(one), events: [event] });
  return phone.device.deviceId;
}

const idsSeen = async (context: Context, text = "") =>
  (await showWorkerPhones(context, text)).map(({ deviceId }) => deviceId);

describe("care workers' phones", () => {
  it("are seen by the worker's provider and by the streets where the worker goes, and by no other", async () => {
    const one = takeVisit();
    const deviceId = await metPhone(one);
    const streets = [
      ...new Set(visits.filter(({ workerId }) => workerId === one.workerId).map(({ visit }) => visit.streetId)),
    ];
    expect(await idsSeen(asProvider(String(one.visit.providerId)))).toContain(deviceId);
    expect(await idsSeen(asProvider(v7()))).toEqual([]);
    for (const street of [one.visit.streetId, ...streets])
      expect(await idsSeen(streetContext(database, street))).toContain(deviceId);
    expect(await idsSeen(streetContext(database, 999_999))).toEqual([]);
    await expect(
      revokeWorkerPhone(streetContext(database, 999_999), { deviceId, reason: "lost" }),
    ).rejects.toMatchObject({ code: "not-found" });
  });

  it("are found by a part of the worker's name or number, taken literally", async () => {
    const one = takeVisit();
    const deviceId = await metPhone(one);
    const all = testContext(database);
    const phone = (await showWorkerPhones(all, "")).find((listed) => listed.deviceId === deviceId);
    expect(await idsSeen(all, phone?.workerNo.slice(1).toLowerCase())).toContain(deviceId);
    expect(await idsSeen(all, phone?.workerName)).toContain(deviceId);
    expect(await idsSeen(all, "%")).toEqual([]);
  });

  it("are out of use at once, with a reason in the log and the worker's sessions ended", async () => {
    const one = takeVisit();
    const deviceId = await metPhone(one);
    const now = plusMinutes(start(one), 30);
    const street = streetContext(database, one.visit.streetId, { now });
    const token = Uint8Array.from(Buffer.from(deviceId.replaceAll("-", ""), "hex"));
    await inTransaction(testContext(database, { now }), async (unit) => {
      const worker = { role: "care_worker" as const, workerId: one.workerId, providerId: String(one.visit.providerId) };
      await insertUsers(unit, [{ ...worker, loginName: deviceId, displayName: "x", passwordHash: "x" }]);
      const user = await findSignIn(unit, deviceId);
      if (user === null) throw new Error("nobody was added");
      await insertSession(unit, token, user.userId, plusMinutes(now, 600));
    });
    await expect(revokeWorkerPhone(street, { deviceId, reason: "" })).rejects.toMatchObject({
      code: "phone-reason-missing",
    });
    await revokeWorkerPhone(street, { deviceId, reason: "lost" });
    await revokeWorkerPhone(street, { deviceId, reason: "doubt" });
    const listed = (await showWorkerPhones(street, "")).find((phone) => phone.deviceId === deviceId);
    expect(listed?.revoked).toMatchObject({ by: "user:street" });
    expect(await inTransaction(testContext(database, { now }), (unit) => mapSessions(unit, [token]))).toEqual(
      new Map(),
    );
    const logged = (await loggedEvents(database, "device.revoke")).filter((event) => event.subjectId === deviceId);
    expect(logged).toMatchObject([{ actor: "user:street", facts: { reason: "lost", sessions: 1 } }]);
  });
});
