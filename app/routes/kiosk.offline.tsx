import { OfflineScreen } from "#app/kiosk/offline-screens.tsx";
import { guarded } from "#app/web/guard.server.ts";

/** Kept by the kiosk, and shown where a page cannot be fetched. */
export const loader = guarded({ action: "kiosk.use" }, async () => null);

export default function Offline() {
  return <OfflineScreen />;
}
