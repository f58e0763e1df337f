import type { MetaFunction, SerializeFrom } from "@remix-run/node";
import { Outlet, useRouteLoaderData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { idleTimesOf, type KioskPageClass } from "#app/domain/kiosk/kiosk-session.ts";
import { localTimeOf } from "#app/domain/time/instant.ts";
import { AgentWatcher } from "#app/kiosk/agent-watcher.tsx";
import { useFallbackFonts } from "#app/kiosk/fallback-fonts.ts";
import { FaultScreen, unknownSurroundings } from "#app/kiosk/fault-screen.tsx";
import { useKeptAge, useKeptScreens } from "#app/kiosk/keep-screens.ts";
import { KioskProvider } from "#app/kiosk/surroundings.tsx";
import { useScreenUse } from "#app/kiosk/use-screen-use.ts";
import { useKeptHelp } from "#app/kiosk/use-help-call.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import type { loader as rootLoader } from "#app/root.tsx";
import { showKioskSite } from "#app/usecases/kiosk/show-kiosk-site.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { kioskLayoutOf, kioskLookOf, kioskPlaceOf } from "#app/web/kiosk-cookies.server.ts";
import { kioskTitleOf } from "#app/web/kiosk-titles.server.ts";
import { pairedKioskOf } from "#app/web/kiosk-machine.server.ts";

function pageClassOf({ pathname, searchParams }: URL, isPersonal: boolean): KioskPageClass {
  if (["/kiosk", "/kiosk/closed", "/kiosk/pair"].includes(pathname)) return "attract";
  if (/^\/kiosk\/(booked\/|rated\/|told$|family\/done$)/.test(pathname) && isPersonal) return "done";
  if (pathname === "/kiosk/help" && searchParams.has("key")) return "help";
  if (pathname === "/kiosk/complained") return "done";
  return isPersonal ? "personal" : "public";
}

export const loader = guarded({ action: "kiosk.use" }, async ({ request, actor, context, locale }) => {
  const place = await kioskPlaceOf(request);
  const look = await kioskLookOf(request);
  const isPersonal = actor.kind === "elder";
  const paired = await pairedKioskOf(request);
  const { date, minute } = localTimeOf(context.now);
  return {
    locale,
    title: kioskTitleOf(new URL(request.url).pathname, locale),
    site: await showKioskSite(context, place.street),
    date,
    minute,
    layout: kioskLayoutOf(place, look),
    contrast: look.contrast,
    volume: look.volume,
    isPersonal,
    isAssisted: actor.kind === "elder" && actor.assistedBy !== undefined,
    helpKey: context.newId(),
    machine: paired === null ? null : { equipment: paired.equipment, agent: paired.agent },
    idle: idleTimesOf(pageClassOf(new URL(request.url), isPersonal)),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data: around }) => (around ? [{ title: around.title }] : []);

/** What this layout's loader said. Nothing, where it failed: Remix leaves out the data of a route that threw, or says null. */
function useAround() {
  const told = useRouteLoaderData<typeof loader>("routes/kiosk") as SerializeFrom<typeof loader> | null | undefined;
  const page = useRouteLoaderData<typeof rootLoader>("root");
  const locale = useLocale();
  const words = useWords(kioskPageWords);
  return told ? { ...told, site: words.site(told.site[locale]) } : unknownSurroundings(page?.look);
}

/** What every screen below needs; the site's name is chosen here, because the language of the page decides it. */
function Surroundings({ children }: { children: ReactNode }) {
  const around = useAround();
  const keptAge = useKeptAge(useRouteLoaderData("routes/kiosk"));
  return (
    <KioskProvider
      surroundings={{
        ...around,
        minute: around.minute + (keptAge ?? 0),
        network: keptAge === null ? "online" : "offline",
        keptSince: keptAge === null || around.date === null ? null : { date: around.date, minute: around.minute },
        homeTo: "/kiosk/home",
        exitAction: "/kiosk/sign-out",
        exitTo: "/kiosk/sign-out",
        settingsTo: "/kiosk/settings",
        helpTo: "/kiosk/help",
      }}
    >
      <AgentWatcher agent={around.machine?.agent ?? null}>{children}</AgentWatcher>
    </KioskProvider>
  );
}

export default function Kiosk() {
  const { machine, isPersonal, layout } = useLoaderData<typeof loader>();
  useFallbackFonts(machine !== null);
  useKeptHelp();
  useScreenUse(machine !== null, layout.step);
  useKeptScreens({ isPaired: machine !== null, isPersonal });
  return (
    <Surroundings>
      <Outlet />
    </Surroundings>
  );
}

/** No dead end, also where the layout's own loader failed. */
export function ErrorBoundary() {
  return (
    <Surroundings>
      <FaultScreen />
    </Surroundings>
  );
}
