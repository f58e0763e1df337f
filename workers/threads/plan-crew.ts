/** Plans of a district are made on threads, so that the process goes on answering; a few elders are planned in line, sooner than a thread starts. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import {
  crewInLine,
  sendInput,
  type FindCrew,
  type PartAnswer,
  type PlanPart,
  type SentInput,
} from "#app/usecases/planning/plan-parts.server.ts";
import { ThreadPool } from "./thread-pool.ts";

/** Below this a plan holds the process up for no longer than a thread needs to start. */
const FEW_ELDERS = 30;

/** Leaves one processor to the process itself. */
export function planningThreads(): number {
  return Math.max(1, availableParallelism() - 1);
}

export const planningCrew: FindCrew = (input) =>
  input.elders.length < FEW_ELDERS ? crewInLine(input) : crewOnThreads(planningThreads())(input);

export function crewOnThreads(threads: number): FindCrew {
  return (input) => {
    const sent = sendInput(input);
    const pool = new ThreadPool<PlanPart, PartAnswer>({ start: () => startPlanThread(sent), threads });
    return {
      work: (parts, { onDone, signal } = {}) =>
        pool.run(parts, {
          sizeOf: ({ elders }) => elders,
          nameOf: ({ kind, provider }) => `${kind} ${provider}`,
          onDone,
          signal,
        }),
      close: () => pool.close(),
    };
  };
}

/** In a build the thread is a program of its own, build/workers/plan-thread.mjs; from the sources it is this folder's file. */
function startPlanThread(sent: SentInput): Worker {
  const here = import.meta.url;
  const built = here.lastIndexOf("/build/");
  if (!here.endsWith(".ts"))
    return new Worker(new URL(`${here.slice(0, built)}/build/workers/plan-thread.mjs`), { workerData: sent });
  const source = JSON.stringify(new URL("./plan-thread.ts", here).href);
  // A thread does not inherit the loader of TypeScript: it registers its own.
  const entry = `import("tsx/esm/api").then(({ register }) => { register(); return import(${source}); })`;
  return new Worker(entry, { eval: true, workerData: sent });
}
