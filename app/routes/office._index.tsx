import { useLoaderData } from "@remix-run/react";
import { RosterFilters, RosterTable } from "#app/components/elder-roster.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { screenWords } from "#app/messages/screens.ts";
import { showElders } from "#app/usecases/screens/show-elders.server.ts";
import { elderFilter } from "#app/web/month-lists.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(screenWords, ({ words }) => words.elders_title);

export const loader = guarded({ action: "elder.read" }, async ({ request, context }) => {
  const filter = elderFilter(request, context.now);
  return { ...filter, ...(await showElders(context, filter)) };
});

export default function Elders() {
  const found = useLoaderData<typeof loader>();
  const words = useWords(screenWords);
  return (
    <>
      <PageHeader title={words.elders_title} status={`${words.month} ${found.month}`} />
      <RosterFilters found={found} />
      <RosterTable caption={words.elders_title} found={found} />
      <Pagination page={found.page} pageSize={found.pageSize} total={found.total} />
    </>
  );
}
