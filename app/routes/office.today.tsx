import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { ClearedList, DayTiles, LateList } from "#app/components/day-board.tsx";
import { DaySaid } from "#app/components/day-said.tsx";
import { Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { dayWords } from "#app/messages/day.ts";
import { keptAsideWords } from "#app/messages/kept-aside.ts";
import { showDay } from "#app/usecases/screens/show-day.server.ts";
import { listKeptAsideClaims } from "#app/usecases/visits/attach-claim.server.ts";
import { doneOf, takeDayForm } from "#app/web/day-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(dayWords, ({ words }) => words.title);

export const loader = guarded({ action: "day.read" }, async ({ request, context, actor }) => ({
  ...(await showDay(context, "street")),
  done: doneOf(request),
  aside: (await listKeptAsideClaims(context)).length,
  mayReveal: can(actor, "elder.reveal"),
}));

export const action = guarded({ action: "day.tend" }, async (given) =>
  takeDayForm(given, { audience: "street", address: "/office/today" }),
);

export default function OfficeToday() {
  const shown = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const words = useWords(dayWords);
  const asideWords = useWords(keptAsideWords);
  const side = {
    area: "/office" as const,
    mayAcknowledge: true,
    mayReveal: shown.mayReveal,
    missedReasons: shown.missedReasons,
  };
  return (
    <>
      <PageHeader title={words.title} status={words.status(shown.today)} />
      <Stack>
        <DaySaid done={shown.done} problem={refused?.problem ?? null} />
        <LateList rows={shown.late} side={side} />
        <ClearedList rows={shown.cleared} side={side} />
        {shown.aside > 0 && <Link to="/office/kept-aside">{asideWords.link(shown.aside)}</Link>}
        <DayTiles counts={shown.counts} />
      </Stack>
    </>
  );
}
