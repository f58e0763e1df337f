/**
 * Reads the text of a tag at a door where the browser has Web NFC (Chrome on Android; the page asks once and the person allows it). No
 * network is needed. Elsewhere there is no such thing, and the printed code says the same.
 */
type TagRecord = { readonly recordType: string; readonly encoding?: string; readonly data?: DataView };
type Reading = Event & { readonly message: { readonly records: readonly TagRecord[] } };
type TagReader = EventTarget & { scan: (options: { signal: AbortSignal }) => Promise<void> };

function readerClass(): (new () => TagReader) | null {
  const { NDEFReader } = globalThis as { NDEFReader?: new () => TagReader };
  return NDEFReader ?? null;
}

export function canReadTags(): boolean {
  return readerClass() !== null;
}

/** The first text on the tag; null when there is none, as on a card of a bus or a bank. */
function textOn(records: readonly TagRecord[]): string | null {
  const found = records.find(({ recordType, data }) => recordType === "text" && data !== undefined);
  if (found?.data === undefined) return null;
  const text = new TextDecoder(found.encoding ?? "utf-8").decode(found.data).trim();
  return text === "" ? null : text;
}

/** Waits until a tag is touched. Null for a tag that says nothing and when it was called off; rejects when the phone may not read tags. */
export async function watchForTag(signal: AbortSignal): Promise<string | null> {
  const Reader = readerClass();
  if (Reader === null) throw new Error("this browser reads no tags");
  const reader = new Reader();
  const ended = new AbortController();
  const stop = () => ended.abort();
  signal.addEventListener("abort", stop);
  try {
    const read = new Promise<string | null>((resolve) => {
      const given = { signal: ended.signal, once: true };
      ended.signal.addEventListener("abort", () => resolve(null));
      reader.addEventListener("reading", (event) => resolve(textOn((event as Reading).message.records)), given);
      reader.addEventListener("readingerror", () => resolve(null), given);
    });
    await reader.scan({ signal: ended.signal });
    return await read;
  } finally {
    signal.removeEventListener("abort", stop);
    ended.abort();
  }
}
