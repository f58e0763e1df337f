import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgePiece, PHOTO_BYTES_MOST, PIECE_BYTES_MOST } from "#app/domain/photos/photo-limits.ts";
import { uploadPhoto, type PhotoNetwork, type PhotoReply } from "#app/web/offline/upload-photo.ts";

/** A server by the same rules as the real one, behind a network of which each request may fail before or after it arrives. */
function network(faults: readonly ("before" | "after" | null)[]) {
  let held = Buffer.alloc(0);
  let total: number | null = null;
  let sent = 0;
  let asked = 0;
  const through = (work: () => PhotoReply): Promise<PhotoReply> => {
    const fault = faults[asked++] ?? null;
    if (fault === "before") return Promise.resolve(null);
    const reply = work();
    return Promise.resolve(fault === "after" ? null : reply);
  };
  const standing = (): PhotoReply => {
    const state = total !== null && held.length === total ? "kept" : "arriving";
    return { status: 200, state, offset: held.length };
  };
  const port: PhotoNetwork = {
    ask: () => through(standing),
    send: (_digest, piece) =>
      through(() => {
        const { offset, total: whole, content } = piece;
        const verdict = judgePiece({ offset, bytes: content.byteLength, total: whole }, { bytes: held.length, total });
        if (verdict === "next") {
          held = Buffer.concat([held, content]);
          sent += content.byteLength;
          total = whole;
        }
        return standing();
      }),
  };
  return { port, held: () => held, sentBytes: () => sent };
}

const answering = (reply: PhotoReply): PhotoNetwork => ({
  ask: () => Promise.resolve(reply),
  send: () => Promise.resolve(reply),
});

describe("a photograph on its way", () => {
  const photo = { digest: "d", content: Uint8Array.from({ length: 200_000 }, (_, index) => index % 253) };

  it("arrives whole and once over any network that answers in the end", async () => {
    const faults = fc.array(fc.constantFrom("before" as const, "after" as const, null), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: PHOTO_BYTES_MOST }), faults, async (size, plan) => {
        const content = Uint8Array.from({ length: size }, (_, index) => index % 253);
        const server = network(plan);
        let outcome = "";
        for (let tries = 0; tries <= plan.length && outcome !== "kept"; tries += 1)
          outcome = await uploadPhoto({ digest: "d", content }, server.port);
        expect(outcome).toBe("kept");
        expect(server.held().equals(content)).toBe(true);
        expect(server.sentBytes()).toBe(size);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    [null, "no-answer"],
    [{ status: 401, state: "", offset: 0 }, "no-answer"],
    [{ status: 503, state: "", offset: 0 }, "no-answer"],
    [{ status: 409, state: "not-announced", offset: 0 }, "not-announced"],
    [{ status: 429, state: "too-many", offset: 0 }, "later"],
    [{ status: 415, state: "no-picture", offset: 0 }, "refused"],
    [{ status: 413, state: "too-large", offset: 0 }, "refused"],
    [{ status: 404, state: "", offset: 0 }, "no-answer"],
    [{ status: 429, state: "", offset: 0 }, "no-answer"],
    [{ status: 403, state: "", offset: 0 }, "no-answer"],
    [{ status: 400, state: "malformed", offset: 0 }, "refused"],
    [{ status: 200, state: "kept", offset: 0 }, "kept"],
  ] as const)("ends after %j as %s", async (reply, outcome) => {
    expect(await uploadPhoto(photo, answering(reply))).toBe(outcome);
  });

  it("begins anew once when it arrived damaged, and is given up when it is damaged again", async () => {
    expect(await uploadPhoto(photo, answering({ status: 409, state: "differs", offset: 0 }))).toBe("refused");
  });

  it("stops between two pieces when something more urgent comes up, and goes on from there", async () => {
    const server = network([]);
    let pieces = 0;
    const isInterrupted = async () => Promise.resolve((pieces += 1) > 2);
    expect(await uploadPhoto(photo, server.port, isInterrupted)).toBe("interrupted");
    expect(server.held().length).toBe(2 * PIECE_BYTES_MOST);
    expect(await uploadPhoto(photo, server.port)).toBe("kept");
    expect(server.sentBytes()).toBe(photo.content.byteLength);
  });

  it("does not ask for ever when the server comes no further", async () => {
    expect(await uploadPhoto(photo, answering({ status: 200, state: "arriving", offset: 7 }))).toBe("no-answer");
  });
});
