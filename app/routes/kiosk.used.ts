import * as z from "zod";
import { SCREEN_ENDS } from "#app/domain/kiosk/screen-end.ts";
import { usedScreenOf } from "#app/domain/kiosk/screen-use.ts";
import { LOCALES } from "#app/messages/locale.ts";
import { recordScreenUse } from "#app/usecases/kiosk/count-screen-use.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { pairedKioskOf } from "#app/web/kiosk-machine.server.ts";

const form = z.strictObject({
  route: z.string().max(100),
  kind: z.string().max(40),
  locale: z.enum(LOCALES),
  step: z.coerce.number().int().min(1).max(3),
  seconds: z.coerce.number().int().min(0),
  end: z.enum(SCREEN_ENDS),
});

const answer = () => new Response(null, { status: 204 });

/** The beacon of a screen that was left. Only machines of the centres are counted; what is not understood is not kept. */
export const action = guarded({ action: "kiosk.use" }, async ({ request, context }) => {
  const { value } = await readForm(request, form);
  const paired = await pairedKioskOf(request);
  if (value === null || paired === null) return answer();
  const { route, kind, ...use } = value;
  const screen = usedScreenOf(route, kind);
  if (screen !== null) await recordScreenUse(context, { deviceId: paired.deviceId, screen, ...use });
  return answer();
});
