import { useLoaderData } from "@remix-run/react";
import { KioskUseTable } from "#app/components/kiosk-use-table.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { kioskUseWords } from "#app/messages/office-kiosk-use.ts";
import { showScreenUse } from "#app/usecases/kiosk/count-screen-use.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(kioskUseWords, ({ words }) => words.title);

export const loader = guarded({ action: "kiosk.use-figures" }, ({ context }) => showScreenUse(context));

export default function KioskUse() {
  return <KioskUseTable {...useLoaderData<typeof loader>()} />;
}
