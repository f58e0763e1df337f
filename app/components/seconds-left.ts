/** A value that is shown for a while only. */
import { useEffect, useState } from "react";

/** Seconds until it goes; null until the page's own clock runs. Counted by the time of day, so that a machine that slept is not fooled. */
export function useSecondsLeft(seconds: number): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const until = Date.now() + seconds * 1000;
    const look = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    // A page that the browser keeps for its back button must not keep the value.
    const leave = () => setLeft(0);
    look();
    const clock = setInterval(look, 1000);
    window.addEventListener("pagehide", leave);
    return () => {
      clearInterval(clock);
      window.removeEventListener("pagehide", leave);
    };
  }, [seconds]);
  return left;
}
