import { useLoaderData } from "@remix-run/react";
import { FamilyAlerts } from "#app/components/family-alerts.tsx";
import { FamilyMonth, FamilyNext, FamilyToday } from "#app/components/family-home.tsx";
import { FamilyShell } from "#app/components/family-shell.tsx";
import { LiveDesk } from "#app/components/live-desk.tsx";
import { Notice } from "#app/components/notice.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { familyHomeWords } from "#app/messages/family-home.ts";
import { familyFrameWords } from "#app/messages/family.ts";
import { showFamilyHome } from "#app/usecases/family/show-family-home.server.ts";
import { familyElderOf } from "#app/web/family-elder.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(familyFrameWords, ({ words }) => words.tab_home);

export const loader = guarded({ action: "family.use" }, async (given) => {
  const family = await familyElderOf(given, null);
  const { name, linkId, scopes } = family.elder;
  return { name, linkId, mayBook: scopes.includes("book"), ...(await showFamilyHome(family)) };
});

export default function Home() {
  const { name, linkId, mayBook, visits, month, alerts, version } = useLoaderData<typeof loader>();
  const words = useWords(familyHomeWords);
  const own = `/family/elders/${linkId}`;
  return (
    <FamilyShell title={name}>
      <LiveDesk streamUrl={`${own}/live`} version={version} waiting={0} to={own} />
      {visits === null ? (
        <Notice>{words.not_shared}</Notice>
      ) : (
        <>
          <FamilyToday visits={visits.today} />
          <FamilyNext visits={visits.ahead} to={own} mayBook={mayBook} />
        </>
      )}
      {month !== null && <FamilyMonth month={month} />}
      {alerts !== null && <FamilyAlerts alerts={alerts} />}
    </FamilyShell>
  );
}
