/**
 * Calls for help from the page, whatever the network does. The first touch is sent to the server; when no answer comes within seconds the
 * kiosk's own line is asked to dial, the request is kept on the machine (a key and a time, nothing of a person), and sent once when the
 * network is back. Ports are arguments, so that a test plays server, agent and storage.
 */
export type HelpTarget = "staff" | "hotline";

export type KeptHelp = { readonly key: string; readonly touchedAt: number; readonly dialled: HelpTarget | null };

export type HelpPorts = {
  /** True when the server has stored the request. Rejects or says false without a network. */
  readonly send: (kept: KeptHelp, agoMs: number) => Promise<boolean>;
  /** True when the kiosk's own line dials. */
  readonly dial: (target: HelpTarget) => Promise<boolean>;
  readonly load: () => readonly KeptHelp[];
  readonly save: (kept: readonly KeptHelp[]) => void;
  readonly now: () => number;
};

/** So long the page waits for the server before it dials by itself. */
export const HELP_ANSWER_MS = 3000;

const without = (kept: readonly KeptHelp[], key: string) => kept.filter((one) => one.key !== key);

async function trySend(ports: HelpPorts, kept: KeptHelp): Promise<boolean> {
  try {
    return await ports.send(kept, Math.max(0, ports.now() - kept.touchedAt));
  } catch {
    return false;
  }
}

async function tryDial(ports: HelpPorts, target: HelpTarget): Promise<boolean> {
  try {
    return await ports.dial(target);
  } catch {
    return false;
  }
}

/**
 * The touch. It is kept before anything is tried, so that a page that dies meanwhile loses nothing.
 * @returns "sent", or what the machine did instead: "dialled" by its own line, or "kept" where that failed too
 */
export async function callForHelp(
  ports: HelpPorts,
  { key, target }: { readonly key: string; readonly target: HelpTarget },
): Promise<"sent" | "dialled" | "kept"> {
  const touch: KeptHelp = { key, touchedAt: ports.now(), dialled: null };
  ports.save([...without(ports.load(), key), touch]);
  if (await trySend(ports, touch)) {
    ports.save(without(ports.load(), key));
    return "sent";
  }
  if (!(await tryDial(ports, target))) return "kept";
  ports.save([...without(ports.load(), key), { ...touch, dialled: target }]);
  return "dialled";
}

/** Sends what was kept, the oldest first, and keeps what still does not get through. @returns how many were sent */
export async function sendKeptHelp(ports: HelpPorts): Promise<number> {
  let sent = 0;
  for (const one of ports.load()) {
    if (!(await trySend(ports, one))) return sent;
    ports.save(without(ports.load(), one.key));
    sent += 1;
  }
  return sent;
}

/** What lies in the storage, or nothing when it was written by something else. */
export function readKept(text: string | null): KeptHelp[] {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(value)) return [];
    return value.flatMap((one: unknown) => {
      if (typeof one !== "object" || one === null) return [];
      const { key, touchedAt, dialled } = one as Record<string, unknown>;
      if (typeof key !== "string" || typeof touchedAt !== "number") return [];
      return [{ key, touchedAt, dialled: dialled === "staff" || dialled === "hotline" ? dialled : null }];
    });
  } catch {
    return [];
  }
}
