import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { FamilyNotices } from "#app/components/family-notices.tsx";
import { FamilyShell } from "#app/components/family-shell.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { instant } from "#app/domain/time/instant.ts";
import { familyMeWords } from "#app/messages/family-me.ts";
import { listOwnNotices, noteNoticesSeen } from "#app/usecases/family/list-own-notices.server.ts";
import { memberIdOf } from "#app/web/family-elder.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

export const meta = pageTitle(familyMeWords, ({ words }) => words.notices);

export const loader = guarded({ action: "family.use" }, async ({ actor, context, services }) =>
  listOwnNotices(context, services.crypto, memberIdOf(actor)),
);

const form = z.strictObject({ until: z.coerce.number().int().min(0) });

/** What stood on the page has been looked at. */
export const action = guarded({ action: "family.use" }, async ({ request, actor, context }) => {
  const { value } = await readForm(request, form);
  if (value !== null) await noteNoticesSeen(context, memberIdOf(actor), instant(value.until));
  return redirect("/family/notices");
});

export default function Notices() {
  const notices = useLoaderData<typeof loader>();
  const words = useWords(familyMeWords);
  return (
    <FamilyShell title={words.notices}>
      <FamilyNotices notices={notices} />
    </FamilyShell>
  );
}
