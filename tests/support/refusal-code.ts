/** What became of work that may be refused, in one word that a test compares. */
import { isRefusal } from "#app/domain/refusal.ts";

/** The refusal's code, or "done". Rethrows whatever is no refusal. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (thrown) {
    if (isRefusal(thrown)) return thrown.code;
    throw thrown;
  }
  return "done";
}
