import { useLoaderData } from "@remix-run/react";
import { Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { PersonTimeFigures, PersonTimeList } from "#app/components/person-times.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { personTimeWords } from "#app/messages/person-times.ts";
import { showPersonTimes } from "#app/usecases/screens/show-person-times.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(personTimeWords, ({ words }) => words.title);

export const loader = guarded({ action: "eligibility.read" }, async ({ request, context }) =>
  showPersonTimes(context, Number(new URL(request.url).searchParams.get("page") ?? 1) || 1),
);

export default function PersonTimes() {
  const shown = useLoaderData<typeof loader>();
  const words = useWords(personTimeWords);
  return (
    <>
      <PageHeader title={words.title} status={words.status(shown.year, shown.visitsOfOne)} />
      <Stack>
        <PersonTimeFigures {...shown} />
        <PersonTimeList rows={shown.rows} />
        <Pagination {...shown.pages} />
      </Stack>
    </>
  );
}
