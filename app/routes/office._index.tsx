import { Link, useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { Field } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { eligibilityReason, verdictWord } from "#app/messages/eligibility.ts";
import { screenWords } from "#app/messages/screens.ts";
import { showElders } from "#app/usecases/screens/show-elders.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const loader = guarded({ action: "elder.read" }, async ({ request, context }) => {
  const asked = new URL(request.url).searchParams;
  const month = chosenMonth(request, context.now);
  const name = (asked.get("name") ?? "").slice(0, 40);
  const streetId = Number(asked.get("street") ?? "") || null;
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(asked.get("page") ?? "1")) || 1));
  return { month, name, streetId, page, ...(await showElders(context, { month, name, streetId, page })) };
});

export default function Elders() {
  const found = useLoaderData<typeof loader>();
  const words = useWords(screenWords);
  const locale = useLocale();
  const streetName = (row: { streetZh: string; streetEn: string }) => (locale === "en" ? row.streetEn : row.streetZh);
  return (
    <>
      <PageHeader title={words.elders_title} status={`${words.month} ${found.month}`} />
      <FilterBar hits={found.total}>
        <Field kind="search" name="name" label={words.search_name} defaultValue={found.name} />
        <Field
          kind="select"
          name="street"
          label={words.street}
          emptyLabel={words.all_streets}
          defaultValue={String(found.streetId ?? "")}
          options={found.streets.map((street) => ({
            value: String(street.id),
            label: locale === "en" ? street.nameEn : street.nameZh,
          }))}
        />
      </FilterBar>
      <DataTable
        caption={words.elders_title}
        captionHidden
        rows={found.rows}
        rowKey={(row) => row.elderNo}
        columns={[
          {
            key: "elderNo",
            header: words.number,
            kind: "mono",
            cell: (row) => <Link to={`/office/elders/${row.elderNo}`}>{row.elderNo}</Link>,
          },
          { key: "name", header: words.name, cell: (row) => row.name },
          { key: "street", header: words.street, cell: streetName },
          {
            key: "verdict",
            header: words.verdict,
            kind: "nowrap",
            cell: (row) => (row.verdict === null ? null : verdictWord(row.verdict, locale)),
          },
          { key: "visits", header: words.visits_allowed, kind: "number", cell: (row) => row.visitsAllowed },
          {
            key: "reasons",
            header: words.reasons,
            cell: (row) => row.reasons.map((code) => eligibilityReason(code, locale)).join(" · "),
          },
        ]}
      />
      <Pagination page={found.page} pageSize={found.pageSize} total={found.total} />
    </>
  );
}
