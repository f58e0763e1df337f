/** Reading a tag at the door, where the browser has Web NFC: the text on it, nothing on a strange card, and an end when it is called off. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { canReadTags, watchForTag } from "#app/web/offline/door-tag.client.ts";

class FakeReader extends EventTarget {
  static current: FakeReader | null = null;
  static refuses = false;
  signal: AbortSignal | null = null;
  constructor() {
    super();
    FakeReader.current = this;
  }
  async scan({ signal }: { signal: AbortSignal }): Promise<void> {
    if (FakeReader.refuses) throw new DOMException("no", "NotAllowedError");
    this.signal = signal;
    return Promise.resolve();
  }
  touch(...records: object[]): void {
    this.dispatchEvent(Object.assign(new Event("reading"), { message: { records } }));
  }
}

const text = (content: string, encoding = "utf-8") => ({
  recordType: "text",
  encoding,
  data: new DataView(new TextEncoder().encode(content).buffer),
});
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

afterEach(() => {
  vi.unstubAllGlobals();
  FakeReader.refuses = false;
});

describe("a tag at the door", () => {
  it("cannot be read by a browser without Web NFC", async () => {
    expect(canReadTags()).toBe(false);
    await expect(watchForTag(new AbortController().signal)).rejects.toThrow();
  });

  async function touched(...records: object[]): Promise<string | null> {
    vi.stubGlobal("NDEFReader", FakeReader);
    const read = watchForTag(new AbortController().signal);
    await turn();
    FakeReader.current?.touch(...records);
    const found = await read;
    expect(FakeReader.current?.signal?.aborted).toBe(true);
    return found;
  }

  it("gives the first text on it, whatever stands before", async () => {
    expect(await touched({ recordType: "url" }, text(" BD4K 7Q2M "), text("other"))).toBe("BD4K 7Q2M");
  });

  it("gives nothing for a card that says nothing", async () => {
    expect(await touched()).toBeNull();
    expect(await touched({ recordType: "text" }, text("  "))).toBeNull();
  });

  it("ends with nothing when it is called off, and reads no more", async () => {
    vi.stubGlobal("NDEFReader", FakeReader);
    const stop = new AbortController();
    const read = watchForTag(stop.signal);
    await turn();
    stop.abort();
    expect(await read).toBeNull();
    expect(FakeReader.current?.signal?.aborted).toBe(true);
  });

  it("says so when the person or the phone does not allow it", async () => {
    vi.stubGlobal("NDEFReader", FakeReader);
    FakeReader.refuses = true;
    await expect(watchForTag(new AbortController().signal)).rejects.toThrow("no");
  });
});
