/** Processor time as the system counts it: what a shared machine's other work does not change. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

const MS_PER_TICK = 10;

/** Fields of /proc/PID/stat behind the name; empty where the system has none or the process has ended. */
function statOf(pid: number | string): readonly string[] {
  const path = `/proc/${String(pid)}/stat`;
  try {
    return existsSync(path) ? (readFileSync(path, "utf8").split(") ").at(-1)?.split(" ") ?? []) : [];
  } catch {
    return [];
  }
}

const sum = (fields: readonly string[], from: number, to: number) =>
  fields.slice(from, to).reduce((total, ticks) => total + Number(ticks), 0) * MS_PER_TICK;

/** Of a process so far, milliseconds; null where the system does not tell. */
export function processorMs(pid: number | undefined): number | null {
  const fields = pid === undefined ? [] : statOf(pid);
  return fields.length === 0 ? null : sum(fields, 11, 13);
}

/** The same with the processes that it started, those that have ended too. */
export function processorMsWithChildren(pid: number): number | null {
  const own = statOf(pid);
  if (own.length === 0) return null;
  const children = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const living = children.map(statOf).filter((fields) => fields[1] === String(pid));
  return [own, ...living].reduce((total, fields) => total + sum(fields, 11, 15), 0);
}
