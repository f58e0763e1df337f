/**
 * A server of its own for the kiosk: few elders in every situation that leads to another screen. Some have a visit to book, one is asked for another
 * time. KIOSK_ORIGIN names one that runs already.
 */
import { test as base } from "@playwright/test";
import { instantAt } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { fillCivicLife, type SampleActivity } from "#app/usecases/demo/fill-civic-life.server.ts";
import { leaveSomeToBook } from "#app/usecases/demo/leave-some-to-book.server.ts";
import { SAMPLE_LIFE } from "#db/seed/demo/civic-life.ts";
import { askForAnotherTime } from "./other-time.ts";
import { smallElders, startOwnServer, type OwnServer } from "./own-server.ts";

const MONTH = plainMonth("2026-11");
const NEXT_MONTH = plainMonth("2026-12");
const TODAY = plainDate("2026-11-15");

export type KioskElder = {
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
  /** How many elders gave this number. */
  readonly sharing: number;
};

/** A couple gives one number: the last with a mobile number have the same. */
const isMobile = (phone: unknown) => /^1\d{10}$/.test(String(phone ?? ""));
const [couple = "", other = ""] = smallElders(MONTH)
  .map(({ phone }) => String(phone ?? ""))
  .filter(isMobile)
  .slice(-2);
const rows = smallElders(MONTH).map((elder) => (elder.phone === other ? { ...elder, phone: couple } : elder));

/** Elders with a mobile number, in the order of the file. */
export const KIOSK_ELDERS: readonly KioskElder[] = rows
  .map(({ fullName, idNumber, phone }) => ({
    name: String(fullName),
    idNumber: String(idNumber),
    phone: String(phone ?? ""),
    sharing: rows.filter((row) => row.phone === phone).length,
  }))
  .filter(({ phone }) => isMobile(phone));

/** Who has a place may check in while the test runs. */
const TODAYS_ACTIVITY: SampleActivity = {
  title: "早操",
  titleEn: "Stretching",
  streetId: 1,
  place: "一楼大厅",
  placeEn: "Hall, ground floor",
  inDays: 0,
  from: 9 * 60 + 40,
  minutes: 240,
  capacity: 40,
  bring: null,
  bringEn: null,
  feeFen: 0,
  joined: 0,
  reminderText: "【床边】提醒您：早操，在一楼大厅。不来了请打 871-12345",
  movedUpText: "【床边】有名额了：早操，您报上了，在一楼大厅。不来了请打 871-12345",
};

export async function startKioskServer(): Promise<OwnServer> {
  const origin = process.env["KIOSK_ORIGIN"];
  if (origin !== undefined) return { origin, stop: async () => undefined };
  return startOwnServer({
    month: MONTH,
    elders: rows,
    today: TODAY,
    startMinute: 9 * 60,
    isPlayed: true,
    play: async (context) => {
      await leaveSomeToBook(context, MONTH);
      await fillCivicLife(context, { ...SAMPLE_LIFE, activities: [...SAMPLE_LIFE.activities, TODAYS_ACTIVITY] });
      await askForAnotherTime({ ...context, now: instantAt(TODAY, 9 * 60) }, NEXT_MONTH);
    },
  });
}

/** Tests of the kiosk share one such server. */
export const test = base.extend<object, { server: OwnServer }>({
  server: [
    async ({ browserName: _ }, use) => {
      const server = await startKioskServer();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 300_000 },
  ],
});
