/** The pages about family beds, one beside the other. */
import { useLocation } from "@remix-run/react";
import { bedWords } from "#app/messages/beds.ts";
import { Tabs } from "./tabs.tsx";
import { useWords } from "./words-context.tsx";

export function BedTabs({ mayManage }: { mayManage: boolean }) {
  const words = useWords(bedWords);
  const { pathname } = useLocation();
  const pages = [
    { to: "/office/beds", label: words.list },
    { to: "/office/beds/progress", label: words.progress },
    { to: "/office/beds/devices", label: words.devices },
    { to: "/office/beds/tasks", label: words.tasks },
    ...(mayManage
      ? [
          { to: "/office/beds/months", label: words.months },
          { to: "/office/beds/organisations", label: words.organisations },
        ]
      : []),
  ];
  return <Tabs tabs={pages.map((page) => ({ ...page, current: page.to === pathname }))} label={words.title} />;
}
