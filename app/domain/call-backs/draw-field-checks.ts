/**
 * Which elders are looked up at home (domain reference 3, `field_check_ratio`): at least that share of those who were served in the month,
 * at least one in each street that has any (示例/待确认), by the same seeded draw as everything else.
 */
import { orderOfDraw, seedOfBatch, type Sha256Hex } from "../sampling/seeded-draw.ts";
import { raiseToFloors, spreadSample } from "../sampling/strata.ts";

export type ServedElder = { readonly elderNo: string; readonly streetId: number };

export type DrawnFieldChecks = {
  readonly batchDigest: string;
  readonly seed: string;
  /** By the share alone, before each street's one. */
  readonly size: number;
  readonly drawn: readonly string[];
};

const PER_CENT = 100;
const ONE_A_STREET = 1;

/** @param elders each once (RangeError otherwise), in any order */
export function drawFieldChecks(
  elders: readonly ServedElder[],
  publicValue: string,
  { ratioPercent }: { readonly ratioPercent: number },
  sha256: Sha256Hex,
): DrawnFieldChecks {
  const streetOf = new Map(elders.map(({ elderNo, streetId }) => [elderNo, String(streetId)]));
  if (streetOf.size !== elders.length) throw new RangeError("an elder stands twice in the list");
  const { batchDigest, seed } = seedOfBatch(publicValue, [...streetOf.keys()], sha256);
  const sizes = new Map<string, number>();
  for (const street of streetOf.values()) sizes.set(street, (sizes.get(street) ?? 0) + 1);
  const strata = [...sizes].map(([key, size]) => ({ key, size }));
  const size = Math.min(elders.length, Math.ceil((elders.length * ratioPercent) / PER_CENT));
  const left = raiseToFloors(spreadSample(size, strata), strata, ONE_A_STREET);
  const drawn = orderOfDraw(seed, [...streetOf.keys()], sha256).filter((elderNo) => {
    const street = streetOf.get(elderNo) ?? "";
    const open = left.get(street) ?? 0;
    left.set(street, open - 1);
    return open > 0;
  });
  return { batchDigest, seed, size, drawn };
}
