import { afterEach, describe, expect, it, vi } from "vitest";
import { redirect } from "@remix-run/node";
import { faultCodeIn } from "#app/domain/kiosk/fault-code.ts";
import { numberedFault } from "#app/web/kiosk-fault.server.ts";

afterEach(() => vi.restoreAllMocks());

const request = new Request("https://bedside.example/kiosk/book?token=secret", { method: "POST" });

describe("a fault behind a kiosk's page", () => {
  it("is answered with its number alone, and written to the log under the same", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const error = new Error("connection lost");
    const answer = numberedFault(request, error) as Response;
    const data = (await answer.clone().json()) as { readonly fault: string };
    expect(await answer.text()).not.toContain("connection");
    expect(faultCodeIn({ status: answer.status, data })).toBe(data.fault);
    expect(log.mock.calls).toEqual([[`kiosk fault ${data.fault}: POST /kiosk/book`, error]]);
  });

  it("is none where the page is only led elsewhere or was refused", () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    for (const thrown of [redirect("/kiosk/sign-in"), new Response("403", { status: 403 }), undefined])
      expect(numberedFault(request, thrown)).toBe(thrown);
    expect(log).not.toHaveBeenCalled();
  });

  it("has another number each time", () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const numbers = Array.from({ length: 20 }, () => numberedFault(request, new Error("x")) as Response);
    return Promise.all(numbers.map(async (one) => ((await one.json()) as { fault: string }).fault)).then((all) =>
      expect(new Set(all).size).toBe(20),
    );
  });
});
