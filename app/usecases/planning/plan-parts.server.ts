/**
 * The parts of a month's plan and the port to whoever does them: in line, or on threads. Providers share nobody, so a part needs
 * nothing of the others, and the plan is the same whoever does the parts and in whatever order.
 */
import { setImmediate } from "node:timers/promises";
import {
  boundTravel,
  type BoundEffort,
  type SolveLinear,
} from "#app/domain/scheduling/month-plan/bound/travel-bound.ts";
import type { PlanInput, PlannableProvider } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { compileProblem } from "#app/domain/scheduling/month-plan/provider-problem.ts";
import { byTightness, construct } from "#app/domain/scheduling/month-plan/search/construct.ts";
import { ElderPlacing } from "#app/domain/scheduling/month-plan/search/elder-placing.ts";
import { planProvider, type ProviderPlan } from "#app/domain/scheduling/month-plan/template-planner.ts";
import { WorkCalendar, type CalendarDay } from "#app/domain/time/work-calendar.ts";
import { solveModel } from "#app/integrations/solver/highs.server.ts";

/** One provider's part: to be planned with its share of the budget, or to be bounded from below. Plain values. */
export type PlanPart = {
  /** Key of the provider. */
  readonly provider: string;
  /** Elders of the provider: the size of the part. */
  readonly elders: number;
} & ({ readonly kind: "plan"; readonly seed: string; readonly evaluations: number } | { readonly kind: "bound" });

export type PartAnswer =
  | { readonly kind: "plan"; readonly plan: ProviderPlan }
  /** Minutes of way a month that no plan of the provider goes below; -Infinity where the effort did not reach a bound. */
  | { readonly kind: "bound"; readonly lower: number };

export type PartWatch = {
  /** Told after each part, in whatever order they end. */
  readonly onDone?: (part: PlanPart) => void;
  /** Ends the work: what is in hand is dropped. */
  readonly signal?: AbortSignal;
};

/** Whoever does the parts of one month's plan. */
export type PartCrew = {
  /** @returns the answers in the order of the parts. Throws the signal's reason when it was called off. */
  readonly work: (parts: readonly PlanPart[], watch?: PartWatch) => Promise<readonly PartAnswer[]>;
  readonly close: () => Promise<void>;
};

/** Finds a crew for a plan; whoever asks closes it. */
export type FindCrew = (input: PlanInput) => PartCrew;

/** Does the parts one after another where it is asked, with a pause after each, so that a server answers others meanwhile. */
export const crewInLine: FindCrew = (input) => ({
  work: async (parts, { onDone, signal } = {}) => {
    const answers: PartAnswer[] = [];
    for (const part of parts) {
      signal?.throwIfAborted();
      answers.push(await doPart(input, part));
      onDone?.(part);
      await setImmediate();
    }
    signal?.throwIfAborted();
    return answers;
  },
  close: async () => {},
});

export async function doPart(input: PlanInput, part: PlanPart): Promise<PartAnswer> {
  const provider = input.providers.find(({ key }) => key === part.provider);
  if (!provider) throw new RangeError(`no provider ${part.provider} in the month's plan`);
  if (part.kind === "plan") return { kind: "plan", plan: planProvider(input, provider, part.seed, part.evaluations) };
  return { kind: "bound", lower: await boundProvider(input, provider) };
}

/** A bound that is a little weaker than the best one, for a fraction of its time. */
const EFFORT: BoundEffort = { rounds: 40, carefulRounds: 1, columnsPerDay: 8 };

const solve: SolveLinear = async (program) => {
  // Solving holds its thread up: where that is the server's own, others get their turn between two rounds.
  await setImmediate();
  const { objective, rowDuals } = await solveModel(program);
  if (rowDuals === null) throw new RangeError("a linear program has duals");
  return { objective, rowDuals };
};

async function boundProvider(input: PlanInput, provider: PlannableProvider): Promise<number> {
  const problem = compileProblem(input, provider);
  if (problem.units.length === 0) return 0;
  const placing = new ElderPlacing(problem);
  construct(placing, byTightness(problem));
  return (await boundTravel(placing, solve, EFFORT)).lower;
}

/** The input as plain values, as a thread gets it. */
export type SentInput = Omit<PlanInput, "calendar"> & { readonly calendar: readonly CalendarDay[] };

export function sendInput(input: PlanInput): SentInput {
  return { ...input, calendar: input.calendar.days() };
}

export function receiveInput(sent: SentInput): PlanInput {
  return { ...sent, calendar: new WorkCalendar(sent.calendar) };
}
