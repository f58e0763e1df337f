import { syncRequestSchema, type SyncResponse } from "#app/domain/visits/sync-message.ts";
import { receiveEvents } from "#app/usecases/visits/receive-events.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { readJson } from "#app/web/json-body.server.ts";

/** A batch of events from a phone's outbox. What is wrong with one event is its answer; only a batch that is none is refused. */
export const action = guarded(
  { action: "worker.record", answersApps: true },
  async ({ request, context, services, actor }) => {
    const workerId = actor.kind === "staff" ? actor.workerId : null;
    if (workerId === null) throw new Response("403", { status: 403 });
    const batch = await readJson(request, syncRequestSchema);
    const answers = await receiveEvents(
      context,
      services.crypto,
      { workerId, request: batch },
      services.storePhoneBatch,
    );
    return Response.json({ serverMs: context.now, answers } satisfies SyncResponse);
  },
);
