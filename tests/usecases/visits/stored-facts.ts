/**
 * Facts on both sides of a rule's bound, stored as phones and registers bring them, and what one run of the month's verification makes of
 * them: each case has two visits, of which one is just within the bound and the other just beyond it.
 */
import { expect } from "vitest";
import type { SQL } from "drizzle-orm";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import type { SentEvent } from "#app/domain/visits/sync-message.ts";
import { groupBy } from "#app/usecases/visits/group-by.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import type { FindingRow } from "#db/repositories/findings.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { signingPhone } from "#tests/support/signing-phone.ts";
import { SMALL_DISTRICT_MONTH as month } from "#tests/support/small-district.ts";
import { acceptedDistrict, findingsOf, sendSigned, type AcceptedVisit } from "./visit-district.ts";

export type Side = "within" | "beyond";

export type FactCase = {
  readonly code: string;
  /** What is just beyond the bound. */
  readonly title: string;
  readonly store: (
    stored: StoredFacts,
    one: AcceptedVisit,
    side: Side,
    rest: readonly AcceptedVisit[],
  ) => Promise<void>;
  /** The two visits are of two elders, each of whom has so many more visits by the same worker, which are the rest; of one elder unless said. */
  readonly apart?: number;
  /** What the finding says, as far as it is asked. */
  readonly facts?: (one: AcceptedVisit) => Readonly<Record<string, unknown>>;
};

export type Deed = {
  /** Seconds after the planned start. */
  readonly in?: number;
  readonly out?: number;
  /** Subtypes; left out, the first one planned. */
  readonly done?: readonly string[];
  /** Position of the check-in, none unless said; the check-out has none. */
  readonly position?: Readonly<Record<string, unknown>>;
  /** Minutes after the check-out at which the phone is heard; 1 unless said. */
  readonly heard?: number;
  /** Milliseconds by which the phone's clock lags behind the server's when it sends. */
  readonly lagMs?: number;
  /** One more check-in, so many seconds after the planned start. */
  readonly also?: { readonly at: number; readonly position?: Readonly<Record<string, unknown>> };
};

export const startOf = ({ visit }: AcceptedVisit): Instant => instant(visit.plannedStart);
export const plannedSeconds = ({ visit }: AcceptedVisit): number =>
  (visit.plannedEnd.getTime() - visit.plannedStart.getTime()) / 1000;

/** For a table of tests. */
export const named = (cases: readonly FactCase[]) => cases.map((one) => [one.code, one.title, one] as const);

const NO_FIX = { failure: "timeout" };

export class StoredFacts {
  readonly database: Database;
  #visits: AcceptedVisit[];
  readonly #taken = new Map<FactCase, { within: AcceptedVisit; beyond: AcceptedVisit }>();

  constructor(database: Database, visits: AcceptedVisit[]) {
    this.database = database;
    this.#visits = visits;
  }

  static async open(elders: number): Promise<StoredFacts> {
    const { database, visits } = await acceptedDistrict(elders);
    return new StoredFacts(database, visits);
  }

  /** Visits of one elder by one worker, in the order of their dates; nobody else takes that elder's. */
  take(count: number): AcceptedVisit[] {
    const months = groupBy(this.#visits, ({ visit, workerId }) => `${visit.elderId}|${workerId}`);
    const found = [...months.values()].find((visits) => visits.length >= count);
    if (!found) throw new Error("no elder is left");
    this.#visits = this.#visits.filter(({ visit }) => visit.elderId !== found[0]?.visit.elderId);
    return found.sort((left, right) => startOf(left) - startOf(right)).slice(0, count);
  }

  async run<Row>(statement: SQL): Promise<Row[]> {
    return rowsOf<Row>(await inTransaction(testContext(this.database), (unit) => unit.orm.execute(statement)));
  }

  async homeOf({ visit }: AcceptedVisit): Promise<{ latitude: number; longitude: number }> {
    const [elder] = await inTransaction(testContext(this.database), (unit) => listEldersById(unit, [visit.elderId]));
    if (!elder) throw new Error("no elder");
    return elder;
  }

  /** A phone of the worker, with a chain of its own, that is heard once; nothing is judged. */
  async deliver(one: AcceptedVisit, deed: Deed = {}): Promise<void> {
    const { in: from = 0, out = from + 3600, done = one.visit.subtypes.slice(0, 1), heard = 1, lagMs = 0 } = deed;
    const phone = await signingPhone();
    const events: SentEvent[] = [];
    const capture = async (seconds: number, body: SentEvent["body"]) =>
      events.push(await phone.capture(one.visit.visitNo, startOf(one) + seconds * 1000, body));
    if (deed.also) await capture(deed.also.at, { kind: "check_in", position: deed.also.position ?? NO_FIX });
    await capture(from, { kind: "check_in", position: deed.position ?? NO_FIX });
    for (const subtype of done) await capture(from + 120, { kind: "task_done", subtype });
    await capture(out, { kind: "check_out", position: NO_FIX });
    const now = plusMinutes(instant(startOf(one) + Math.max(from, out) * 1000), heard);
    const answers = await sendSigned(this.database, one, phone.device, { now, events, sentAtMs: now - lagMs });
    expect(answers.map(({ answer }) => answer)).toEqual(events.map(() => "accepted"));
  }

  /** Stores both sides of each case and judges the month once, so many elders at a time. */
  async prove(cases: readonly FactCase[], eldersOfSlice?: number): Promise<void> {
    for (const one of cases) {
      const [first = [], second = []] =
        one.apart === undefined
          ? this.take(2).map((visit) => [visit])
          : [this.take(1 + one.apart), this.take(1 + one.apart)];
      const [[within, ...rest], [beyond, ...others]] = [first, second];
      if (!within || !beyond) throw new Error("no visits");
      this.#taken.set(one, { within, beyond });
      await one.store(this, within, "within", rest);
      await one.store(this, beyond, "beyond", others);
    }
    await verifyMonth(testContext(this.database, { now: instant("2027-01-05T02:00:00Z") }), month, eldersOfSlice);
  }

  async finding(one: AcceptedVisit, code: string): Promise<FindingRow | undefined> {
    const found = (await findingsOf(this.database, one.visit)).get(code);
    return found?.state === "cleared" ? undefined : found;
  }

  /** The rule questions what is beyond its bound and leaves alone what is within. */
  async expectFinding(one: FactCase): Promise<void> {
    const visits = this.#taken.get(one);
    if (!visits) throw new Error("not stored");
    expect(await this.finding(visits.within, one.code)).toBeUndefined();
    expect(await this.finding(visits.beyond, one.code)).toMatchObject({
      state: "open",
      facts: one.facts?.(visits.beyond) ?? {},
    });
  }
}
