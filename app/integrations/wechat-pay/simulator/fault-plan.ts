/**
 * What goes wrong in the served simulator, by a seed: the same seed and the same order of requests give the same faults, so that what was seen
 * can be shown again. Off until somebody sets it on the simulator's own page.
 */
import { seededRandom } from "#app/domain/seeded-random.ts";
import type { Fault } from "./handlers.server.ts";

/** lost: never sent. late: long after. repeated: several at once. reordered: behind the next one. forged: a false one goes before it. */
export const NOTICE_FAULTS = ["lost", "late", "repeated", "reordered", "forged"] as const;
export type NoticeFault = (typeof NOTICE_FAULTS)[number];

export const REQUEST_FAULTS = [
  "error-before",
  "error-after",
  "cut-off-after",
  "silent-after",
  "unsigned-answer",
] as const satisfies readonly Fault[];
export type RequestFault = (typeof REQUEST_FAULTS)[number];

export type FaultSetting = {
  readonly seed: string;
  /** Of a hundred notifications and requests, how many meet a fault. */
  readonly share: number;
  /** Which faults may happen; none is a channel that is well. */
  readonly kinds: readonly (NoticeFault | RequestFault)[];
};

export const NO_FAULTS: FaultSetting = { seed: "1", share: 0, kinds: [] };

export type FaultPlan = { readonly notice: () => NoticeFault | "none"; readonly request: () => Fault };

const isNotice = (kind: string): kind is NoticeFault => (NOTICE_FAULTS as readonly string[]).includes(kind);
const isRequest = (kind: string): kind is RequestFault => (REQUEST_FAULTS as readonly string[]).includes(kind);

/** Notifications and requests draw from separate rows of chance, so that a repeat of one shifts nothing of the other. */
export function faultPlan({ seed, share, kinds }: FaultSetting): FaultPlan {
  const drawer = <Kind>(name: string, from: readonly Kind[]) => {
    const chance = seededRandom(`${seed}-${name}`).next;
    return (): Kind | "none" => {
      const [hits, which] = [chance() * 100 < share, chance()];
      return hits ? (from[Math.floor(which * from.length)] ?? "none") : "none";
    };
  };
  return { notice: drawer("notice", kinds.filter(isNotice)), request: drawer("request", kinds.filter(isRequest)) };
}

/** Reads what the page's form or a request sends; unknown kinds are left out. */
export function readFaultSetting(form: URLSearchParams): FaultSetting {
  const share = Number(form.get("share") ?? "0");
  return {
    seed: (form.get("seed") ?? "1").slice(0, 40) || "1",
    share: Number.isFinite(share) ? Math.min(100, Math.max(0, Math.round(share))) : 0,
    kinds: [...NOTICE_FAULTS, ...REQUEST_FAULTS].filter((kind) => form.getAll("kind").includes(kind)),
  };
}
