/** How good the month's allocation is: the proof that nothing has fewer points, and what even loads cost the elders. */
import type { AllocationResult } from "#app/domain/matching/allocation-result.ts";
import { allocationWords } from "#app/messages/allocation.ts";
import { DefinitionList } from "./definition-list.tsx";
import { Panel } from "./panel.tsx";
import { useWords } from "./words-context.tsx";

type Stats = AllocationResult["stats"];
type Quality = Pick<Stats, "cost"> & { readonly [Key in "proof" | "fairness"]: Stats[Key] | null };

/** Nothing for an allocation that was stored before proofs were. */
export function AllocationQuality({ stats }: { stats: Quality }) {
  const words = useWords(allocationWords);
  const { proof, fairness, cost } = stats;
  if (proof === null || fairness === null) return null;
  const { withLoad, withoutLoad } = fairness;
  const proofText = proof.isLeast
    ? words.proof_least(cost)
    : proof.boundPoints === null
      ? words.proof_none(cost)
      : words.proof_bound(cost, proof.boundPoints);
  return (
    <Panel title={words.quality}>
      <DefinitionList
        items={[
          { term: words.proof, value: proofText },
          {
            term: words.fairness,
            value: words.fairness_points(fairness.points),
            note: words.fairness_parts(
              withLoad.travel - withoutLoad.travel,
              withLoad.continuity - withoutLoad.continuity,
              withLoad.choice - withoutLoad.choice,
            ),
          },
        ]}
      />
    </Panel>
  );
}
