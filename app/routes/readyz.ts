import { checkReadiness } from "#app/usecases/access/check-readiness.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** 200 only while the database answers and the server is not draining. */
export const loader = guarded({ action: "public.read" }, async ({ context, services }) => {
  const ready = services.ready && (await checkReadiness(context));
  return new Response(ready ? "ready" : "not ready", {
    status: ready ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  });
});
