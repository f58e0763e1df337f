import { beat } from "#app/usecases/centre/sit-at-seat.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** An operator's screen is open; it answers whether he or she still sits at a seat. */
export const action = guarded({ action: "centre.sit" }, async ({ context }) =>
  Response.json({ seated: await beat(context) }),
);
