import { Outlet, useLoaderData, useLocation, useMatches, type ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { AppShell } from "#app/components/app-shell.tsx";
import { SeatAlarms } from "#app/components/seat-alarms.tsx";
import { SeatBeat } from "#app/components/seat-beat.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { HEARTBEAT_SECONDS } from "#app/domain/centre/seat.ts";
import { homePathOf } from "#app/domain/access/home-path.ts";
import { roleWord } from "#app/messages/people.ts";
import { screenWords } from "#app/messages/screens.ts";
import { can } from "#app/domain/access/permission.ts";
import { showOwnSeat } from "#app/usecases/centre/show-centre.server.ts";
import { countLate } from "#app/usecases/screens/show-day.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { officeNavigation } from "#app/web/office-navigation.ts";

export const loader = guarded({ action: "office.home" }, async ({ actor, context, services }) => ({
  name: actor.kind === "staff" ? actor.displayName : "",
  role: actor.kind === "staff" ? actor.role : "",
  demo: services.environment.demo,
  home: homePathOf(actor),
  groups: officeNavigation(actor),
  seat: can(actor, "centre.sit") ? await showOwnSeat(context) : null,
  late: can(actor, "day.read") ? await countLate(context, "street") : 0,
}));

/** Where the frame is not asked for anew, the workbench's next line is there at once. */
export function shouldRevalidate({ defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate;
}

export default function Office() {
  const folded = useMatches().some(
    ({ handle }) => (handle as { readonly folded?: boolean } | undefined)?.folded === true,
  );
  const { name, role, demo, home, groups, late, seat } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  const words = useWords(screenWords);
  const locale = useLocale();
  return (
    <AppShell
      homeTo={home}
      area={words.office}
      isDemo={demo}
      folded={folded}
      person={{ name, role: roleWord(role, locale) }}
      navigation={groups.map((items) => ({
        items: items.map(({ key, ...item }) => ({
          ...item,
          label: words[key],
          ...(item.to === "/office/today" && { count: late }),
        })),
      }))}
    >
      {seat !== null && <SeatBeat everySeconds={HEARTBEAT_SECONDS} />}
      {seat !== null && !pathname.startsWith("/office/centre") && <SeatAlarms seat={seat} />}
      <Outlet />
    </AppShell>
  );
}
