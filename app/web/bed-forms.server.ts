/** The forms of a bed's file: what was typed, as the facts of a step or a plan. Names of fields are those of the components. */
import { RETROFIT_ITEMS } from "#app/domain/family-beds/retrofit-items.ts";
import type { PlannedItem } from "#app/domain/family-beds/retrofit-budget.ts";
import { isBedStep, type BedStepKind } from "#app/domain/family-beds/lifecycle.ts";
import { fen } from "#app/domain/money/fen.ts";
import { parseYuan } from "#app/domain/money/yuan-text.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { isPlainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { bedCodes } from "#app/messages/bed-codes.ts";
import type { PlannedDevice } from "#app/usecases/family-beds/record-plan.server.ts";
import type { TakenStep } from "#app/usecases/family-beds/take-step.server.ts";
import { textIn } from "./call-forms.server.ts";

const numberIn = (form: FormData, name: string): number => Number(textIn(form, name).trim() || "NaN");

/** A day, or null where nothing is given. Refuses "bed-date-wrong" for text that is none. */
function dayIn(form: FormData, name: string): PlainDate | null {
  const text = textIn(form, name).trim();
  if (text === "") return null;
  if (!isPlainDate(text)) throw new Refusal("bed-date-wrong");
  return text;
}

/** Numbers of items whose fields of this name hold something. */
const itemsWith = (form: FormData, prefix: string): number[] =>
  RETROFIT_ITEMS.map((item) => item.no).filter((no) => textIn(form, `${prefix}_${no}`).trim() !== "");

/** One device a line: kind, space, serial. */
function installedIn(form: FormData) {
  return textIn(form, "devices")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [kind = "", ...serial] = line.split(/\s+/);
      return { kind, serial: serial.join(" ") };
    });
}

const BUILDERS: Readonly<Partial<Record<BedStepKind, (form: FormData) => unknown>>> = {
  pass_street: (form) => ({ post: textIn(form, "post") }),
  approve: (form) => ({ post: textIn(form, "post") }),
  assess: (form) => ({
    grade: numberIn(form, "grade"),
    assessors: [textIn(form, "assessor1"), textIn(form, "assessor2")],
  }),
  publish: (form) => ({ until: dayIn(form, "until") }),
  survey: (form) => ({ surveyor: textIn(form, "surveyor") }),
  plan: (form) => ({ version: numberIn(form, "version") }),
  revise_plan: (form) => ({ version: numberIn(form, "version") }),
  contract: (form) => ({
    visitsPerMonth: numberIn(form, "visitsPerMonth"),
    signedBy: ["signedElder", "signedProvider", "signedStreet"].map((name) => textIn(form, name)),
  }),
  report_works: (form) => ({
    items: itemsWith(form, "cost").map((itemNo) => ({
      ...{ itemNo, brand: textIn(form, `brand_${itemNo}`), quantity: numberIn(form, `quantity_${itemNo}`) },
      costFen: parseYuan(textIn(form, `cost_${itemNo}`))?.toString() ?? "",
    })),
    devices: installedIn(form),
  }),
  rework: (form) => ({
    items: itemsWith(form, "demand").map((itemNo) => ({ itemNo, demand: textIn(form, `demand_${itemNo}`) })),
  }),
  accept: (form) => ({
    items: form.getAll("passed").map((itemNo) => ({ itemNo: Number(itemNo), passed: true })),
  }),
  change: (form) => ({ what: textIn(form, "what") }),
  suspend: (form) => ({ reason: textIn(form, "reason"), until: dayIn(form, "until") }),
  propose_exit: (form) => ({ reason: textIn(form, "reason") }),
};

/** The step that a form asks for. Refuses "bed-step-incomplete" for an unknown step and "bed-date-wrong". */
export function stepIn(form: FormData, bedNo: string): TakenStep {
  const kind = textIn(form, "kind");
  if (!isBedStep(kind)) throw new Refusal("bed-step-incomplete", { field: "kind" });
  return {
    ...{ bedNo, kind, occurredOn: dayIn(form, "on"), note: textIn(form, "note") },
    facts: BUILDERS[kind]?.(form) ?? {},
  };
}

/** The plan that a form asks for; items and devices without a number are left out. Refuses "bed-plan-wrong" for a price that is none. */
export function planIn(form: FormData): {
  readonly items: PlannedItem[];
  readonly devices: PlannedDevice[];
  readonly servicePlan: string;
} {
  const items = itemsWith(form, "quantity")
    .filter((itemNo) => numberIn(form, `quantity_${itemNo}`) !== 0)
    .map((itemNo) => {
      const unitPriceFen = parseYuan(textIn(form, `price_${itemNo}`));
      if (unitPriceFen === null) throw new Refusal("bed-plan-wrong");
      return { itemNo, quantity: numberIn(form, `quantity_${itemNo}`), unitPriceFen: fen(unitPriceFen) };
    });
  const devices = bedCodes("device")
    .map((kind) => ({ kind, quantity: Number(textIn(form, `device_${kind}`) || "0") }))
    .filter(({ quantity }) => quantity > 0);
  return { items, devices, servicePlan: textIn(form, "servicePlan") };
}
