import { redirect } from "@remix-run/node";
import * as z from "zod";
import { slipAddress } from "#app/domain/kiosk/slip.ts";
import { OWN_SLIPS, prepareOwnSlip } from "#app/usecases/kiosk/prepare-own-slip.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

const form = z.strictObject({
  what: z.enum(OWN_SLIPS),
  visit: z.string().max(40).optional(),
  print: z.literal("yes").optional(),
});

/** 打印: the slip is prepared, then shown; the kiosk's agent prints it where there is a printer. */
export const action = guarded({ action: "kiosk.personal" }, async ({ request, actor, context, services, locale }) => {
  const { value } = await readForm(request, form);
  if (value === null) return redirect("/kiosk/home");
  const { what, visit: visitNo = "" } = value;
  const slipId = await prepareOwnSlip(context, services.crypto, { elderId: elderIdOf(actor), what, visitNo, locale });
  const back = { allowance: "/kiosk/allowance", schedule: "/kiosk/schedule", visit: `/kiosk/visit/${visitNo}` };
  return redirect(slipAddress(slipId, back[what]));
});
