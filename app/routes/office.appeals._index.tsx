import { useLoaderData } from "@remix-run/react";
import { AppealList } from "#app/components/appeal-list.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { appealWords } from "#app/messages/appeals.ts";
import { moneyWords } from "#app/messages/money.ts";
import { showAppeals } from "#app/usecases/reconciliation/show-appeals.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(appealWords, ({ words }) => words.title);

export const loader = guarded({ action: "appeal.read" }, async ({ context }) => ({ rows: await showAppeals(context) }));

export default function Appeals() {
  const { rows } = useLoaderData<typeof loader>();
  const words = useWords(appealWords);
  const money = useWords(moneyWords);
  return (
    <>
      <PageHeader
        title={words.title}
        status={words.waiting(rows.filter(({ state }) => state === "filed").length)}
        trail={[{ to: "/office/settlement", label: money.settlement_title }]}
      />
      <p>{words.office_lead}</p>
      <AppealList title={words.list} rows={rows} to={(appealNo) => `/office/appeals/${appealNo}`} />
    </>
  );
}
