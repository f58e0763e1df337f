import { describe, expect, it } from "vitest";
import { WECHAT_WAY_MINUTES } from "#app/domain/family/family-session.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { aesGcmProvider } from "#app/integrations/crypto/aes-gcm.server.ts";
import { openSealed, sealAccount, setOut, setOutHere } from "#app/web/wechat-way.server.ts";

const crypto = aesGcmProvider("ab".repeat(32));
const now = instant("2026-11-16T09:40:00+08:00");

describe("the way to WeChat and back", () => {
  it("is known by the text that the browser kept, and WeChat sees only its digest", () => {
    const { verifier, state } = setOut();
    expect(setOutHere(verifier, state)).toBe(true);
    expect(state).toMatch(/^[0-9a-f]{64}$/);
    expect(state).not.toContain(verifier);
  });

  it("is refused to a browser that did not set out, or set out another time", () => {
    const [first, second] = [setOut(), setOut()];
    expect(setOutHere(undefined, first.state)).toBe(false);
    expect(setOutHere(first.verifier, null)).toBe(false);
    expect(setOutHere(first.verifier, second.state)).toBe(false);
    expect(setOutHere(first.verifier, first.state.slice(1))).toBe(false);
    expect(setOutHere(first.state, first.state)).toBe(false);
  });

  it("keeps the account that was vouched for sealed, for a quarter of an hour", () => {
    const sealed = sealAccount(crypto, "openid-1", now);
    expect(sealed).not.toContain("openid-1");
    expect(openSealed(crypto, sealed, plusMinutes(now, WECHAT_WAY_MINUTES - 1))).toBe("openid-1");
    expect(openSealed(crypto, sealed, plusMinutes(now, WECHAT_WAY_MINUTES))).toBeNull();
    expect(openSealed(crypto, `${sealed.slice(0, -2)}AA`, now)).toBeNull();
    expect(openSealed(crypto, undefined, now)).toBeNull();
  });
});
