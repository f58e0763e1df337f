import { describe, expect, it } from "vitest";
import { markPage, oncePerPage } from "#app/web/page-questions.ts";

const part = (page: unknown, method = "GET") => {
  const request = new Request("http://localhost/kiosk/book", { method });
  markPage(request, page);
  return request;
};

/** Answers with how often it was asked. */
const counted = () => {
  let asked = 0;
  return oncePerPage(() => Promise.resolve((asked += 1)));
};

describe("a question that parts of a page ask", () => {
  it("is asked once for the parts of one page", async () => {
    const [page, ask] = [{}, counted()];
    expect(await Promise.all([ask(part(page)), ask(part(page)), ask(part(page, "HEAD"))])).toEqual([1, 1, 1]);
  });

  it("is asked anew for the next page, whoever asks", async () => {
    const ask = counted();
    expect([await ask(part({})), await ask(part({}))]).toEqual([1, 2]);
  });

  it("is asked anew after an action of the same answer, which may have changed it", async () => {
    const [page, ask] = [{}, counted()];
    expect([await ask(part(page, "POST")), await ask(part(page))]).toEqual([1, 2]);
  });

  it("is a request's own where the server set no mark", async () => {
    const ask = counted();
    const alone = part(undefined);
    expect([await ask(alone), await ask(alone), await ask(part(undefined))]).toEqual([1, 1, 2]);
  });

  it("stays apart from other questions of the page", async () => {
    const [page, one, other] = [{}, counted(), counted()];
    await one(part(page));
    await one(part({}));
    expect(await other(part(page))).toBe(1);
  });
});
