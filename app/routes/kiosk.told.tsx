import { useLoaderData } from "@remix-run/react";
import { ToldScreen } from "#app/kiosk/told-screens.tsx";
import { guarded } from "#app/web/guard.server.ts";

const SAID = ["called", "came", "nobody", "unsure", "cancelled", "cancelled-private", "waiting"] as const;

/** Nothing of the elder stands here but the digits that were just told. */
export const loader = guarded({ action: "kiosk.personal" }, async ({ request }) => {
  const asked = new URL(request.url).searchParams;
  const what = SAID.find((one) => one === asked.get("what")) ?? "called";
  const ticket = asked.get("ticket");
  return {
    what,
    ticket: ticket !== null && /^\d{4}$/.test(ticket) ? ticket : null,
    rate: what === "came" ? asked.get("visit") : null,
  };
});

export default function Told() {
  return <ToldScreen {...useLoaderData<typeof loader>()} />;
}
