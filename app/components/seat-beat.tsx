/** Says now and then that the operator's screen is open, on whichever page; a screen that says nothing for a while gives its seat back. */
import { useEffect } from "react";

/** Address that hears it. */
const BEAT_URL = "/office/centre/beat";

export function SeatBeat({ everySeconds }: { everySeconds: number }) {
  useEffect(() => {
    const say = () => {
      // One that is lost is followed by the next.
      fetch(BEAT_URL, { method: "POST" }).catch(() => undefined);
    };
    say();
    const timer = setInterval(say, everySeconds * 1000);
    return () => clearInterval(timer);
  }, [everySeconds]);
  return null;
}
