/**
 * Drives a fleet through a month under faults drawn from a seed: hours without a network, pages killed in the middle of a write, clocks
 * that are set, app updates, requests and replies that are lost, repeated, late and out of order, a server that dies before it commits.
 * At the end every phone gets a network and is emptied.
 */
import { drawBetween, drawWeighted, drawYes } from "#app/domain/seeded-draws.ts";
import { seededRandom, type Random } from "#app/domain/seeded-random.ts";
import { instant } from "#app/domain/time/instant.ts";
import { groupBy } from "#app/usecases/visits/verification-facts.server.ts";
import { backOffMs } from "#app/domain/visits/outbox.ts";
import type { SentEvent, SyncAnswer, SyncRequest } from "#app/domain/visits/sync-message.ts";
import type { PostOutcome, SendTools } from "#app/web/offline/send-events.client.ts";
import { PageKilled } from "#tests/web/offline/memory-outbox.ts";
import type { FleetDistrict } from "./fleet-district.ts";
import { FleetPhone, type CaptureFault } from "./fleet-phone.ts";
import type { FleetServer, OfficeStep } from "./fleet-server.ts";
import { deedsOf, type Deed, type FleetVisit } from "./fleet-stories.ts";
import { Moments } from "./moments.ts";

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];

/** Presses on which the page may die: three presses stay within the third of a minute that keeps whole minutes apart. */
const MOST_DEATHS = 2;

/** An event that a phone showed as saved, and when it truly happened. */
export type Saved = { readonly event: SentEvent; readonly phone: FleetPhone; readonly trueMs: number };

/** The first arrival of an event: when, and what the batch said of the phone's clock. */
export type Arrival = { readonly nowMs: number; readonly sentAtMs: number };

export type FleetLog = {
  readonly saved: Saved[];
  readonly arrivals: Map<string, Arrival>;
  readonly answers: Map<string, SyncAnswer[]>;
  readonly steps: OfficeStep[];
  readonly faults: Record<string, number>;
  /** Events still on a phone at the end. */
  left: number;
  requests: number;
};

export type Fleet = { readonly visits: readonly FleetVisit[]; readonly phones: number; readonly seed: number };

/** How long a page waits for an answer before it takes the request for lost. */
const PATIENCE_MS = 30_000;

type WaitingPage = { readonly life: number; readonly resolve: (outcome: PostOutcome) => void };

type PhoneState = { readonly phone: FleetPhone; offlineUntil: number; inFlight: boolean; tries: number };

class FleetRun {
  readonly log: FleetLog = {
    saved: [],
    arrivals: new Map(),
    answers: new Map(),
    steps: [],
    faults: {},
    left: 0,
    requests: 0,
  };
  private readonly moments = new Moments();
  private readonly random: Random;
  private faultsOn = true;

  constructor(
    private readonly fleet: Fleet,
    private readonly district: FleetDistrict,
    private readonly server: FleetServer,
  ) {
    this.random = seededRandom(`fleet|${fleet.seed}`);
  }

  private happens(name: string, probability: number): boolean {
    const does = this.faultsOn && drawYes(this.random, probability);
    if (does) this.log.faults[name] = (this.log.faults[name] ?? 0) + 1;
    return does;
  }

  async run(): Promise<FleetLog> {
    const states: PhoneState[] = [];
    for (const [workerId, visits] of groupBy(this.fleet.visits, (visit) => visit.workerId)) {
      if (states.length >= this.fleet.phones) break;
      const first = Math.min(...visits.map((visit) => visit.plannedStart.getTime())) - 12 * HOUR;
      const own = [await this.turnOn(workerId, first)];
      // Two phones on one account: both sets are kept.
      if (drawYes(this.random, 0.2)) own.push(await this.turnOn(workerId, first));
      states.push(...own);
      for (const visit of visits) this.setDown(visit, own);
    }
    await this.live();
    await this.empty(states);
    return this.log;
  }

  private async turnOn(workerId: string, nowMs: number): Promise<PhoneState> {
    return { phone: await FleetPhone.make(workerId, this.random, nowMs), offlineUntil: 0, inFlight: false, tries: 0 };
  }

  private setDown(visit: FleetVisit, [main, second = main]: PhoneState[]): void {
    if (!main || !second) return;
    const start = visit.plannedStart.getTime();
    if (drawYes(this.random, 0.6)) this.at(start - HOUR, async () => this.goOffline(main, start));
    for (const deed of deedsOf(visit, this.random))
      this.at(deed.at, () => this.act(deed.isSecondPhone ? second : main, deed, deed.at));
    if (drawYes(this.random, 0.2)) this.step(start + HOUR, { kind: "declare-missed", visitId: visit.id });
    if (drawYes(this.random, 0.04))
      this.step(start + 2 * HOUR, { kind: "replace-worker", visitId: visit.id, workerId: this.anotherWorker(visit) });
    if (this.happens("clock set", 0.08))
      this.at(start + drawBetween(this.random, -60, 90) * MINUTE, async () => this.setClock(main));
    if (this.happens("app updated", 0.1))
      this.at(start + drawBetween(this.random, -60, 90) * MINUTE, async () => this.update(main));
    if (this.happens("page restarted", 0.25))
      this.at(start + drawBetween(this.random, -60, 120) * MINUTE, async () => this.restart(main));
  }

  private anotherWorker(visit: FleetVisit): string {
    const others = this.fleet.visits.filter((one) => one.workerId !== visit.workerId);
    return others.length === 0 ? visit.workerId : this.random.pick(others).workerId;
  }

  private at(atMs: number, run: () => Promise<void>): void {
    this.moments.add(atMs, run);
  }

  private nowMs = 0;

  private async live(): Promise<void> {
    for (let moment = this.moments.take(); moment; moment = this.moments.take()) {
      this.nowMs = moment.atMs;
      await moment.run();
      // What a page does once it has an answer is done before anything else happens.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  private step(atMs: number, step: OfficeStep): void {
    this.at(atMs, async () => {
      if (await this.server.take(step, atMs)) this.log.steps.push(step);
    });
  }

  private async goOffline(state: PhoneState, startMs: number): Promise<void> {
    this.happens("offline for hours", 1);
    state.offlineUntil = startMs + drawBetween(this.random, 1, 40) * HOUR;
    this.at(state.offlineUntil + SECOND, async () => this.sync(state));
  }

  private async setClock(state: PhoneState): Promise<void> {
    const wrongMs = drawWeighted(this.random, [
      [0, 1],
      [drawBetween(this.random, 1, 30) * MINUTE, 1],
      [-drawBetween(this.random, 1, 600) * MINUTE, 1],
    ]);
    state.phone.clockErrorMs = wrongMs;
  }

  private async restart(state: PhoneState): Promise<void> {
    state.phone.restart(this.nowMs);
    state.inFlight = false;
    this.at(this.nowMs + SECOND, async () => this.sync(state));
  }

  private async update(state: PhoneState): Promise<void> {
    state.phone.update(this.nowMs);
    state.inFlight = false;
    this.at(this.nowMs + SECOND, async () => this.sync(state));
  }

  /** The worker presses; when the page dies, the worker opens it again and presses again if nothing says that it is saved. */
  private async act(state: PhoneState, deed: Deed, atMs: number, pressed = 1): Promise<void> {
    const fault: CaptureFault =
      pressed <= MOST_DEATHS && this.happens("killed in mid-write", 0.06)
        ? "killed-before-commit"
        : pressed <= MOST_DEATHS && this.happens("killed after the write", 0.04)
          ? "killed-after-commit"
          : "none";
    const event = await state.phone.capture(deed, atMs, this.district.pinKey, fault);
    if (event !== null) this.log.saved.push({ event, phone: state.phone, trueMs: atMs });
    if (fault !== "none") {
      state.inFlight = false;
      const again = atMs + drawBetween(this.random, 4, 8) * SECOND;
      if (fault === "killed-before-commit" || drawYes(this.random, 0.5))
        this.at(again, () => this.act(state, deed, again, pressed + 1));
    }
    if (this.happens("somebody else's visit", 0.01))
      await this.act(state, { ...deed, visitNo: "2026-12-E999999-1", body: { kind: "en_route" } }, atMs);
    this.sync(state);
  }

  /** The page sends while it can; after a failure it waits as the client does. */
  private sync(state: PhoneState): void {
    const { phone } = state;
    if (phone.waiting === 0 || state.inFlight || this.nowMs < state.offlineUntil) return;
    const life = phone.life;
    state.inFlight = true;
    if (this.happens("killed while an answer is stored", 0.03))
      phone.killAtWrite(this.random.pick(["before", "after"]));
    const post: SendTools["post"] = (request) =>
      new Promise((resolve) => this.post(state, structuredClone(request), { life, resolve }));
    phone
      .send(post, () => this.nowMs)
      .then(({ kind }) => {
        if (phone.life !== life) return;
        state.inFlight = false;
        state.tries = kind === "all-sent" ? 0 : state.tries + 1;
        if (kind !== "all-sent") this.comeAgain(state, backOffMs(state.tries, this.random.next()));
      })
      .catch((thrown: unknown) => {
        if (!(thrown instanceof PageKilled)) throw thrown;
        phone.restart(this.nowMs);
        state.inFlight = false;
        this.comeAgain(state, 5 * SECOND);
      });
  }

  private comeAgain(state: PhoneState, afterMs: number): void {
    this.at(this.nowMs + afterMs, async () => this.sync(state));
  }

  private post(state: PhoneState, request: SyncRequest, page: WaitingPage): void {
    const sentMs = this.nowMs;
    this.log.requests += 1;
    this.at(sentMs + PATIENCE_MS, async () => page.resolve({ kind: "no-answer" }));
    if (this.happens("signed out", 0.02)) return page.resolve({ kind: "signed-out" });
    const turned = this.happens("out of order", 0.1);
    const onWire = turned ? { ...request, events: this.random.shuffle(request.events) } : request;
    const reply = { ...page, sentMs };
    if (!this.happens("request lost", 0.1))
      this.deliver(state, onWire, sentMs + drawBetween(this.random, 50, 1900), reply);
    if (this.happens("request repeated", 0.1))
      this.deliver(state, onWire, sentMs + drawBetween(this.random, 1, 9000) * SECOND, null);
  }

  private deliver(
    state: PhoneState,
    request: SyncRequest,
    atMs: number,
    reply: (WaitingPage & { readonly sentMs: number }) | null,
  ): void {
    const { phone } = state;
    this.at(atMs, async () => {
      const dies = this.happens("server died", 0.05);
      const answers = await this.server.receive(phone.workerId, request, atMs, dies);
      if (answers === null) return;
      for (const answer of answers) this.note(answer, { nowMs: atMs, sentAtMs: request.sentAtMs });
      if (drawYes(this.random, 0.02)) await this.server.judge(atMs);
      if (reply === null || this.happens("reply lost", 0.15)) return;
      const backMs = atMs + drawBetween(this.random, 50, 1900);
      this.at(backMs, async () => {
        if (phone.life !== reply.life) return;
        phone.compareClocks({ serverMs: atMs, sentMs: reply.sentMs, nowMs: backMs });
        reply.resolve({ kind: "answered", response: { serverMs: atMs, answers } });
      });
    });
  }

  private note(answer: SyncAnswer, arrival: Arrival): void {
    const eventId = answer.eventId ?? "";
    if (!this.log.arrivals.has(eventId)) this.log.arrivals.set(eventId, arrival);
    this.log.answers.set(eventId, [...(this.log.answers.get(eventId) ?? []), answer]);
  }

  private async empty(states: readonly PhoneState[]): Promise<void> {
    this.faultsOn = false;
    this.nowMs = Math.max(this.nowMs, instant("2027-01-06T00:00:00Z"));
    for (const state of states) {
      state.offlineUntil = 0;
      state.inFlight = false;
      this.sync(state);
    }
    await this.live();
    this.log.left = states.reduce((sum, { phone }) => sum + phone.waiting, 0);
  }
}

export async function runFleet(fleet: Fleet, district: FleetDistrict, server: FleetServer): Promise<FleetLog> {
  return new FleetRun(fleet, district, server).run();
}
