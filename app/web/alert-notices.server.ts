/** Passes on within this process what the database says about alerts: one listening connection, however many operators' pages are live. */
import { hearAlerts } from "#app/usecases/alerts/hear-alerts.server.ts";
import type { Database } from "#db/connection.server.ts";

export type AlertNotices = {
  /** Calls back when an alert was raised or changed. @returns what ends it */
  readonly subscribe: (onChange: () => void) => () => void;
  readonly close: () => Promise<void>;
};

export async function openAlertNotices(database: Database, onError: (thrown: unknown) => void): Promise<AlertNotices> {
  const listeners = new Set<() => void>();
  const unlisten = await hearAlerts({ database }, () => {
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
    close: unlisten,
  };
}
