import { guarded } from "#app/web/guard.server.ts";

/** The process is alive; no database is asked. */
export const loader = guarded(
  { action: "public.read" },
  async () => new Response("ok", { headers: { "Cache-Control": "no-store" } }),
);
