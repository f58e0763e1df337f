import { Outlet } from "@remix-run/react";
import { guarded } from "#app/web/guard.server.ts";

export const loader = guarded({ action: "worker.today" }, async () => null);

export default function Worker() {
  return <Outlet />;
}
