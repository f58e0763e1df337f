/**
 * Long work that goes on at the server: import, planning, close. The server renders the state it knows. Without scripts the page refreshes itself;
 * with scripts the state is asked for each second, and when the work ends the page loads its data again. The only component that fetches.
 */
import { useRevalidator } from "@remix-run/react";
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { jobWords } from "#app/messages/jobs.ts";
import { stageUnit, stageWord } from "#app/messages/planning.ts";
import { shellWords } from "#app/messages/shell.ts";
import { stateWord } from "#app/messages/states.ts";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import styles from "./job-progress.module.css";
import { Notice } from "./notice.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type JobState = "queued" | "running" | "done" | "failed" | "cancelled";

export type JobStage = {
  readonly code: string;
  readonly state: "waiting" | "running" | "done";
  readonly seconds?: number | null;
};

/** What the status address answers as JSON, and what the loader gives for the first drawing. */
export type JobView = {
  readonly id: string;
  readonly state: JobState;
  /** Stage in hand, a code of app/messages/planning. */
  readonly stage: string | null;
  readonly done: number;
  readonly total: number | null;
  readonly stages?: readonly JobStage[];
};

type JobProgressProps = {
  readonly job: JobView;
  /** Answers with a JobView as JSON. */
  readonly statusUrl: string;
  /** Sentence of a failure, already in words. */
  readonly failure?: ReactNode;
  readonly pollMs?: number;
};

const isOver = (state: JobState) => state === "done" || state === "failed" || state === "cancelled";

function isJobView(value: unknown): value is JobView {
  return typeof value === "object" && value !== null && "state" in value && "done" in value;
}

/** Asks for the state until the work is over; a missed answer is asked for again, because the network of an office drops now and then. */
function useJob(first: JobView, statusUrl: string, pollMs: number): JobView {
  const [job, setJob] = useState(first);
  const { revalidate } = useRevalidator();
  const over = isOver(job.state);
  useEffect(() => setJob(first), [first]);
  useEffect(() => {
    if (over) return;
    let stopped = false;
    const ask = async () => {
      const answer = await fetch(statusUrl, { headers: { accept: "application/json" } }).catch(() => null);
      const body: unknown = answer?.ok === true ? await answer.json().catch(() => null) : null;
      if (stopped || !isJobView(body)) return;
      setJob(body);
      if (isOver(body.state)) revalidate();
    };
    const timer = setInterval(() => void ask(), pollMs);
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [over, statusUrl, pollMs, revalidate]);
  return job;
}

function StageList({ stages }: { stages: readonly JobStage[] }) {
  const locale = useLocale();
  return (
    <ol className={styles.stages}>
      {stages.map((stage) => (
        <li
          key={stage.code}
          className={classNames(
            styles.stage,
            stage.state === "done" && styles.finished,
            stage.state === "running" && styles.current,
          )}
          aria-current={stage.state === "running" ? "step" : undefined}
        >
          <Icon
            size="small"
            name={
              stage.state === "done" ? "circle-check" : stage.state === "running" ? "loader-circle" : "circle-dashed"
            }
          />
          <span>{stageWord(stage.code, locale)}</span>
          {typeof stage.seconds === "number" && <span className={styles.time}>{stage.seconds.toFixed(1)} s</span>}
        </li>
      ))}
    </ol>
  );
}

export function JobProgress({ job: first, statusUrl, failure, pollMs = 1000 }: JobProgressProps) {
  const words = useWords(shellWords);
  const jobs = useWords(jobWords);
  const locale = useLocale();
  const job = useJob(first, statusUrl, pollMs);
  const over = isOver(job.state);
  const stateName = stateWord("job", job.state).staff[locale];
  const label = job.stage === null || over ? stateName : stageWord(job.stage, locale);
  return (
    <div className={styles.job} aria-live="polite" aria-busy={!over}>
      {!over && (
        <noscript>
          <meta httpEquiv="refresh" content="3" />
        </noscript>
      )}
      {job.state !== "cancelled" && (
        <ProgressBar
          label={label}
          done={job.done}
          total={job.total}
          unit={job.stage === null ? "" : stageUnit(job.stage, locale)}
          outcome={job.state === "done" ? "done" : job.state === "failed" ? "failed" : "running"}
        />
      )}
      {job.stages && job.stages.length > 0 && <StageList stages={job.stages} />}
      {!over && <p className={styles.note}>{words.job_refreshes}</p>}
      {job.state === "failed" && (
        <Notice tone="danger" title={stateName} announced>
          {failure}
        </Notice>
      )}
      {job.state === "cancelled" && (
        <Notice tone="info" title={stateName} announced>
          {jobs.cancelled_detail}
        </Notice>
      )}
    </div>
  );
}
