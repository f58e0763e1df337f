/**
 * The phone of this page, for the loaders that run in the browser. A page that already holds the worker's days needs no server to go from
 * one screen to the next; without a network it draws what the phone holds.
 */
import type { ClientLoaderFunctionArgs } from "@remix-run/react";

type Holder = { readonly holdsDay: () => boolean };

let current: Holder | null = null;

export function holdPhone(phone: Holder | null): void {
  current = phone;
}

/** The network is there but as good as none. */
const PATIENCE_MS = 6000;

async function orNull<Loaded>(asked: Promise<Loaded>): Promise<Loaded | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  try {
    return await Promise.race([asked, patience]);
  } catch (thrown) {
    // What fetch throws when nobody answers; a redirect or a refusal of the server goes on its way.
    if (thrown instanceof TypeError) return null;
    throw thrown;
  } finally {
    clearTimeout(timer);
  }
}

/** `export const clientLoader = fromPhone<typeof loader>()`: null tells the page to draw what the phone holds. */
export function fromPhone<Loader extends (...given: never[]) => unknown>({ asksAlways = false } = {}) {
  return async ({ serverLoader }: ClientLoaderFunctionArgs): Promise<Awaited<ReturnType<Loader>> | null> => {
    if (!asksAlways && current?.holdsDay()) return null;
    return orNull(serverLoader() as Promise<Awaited<ReturnType<Loader>>>);
  };
}
