import { pairingRequestSchema } from "#app/domain/kiosk/device-message.ts";
import { askToPair } from "#app/usecases/kiosk/pair-kiosk.server.ts";
import { answerDevice, deviceBody } from "#app/web/device-request.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** A machine that nobody knows asks for its code, and later whether a clerk has entered it. */
export const action = guarded({ action: "public.call-as-kiosk" }, async ({ request, context, services, address }) => {
  const { body } = await deviceBody(request, pairingRequestSchema);
  return answerDevice(context.now, () => askToPair(context, services.crypto, { ...body, address }));
});
