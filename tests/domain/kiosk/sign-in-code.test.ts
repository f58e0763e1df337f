import { describe, expect, it } from "vitest";
import type { CodeHistory } from "#app/domain/kiosk/sign-in-code.ts";
import { CODE_LIMITS, codeText, judgeCode, judgeCodeRequest } from "#app/domain/kiosk/sign-in-code.ts";

const nothing: CodeHistory = {
  ofNumberInMinute: 0,
  ofNumber: 0,
  ofDevice: 0,
  ofDistrict: 0,
  wrongOnDevice: 0,
  numbersWrongOnDevice: 0,
};

describe("a request for a code", () => {
  it("is met when nothing has happened yet", () => {
    expect(judgeCodeRequest(nothing)).toBe("send");
  });

  it("waits a minute after the last one", () => {
    expect(judgeCodeRequest({ ...nothing, ofNumber: 1, ofNumberInMinute: 1 })).toBe("wait");
  });

  it.each(["ofNumber", "ofDevice", "ofDistrict", "wrongOnDevice", "numbersWrongOnDevice"] as const)(
    "goes to a person once the hour has seen as many %s as it may",
    (key) => {
      expect(judgeCodeRequest({ ...nothing, [key]: CODE_LIMITS[key] - 1 })).toBe("send");
      expect(judgeCodeRequest({ ...nothing, [key]: CODE_LIMITS[key] })).toBe("staff");
    },
  );
});

describe("a code", () => {
  const asked = { endsAt: 1000, usedAt: null, triesLeft: 5 };

  it("has six digits, also when the draw is small", () => {
    expect(codeText(7)).toBe("000007");
    expect(codeText(999_999)).toBe("999999");
  });

  it("is right or wrong as long as it lives", () => {
    expect(judgeCode(asked, true, 999)).toBe("right");
    expect(judgeCode(asked, false, 999)).toBe("wrong");
    expect(judgeCode({ ...asked, triesLeft: 1 }, true, 999)).toBe("right");
  });

  it("is over when it is late, used or tried too often, even if the digits are right", () => {
    expect(judgeCode(asked, true, 1000)).toBe("over");
    expect(judgeCode({ ...asked, usedAt: 5 }, true, 10)).toBe("over");
    expect(judgeCode({ ...asked, triesLeft: 0 }, true, 10)).toBe("over");
  });
});
