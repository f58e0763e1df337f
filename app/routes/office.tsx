import { Outlet, useLoaderData } from "@remix-run/react";
import { AppShell } from "#app/components/app-shell.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { roleWord } from "#app/messages/people.ts";
import { screenWords } from "#app/messages/screens.ts";
import { guarded } from "#app/web/guard.server.ts";

export const loader = guarded({ action: "office.home" }, async ({ actor, services }) => ({
  name: actor.kind === "staff" ? actor.displayName : "",
  role: actor.kind === "staff" ? actor.role : "",
  demo: services.environment.demo,
}));

export default function Office() {
  const { name, role, demo } = useLoaderData<typeof loader>();
  const words = useWords(screenWords);
  const locale = useLocale();
  return (
    <AppShell
      homeTo="/office"
      area={words.office}
      isDemo={demo}
      person={{ name, role: roleWord(role, locale) }}
      navigation={[
        {
          items: [
            { to: "/office", end: true, label: words.elders, icon: "users" },
            { to: "/office/plan", label: words.plan, icon: "calendar-days" },
            { to: "/office/visits", label: words.visits, icon: "calendar-check" },
          ],
        },
      ]}
    >
      <Outlet />
    </AppShell>
  );
}
