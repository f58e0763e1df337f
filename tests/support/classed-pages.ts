/** Pages of a month by their classes, as the database makes them: for tests of the domain without one. */
import { priceInForce } from "#app/domain/claims/line-facts.ts";
import {
  recordFormat,
  settleClass,
  type SettledClass,
  type VisitClass,
} from "#app/domain/reconciliation/close-classes.ts";
import type { CloseFacts, FrozenVisit, VisitRecord } from "#app/domain/reconciliation/close-facts.ts";
import type { ClosePage, InputSection, PageLine, PageTexts } from "#app/domain/reconciliation/close-stream.ts";
import { fillHoles } from "#app/domain/reconciliation/text-holes.ts";
import { isoText } from "#app/domain/time/instant.ts";
import { CUT } from "./closed-month.ts";

const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
const compareStarts = (left: FrozenVisit, right: FrozenVisit) =>
  left.startAt - right.startAt || compareTexts(left.visitNo, right.visitNo);

function classOf(facts: CloseFacts, visit: FrozenVisit): VisitClass {
  const siblings = facts.visits.filter((one) => one.elderNo === visit.elderNo).sort(compareStarts);
  const line = facts.lines.find((one) => one.visitNo === visit.visitNo);
  const price = priceInForce(facts.prices, { providerCode: visit.providerCode, fund: visit.fund, on: visit.serviceOn });
  return {
    ...{ fund: visit.fund, serviceOn: visit.serviceOn, plannedFen: visit.plannedFen, findings: visit.findings },
    priceFen: price?.priceFen ?? null,
    siblings: siblings.map(({ kind, approvalState, waived, serviceMonth }) => ({
      ...{ kind, approvalState, waived, serviceMonth },
    })),
    place: siblings.indexOf(visit),
    line: line === undefined ? null : withoutVisit(line),
  };
}

function withoutVisit({ visitNo: _visitNo, ...line }: CloseFacts["lines"][number]) {
  return line;
}

function recordOf({ plannedStartAt, plannedEndAt, checkInAt, checkOutAt, minutes, ...shared }: VisitRecord): string {
  const format = recordFormat({
    ...shared,
    ...{ hasCheckIn: checkInAt !== null, hasCheckOut: checkOutAt !== null, hasMinutes: minutes !== null },
  });
  const at = [plannedStartAt, plannedEndAt, checkInAt, checkOutAt].map((one) =>
    one === null ? "" : JSON.stringify(isoText(one)),
  );
  return fillHoles(format, [...at, String(minutes)]);
}

export type ClassedVisit = {
  readonly settled: SettledClass;
  readonly visit: FrozenVisit;
  readonly priceVersion: string | null;
  /** Values of plain texts, and of JSON. */
  readonly plain: readonly string[];
  readonly json: readonly string[];
};

/** Each visit with its class, which is settled once. */
export function classedVisits(facts: CloseFacts): ClassedVisit[] {
  const known = new Map<string, SettledClass>();
  return facts.visits.map((visit) => {
    const own = classOf(facts, visit);
    const key = JSON.stringify(own, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
    const settled = known.get(key) ?? settleClass(facts, CUT.asOf, own);
    known.set(key, settled);
    const price = priceInForce(facts.prices, {
      providerCode: visit.providerCode,
      fund: visit.fund,
      on: visit.serviceOn,
    });
    const priceVersion = price?.priceVersion ?? null;
    const plain = [visit.visitNo, visit.elderNo, visit.providerCode, priceVersion ?? "", visit.evidenceDigest];
    const json = [...plain.map((text) => JSON.stringify(text)), JSON.stringify(isoText(visit.startAt))];
    return {
      ...{ settled, visit, priceVersion, plain },
      json: [...json, String(visit.streetId), recordOf(visit.record)],
    };
  });
}

const endsOf = (texts: readonly string[]) => {
  const [first, last] = [texts[0], texts.at(-1)];
  return first === undefined || last === undefined ? null : { first, last, joined: texts.join("\n") };
};

export type ClassedPages = { readonly pages: readonly ClosePage[]; readonly texts: PageTexts };

/** @param parts the month in parts of whole elders */
export function classedPages(parts: readonly CloseFacts[]): ClassedPages {
  const kept = new Map<string, string>();
  const keep = (section: InputSection, page: number, texts: string[]) => {
    const ends = endsOf(texts.sort(compareTexts));
    if (ends !== null) kept.set(`${section} ${page}`, ends.joined);
    return ends;
  };
  const pages = parts.map((facts, index): ClosePage => {
    const visits = classedVisits(facts);
    const lines = visits.flatMap((one) => (one.settled.line === null ? [] : [{ ...one, line: one.settled.line }]));
    return {
      page: index + 1,
      inputs: {
        visit: keep(
          "visit",
          index + 1,
          visits.map(({ settled, plain }) => fillHoles(settled.visit.input, plain)),
        ),
        line: keep(
          "line",
          index + 1,
          lines.map(({ line, plain }) => fillHoles(line.input, plain)),
        ),
      },
      results: endsOf(lines.map(({ line, plain }) => fillHoles(line.result, plain)).sort(compareTexts)),
      lines: lines.map(({ line, visit, priceVersion }): PageLine => ({
        ...{ matched: line.matched, visitNo: visit.visitNo, providerCode: visit.providerCode },
        ...{ streetId: visit.streetId, priceVersion },
      })),
    };
  });
  return {
    pages,
    texts: async (section, wanted) => wanted.map((page) => kept.get(`${section} ${page}`) ?? ""),
  };
}
