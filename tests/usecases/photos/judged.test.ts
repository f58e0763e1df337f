/** What photographs say of visits: missing until they arrive, found when they are used again, seen for a reason only. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { lookAtPhotos, showPhotoList } from "#app/usecases/photos/look-at-photos.server.ts";
import { groupBy } from "#app/usecases/visits/verification-facts.server.ts";
import type { Database } from "#db/connection.server.ts";
import { findPhoto, listAlike } from "#db/repositories/photos.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { aPicture, photoOf } from "#tests/support/pictures.ts";
import { loggedEvents, streetContext } from "../elders/street-office.ts";
import { acceptedVisits, findingsOf, type AcceptedVisit } from "../visits/visit-district.ts";
import { photoPhones, start } from "./photo-phones.ts";

let database: Database;
let visits: AcceptedVisit[];
let phones: ReturnType<typeof photoPhones>;

const run = (statement: string) => inTransaction(testContext(database), (unit) => unit.orm.execute(sql.raw(statement)));

beforeAll(async () => {
  database = await testDatabase();
  visits = await acceptedVisits(database, 30);
  phones = photoPhones(database, visits);
  await run(`update policy_version set rule_modes = jsonb_set(rule_modes, '{R-PHOTO-MISSING,mode}', '"enforce"')`);
});
afterAll(async () => database.close());

/** Two visits of one worker, the earlier first; nobody else takes them. */
function takeTwo(): [AcceptedVisit, AcceptedVisit] {
  const [first, second] =
    [...groupBy(visits, (one) => one.workerId).values()]
      .find((own) => own.length > 1)
      ?.sort((left, right) => start(left) - start(right)) ?? [];
  if (!first || !second) throw new Error("nobody has two visits left");
  for (const taken of [first, second]) visits.splice(visits.indexOf(taken), 1);
  return [first, second];
}

describe("what photographs say of a visit", () => {
  it("is missing until both have arrived, and never stops the visit", async () => {
    const one = phones.takeVisit();
    await phones.inAndOut(one);
    await phones.judge(one);
    const missing = async () => (await findingsOf(database, one.visit)).get("R-PHOTO-MISSING");
    expect(await missing()).toMatchObject({ state: "open", level: "acknowledge" });
    const contents = [await phones.newPhoto(), await phones.newPhoto()];
    await phones.announce(one, contents[0] ?? Buffer.of(), "photo_start");
    await phones.announce(one, contents[1] ?? Buffer.of(), "photo_end", plusMinutes(start(one), 60));
    expect((await missing())?.facts).toMatchObject({ start: 0, end: 0, on_the_way: 2 });
    for (const content of contents) await phones.sendWhole({ one, content });
    await phones.judge(one);
    expect((await missing())?.state).toBe("cleared");
  });

  it("is questioned at the later of two visits when the picture was used again, smaller and saved once more", async () => {
    const [first, second] = takeTwo();
    const room = phones.newRoom();
    const original = await photoOf(room);
    const copy = Uint8Array.from(await aPicture(room).resize(400).jpeg({ quality: 50 }).toBuffer());
    for (const [one, content] of [
      [second, copy],
      [first, original],
    ] as const) {
      await phones.inAndOut(one);
      await phones.announce(one, content);
      await phones.sendWhole({ one, content });
    }
    await phones.judge(second);
    const reused = async (one: AcceptedVisit) => (await findingsOf(database, one.visit)).get("R-PHOTO-REUSED");
    expect((await reused(second))?.facts).toMatchObject({ other: first.visit.visitNo, end: "photo_start" });
    expect(await reused(first)).toBeUndefined();
  });

  it("is questioned when the very same file is sent for another visit", async () => {
    const [first, second] = takeTwo();
    const content = await phones.newPhoto();
    for (const one of [first, second]) {
      await phones.inAndOut(one);
      await phones.announce(one, content);
    }
    await phones.sendWhole({ one: first, content });
    await phones.judge(second);
    expect((await findingsOf(database, second.visit)).get("R-PHOTO-REUSED")?.facts).toMatchObject({
      other: first.visit.visitNo,
      distance: 0,
    });
  });

  it("finds every like picture by its bands and no unlike one", async () => {
    const [one, content] = [phones.takeVisit(), await phones.newPhoto()];
    await phones.announce(one, content);
    await phones.sendWhole({ one, content });
    await inTransaction(testContext(database), async (unit) => {
      const own = await findPhoto(unit, sha256Hex(content));
      const hash = own?.perceptualHash ?? 0n;
      const flip = (bits: number[]) => bits.reduce((changed, bit) => changed ^ (1n << BigInt(bit)), hash);
      const found = async (near: bigint) => (await listAlike(unit, near)).find((other) => other.digest === own?.digest);
      expect((await found(hash))?.distanceBits).toBe(0);
      expect((await found(flip([0, 9, 17, 25, 33, 41, 63])))?.distanceBits).toBe(7);
      expect(await found(flip([0, 1, 16, 17, 32, 33, 48, 49]))).toBeUndefined();
    });
  });
});

describe("looking at photographs", () => {
  it("needs a reason, is in the log before they are shown, and shows the earlier one beside", async () => {
    const [one, content] = [phones.takeVisit(), await phones.newPhoto()];
    await phones.announce(one, content);
    await phones.sendWhole({ one, content });
    const { visitNo, streetId } = one.visit;
    const office = streetContext(database, streetId);
    await expect(lookAtPhotos(office, phones.blobs, { visitNo, reason: "curious" })).rejects.toMatchObject({
      code: "photo-reason-missing",
    });
    const seen = await lookAtPhotos(office, phones.blobs, { visitNo, reason: "check-claim" });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.picture).toBe(`data:image/jpeg;base64,${Buffer.from(content).toString("base64")}`);
    expect((await loggedEvents(database, "photo.look")).at(-1)).toMatchObject({
      subjectId: visitNo,
      facts: { reason: "check-claim", photos: 1 },
    });
  });

  it("reaches no visit of another street, and shows no picture that was altered on the disk", async () => {
    const [one, content] = [phones.takeVisit(), await phones.newPhoto()];
    const digest = await phones.announce(one, content);
    await phones.sendWhole({ one, content });
    const { visitNo, streetId } = one.visit;
    const elsewhere = streetContext(database, streetId === 1 ? 2 : 1);
    const wish = { visitNo, reason: "complaint" };
    await expect(lookAtPhotos(elsewhere, phones.blobs, wish)).rejects.toMatchObject({ code: "not-found" });
    await expect(showPhotoList(elsewhere, visitNo)).rejects.toMatchObject({ code: "not-found" });
    phones.blobs.kept.set(digest, await phones.newPhoto());
    await expect(lookAtPhotos(streetContext(database, streetId), phones.blobs, wish)).rejects.toThrow(/altered/);
  });
});

describe("what is known of a photograph", () => {
  it("is never changed or deleted", async () => {
    for (const statement of [
      "update photo set perceptual_hash = 1, band0 = 0, band1 = 0, band2 = 0, band3 = 1",
      "update photo set stored_digest = digest || 'x'",
      "delete from photo",
      "update photo_match set distance_bits = 7",
      "delete from photo_match",
    ])
      await expect(run(statement), statement).rejects.toMatchObject({ code: "closed-for-changes" });
  });
});
