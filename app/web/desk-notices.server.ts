/**
 * Passes on within this process what the database says about providers' desks: one listening connection, however many pages are live.
 * Where listening is not possible (a pooler between) the pages still look by themselves now and then.
 */
import { hearDesks } from "#app/usecases/visits/hear-desks.server.ts";
import type { Database } from "#db/connection.server.ts";

export type DeskNotices = {
  /** Calls back when something changed at this provider's desk. @returns what ends it */
  readonly subscribe: (providerId: string, onChange: () => void) => () => void;
  readonly close: () => Promise<void>;
};

export async function openDeskNotices(database: Database, onError: (thrown: unknown) => void): Promise<DeskNotices> {
  const listeners = new Map<string, Set<() => void>>();
  const tell = (providerId: string) => {
    for (const onChange of listeners.get(providerId) ?? []) onChange();
  };
  const unlisten = await hearDesks({ database }, tell).catch((thrown: unknown) => {
    onError(thrown);
    return async () => {};
  });
  return {
    subscribe: (providerId, onChange) => {
      const own = listeners.get(providerId) ?? new Set<() => void>();
      listeners.set(providerId, own.add(onChange));
      return () => {
        own.delete(onChange);
        if (own.size === 0) listeners.delete(providerId);
      };
    },
    close: unlisten,
  };
}
