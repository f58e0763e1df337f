import { OwnWordScreen } from "#app/kiosk/machine-screens.tsx";
import { guarded } from "#app/web/guard.server.ts";

/** What the elder alone may say was tried while staff act for the elder. */
export const loader = guarded({ action: "kiosk.use" }, async () => null);

export default function OwnWord() {
  return <OwnWordScreen />;
}
