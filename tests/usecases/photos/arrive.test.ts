/** A photograph arrives: announced by an event, sent in pieces or by a form, kept without anything beside the picture. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { PHOTOS_PER_DAY_MOST, PIECE_BYTES_MOST } from "#app/domain/photos/photo-limits.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { isBareJpeg } from "#app/integrations/pictures/jpeg-segments.ts";
import { showPhotoList } from "#app/usecases/photos/look-at-photos.server.ts";
import { photoArrival, receivePiece } from "#app/usecases/photos/receive-piece.server.ts";
import { recordPhoto } from "#app/usecases/photos/record-photo.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { acceptedVisits, type AcceptedVisit } from "../visits/visit-district.ts";
import { photoPhones, start } from "./photo-phones.ts";

let database: Database;
let visits: AcceptedVisit[];
let phones: ReturnType<typeof photoPhones>;

beforeAll(async () => {
  database = await testDatabase();
  visits = await acceptedVisits(database, 30);
  phones = photoPhones(database, visits);
});
afterAll(async () => database.close());

const countPieces = async () =>
  Number(
    rowsOf<{ rows: number }>(
      await inTransaction(testContext(database), (unit) =>
        unit.orm.execute(sql`select count(*)::int as rows from photo_piece`),
      ),
    )[0]?.rows,
  );

describe("a photograph in pieces", () => {
  it("goes on from where it broke off, takes a piece twice, and is kept byte for byte", async () => {
    const [one, content] = [phones.takeVisit(), await phones.newPhoto()];
    const digest = await phones.announce(one, content);
    const sending = { one, content };
    expect(await phones.sendPiece(sending, 0, 3_000)).toEqual({ state: "arriving", offset: 3_000 });
    expect(await phones.sendPiece(sending, 0, 3_000)).toEqual({ state: "arriving", offset: 3_000 });
    expect(await phones.sendPiece(sending, 4_000, 5_000)).toEqual({ state: "arriving", offset: 3_000 });
    expect(await photoArrival(phones.asWorker(one), digest, one.workerId)).toEqual({
      state: "arriving",
      offset: 3_000,
    });
    expect(await phones.sendWhole(sending)).toMatchObject({ state: "kept" });
    expect(await phones.sendPiece(sending, 0, 3_000)).toMatchObject({ state: "kept" });
    expect(Buffer.compare(phones.blobs.kept.get(digest) ?? Buffer.of(), content)).toBe(0);
    expect(await countPieces()).toBe(0);
  });

  it("lies encrypted while it is on its way", async () => {
    const [one, content] = [phones.takeVisit(), await phones.newPhoto()];
    await phones.announce(one, content);
    await phones.sendPiece({ one, content }, 0, 3_000);
    const rows = await inTransaction(testContext(database), (unit) =>
      unit.orm.execute(sql`select encode(content, 'hex') as hex from photo_piece`),
    );
    const hex = rowsOf<{ hex: string }>(rows)
      .map((row) => row.hex)
      .join("");
    expect(hex.length).toBeGreaterThan(6_000);
    expect(hex).not.toContain(Buffer.from(content.subarray(0, 40)).toString("hex"));
    await phones.sendWhole({ one, content });
  });

  it("is taken only after an event of the same worker has announced it", async () => {
    const [one, content] = [phones.takeVisit(), await phones.newPhoto()];
    const other = visits.find((visit) => visit.workerId !== one.workerId);
    if (!other) throw new Error("one worker does everything");
    expect(await phones.sendPiece({ one, content }, 0, 100)).toEqual({ state: "not-announced", offset: 0 });
    const digest = await phones.announce(one, content);
    expect(await phones.sendPiece({ one: other, content }, 0, 100)).toEqual({ state: "not-announced", offset: 0 });
    expect(await photoArrival(phones.asWorker(other), digest, other.workerId)).toEqual({
      state: "not-announced",
      offset: 0,
    });
  });

  it("is thrown away when its bytes are not what was announced, and may come again", async () => {
    const [one, content] = [phones.takeVisit(), await phones.newPhoto()];
    const digest = await phones.announce(one, content);
    const damaged = Uint8Array.from(content);
    damaged[50] = (damaged[50] ?? 0) ^ 1;
    expect(await phones.sendWhole({ one, content: damaged, digest })).toEqual({ state: "differs", offset: 0 });
    expect(await phones.sendWhole({ one, content, digest })).toMatchObject({ state: "kept" });
  });

  it("is refused when it is no picture, too large, or says two lengths", async () => {
    const [one, text] = [phones.takeVisit(), Buffer.from("no picture ".repeat(50))];
    await phones.announce(one, text);
    expect(await phones.sendWhole({ one, content: text })).toMatchObject({ state: "no-picture" });
    const content = await phones.newPhoto();
    await phones.announce(one, content);
    expect(await phones.sendPiece({ one, content }, 0, 10, 400_000)).toMatchObject({ state: "too-large" });
    const long = { one, content: new Uint8Array(PIECE_BYTES_MOST + 1), digest: sha256Hex(content) };
    expect(await phones.sendPiece(long, 0, PIECE_BYTES_MOST + 1)).toMatchObject({ state: "too-large" });
    await phones.sendPiece({ one, content }, 0, 10);
    expect(await phones.sendPiece({ one, content }, 10, 20, 9_999)).toMatchObject({ state: "malformed" });
    await phones.sendWhole({ one, content });
  });

  it("is finished by the same piece again when storing it was cut off", async () => {
    const [one, content] = [phones.takeVisit(), await phones.newPhoto()];
    await phones.announce(one, content);
    const broken = {
      crypto: testCrypto,
      blobs: { ...phones.blobs, put: () => Promise.reject(new Error("disk full")) },
    };
    const last = { digest: sha256Hex(content), workerId: one.workerId, offset: 0, total: content.byteLength, content };
    const small = content.byteLength <= PIECE_BYTES_MOST;
    expect(small).toBe(true);
    await expect(receivePiece(phones.asWorker(one), broken, last)).rejects.toThrow("disk full");
    expect(await receivePiece(phones.asWorker(one), phones.tools, last)).toMatchObject({ state: "kept" });
  });

  it("is one of so many a day", async () => {
    const one = phones.takeVisit();
    const content = await phones.newPhoto();
    await phones.announce(one, content);
    const rows = Array.from({ length: PHOTOS_PER_DAY_MOST }, (_, index) => sha256Hex(`${one.visit.id} ${index}`));
    await inTransaction(phones.asWorker(one), async (unit) => {
      for (const digest of rows)
        await unit.orm
          .execute(sql`insert into photo (digest, worker_id, arrived_at, stored_digest, stored_bytes, width, height)
          values (${digest}, ${one.workerId}, ${new Date(start(one)).toISOString()}::timestamptz, ${digest}, 1, 1, 1)`);
    });
    expect(await phones.sendPiece({ one, content }, 0, 100)).toEqual({ state: "too-many", offset: 0 });
    const tomorrow = plusMinutes(start(one), 25 * 60);
    const piece = { digest: sha256Hex(content), workerId: one.workerId, offset: 0, total: content.byteLength, content };
    expect(await receivePiece(phones.asWorker(one, tomorrow), phones.tools, piece)).toMatchObject({ state: "kept" });
  });
});

describe("a photograph from a form", () => {
  const sender = (one: AcceptedVisit) => ({ workerId: one.workerId, deviceId: "web" });

  it("is made small, freed of where it was taken, announced and kept in one step", async () => {
    const one = phones.takeVisit();
    const camera = await aPicture(phones.newRoom(), 3000, 2000)
      .jpeg()
      .withExif({ IFD3: { GPSLatitude: "31/1 0/1 0/1" } })
      .toBuffer();
    const given = {
      visitNo: one.visit.visitNo,
      sender: sender(one),
      eventId: v7(),
      end: "photo_start" as const,
      bytes: camera,
    };
    expect(await recordPhoto(phones.asWorker(one), phones.tools, given)).toBe("kept");
    expect(await recordPhoto(phones.asWorker(one), phones.tools, given)).toBe("kept");
    const list = await showPhotoList(testContext(database), one.visit.visitNo);
    expect(list.photos).toMatchObject([{ end: "photo_start", state: "arrived", likeVisitNo: null }]);
    const stored = [...phones.blobs.kept.values()].at(-1) ?? Buffer.of();
    expect(isBareJpeg(stored)).toBe(true);
  });

  it("is refused when it is no picture or no visit of the worker's", async () => {
    const [one, bytes] = [phones.takeVisit(), await phones.newPhoto()];
    const given = { visitNo: one.visit.visitNo, sender: sender(one), eventId: v7(), end: "photo_end" as const, bytes };
    expect(await recordPhoto(phones.asWorker(one), phones.tools, { ...given, bytes: Buffer.from("text") })).toBe(
      "no-picture",
    );
    expect(await recordPhoto(phones.asWorker(one), phones.tools, { ...given, visitNo: "nowhere" })).toBe(
      "not-your-visit",
    );
    expect(await recordPhoto(phones.asWorker(one), phones.tools, { ...given, eventId: "no id" })).toBe("malformed");
  });
});
