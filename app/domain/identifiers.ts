/**
 * Branded identifiers. A brand stops an elder's id from being passed where a visit's id is meant;
 * at run time it is the plain UUID text (or the integer of a reference table).
 */
type Brand<Base, Name extends string> = Base & { readonly __brand: Name };

export type ElderId = Brand<string, "ElderId">;
export type ProviderId = Brand<string, "ProviderId">;
export type ContractId = Brand<string, "ContractId">;
export type WorkerId = Brand<string, "WorkerId">;
/** A person of a family who has signed in on a phone. */
export type MemberId = Brand<string, "MemberId">;
export type SeriesId = Brand<string, "SeriesId">;
export type VisitId = Brand<string, "VisitId">;
export type EventId = Brand<string, "EventId">;
export type FindingId = Brand<string, "FindingId">;
export type OfferId = Brand<string, "OfferId">;
export type ClaimId = Brand<string, "ClaimId">;
export type ClaimLineId = Brand<string, "ClaimLineId">;
export type SettlementRunId = Brand<string, "SettlementRunId">;
export type JournalId = Brand<string, "JournalId">;
export type UserId = Brand<string, "UserId">;
export type JobId = Brand<string, "JobId">;
export type PlanningRunId = Brand<string, "PlanningRunId">;
/** Small integer of the district's street list; scopes are sets of these. */
export type StreetId = Brand<number, "StreetId">;

/** Makes new ids (UUIDv7 text). An argument everywhere below the edge, so that a seeded run repeats itself. */
export type NewId = () => string;

/** Names a value of plain text or number as an identifier of the wanted kind; the caller vouches for where it came from. */
export function identify<Id extends Brand<string | number, string>>(value: Id extends number ? number : string): Id {
  return value as unknown as Id;
}
