/**
 * A scanner that behaves like a keyboard. Nobody types like it: at least eight characters with less than 35 ms between them on average, ended
 * by Enter or Tab (user experience reference 4.9). What is slower is a person at a keyboard and is dropped.
 */
export type KeyStroke = { readonly key: string; readonly atMs: number };

const SHORTEST = 8;
const LONGEST = 200;
const WIDEST_MEAN_GAP_MS = 35;
/** After such a pause a new text begins, whatever was before. */
const PAUSE_MS = 200;

export type Burst = { readonly text: string; readonly firstMs: number; readonly lastMs: number };
export const NO_BURST: Burst = { text: "", firstMs: 0, lastMs: 0 };

function isBurst({ text, firstMs, lastMs }: Burst): boolean {
  return text.length >= SHORTEST && (lastMs - firstMs) / (text.length - 1) < WIDEST_MEAN_GAP_MS;
}

/** Takes one key. `scanned` is the text of a burst that this key ended; null otherwise. */
export function afterKey(burst: Burst, { key, atMs }: KeyStroke): { burst: Burst; scanned: string | null } {
  if (key === "Enter" || key === "Tab") return { burst: NO_BURST, scanned: isBurst(burst) ? burst.text : null };
  if ([...key].length !== 1) return { burst, scanned: null };
  const isFresh = burst.text === "" || atMs - burst.lastMs > PAUSE_MS || burst.text.length >= LONGEST;
  return isFresh
    ? { burst: { text: key, firstMs: atMs, lastMs: atMs }, scanned: null }
    : { burst: { ...burst, text: burst.text + key, lastMs: atMs }, scanned: null };
}
