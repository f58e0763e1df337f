import { redirect } from "@remix-run/node";
import * as z from "zod";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { safeRedirectPath } from "#app/web/safe-redirect.ts";
import { localeHeader } from "#app/web/session.server.ts";

const form = z.strictObject({ locale: z.enum(["zh-CN", "en"]), returnTo: z.string().max(2000).optional() });

export const loader = guarded({ action: "public.read" }, async () => redirect("/"));

export const action = guarded({ action: "public.set-language" }, async ({ request }) => {
  const { value } = await readForm(request, form);
  return redirect(safeRedirectPath(value?.returnTo), {
    headers: { "Set-Cookie": await localeHeader(value?.locale ?? "zh-CN") },
  });
});
