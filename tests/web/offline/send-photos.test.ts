import { describe, expect, it } from "vitest";
import type { KeptPhoto } from "#app/domain/photos/kept-photos.ts";
import { waitingRow, type OutboxRow } from "#app/domain/visits/outbox.ts";
import { sendPhotos } from "#app/web/offline/send-photos.ts";
import type { PhotoNetwork, PhotoReply } from "#app/web/offline/upload-photo.ts";
import { signingPhone } from "#tests/support/signing-phone.ts";
import { MemoryOutbox } from "./memory-outbox.ts";

const phone = await signingPhone();

/** A store with photographs by these digests, and the rows of the events that announced them. */
async function storeWith(digests: readonly string[], states: readonly OutboxRow["state"][] = []) {
  const store = new MemoryOutbox();
  for (const [index, digest] of digests.entries()) {
    const event = await phone.capture("V1", 1000, { kind: "photo_start", photoDigest: digest });
    const kept: KeptPhoto = {
      digest,
      eventId: event.eventId,
      visitNo: "V1",
      end: "photo_start",
      byteCount: 3,
      savedMs: index,
      state: "waiting",
    };
    store.pictures = [...store.pictures, { kept, content: Uint8Array.of(1, 2, 3) }];
    const state = states[index];
    if (state !== undefined) store.disk = [...store.disk, { ...waitingRow(event, 1), state }];
  }
  return store;
}

const reply = (status: number, state: string): PhotoReply => ({ status, state, offset: 0 });

/** Answers by digest; "kept" for the others. */
function answering(by: Readonly<Record<string, PhotoReply>>): PhotoNetwork & { readonly asked: string[] } {
  const asked: string[] = [];
  const answer = async (digest: string) => {
    asked.push(digest);
    return Promise.resolve(digest in by ? (by[digest] ?? null) : reply(200, "kept"));
  };
  return { asked, ask: answer, send: answer };
}

const kept = (store: MemoryOutbox) => store.pictures.map(({ kept: { digest, state } }) => [digest, state]);

describe("photographs on their way", () => {
  it("leave at the server's word, the oldest first, and the screens are told of each", async () => {
    const store = await storeWith(["a", "b"]);
    const network = answering({});
    let told = 0;
    const tell = async () => void (await Promise.resolve((told += 1)));
    expect(await sendPhotos({ store, network, told: tell })).toBe("all-sent");
    expect([kept(store), network.asked, told]).toEqual([[], ["a", "b"], 2]);
  });

  it("all stay when nobody answers, and none is tried behind a network that is gone", async () => {
    const store = await storeWith(["a", "b"]);
    const network = answering({ a: null });
    expect(await sendPhotos({ store, network })).toBe("no-answer");
    expect(network.asked).toEqual(["a"]);
    expect(kept(store)).toHaveLength(2);
  });

  it("stay in sight as refused when the server will never take them, and hold up no other", async () => {
    const store = await storeWith(["a", "b"]);
    expect(await sendPhotos({ store, network: answering({ a: reply(415, "no-picture") }) })).toBe("all-sent");
    expect(kept(store)).toEqual([["a", "refused"]]);
    const network = answering({});
    expect(await sendPhotos({ store, network })).toBe("all-sent");
    expect(network.asked).toEqual([]);
  });

  it("are refused when the event that announced them was kept aside, and wait when it was accepted", async () => {
    const store = await storeWith(["a", "b"], ["rejected", "sent"]);
    const network = answering({ a: reply(409, "not-announced"), b: reply(409, "not-announced") });
    expect(await sendPhotos({ store, network })).toBe("later");
    expect(kept(store)).toEqual([
      ["a", "refused"],
      ["b", "waiting"],
    ]);
  });

  it("let an event that waits go first", async () => {
    const store = await storeWith(["a"], ["waiting"]);
    const network = answering({ a: reply(200, "arriving") });
    expect(await sendPhotos({ store, network })).toBe("events-first");
    expect(kept(store)).toEqual([["a", "waiting"]]);
  });

  it("come again later when there are too many of one day", async () => {
    const store = await storeWith(["a", "b"]);
    expect(await sendPhotos({ store, network: answering({ a: reply(429, "too-many") }) })).toBe("later");
    expect(kept(store)).toEqual([["a", "waiting"]]);
  });
});
