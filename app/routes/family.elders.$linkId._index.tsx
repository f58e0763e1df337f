import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { FamilyAlerts } from "#app/components/family-alerts.tsx";
import { FamilyMonth, FamilyNext, FamilyToday } from "#app/components/family-home.tsx";
import { FamilyConfirm, FamilyThanks } from "#app/components/family-rate.tsx";
import { FamilyShell } from "#app/components/family-shell.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { LiveDesk } from "#app/components/live-desk.tsx";
import { Notice } from "#app/components/notice.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { familyActWords } from "#app/messages/family-acts.ts";
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

/** What the person has just said or answered, once; four digits of a ticket or a word, and nothing else. */
function Said() {
  const words = useWords(familyActWords);
  const [asked] = useSearchParams();
  const [said, proposal] = [asked.get("said"), asked.get("proposal")];
  if (said !== null) return <FamilyThanks number={/^\d{4}$/.test(said) ? said : null} />;
  if (proposal === null) return null;
  return (
    <Notice tone="success" announced>
      {proposal === "accepted" ? words.proposal_moved : words.proposal_done}
    </Notice>
  );
}

export default function Home() {
  const { name, linkId, mayBook, visits, month, toConfirm, alerts, version } = useLoaderData<typeof loader>();
  const words = useWords(familyHomeWords);
  const own = `/family/elders/${linkId}`;
  const book = (
    <LinkButton to={`${own}/book`} kind="primary" icon="calendar-check" wide>
      {words.book}
    </LinkButton>
  );
  return (
    <FamilyShell title={name} {...(mayBook && { action: book })}>
      <Said />
      {visits === null ? (
        <Notice>{words.not_shared}</Notice>
      ) : (
        <>
          <FamilyToday visits={visits.today} />
          {toConfirm !== null && <FamilyConfirm visit={toConfirm} to={own} />}
          <FamilyNext visits={visits.ahead} to={own} mayBook={mayBook} />
        </>
      )}
      {month !== null && <FamilyMonth month={month} />}
      {alerts !== null && <FamilyAlerts alerts={alerts} />}
      <LiveDesk streamUrl={`${own}/live`} version={version} waiting={0} to={own} />
      <p>
        <Link to={`${own}/complain`}>{words.complain}</Link>
      </p>
    </FamilyShell>
  );
}
