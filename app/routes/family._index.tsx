import { redirect } from "@remix-run/node";
import { FamilyNobody } from "#app/components/family-sign-in.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { familyFrameWords } from "#app/messages/family.ts";
import { listOwnElders } from "#app/usecases/family/family-context.server.ts";
import { memberIdOf } from "#app/web/family-elder.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(familyFrameWords, ({ words }) => words.tab_home);

export const loader = guarded({ action: "family.use" }, async ({ actor, context }) => {
  const [first] = await listOwnElders(context, memberIdOf(actor));
  if (first !== undefined) throw redirect(`/family/elders/${first.linkId}`);
  return null;
});

export default function Start() {
  return <FamilyNobody />;
}
