/** A month's checks at home: how many are wanted and done, and each with its elder, its visit and its result. */
import { maskName } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { timeFact } from "#app/domain/verification/served-time.ts";
import { monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { listStaff } from "#db/repositories/access.ts";
import { findFieldCheck, findFieldCheckDraw, listFieldChecks } from "#db/repositories/field-checks.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { listSubtypes } from "#db/repositories/reference.ts";
import { listVisitsById } from "#db/repositories/visits.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { callPolicy } from "../call-backs/call-policy.server.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { checkNumber } from "./record-check.server.ts";

export async function showFieldChecks(context: Context, month: PlainMonth) {
  return inReading(context, async (unit) => {
    const draw = await findFieldCheckDraw(unit, month);
    const { parameters } = await callPolicy(unit, month);
    const staff = await listStaff(unit, ["street_clerk", "street_lead"]);
    const names = new Map(staff.map((one) => [one.actor, one.displayName]));
    const rows = (await listFieldChecks(unit, month)).map(({ check, ...row }) => ({
      id: check.id,
      number: checkNumber(check),
      elderNo: row.elderNo,
      elderName: maskName(row.elderName),
      community: row.community,
      streetZh: row.streetZh,
      streetEn: row.streetEn,
      provider: row.provider,
      visitNo: row.visitNo,
      visitAt: isoText(instant(row.plannedStart)),
      dueOn: check.dueOn,
      assigned: check.assignedTo === null ? null : (names.get(check.assignedTo) ?? check.assignedTo),
      state: check.state,
      checkedAt: check.checkedAt === null ? null : isoText(instant(check.checkedAt)),
      group: check.answerGroup,
      differs: check.differs,
      note: check.note,
    }));
    return {
      month,
      ratioPercent: draw?.ratioPercent ?? parameters.field_check_ratio,
      draw: draw && {
        population: draw.population,
        size: draw.size,
        batchDigest: draw.batchDigest,
        seed: draw.seed,
        algorithm: draw.algorithm,
        drawnBy: draw.drawnBy,
        drawnAt: isoText(instant(draw.drawnAt)),
      },
      drawn: rows.length,
      done: rows.filter(({ state }) => state === "done").length,
      rows,
    };
  });
}

/** One open check for whoever goes. Refuses "not-found" outside the street, and "field-check-done". */
export async function showFieldCheck(context: Context, id: string) {
  return inReading(context, async (unit) => {
    const row = await findFieldCheck(unit, id);
    if (row === null) throw new Refusal("not-found");
    if (row.state !== "open") throw new Refusal("field-check-done");
    const [elder] = await listEldersById(unit, [row.elderId]);
    const [visit] = await listVisitsById(unit, [row.visitId]);
    const provider = (await listProviders(unit)).find((one) => one.id === row.providerId);
    const subtypes = new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((one) => [one.code, one]));
    return {
      id,
      month: monthOf(plainDate(row.month)),
      number: checkNumber(row),
      elderName: maskName(elder?.name ?? ""),
      provider: provider?.name ?? "",
      suggestedAt: timeFact(unit.now) ?? "",
      subtypes: (visit?.subtypes ?? []).map((code) => {
        const known = subtypes.get(code);
        return { code, zh: known?.nameZh ?? code, en: known?.nameEn ?? code };
      }),
    };
  });
}
