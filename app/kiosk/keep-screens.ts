/** The page's side of the kiosk's service worker: starts it on a paired machine, has the public pages kept anew, and tells a kept page its age. */
import { useEffect, useRef, useState } from "react";

const ANEW_MS = 900_000;

/** A demonstration in any browser keeps nothing; a page with somebody's matters on it asks for nothing to be kept. */
export function useKeptScreens({ isPaired, isPersonal }: { isPaired: boolean; isPersonal: boolean }): void {
  useEffect(() => {
    if (!import.meta.env.PROD || !isPaired || isPersonal || !("serviceWorker" in navigator)) return;
    const keep = () => void navigator.serviceWorker.controller?.postMessage({ kind: "keep-screens" });
    navigator.serviceWorker
      .register("/kiosk-service-worker.js", { scope: "/kiosk" })
      .then(keep)
      // A kiosk that keeps nothing works all the same while there is a network.
      .catch((thrown: unknown) => console.warn(thrown));
    const timer = setInterval(keep, ANEW_MS);
    return () => clearInterval(timer);
  }, [isPaired, isPersonal]);
}

/**
 * Minutes since a kept page was fetched; null for a page of now.
 * @param drawn what the server said for this page: when it says something new, the network is back
 */
export function useKeptAge(drawn: unknown): number | null {
  const first = useRef(drawn);
  const [age, setAge] = useState<number | null>(null);
  useEffect(() => {
    const keptAt = Number(document.documentElement.dataset["keptAt"]);
    const isKept = drawn === first.current && keptAt > 0;
    if (!isKept) delete document.documentElement.dataset["keptAt"];
    setAge(isKept ? Math.max(0, Math.floor((Date.now() - keptAt) / 60_000)) : null);
  }, [drawn]);
  return age;
}
