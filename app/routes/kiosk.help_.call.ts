import * as z from "zod";
import { requestHelp } from "#app/usecases/help/request-help.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { helpWishOf } from "#app/web/kiosk-help.server.ts";

const form = z.strictObject({
  key: z.string().min(8).max(64),
  /** How long ago the touch was: more than nothing for one that was kept without a network. */
  agoMs: z.coerce.number().min(0),
  dialled: z.enum(["staff", "hotline"]).optional(),
});

/** The touch as the page itself sends it, at once or when the network is back. Sent again, it is stored once. */
export const action = guarded({ action: "kiosk.use", answersApps: true }, async (given) => {
  const { value } = await readForm(given.request, form);
  if (value === null) throw new Response("400", { status: 400 });
  const wish = await helpWishOf(given, value.key);
  const { helpNo } = await requestHelp(given.context, {
    ...wish,
    touchedAgoMs: value.agoMs,
    ...(value.dialled !== undefined && { dialledByKiosk: value.dialled }),
  });
  return Response.json({ helpNo });
});
