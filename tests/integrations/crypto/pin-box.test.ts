import { describe, expect, it } from "vitest";
import { pinKeySchema } from "#app/domain/visits/sync-message.ts";
import { keyIdOfSealed, makePinKey, openPin } from "#app/integrations/crypto/pin-box.server.ts";
import { sealPin } from "#app/web/offline/seal-pin.ts";

const place = { visitNo: "2026-11-E000001-1", eventId: "0193a5e0-0000-7000-8000-000000000001" };

describe("an elder's digits", () => {
  it("are sealed on the phone and opened by the server's key", async () => {
    const { privateText, ...key } = makePinKey();
    expect(pinKeySchema.parse(key)).toEqual(key);
    const sealed = await sealPin("135790", place, key);
    expect(keyIdOfSealed(sealed)).toBe(key.keyId);
    expect(openPin(sealed, place, privateText)).toBe("135790");
  });

  it("do not open for another visit, another event or another key, nor when the seal was altered", async () => {
    const { privateText, ...key } = makePinKey();
    const sealed = await sealPin("135790", place, key);
    const bytes = Buffer.from(sealed, "base64url");
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    expect(openPin(sealed, { ...place, visitNo: "2026-11-E000001-2" }, privateText)).toBeNull();
    expect(openPin(sealed, { ...place, eventId: "0193a5e0-0000-7000-8000-000000000002" }, privateText)).toBeNull();
    expect(openPin(sealed, place, makePinKey().privateText)).toBeNull();
    expect(openPin(bytes.toString("base64url"), place, privateText)).toBeNull();
    expect(openPin("AAAA", place, privateText)).toBeNull();
  });

  it("are sealed anew each time, so that equal digits look different", async () => {
    const { privateText: _private, ...key } = makePinKey();
    expect(await sealPin("135790", place, key)).not.toBe(await sealPin("135790", place, key));
  });
});
