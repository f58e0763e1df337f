import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { ElderSearch, type SearchAnswer } from "#app/components/elder-search.tsx";
import { RosterFilters, RosterTable } from "#app/components/elder-roster.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/permission.ts";
import { SEARCHES_PER_HOUR } from "#app/domain/access/disclosure.ts";
import { readPersonNumber } from "#app/domain/elders/person-number.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { screenWords } from "#app/messages/screens.ts";
import { findEldersByNumber, noteRefusedSearch } from "#app/usecases/elders/find-by-number.server.ts";
import { showElders } from "#app/usecases/screens/show-elders.server.ts";
import { elderFilter } from "#app/web/month-lists.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";
import { takeSearch } from "#app/web/search-limits.server.ts";

export const meta = pageTitle(screenWords, ({ words }) => words.elders_title);

export const loader = guarded({ action: "elder.read" }, async ({ request, context, actor }) => {
  const filter = elderFilter(request, context.now);
  return { ...filter, ...(await showElders(context, filter)), maySearch: can(actor, "elder.search") };
});

/** A number of a person, sent in the body: it stands in no address. */
const form = z.strictObject({ number: z.string().max(60) });

export const action = guarded({ action: "elder.search" }, async ({ request, context, services, actor }) => {
  const { value } = await readForm(request, form);
  if (value === null || actor.kind !== "staff") throw new Response("400", { status: 400 });
  const typed = value.number;
  const number = readPersonNumber(typed, localDateOf(context.now));
  if (number.kind === "neither") return data<SearchAnswer>({ kind: "fault", fault: number.fault, typed });
  const leave = await takeSearch(actor.loginName);
  if (!leave.allowed) {
    if (leave.first) await noteRefusedSearch(context);
    const { waitMinutes } = leave;
    return data<SearchAnswer>({ kind: "too-many", cap: SEARCHES_PER_HOUR, waitMinutes }, { status: 429 });
  }
  const found = await findEldersByNumber(context, services.crypto, number);
  const [only, another] = found;
  if (only !== undefined && another === undefined)
    throw redirect(`/office/elders/${only.elderNo}?month=${chosenMonth(request, context.now)}`);
  return data<SearchAnswer>(only === undefined ? { kind: "nobody", typed } : { kind: "several", found });
});

export default function Elders() {
  const found = useLoaderData<typeof loader>();
  const answer = useActionData() as SearchAnswer | undefined;
  const words = useWords(screenWords);
  return (
    <>
      <PageHeader title={words.elders_title} status={`${words.month} ${found.month}`} />
      {found.maySearch && <ElderSearch answer={answer ?? null} month={found.month} />}
      <RosterFilters found={found} />
      <RosterTable caption={words.elders_title} found={found} />
      <Pagination page={found.page} pageSize={found.pageSize} total={found.total} />
    </>
  );
}
