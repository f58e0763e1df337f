import { expect, it } from "vitest";
import { SEARCHES_PER_HOUR } from "#app/domain/access/disclosure.ts";
import { takeSearch } from "#app/web/search-limits.server.ts";

it("a user may search sixty times an hour, is told to wait at the sixty-first, and is noted once", async () => {
  expect(SEARCHES_PER_HOUR).toBe(60);
  for (let search = 1; search <= 60; search += 1) expect(await takeSearch("liu")).toEqual({ allowed: true });
  const [refused, again] = [await takeSearch("liu"), await takeSearch("liu")];
  expect([refused, again]).toMatchObject([
    { allowed: false, first: true },
    { allowed: false, first: false },
  ]);
  const wait = refused.allowed ? 0 : refused.waitMinutes;
  expect(wait).toBeGreaterThan(58);
  expect(wait).toBeLessThanOrEqual(60);
  expect(await takeSearch("chen")).toEqual({ allowed: true });
});
