import { slipLines } from "#app/kiosk/slip-text.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { fetchSlip } from "#app/usecases/kiosk/prepare-slip.server.ts";
import { showKioskSite } from "#app/usecases/kiosk/show-kiosk-site.server.ts";
import { answerDevice, EMPTY_BODY, kioskOfRequest } from "#app/web/device-request.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** A slip for the printer of the kiosk at which it was prepared: the page never holds what is printed. */
export const loader = guarded({ action: "public.call-as-kiosk" }, async ({ request, params, context, services }) =>
  answerDevice(context.now, async () => {
    const kiosk = await kioskOfRequest(request, context, EMPTY_BODY);
    const slipId = params["slipId"] ?? "";
    const slip = await fetchSlip(context, services.crypto, { slipId, deviceId: kiosk.id });
    const site = await showKioskSite(context, kiosk.streetId);
    return { slipId, lines: slipLines(slip, kioskPageWords[slip.locale].site(site[slip.locale])), qr: null };
  }),
);
