/**
 * A month's visits by their classes, in pages of whole elders in the order of their numbers. The visits of a page stay in the database; what is
 * brought here are the classes that they fall into, each once.
 */
import { priceInForce } from "#app/domain/claims/line-facts.ts";
import type { ClaimedVisit, ClaimFinding } from "#app/domain/claims/line-facts.ts";
import { fen } from "#app/domain/money/fen.ts";
import type { Sibling, VisitClass } from "#app/domain/reconciliation/close-classes.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { DISTRICT_ZONE } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import type { FindingFacts } from "#app/domain/verification/rule-definition.ts";
import { piecesOf } from "#db/repositories/batches.ts";
import { listEldersOfMonth } from "#db/repositories/month-slices.ts";
import {
  CLASS_FIELDS,
  fieldsOfKey,
  fillVisitPage,
  insertPricesOfDays,
  listProviderDays,
  openVisitPages,
} from "#db/repositories/visit-pages.ts";
import type { Unit } from "#db/transaction.ts";
import { DISTRICT_FUND } from "../visits/verification-context.ts";
import type { MonthBase } from "./month-base.server.ts";
import { decisionOf } from "./settle-claims.ts";

const ELDERS_OF_PAGE = 2000;

const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
const amountOrNull = (text: string) => (text === "" ? null : fen(BigInt(text)));

function siblingOf(text: string): Sibling {
  const [kind, approvalState, waived, month] = text.split(",");
  return {
    kind: kind as ClaimedVisit["kind"],
    approvalState: approvalState as ClaimedVisit["approvalState"],
    waived: waived === "true",
    serviceMonth: plainMonth(month ?? ""),
  };
}

type StoredFinding = readonly [string, string, string, boolean, string, FindingFacts];

function findingsOf(text: string): ClaimFinding[] {
  if (text === "") return [];
  return (JSON.parse(text) as StoredFinding[]).map(([code, level, effect, wouldHave, state, facts]) => ({
    ...{ code, effect, wouldHave, facts },
    level: level as ClaimFinding["level"],
    state: state as ClaimFinding["state"],
  }));
}

/** A class as its key has it. */
export function classOfKey(key: string): VisitClass {
  const field = fieldsOfKey(key, CLASS_FIELDS);
  const { askedFen, quantity } = field;
  const decided = { decision: field.decision || null, decidedBy: field.decidedBy || null };
  return {
    fund: field.fund,
    serviceOn: plainDate(field.serviceOn),
    plannedFen: amountOrNull(field.plannedFen),
    findings: findingsOf(field.findings),
    priceFen: amountOrNull(field.priceFen),
    siblings: field.siblings.split(";").map(siblingOf),
    place: Number(field.place),
    line:
      field.isClaimed === "true"
        ? {
            askedFen: fen(BigInt(askedFen)),
            ...(quantity === "1" ? {} : { quantity: Number(quantity) }),
            claimedOn: plainDate(field.claimedOn),
            decision: decisionOf({
              ...decided,
              decisionReason: field.decisionReason,
              adjustedFen: amountOrNull(field.adjustedFen),
              askedFen: BigInt(askedFen),
            }),
          }
        : null,
  };
}

/** Learns the prices of the days on which somebody came to anybody. */
async function learnPrices(unit: Unit, base: MonthBase): Promise<void> {
  const { codeOfProvider, prices } = base.terms;
  const days = await listProviderDays(unit, base.month, DISTRICT_ZONE);
  await insertPricesOfDays(
    unit,
    days.map((day) => {
      const providerCode = codeOfProvider.get(day.providerId) ?? "";
      const price = priceInForce(prices, { providerCode, fund: DISTRICT_FUND, on: plainDate(day.serviceOn) });
      return { ...day, priceFen: price?.priceFen ?? null, priceVersion: price?.priceVersion ?? null };
    }),
  );
}

/** Ids of the month's elders in the order of their numbers, which are needed no more then. */
async function eldersInOrder(unit: Unit, base: MonthBase): Promise<string[]> {
  const elders = await listEldersOfMonth(unit, base.month);
  return elders.sort((left, right) => compareTexts(left.elderNo, right.elderNo)).map(({ id }) => id);
}

/**
 * Page after page, each by its number from 1; it lies in the database until the next one is asked for.
 * @param records whether the classes of the visits' records are asked for too
 * Refuses "close-inputs-changed" when a visit moved while it was read.
 */
export async function* visitPages(
  unit: Unit,
  base: MonthBase,
  { records }: { records: boolean },
): AsyncGenerator<number> {
  await openVisitPages(unit);
  await learnPrices(unit, base);
  const elders = await eldersInOrder(unit, base);
  let page = 0;
  for (const ids of piecesOf(elders, ELDERS_OF_PAGE)) {
    const shape = { zone: DISTRICT_ZONE, fund: DISTRICT_FUND, records };
    const { unpriced } = await fillVisitPage(unit, base.month, ids, shape);
    if (unpriced > 0) throw new Refusal("close-inputs-changed", { month: base.month });
    yield (page += 1);
  }
}
