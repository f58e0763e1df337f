import { redirect } from "@remix-run/node";
import { signOut } from "#app/usecases/access/sign-in.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { endSessionHeader, tokenOf } from "#app/web/session.server.ts";

export const loader = guarded({ action: "session.end" }, async () => redirect("/"));

export const action = guarded({ action: "session.end" }, async ({ request, context }) => {
  const token = await tokenOf(request);
  if (token !== null) await signOut(context, token);
  return redirect("/sign-in", { headers: { "Set-Cookie": await endSessionHeader() } });
});
