import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { SettingsScreen } from "#app/kiosk/settings-screen.tsx";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { kioskLookOf, lookHeader, type KioskLook } from "#app/web/kiosk-cookies.server.ts";
import { safeRedirectPath } from "#app/web/safe-redirect.ts";

const form = z.strictObject({
  returnTo: z.string().max(2000).optional(),
  step: z.enum(["1", "2", "3"]).optional(),
  contrast: z.enum(["normal", "high"]).optional(),
  volume: z.enum(["0", "1", "2", "3"]).optional(),
  locale: z.enum(["zh-CN", "en"]).optional(),
  low: z.enum(["on", "off"]).optional(),
});

export const loader = guarded({ action: "kiosk.use" }, async ({ request }) => ({
  returnTo: safeRedirectPath(new URL(request.url).searchParams.get("returnTo"), "/kiosk/home"),
}));

/** One touch changes one thing at once; the same screen comes again in the new look. */
export const action = guarded({ action: "kiosk.use" }, async ({ request }) => {
  const { value } = await readForm(request, form);
  const look = await kioskLookOf(request);
  const changed: KioskLook = {
    step: value?.step === undefined ? look.step : (Number(value.step) as KioskLook["step"]),
    contrast: value?.contrast ?? look.contrast,
    volume: value?.volume === undefined ? look.volume : (Number(value.volume) as KioskLook["volume"]),
    locale: value?.locale ?? look.locale,
    low: value?.low === undefined ? look.low : value.low === "on",
  };
  const { pathname, search } = new URL(request.url);
  return redirect(`${pathname}${search}`, { headers: { "Set-Cookie": await lookHeader(changed) } });
});

export default function Settings() {
  const { returnTo } = useLoaderData<typeof loader>();
  return <SettingsScreen returnTo={returnTo} />;
}
