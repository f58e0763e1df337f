import type { LinksFunction } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { useEffect, useState } from "react";
import { PhoneProvider } from "#app/components/phone-context.tsx";
import { useLocale } from "#app/components/words-context.tsx";
import type { PhonePort } from "#app/domain/visits/phone-state.ts";
import { guarded } from "#app/web/guard.server.ts";
import { isShell } from "#app/web/offline/kept-pages.ts";
import { readCodeOnPicture, watchForCode } from "#app/web/offline/door-camera.client.ts";
import { canReadTags, watchForTag } from "#app/web/offline/door-tag.client.ts";
import { shrinkPhoto } from "#app/web/offline/shrink-photo.client.ts";
import { startPhone } from "#app/web/offline/start-phone.client.ts";
import { phoneLookOf } from "#app/web/phone-look.server.ts";

export const links: LinksFunction = () => [
  { rel: "manifest", href: "/manifest.webmanifest" },
  { rel: "apple-touch-icon", href: "/icons/icon-180.png" },
];

export const loader = guarded({ action: "worker.today" }, async ({ request, actor }) => ({
  workerId: isShell(request) || actor.kind !== "staff" ? null : actor.workerId,
  look: Object.values(await phoneLookOf(request)).join(" "),
}));

/** Who is signed in does not change from one page of the phone to the next. */
export const shouldRevalidate = () => false;

/** Nothing of it exists on the server; the pages use it once the store is open. */
const camera = { watchForCode, canReadTags, watchForTag, readCodeOnPicture, shrinkPhoto };

/** Opens the phone's own store once the page runs; until then, and where nothing is kept, every step is a plain form. */
export default function Worker() {
  const { workerId, look } = useLoaderData<typeof loader>();
  const locale = useLocale();
  const [phone, setPhone] = useState<PhonePort | null | undefined>(undefined);
  useEffect(() => {
    let isHere = true;
    void startPhone({ workerId, look: `${locale} ${look}` }).then((started) => {
      if (isHere) setPhone(started);
    });
    return () => {
      isHere = false;
    };
  }, [workerId, look, locale]);
  return (
    <PhoneProvider phone={phone} camera={camera}>
      <Outlet />
    </PhoneProvider>
  );
}
