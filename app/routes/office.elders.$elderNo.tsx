import { Link, useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { eligibilityCure, eligibilityReason } from "#app/messages/eligibility.ts";
import { assistanceWord, gradeWord, sexWord } from "#app/messages/people.ts";
import { screenWords } from "#app/messages/screens.ts";
import { showElder } from "#app/usecases/screens/show-elder.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const loader = guarded({ action: "elder.read" }, async ({ request, params, context }) => {
  const month = chosenMonth(request, context.now);
  return { month, ...(await showElder(context, params["elderNo"] ?? "", month)) };
});

export default function ElderFile() {
  const file = useLoaderData<typeof loader>();
  const words = useWords(screenWords);
  const locale = useLocale();
  return (
    <>
      <PageHeader
        title={`${file.name} ${file.elderNo}`}
        status={`${words.month} ${file.month}`}
        trail={[{ to: "/office", label: words.elders }]}
      />
      <Panel title={words.profile}>
        <DefinitionList
          columns={2}
          items={[
            { term: words.sex, value: sexWord(file.sex, locale) },
            { term: words.street, value: locale === "en" ? file.streetEn : file.streetZh },
            { term: words.community, value: file.community },
            ...file.assistance.map((one) => ({
              term: words.assistance,
              value: assistanceWord(one.kind, locale),
              note: `${one.fromOn ?? ""} – ${one.toOn ?? ""}`,
            })),
            ...file.assessments.map((one) => ({
              term: words.assessments,
              value: gradeWord(one.grade, locale),
              note: `${one.assessedOn} – ${one.validUntil ?? ""}`,
            })),
          ]}
        />
      </Panel>
      <Panel title={words.verdict}>
        {file.verdict === null ? <p>{words.not_judged}</p> : <StateTag kind="verdict" code={file.verdict} />}
        <ul>
          {file.reasons.map((code) => (
            <li key={code}>
              {[eligibilityReason(code, locale), eligibilityCure(code, locale)]
                .filter((part) => part !== "")
                .join(" · ")}
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={words.visits} flush>
        <DataTable
          caption={words.visits}
          captionHidden
          rows={file.visits}
          rowKey={(row) => row.visitNo}
          empty={<p>{words.no_visits}</p>}
          columns={[
            {
              key: "visitNo",
              header: words.visit_number,
              kind: "mono",
              cell: (row) => <Link to={`/office/visits/${row.visitNo}`}>{row.visitNo}</Link>,
            },
            { key: "at", header: words.planned_at, kind: "nowrap", cell: (row) => <TimeText at={row.plannedStart} /> },
            { key: "provider", header: words.provider, cell: (row) => row.provider },
            {
              key: "state",
              header: words.delivery,
              cell: (row) => <StateTag kind="delivery" code={row.deliveryState} />,
            },
            { key: "findings", header: words.open_findings, kind: "number", cell: (row) => row.openFindings },
          ]}
        />
      </Panel>
      {file.revisions.length > 0 && (
        <Panel title={words.history} flush>
          <DataTable
            caption={words.history}
            captionHidden
            rows={file.revisions}
            rowKey={(row) => String(row.version)}
            columns={[
              { key: "version", header: words.version, kind: "number", cell: (row) => row.version },
              { key: "by", header: words.changed_by, cell: (row) => row.by },
              { key: "at", header: words.made_at, kind: "nowrap", cell: (row) => <TimeText at={row.at} /> },
            ]}
          />
        </Panel>
      )}
    </>
  );
}
