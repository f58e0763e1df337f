import { bootRequestSchema } from "#app/domain/kiosk/device-message.ts";
import { bootKiosk } from "#app/usecases/kiosk/start-kiosk.server.ts";
import { answerDevice, deviceBody, kioskOfRequest } from "#app/web/device-request.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** A kiosk has started: its page may be opened once with the ticket. */
export const action = guarded({ action: "public.call-as-kiosk" }, async ({ request, context, services }) => {
  const { body, bodyHash } = await deviceBody(request, bootRequestSchema);
  return answerDevice(context.now, async () => {
    const kiosk = await kioskOfRequest(request, context, bodyHash);
    return { ticket: await bootKiosk(context, services.crypto, { kiosk, boot: body }), serverMs: context.now };
  });
});
