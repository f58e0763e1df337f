import { showRotatingCode } from "#app/usecases/elders/door-display.server.ts";
import { displayTokenOf } from "#app/web/door-display.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** The code of this minute for a gateway that draws it itself; `shown` is null for a screen that was never paired or has ended. */
export const loader = guarded({ action: "public.show-door-code" }, async ({ request, context, services }) => {
  const shown = await showRotatingCode(context, services.crypto, await displayTokenOf(request));
  return Response.json({ shown }, { headers: { "Cache-Control": "no-store" } });
});
