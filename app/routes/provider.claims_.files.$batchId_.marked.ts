import { guarded } from "#app/web/guard.server.ts";
import { markedBatch } from "#app/web/marked-batch.server.ts";

export const loader = guarded({ action: "claim.prepare" }, async (given) => markedBatch(given, "claims"));
