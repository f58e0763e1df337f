import { useLoaderData } from "@remix-run/react";
import { ProgressFigures, StatePanel, StreetProgressPanels, TimesPanel } from "#app/components/bed-progress.tsx";
import { BedTabs } from "#app/components/bed-tabs.tsx";
import { Halves, Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { bedWords } from "#app/messages/beds.ts";
import { showBedProgress } from "#app/usecases/family-beds/show-progress.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(bedWords, ({ words }) => words.progress);

export const loader = guarded({ action: "bed.read" }, async ({ context, actor }) => ({
  ...(await showBedProgress(context)),
  mayManage: can(actor, "bed.money"),
}));

export default function BedProgress() {
  const shown = useLoaderData<typeof loader>();
  const words = useWords(bedWords);
  const overdue = shown.streets.reduce((sum, one) => sum + one.overdue, 0);
  return (
    <>
      <PageHeader title={words.title} status={words.status(shown.counted, shown.target, overdue)} />
      <BedTabs mayManage={shown.mayManage} />
      <Stack>
        <ProgressFigures target={shown.target} counted={shown.counted} streets={shown.streets} />
        <Halves>
          <StreetProgressPanels streets={shown.streets} />
        </Halves>
        <Halves>
          <StatePanel states={shown.states} />
          <TimesPanel times={shown.times} />
        </Halves>
      </Stack>
    </>
  );
}
