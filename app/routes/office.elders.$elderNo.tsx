import { useLoaderData } from "@remix-run/react";
import { ElderBedPanel } from "#app/components/elder-beds.tsx";
import { DebtsPanel } from "#app/components/elder-debts.tsx";
import {
  AllocationPanel,
  ContactsPanel,
  EligibilityPanel,
  HistoryPanel,
  ProfilePanel,
  StatusPanels,
  VisitsPanel,
} from "#app/components/elder-file.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { Halves, Split, Stack } from "#app/components/layout.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/permission.ts";
import { elderFileWords } from "#app/messages/elder-file.ts";
import { listElderBeds } from "#app/usecases/family-beds/show-own-bed.server.ts";
import { showElder } from "#app/usecases/screens/show-elder.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";
import { screenWords } from "#app/messages/screens.ts";

export const meta = pageTitle(screenWords, ({ words, params }) => `${words.profile} ${params["elderNo"] ?? ""}`);

export const loader = guarded({ action: "elder.read" }, async ({ request, params, context, services, actor }) => {
  const month = chosenMonth(request, context.now);
  const may = {
    reveal: can(actor, "elder.reveal"),
    setPin: can(actor, "elder.set-pin"),
    printDoorCode: can(actor, "elder.print-door-code"),
    filePlan: can(actor, "care-plan.file"),
    linkFamily: can(actor, "elder.link-family"),
  };
  const elderNo = params["elderNo"] ?? "";
  const file = { ...(await showElder(context, services.crypto, elderNo, month)), may };
  return { month, file, beds: await listElderBeds(context, elderNo) };
});

export default function ElderFile() {
  const { month, file, beds } = useLoaderData<typeof loader>();
  const words = useWords(elderFileWords);
  return (
    <>
      <PageHeader
        title={`${file.profile.name} ${file.elderNo}`}
        trail={[{ to: `/office?month=${month}`, label: words.roster }]}
        actions={
          <LinkButton to={`/office/elders/${file.elderNo}/history`} icon="file-spreadsheet" download>
            {words.history_file}
          </LinkButton>
        }
      />
      <Stack>
        <MonthSwitch month={month} />
        <Halves>
          <EligibilityPanel file={file} month={month} />
          <AllocationPanel file={file} month={month} />
        </Halves>
        <VisitsPanel file={file} month={month} />
        <DebtsPanel file={file} />
        <Split
          main={<ProfilePanel file={file} month={month} />}
          side={
            <Stack>
              <ElderBedPanel beds={beds} />
              <ContactsPanel file={file} month={month} />
              <StatusPanels file={file} />
            </Stack>
          }
        />
        <HistoryPanel file={file} />
      </Stack>
    </>
  );
}
