import { identityRequestSchema } from "#app/domain/kiosk/device-message.ts";
import { readIdentity } from "#app/usecases/kiosk/identify-by-reading.server.ts";
import { answerDevice, deviceBody, kioskOfRequest } from "#app/web/device-request.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** What the reader of a kiosk read; the answer is a token for its page, or why there is none. */
export const action = guarded({ action: "public.call-as-kiosk" }, async ({ request, context, services }) => {
  const { body, bodyHash } = await deviceBody(request, identityRequestSchema);
  return answerDevice(context.now, async () => {
    const kiosk = await kioskOfRequest(request, context, bodyHash);
    return readIdentity(context, services.crypto, { kiosk, reading: body });
  });
});
