/** Passes on within this process what the database says about alerts: one listening connection, however many operators' pages are live. */
import { hearAlerts } from "#app/usecases/alerts/hear-alerts.server.ts";
import type { Database } from "#db/connection.server.ts";
import { SharedAnswers } from "./shared-answers.ts";

export type AlertNotices = {
  /** Calls back when an alert was raised or changed. @returns what ends it */
  readonly subscribe: (onChange: () => void) => () => void;
  /** What many live pages ask alike is asked of the database once between two notices. */
  readonly shared: SharedAnswers;
  readonly close: () => Promise<void>;
};

/** A lost notice keeps an old answer no longer than this. */
const KEPT_MS = 1000;

export async function openAlertNotices(database: Database, onError: (thrown: unknown) => void): Promise<AlertNotices> {
  const listeners = new Set<() => void>();
  const shared = new SharedAnswers(KEPT_MS, () => performance.now());
  const unlisten = await hearAlerts({ database }, () => {
    shared.forget();
    for (const onChange of listeners) onChange();
  }).catch((thrown: unknown) => {
    onError(thrown);
    return async () => {};
  });
  return {
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    shared,
    close: unlisten,
  };
}
