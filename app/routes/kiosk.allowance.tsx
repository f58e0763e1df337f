import { useLoaderData, useSearchParams } from "@remix-run/react";
import { AllowanceScreen, WhyScreen } from "#app/kiosk/allowance-screens.tsx";
import { showAllowance } from "#app/usecases/kiosk/show-allowance.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

export const loader = guarded({ action: "kiosk.personal" }, async ({ actor, context }) =>
  showAllowance(context, elderIdOf(actor)),
);

export default function Allowance() {
  const allowance = useLoaderData<typeof loader>();
  const [asked] = useSearchParams();
  return asked.has("why") ? <WhyScreen {...allowance} /> : <AllowanceScreen {...allowance} />;
}
