/** Ten wrong passwords in a quarter of an hour close one name and address for a while; never for good. */
import { RateLimiterMemory } from "rate-limiter-flexible";

const limiter = new RateLimiterMemory({ points: 10, duration: 900 });

/** @returns false when the name has been tried too often */
export async function maySignIn(loginName: string): Promise<boolean> {
  const state = await limiter.get(loginName);
  return state === null || state.remainingPoints > 0;
}

export async function noteFailedSignIn(loginName: string): Promise<void> {
  await limiter.consume(loginName).catch(() => undefined);
}
