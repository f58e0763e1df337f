/** The facts on an elder's file that stop money, as they are stored, and whether a list of an authority told them. */
import type { StopFact } from "#app/domain/elders/stop-fact.ts";
import { addDays, plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import type { ElderWithFacts } from "#db/repositories/elders.ts";
import type { ChargeRow } from "#db/repositories/stop-facts.ts";

export type StoredStop = StopFact & { readonly listed: boolean };

const dateOrNull = (text: string | null): PlainDate | null => (text === null ? null : plainDate(text));

function chargeStop({ fund, startAt, endAt }: ChargeRow): StoredStop {
  const hours = { startAt: instant(startAt), endAt: instant(endAt) };
  const on = localDateOf(hours.startAt);
  return { kind: "charge", from: on, to: on, note: fund, hours, listed: true };
}

/** @param charges of this elder */
export function storedStops(
  { elder, absences, benefits }: ElderWithFacts,
  charges: readonly ChargeRow[] = [],
): StoredStop[] {
  const { deathOn, deathListed, hukouUntil } = elder;
  const open = { to: null, note: null };
  return [
    ...(deathOn === null ? [] : [{ kind: "death" as const, from: plainDate(deathOn), ...open, listed: deathListed }]),
    ...(hukouUntil === null
      ? []
      : [{ kind: "moved" as const, from: addDays(plainDate(hukouUntil), 1), ...open, listed: true }]),
    ...absences.flatMap(({ kind, fromOn, toOn, place, listed }) =>
      kind === "hospital" || kind === "institution"
        ? [{ kind, from: plainDate(fromOn), to: dateOrNull(toOn), note: place, listed } as const]
        : [],
    ),
    ...benefits.flatMap(({ benefit, exclusive, fromOn, toOn, listed }) =>
      exclusive
        ? [{ kind: "benefit" as const, from: dateOrNull(fromOn), to: dateOrNull(toOn), note: benefit, listed }]
        : [],
    ),
    ...charges.map(chargeStop),
  ];
}
