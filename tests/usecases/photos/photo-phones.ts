/** Care workers' phones that take photographs in a small district, and the store in which they end. */
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { photoArrival, receivePiece } from "#app/usecases/photos/receive-piece.server.ts";
import { judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testContext } from "#tests/support/database.ts";
import { memoryBlobs } from "#tests/support/memory-blobs.ts";
import { photoOf } from "#tests/support/pictures.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { record, workerScope, type AcceptedVisit } from "../visits/visit-district.ts";

export type Sending = { readonly one: AcceptedVisit; readonly content: Uint8Array; readonly digest?: string };

export const start = ({ visit }: AcceptedVisit) => instant(visit.plannedStart);

export function photoPhones(database: Database, visits: AcceptedVisit[]) {
  const blobs = memoryBlobs();
  const tools = { crypto: testCrypto, blobs };
  /** Another room for each photograph. */
  let rooms = 100;
  const asWorker = (one: AcceptedVisit, now: Instant = start(one)) =>
    testContext(database, { now, scope: workerScope(one) });

  function sendPiece(
    { one, content, digest = sha256Hex(content) }: Sending,
    from: number,
    to: number,
    total = content.byteLength,
  ) {
    const { workerId } = one;
    const piece = { digest, workerId, offset: from, total, content: content.subarray(from, to) };
    return receivePiece(asWorker(one), tools, piece);
  }

  return {
    blobs,
    tools,
    asWorker,
    sendPiece,
    newRoom: () => (rooms += 1),
    newPhoto: () => photoOf((rooms += 1)),
    takeVisit(): AcceptedVisit {
      const taken = visits.shift();
      if (!taken) throw new Error("no visit is left");
      return taken;
    },
    /** Says in an event that a photograph will come. @returns its digest */
    async announce(one: AcceptedVisit, content: Uint8Array, kind = "photo_start", now = start(one)): Promise<string> {
      const digest = sha256Hex(content);
      await record(database, one, now, [{ kind, photoDigest: digest }]);
      return digest;
    },
    /** All pieces, one after the other. */
    async sendWhole(sending: Sending) {
      const { one, content, digest = sha256Hex(content) } = sending;
      let answer = await photoArrival(asWorker(one), digest, one.workerId);
      while (answer.state === "arriving")
        answer = await sendPiece(sending, answer.offset, Math.min(content.byteLength, answer.offset + 9_000));
      return answer;
    },
    judge: (one: AcceptedVisit) => judgeRecorded(testContext(database, { now: plusMinutes(start(one), 300) })),
    async inAndOut(one: AcceptedVisit): Promise<void> {
      const nowhere = { failure: "denied" };
      await record(database, one, start(one), [{ kind: "check_in", position: nowhere }]);
      await record(database, one, plusMinutes(start(one), 61), [{ kind: "check_out", position: nowhere }]);
    },
  };
}
