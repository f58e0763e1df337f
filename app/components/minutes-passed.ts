/** Whole minutes since something was drawn, counted by the page itself, so that a remaining time goes down without asking the server. */
import { useEffect, useState } from "react";

const TICK_MS = 15_000;

/** @param drawnAt changes with each drawing, and the count begins anew; 0 on the server and without client JavaScript */
export function useMinutesPassed(drawnAt: string): number {
  const [minutes, setMinutes] = useState(0);
  useEffect(() => {
    const since = performance.now();
    setMinutes(0);
    const timer = setInterval(() => setMinutes(Math.floor((performance.now() - since) / 60_000)), TICK_MS);
    return () => clearInterval(timer);
  }, [drawnAt]);
  return minutes;
}
