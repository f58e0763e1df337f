import { useLoaderData } from "@remix-run/react";
import { FamilyShell } from "#app/components/family-shell.tsx";
import { FamilyComing, FamilyPast } from "#app/components/family-visits.tsx";
import { Notice } from "#app/components/notice.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { familyActWords } from "#app/messages/family-acts.ts";
import { showFamilyVisits } from "#app/usecases/family/show-family-visits.server.ts";
import { familyElderOf } from "#app/web/family-elder.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(familyActWords, ({ words }) => words.visits);

export const loader = guarded({ action: "family.use" }, async (given) => {
  const family = await familyElderOf(given, null);
  const { linkId, name } = family.elder;
  return { linkId, name, ...(await showFamilyVisits(family)) };
});

export default function Visits() {
  const { linkId, name, coming, past } = useLoaderData<typeof loader>();
  const words = useWords(familyActWords);
  const own = `/family/elders/${linkId}`;
  return (
    <FamilyShell title={`${name} ${words.visits}`}>
      {coming === null ? <Notice>{words.not_shared}</Notice> : <FamilyComing visits={coming} to={own} />}
      {past !== null && <FamilyPast visits={past} to={own} />}
    </FamilyShell>
  );
}
