import { useLoaderData } from "@remix-run/react";
import { FamilyNotices } from "#app/components/family-notices.tsx";
import { FamilyShell } from "#app/components/family-shell.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { familyMeWords } from "#app/messages/family-me.ts";
import { listOwnNotices } from "#app/usecases/family/list-own-notices.server.ts";
import { memberIdOf } from "#app/web/family-elder.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(familyMeWords, ({ words }) => words.notices);

export const loader = guarded({ action: "family.use" }, async ({ actor, context, services }) =>
  listOwnNotices(context, services.crypto, memberIdOf(actor)),
);

export default function Notices() {
  const notices = useLoaderData<typeof loader>();
  const words = useWords(familyMeWords);
  return (
    <FamilyShell title={words.notices}>
      <FamilyNotices notices={notices} />
    </FamilyShell>
  );
}
