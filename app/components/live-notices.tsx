/**
 * What the care worker is told now, on top of a day that stands on the phone: asked for when the page opens and the network is there.
 * Without network or script nothing is missing but these lines; the link leads to them once there is one.
 */
import { Link } from "@remix-run/react";
import { useEffect, useState } from "react";
import { dayWords } from "#app/messages/day.ts";
import { WorkerNotices, type WorkerNotice } from "./worker-notices.tsx";
import { useWords } from "./words-context.tsx";

async function ask(signal: AbortSignal): Promise<readonly WorkerNotice[]> {
  const answer = await fetch("/worker/told", { signal });
  const isList = answer.ok && (answer.headers.get("content-type") ?? "").includes("json");
  return isList ? ((await answer.json()) as readonly WorkerNotice[]) : [];
}

export function LiveNotices() {
  const words = useWords(dayWords);
  const [notices, setNotices] = useState<readonly WorkerNotice[]>([]);
  useEffect(() => {
    const leave = new AbortController();
    // Without network there is nothing to show; the next opening asks again.
    ask(leave.signal)
      .then(setNotices)
      .catch(() => setNotices([]));
    return () => leave.abort();
  }, []);
  return (
    <>
      <WorkerNotices notices={notices} />
      <p>
        <Link to="/worker/notices" reloadDocument>
          {words.notices_link}
        </Link>
      </p>
    </>
  );
}
