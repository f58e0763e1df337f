import { redirect } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import * as z from "zod";
import { FamilyMe, GiveUp } from "#app/components/family-me.tsx";
import { FamilyShell, useFamilyFrame } from "#app/components/family-shell.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { familyMeWords } from "#app/messages/family-me.ts";
import { giveUpLink } from "#app/usecases/family/give-up-link.server.ts";
import { memberIdOf } from "#app/web/family-elder.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { phoneLookHeader, phoneLookOf, phoneLookSchema } from "#app/web/phone-look.server.ts";

export const meta = pageTitle(familyMeWords, ({ words }) => words.title);

export const loader = guarded({ action: "family.use" }, async ({ request }) => ({
  look: await phoneLookOf(request),
}));

const form = z.union([z.strictObject({ linkId: z.uuid() }), phoneLookSchema]);

/** Gives a link up, or keeps how the phone is to look. */
export const action = guarded({ action: "family.use" }, async ({ request, actor, context }) => {
  const { value } = await readForm(request, form);
  if (value === null) return redirect("/family/me");
  if (!("linkId" in value)) return redirect("/family/me", { headers: { "Set-Cookie": await phoneLookHeader(value) } });
  await giveUpLink(context, { memberId: memberIdOf(actor), linkId: value.linkId });
  return redirect("/family/me?gave-up=1");
});

export default function Me() {
  const { look } = useLoaderData<typeof loader>();
  const words = useWords(familyMeWords);
  const { elders } = useFamilyFrame();
  const [asked] = useSearchParams();
  const giving = elders.find(({ linkId }) => linkId === asked.get("give-up"));
  return (
    <FamilyShell title={words.title} {...(giving !== undefined && { backTo: "/family/me" })}>
      {giving === undefined ? (
        <FamilyMe elders={elders} gaveUp={asked.has("gave-up")} look={look} />
      ) : (
        <GiveUp elder={giving} />
      )}
    </FamilyShell>
  );
}
