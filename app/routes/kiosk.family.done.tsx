import { useLoaderData } from "@remix-run/react";
import { FamilyDoneScreen } from "#app/kiosk/family-done-screen.tsx";
import { guarded } from "#app/web/guard.server.ts";

const OUTCOMES = ["linked", "refused", "staff", "changed", "removed"] as const;

export const loader = guarded({ action: "kiosk.personal" }, async ({ request }) => {
  const asked = new URL(request.url).searchParams.get("what");
  return { what: OUTCOMES.find((one) => one === asked) ?? "changed" };
});

export default function FamilyDone() {
  return <FamilyDoneScreen {...useLoaderData<typeof loader>()} />;
}
