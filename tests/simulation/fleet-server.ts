/** The real server code behind a network that loses, repeats and delays: receiving, judging, and what offices do meanwhile. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { mayDeliver, type DeliveryState } from "#app/domain/visits/delivery-state.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { instant, type Instant } from "#app/domain/time/instant.ts";
import type { SyncAnswer, SyncRequest } from "#app/domain/visits/sync-message.ts";
import { photoArrival, receivePiece } from "#app/usecases/photos/receive-piece.server.ts";
import { judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";
import { receiveEvents } from "#app/usecases/visits/receive-events.server.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import type { PhotoNetwork } from "#app/web/offline/upload-photo.ts";
import type { Database } from "#db/connection.server.ts";
import { assignWorkersToVisit } from "#db/repositories/visit-changes.ts";
import { lockVisitsById } from "#db/repositories/received-events.ts";
import { updateVisits } from "#db/repositories/visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { memoryBlobs } from "#tests/support/memory-blobs.ts";
import { SMALL_DISTRICT_MONTH, testCrypto } from "#tests/support/small-district.ts";

/** What an office or the clock does to a visit whatever phones know of it. */
export type OfficeStep =
  | { readonly kind: "declare-missed"; readonly visitId: string }
  | { readonly kind: "replace-worker"; readonly visitId: string; readonly workerId: string };

class ServerDied extends Error {}

export class FleetServer {
  readonly blobs = memoryBlobs();

  constructor(readonly database: Database) {}

  private at(nowMs: number, changes: Partial<Context> = {}): Context {
    return testContext(this.database, { now: instant(nowMs), scope: WHOLE_DISTRICT, actor: "user:fleet", ...changes });
  }

  /** @returns null when the server died before it could commit: nothing of the request is stored */
  async receive(workerId: string, request: SyncRequest, nowMs: number, dies = false): Promise<SyncAnswer[] | null> {
    const beforeCommit = async () => {
      if (dies) throw new ServerDied();
    };
    try {
      return await receiveEvents(this.at(nowMs, dies ? { beforeCommit } : {}), testCrypto, { workerId, request });
    } catch (thrown) {
      if (thrown instanceof ServerDied) return null;
      throw thrown;
    }
  }

  /** The way for a worker's photographs. */
  photoNetwork(workerId: string, nowMs: number): PhotoNetwork {
    const context = this.at(nowMs);
    const tools = { crypto: testCrypto, blobs: this.blobs };
    return {
      ask: async (digest) => ({ status: 200, ...(await photoArrival(context, digest, workerId)) }),
      send: async (digest, piece) => ({
        status: 200,
        ...(await receivePiece(context, tools, { digest, workerId, ...piece })),
      }),
    };
  }

  async judge(nowMs: number): Promise<void> {
    await judgeRecorded(this.at(nowMs, { actor: "system:judge-recorded" }));
  }

  async judgeMonth(now: Instant): Promise<void> {
    await verifyMonth(this.at(now, { actor: "system:verify-month" }), SMALL_DISTRICT_MONTH);
  }

  /** @returns false when the other worker is somewhere else at the time */
  async take(step: OfficeStep, nowMs: number): Promise<boolean> {
    try {
      await inTransaction(this.at(nowMs, { actor: "user:desk" }), async (unit) => {
        const [visit] = await lockVisitsById(unit, [step.visitId]);
        if (visit === undefined) throw new Error("no such visit");
        if (step.kind === "replace-worker") await assignWorkersToVisit(unit, visit, [step.workerId], "user:desk");
        else if (mayDeliver(visit.deliveryState as DeliveryState, "miss"))
          await updateVisits(unit, [visit.id], { deliveryState: "missed", missedSide: "undecided" });
      });
      return true;
    } catch (thrown) {
      if (isRefusal(thrown, "overlaps-another")) return false;
      throw thrown;
    }
  }
}
