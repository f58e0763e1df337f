import { showWorkerNotices } from "#app/usecases/screens/show-day.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** What the care worker is told now, for the page that already stands on the phone. */
export const loader = guarded({ action: "worker.today" }, async ({ context }) =>
  Response.json(await showWorkerNotices(context), { headers: { "cache-control": "no-store" } }),
);
