import { wishesRequestSchema } from "#app/domain/kiosk/device-message.ts";
import { takeWishes } from "#app/usecases/kiosk/take-wishes.server.ts";
import { answerDevice, deviceBody, kioskOfRequest } from "#app/web/device-request.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** What a kiosk kept while there was no network. */
export const action = guarded({ action: "public.call-as-kiosk" }, async ({ request, context, services }) => {
  const { body, bodyHash } = await deviceBody(request, wishesRequestSchema);
  return answerDevice(context.now, async () => {
    const kiosk = await kioskOfRequest(request, context, bodyHash);
    return { taken: await takeWishes(context, services.crypto, { kiosk, wishes: body.wishes }) };
  });
});
