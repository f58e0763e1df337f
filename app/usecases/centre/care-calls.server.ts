/** The elders whom the centre calls by itself today, and dialling one of them. The outcome is the call's. */
import { maskName } from "#app/domain/access/masking.ts";
import { CALL_RESULTS, wasSpokenTo } from "#app/domain/centre/call.ts";
import { CARE_REASONS, careReason, type CareReason } from "#app/domain/centre/outbound-care.ts";
import { ageOn } from "#app/domain/elders/age.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { addDays, addMonthsToDate, plainDate } from "#app/domain/time/plain-date.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listCareRows } from "#db/queries/centre-care.ts";
import { findElderPlace } from "#db/queries/bed-elders.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadCallees } from "../call-backs/dial-number.server.ts";
import { alarmStrip } from "./alarm-strip.server.ts";
import { requireOpenFile } from "./check-caller.server.ts";
import { beginCallIn, endCallIn } from "./take-calls.server.ts";

/** Elders on a page of the list. */
const PAGE_ROWS = 50;

async function careListOf(unit: Unit) {
  const today = localDateOf(unit.now);
  const { parameters: rules, confirmed } = policyInForce(await listPolicyVersions(unit), today);
  const rows = await listCareRows(unit, {
    today,
    homeDays: rules.care_home_days,
    missedDays: rules.care_missed_days,
    oldBornBy: addDays(addMonthsToDate(today, -12 * rules.care_alone_age), 1),
    spokenResults: CALL_RESULTS.filter(wasSpokenTo),
  });
  const list = rows.flatMap((row) => {
    const age = ageOn(plainDate(row.birthOn), today);
    const reason = careReason({ ...row, age }, today, rules);
    return reason === null ? [] : [{ row, age, reason }];
  });
  return { list, rules, confirmed };
}

const rank = (reason: CareReason) => CARE_REASONS.indexOf(reason);

/** The most urgent first, then the oldest. @param page from 1; the last one for any beyond */
export async function showCareList(context: Context, page = 1) {
  return inReading(context, async (unit) => {
    const { list: found, rules, confirmed } = await careListOf(unit);
    const list = found.sort((left, right) => rank(left.reason) - rank(right.reason) || right.age - left.age);
    const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(list.length / PAGE_ROWS)));
    return {
      alarms: await alarmStrip(unit),
      pages: { page: shown, pageSize: PAGE_ROWS, total: list.length },
      confirmed,
      rules: {
        homeDays: rules.care_home_days,
        missedDays: rules.care_missed_days,
        aloneAge: rules.care_alone_age,
        greetEveryDays: rules.care_greet_days,
      },
      rows: list.slice((shown - 1) * PAGE_ROWS, shown * PAGE_ROWS).map(({ row, age, reason }) => ({
        elderNo: row.elderNo,
        name: maskName(row.name),
        age,
        reason,
        streetZh: row.streetZh,
        streetEn: row.streetEn,
        community: row.community,
        hasPhone: row.hasPhone,
        since: reason === "after_hospital" ? row.homeSince : reason === "missed_visit" ? row.missedOn : row.spokenOn,
        tried: row.triedAt !== null,
      })),
    };
  });
}

/** The number on file is dialled; whoever answers is asked the questions like any caller. Refuses "not-found" and "call-no-number". */
async function dialIn(
  unit: Unit,
  actor: string,
  crypto: CryptoProvider,
  dialled: { elderNo: string; reason: CareReason | null },
) {
  const elder = await findElderPlace(unit, dialled.elderNo);
  if (elder === null) throw new Refusal("not-found");
  const { parameters } = policyInForce(await listPolicyVersions(unit), localDateOf(unit.now));
  const dialling = { areaCode: parameters.callback_area_code, crypto };
  const callee = (await loadCallees(unit, [elder.id], dialling)).get(elder.id);
  if (!callee?.dial) throw new Refusal("call-no-number");
  const { number, contact } = callee.dial;
  return beginCallIn(unit, actor, crypto, {
    direction: "out",
    source: "file",
    number,
    caller: contact === null ? "elder" : "family",
    elderId: elder.id,
    careReason: dialled.reason,
    purpose: dialled.reason === null ? "call_back" : "outbound_care",
  });
}

/** Calls an elder of the list. @returns the call's number. Refuses "not-found", "call-no-number", "seat-needed" and "seat-in-call". */
export async function beginCareCall(context: Context, crypto: CryptoProvider, elderNo: string): Promise<number> {
  return inTransaction(context, async (unit) => {
    const reason = (await careListOf(unit)).list.find(({ row }) => row.elderNo === elderNo)?.reason ?? null;
    return dialIn(unit, context.actor, crypto, { elderNo, reason });
  });
}

/**
 * Hangs up and calls the number on file, because the one that rang is not there. Refuses as above, "call-not-yours" and "call-without-elder".
 * @returns the new call's number
 */
export async function callBackOnFile(context: Context, crypto: CryptoProvider, callNo: number): Promise<number> {
  return inTransaction(context, async (unit) => {
    const { elder } = await requireOpenFile(unit, context.actor, callNo);
    await endCallIn(unit, context.actor, callNo, { purpose: "call_back", result: "calling_back", note: "" });
    return dialIn(unit, context.actor, crypto, { elderNo: elder.elder.elderNo, reason: null });
  });
}
