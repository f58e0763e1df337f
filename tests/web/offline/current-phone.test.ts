import { afterEach, describe, expect, it, vi } from "vitest";
import type { ClientLoaderFunctionArgs } from "@remix-run/react";
import { fromPhone, holdPhone } from "#app/web/offline/current-phone.ts";

afterEach(() => {
  holdPhone(null);
  vi.useRealTimers();
});

function asked(answer: () => Promise<unknown>) {
  const serverLoader = vi.fn(answer);
  return { serverLoader, args: { serverLoader } as unknown as ClientLoaderFunctionArgs };
}

const loaded = async () => Promise.resolve({ visits: 3 });

describe("a loader of the phone", () => {
  it("asks no server once the phone holds the days", async () => {
    holdPhone({ holdsDay: () => true });
    const { serverLoader, args } = asked(loaded);
    expect(await fromPhone()(args)).toBeNull();
    expect(serverLoader).not.toHaveBeenCalled();
  });

  it("asks the server while the phone holds none, and always where only the server knows", async () => {
    expect(await fromPhone()(asked(loaded).args)).toEqual({ visits: 3 });
    holdPhone({ holdsDay: () => true });
    expect(await fromPhone({ asksAlways: true })(asked(loaded).args)).toEqual({ visits: 3 });
  });

  it("leaves the page to the phone when nobody answers, or not in time", async () => {
    const offline = async () => Promise.reject(new TypeError("Failed to fetch"));
    expect(await fromPhone()(asked(offline).args)).toBeNull();
    vi.useFakeTimers();
    const hanging = fromPhone()(asked(() => new Promise(() => undefined)).args);
    await vi.advanceTimersByTimeAsync(6000);
    expect(await hanging).toBeNull();
  });

  it("lets an answer of the server go on its way: a redirect, a refusal", async () => {
    const answer = new Response("404", { status: 404 });
    await expect(fromPhone()(asked(async () => Promise.reject(answer)).args)).rejects.toBe(answer);
  });
});
