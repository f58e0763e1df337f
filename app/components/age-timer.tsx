/** How long something waits, counted on by the page itself each second; without client JavaScript it stands as it was drawn. */
import { useEffect, useState } from "react";
import { alertWords } from "#app/messages/alerts.ts";
import { useWords } from "./words-context.tsx";

/** @param seconds as of the drawing; the count goes on from there by the page's own clock */
export function AgeTimer({ seconds }: { seconds: number }) {
  const words = useWords(alertWords);
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const began = performance.now();
    setPassed(0);
    const clock = setInterval(() => setPassed(Math.floor((performance.now() - began) / 1000)), 1000);
    return () => clearInterval(clock);
  }, [seconds]);
  return <span data-age={seconds + passed}>{words.seconds(seconds + passed)}</span>;
}
