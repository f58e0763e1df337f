/** Searches by a personal number: so many an hour for each user, whoever is found. Counted in this process, like wrong passwords. */
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { SEARCHES_PER_HOUR } from "#app/domain/access/disclosure.ts";

const limiter = new RateLimiterMemory({ points: SEARCHES_PER_HOUR, duration: 3600 });

export type SearchLeave =
  | { readonly allowed: true }
  /** `first` is true once in the hour: one event tells of it, not one for each further try. */
  | { readonly allowed: false; readonly first: boolean; readonly waitMinutes: number };

/** Takes one search of the user's hour, or says how many whole minutes are left of it. */
export async function takeSearch(loginName: string): Promise<SearchLeave> {
  try {
    await limiter.consume(loginName);
    return { allowed: true };
  } catch (thrown) {
    if (!(thrown instanceof RateLimiterRes)) throw thrown;
    return {
      allowed: false,
      first: thrown.consumedPoints === SEARCHES_PER_HOUR + 1,
      waitMinutes: Math.max(1, Math.ceil(thrown.msBeforeNext / 60_000)),
    };
  }
}
