/**
 * Keeps a page current: server-sent events say that it would look different now, and its loader is asked again. Where the events cannot be
 * had it asks every half minute; without client JavaScript a link does. What came in is announced politely.
 */
import { Link, useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { liveWords } from "#app/messages/live.ts";
import { Icon } from "./icon.tsx";
import styles from "./live-desk.module.css";
import { useWords } from "./words-context.tsx";

const POLL_MS = 30_000;

/** In a storm the stream speaks ten times a second; a person reads no faster than this, and sixteen screens ask one server. */
const LEAST_MS = 1000;

type Mode = "link" | "live" | "polling";

/** Asks the loader again on each event, or on a timer while there is no stream. */
export function useLiveMode(streamUrl: string, version: string): Mode {
  const [mode, setMode] = useState<Mode>("link");
  const { revalidate } = useRevalidator();
  const seen = useRef(version);
  seen.current = version;
  useEffect(() => {
    if (typeof EventSource === "undefined") {
      setMode("polling");
      return;
    }
    const source = new EventSource(`${streamUrl}?${new URLSearchParams({ version: seen.current }).toString()}`);
    let askedAt = -Infinity;
    let soon: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener("changed", (event) => {
      if (event.data === seen.current) return;
      soon ??= setTimeout(
        () => {
          soon = undefined;
          askedAt = performance.now();
          revalidate();
        },
        Math.max(0, askedAt + LEAST_MS - performance.now()),
      );
    });
    source.addEventListener("open", () => setMode("live"));
    // The browser tries again by itself unless the server has refused; until it is back the page asks on its own.
    source.addEventListener("error", () => setMode("polling"));
    return () => {
      clearTimeout(soon);
      source.close();
    };
  }, [streamUrl, revalidate]);
  useEffect(() => {
    if (mode !== "polling") return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") revalidate();
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [mode, revalidate]);
  return mode;
}

/** "新增 1 条待回复" when more wait than before, else nothing. */
function useArrivals(waiting: number, arrived: (count: number) => string): string {
  const before = useRef(waiting);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (waiting > before.current) setSaid(arrived(waiting - before.current));
    before.current = waiting;
  }, [waiting, arrived]);
  return said;
}

type LiveDeskProps = {
  readonly streamUrl: string;
  /** What the page was drawn from. */
  readonly version: string;
  /** How many wait, for the announcement. */
  readonly waiting: number;
  /** How many have come in, in words; "new offers" when left out. */
  readonly arrived?: (count: number) => string;
  /** Address of the page, for the link. */
  readonly to: string;
};

export function LiveDesk({ streamUrl, version, waiting, arrived, to }: LiveDeskProps) {
  const words = useWords(liveWords);
  const mode = useLiveMode(streamUrl, version);
  const said = useArrivals(waiting, arrived ?? words.arrived);
  const text = { link: words.by_link, live: words.live, polling: words.polling }[mode];
  return (
    <p className={styles.line} data-live={mode}>
      <span className={styles.dot} data-mode={mode} aria-hidden />
      <span>{text}</span>
      <Link to={to} className={styles.refresh} preventScrollReset>
        <Icon name="refresh-cw" size="small" />
        <span>{words.refresh}</span>
      </Link>
      <span aria-live="polite" className={styles.said}>
        {said}
      </span>
    </p>
  );
}
