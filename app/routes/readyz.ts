import { checkReadiness } from "#app/usecases/access/check-readiness.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { healthWarnings } from "#app/web/health-warnings.server.ts";

/** 200 only while the database answers and the server is not draining; below it, a line for each warning by its name. */
export const loader = guarded({ action: "public.read" }, async ({ context, services }) => {
  const ready = services.ready && (await checkReadiness(context));
  const warnings = ready ? await healthWarnings(context, services) : [];
  return new Response([ready ? "ready" : "not ready", ...warnings.map((name) => `warning: ${name}`)].join("\n"), {
    status: ready ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  });
});
