import { Outlet, useLoaderData } from "@remix-run/react";
import { AppShell } from "#app/components/app-shell.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { roleWord } from "#app/messages/people.ts";
import { providerWords } from "#app/messages/provider.ts";
import { showDesk } from "#app/usecases/screens/show-provider-inbox.server.ts";
import { countLate } from "#app/usecases/screens/show-day.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { providerNavigation } from "#app/web/provider-navigation.ts";

export const loader = guarded({ action: "provider.inbox" }, async ({ actor, context, services }) => ({
  name: actor.kind === "staff" ? actor.displayName : "",
  role: actor.kind === "staff" ? actor.role : "",
  demo: services.environment.demo,
  items: providerNavigation(actor),
  late: await countLate(context, "provider"),
  ...(await showDesk(context)),
}));

export default function ProviderDesk() {
  const { name, role, demo, items, provider, openOffers, late } = useLoaderData<typeof loader>();
  const words = useWords(providerWords);
  const locale = useLocale();
  const navigation = items.map(({ key, ...item }) => ({
    ...item,
    label: words[key],
    ...(item.to === "/provider/inbox" && { count: openOffers }),
    ...(item.to === "/provider/today" && { count: late }),
  }));
  return (
    <AppShell
      homeTo="/provider/inbox"
      area={provider}
      isDemo={demo}
      person={{ name, role: roleWord(role, locale) }}
      navigation={[{ items: navigation }]}
    >
      <Outlet />
    </AppShell>
  );
}
