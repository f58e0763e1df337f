/** Times of tables as instants. */
import { instant, type Instant } from "#app/domain/time/instant.ts";

export function atOrNull(at: Date | null): Instant | null {
  return at === null ? null : instant(at);
}
