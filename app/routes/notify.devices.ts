import { receiveDevice } from "#app/web/device-intake.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** Signed messages of alert devices; the token and the signature are their only way in. */
export const action = guarded({ action: "public.notify" }, async ({ request, context }) =>
  receiveDevice(request, context),
);
