import { giveWorkerDay } from "#app/usecases/screens/give-worker-day.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const loader = guarded({ action: "worker.today", answersApps: true }, async ({ context, services, actor }) => {
  if (actor.kind !== "staff") throw new Response("403", { status: 403 });
  return Response.json(await giveWorkerDay(context, services.crypto, actor));
});
