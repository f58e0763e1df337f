import { useLoaderData } from "@remix-run/react";
import { Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { NoticeList } from "#app/components/public-notice-parts.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { noticeStateWord, publicNoticeWords } from "#app/messages/public-notices.ts";
import { showOwnNotices } from "#app/usecases/public-notices/manage-notice.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(publicNoticeWords, ({ words }) => words.title);

const STATES = ["published", "draft", "withdrawn"];

export const loader = guarded({ action: "public-notice.read" }, async ({ request, context }) => {
  const asked = new URL(request.url).searchParams.get("state");
  const state = asked !== null && STATES.includes(asked) ? asked : null;
  return { state, rows: await showOwnNotices(context, state) };
});

export default function Notices() {
  const { rows, state } = useLoaderData<typeof loader>();
  const words = useWords(publicNoticeWords);
  const locale = useLocale();
  return (
    <>
      <PageHeader
        title={words.title}
        status={words.lead}
        actions={<LinkButton to="/office/notices/new">{words.create}</LinkButton>}
      />
      <Stack>
        <Tabs
          tabs={[
            { to: "/office/notices", label: words.tab_all, current: state === null },
            ...STATES.map((one) => ({
              to: `/office/notices?state=${one}`,
              label: noticeStateWord(one, locale),
              current: state === one,
            })),
          ]}
        />
        <NoticeList rows={rows} />
      </Stack>
    </>
  );
}
