/**
 * A scope says which rows an actor may touch. "all" is said aloud; an empty list means nothing. Every repository takes one
 * (through the unit of work), so a row outside it is "not found", exactly like a row that does not exist.
 */
import type { ProviderId, StreetId, WorkerId } from "../identifiers.ts";

export type Scope = {
  readonly streets: "all" | readonly StreetId[];
  readonly provider: "all" | ProviderId;
  readonly worker: "all" | WorkerId;
};

/** District offices, jobs and commands. */
export const WHOLE_DISTRICT: Scope = { streets: "all", provider: "all", worker: "all" };

/** Nobody: what an undeclared actor sees. */
export const NOTHING: Scope = { streets: [], provider: "all", worker: "all" };
