import { redirect } from "@remix-run/node";
import { endFamilySession } from "#app/usecases/family/family-sign-in.server.ts";
import { familyClosedHeaders, familyTokenOf } from "#app/web/family-cookies.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const loader = guarded({ action: "session.end" }, async () => redirect("/family"));

export const action = guarded({ action: "session.end" }, async ({ request, context }) => {
  const token = await familyTokenOf(request);
  if (token !== null) await endFamilySession(context, token);
  return redirect("/family/sign-in", { headers: await familyClosedHeaders() });
});
