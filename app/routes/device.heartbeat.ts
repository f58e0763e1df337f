import { heartbeatRequestSchema } from "#app/domain/kiosk/device-message.ts";
import { faultMessage } from "#app/messages/kiosk-devices.ts";
import { takeHeartbeat } from "#app/usecases/kiosk/start-kiosk.server.ts";
import { answerDevice, deviceBody, kioskOfRequest } from "#app/web/device-request.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** How a kiosk is, every minute. */
export const action = guarded({ action: "public.call-as-kiosk" }, async ({ request, context, services }) => {
  const { body, bodyHash } = await deviceBody(request, heartbeatRequestSchema);
  return answerDevice(context.now, async () => {
    const telling = { crypto: services.crypto, wording: faultMessage };
    await takeHeartbeat(context, await kioskOfRequest(request, context, bodyHash), { ...body, telling });
    return { serverMs: context.now };
  });
});
