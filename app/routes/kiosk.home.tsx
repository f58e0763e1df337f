import { useWords } from "#app/components/words-context.tsx";
import { HomeScreen } from "#app/kiosk/home-screen.tsx";
import { kioskWords } from "#app/messages/kiosk.ts";
import { guarded } from "#app/web/guard.server.ts";

/** The modules that this district has; a tile leads somewhere or is not there. */
const ADDRESSES: Readonly<Record<string, string>> = {
  help: "/kiosk/help",
};

export const loader = guarded({ action: "kiosk.use" }, async () => null);

export default function Home() {
  const words = useWords(kioskWords);
  return <HomeScreen backTo="/kiosk" title={words.home_title} addressOf={(code) => ADDRESSES[code] ?? null} />;
}
