/** Asks for the next code of a door screen, in the browser. */
export type FedCode = {
  readonly code: string;
  readonly modules: boolean[][];
  readonly untilMs: number;
  readonly nowMs: number;
};

const PATIENCE_MS = 10_000;

/** "ended" when the screen is used no more; null when nobody answers. */
export async function nextDoorCode(): Promise<FedCode | "ended" | null> {
  try {
    const response = await fetch("/door/code", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok) return null;
    return ((await response.json()) as { shown: FedCode | null }).shown ?? "ended";
  } catch {
    return null;
  }
}
