/** The two addresses that a care worker's phone asks by itself: the days it keeps, and the outbox it empties. */
import { expect, test } from "@playwright/test";
import { syncResponseSchema, workerDaySchema } from "#app/domain/visits/sync-message.ts";
import { MAX_EVENTS_OF_BATCH } from "#app/domain/visits/sync-terms.ts";
import { signingPhone } from "#tests/support/signing-phone.ts";
import { signInBy } from "./office-desk.ts";

test("a phone takes its days, empties its outbox once and is told what became of each event", async ({
  request,
  baseURL,
}) => {
  const origin = baseURL ?? "";
  await signInBy(request, "worker", origin);
  const day = workerDaySchema.parse(await (await request.get("/worker/day")).json());
  const visit = day.visits.find((one) => one.recorded.checkedInMs === null);
  expect(visit, "a visit that nobody has checked in to").toBeDefined();
  const { visitNo = "", plannedStartMs = 0 } = visit ?? {};
  const phone = await signingPhone();
  const events = [
    await phone.capture(visitNo, Math.min(day.serverMs, plannedStartMs), { kind: "note", text: "门铃坏了" }),
    await phone.capture("nobody's visit", day.serverMs, { kind: "en_route" }),
  ];
  const send = async (data: unknown, from = origin) =>
    request.post("/worker/sync", { headers: { origin: from }, data });
  const batch = { protocol: 1, device: phone.device, sentAtMs: day.serverMs, events };
  const answered = async () =>
    syncResponseSchema.parse(await (await send(batch)).json()).answers.map(({ answer, reason }) => reason ?? answer);
  expect(await answered()).toEqual(["accepted", "not-your-visit"]);
  expect(await answered()).toEqual(["duplicate", "not-your-visit"]);
  const again = workerDaySchema.parse(await (await request.get("/worker/day")).json());
  expect(again.visits.find((one) => one.visitNo === visitNo)?.recorded.notes).toContain("门铃坏了");
  expect((await send({ ...batch, protocol: 2 })).status()).toBe(400);
  expect((await send({ ...batch, events: Array(MAX_EVENTS_OF_BATCH + 1).fill(null) })).status()).toBe(400);
  expect((await send({ ...batch, events: ["x".repeat(3_000_000)] })).status()).toBe(413);
  expect((await send(batch, "https://elsewhere.example")).status()).toBe(403);
});

test("a phone whose session has ended is told so and keeps everything; another role is turned away", async ({
  request,
  baseURL,
}) => {
  const origin = baseURL ?? "";
  const send = async () => (await request.post("/worker/sync", { headers: { origin }, data: {} })).status();
  expect((await request.get("/worker/day", { maxRedirects: 0 })).status()).toBe(401);
  expect(await send()).toBe(401);
  await signInBy(request, "provider", origin);
  expect((await request.get("/worker/day", { maxRedirects: 0 })).status()).toBe(403);
  expect(await send()).toBe(403);
});
