/** An address that leads nowhere. A page of its own, so that the answer has the reader's language and its scripts their nonce. */
import { Refusal } from "#app/domain/refusal.ts";
import { guarded } from "#app/web/guard.server.ts";

export const loader = guarded({ action: "public.read" }, async () => {
  throw new Refusal("not-found");
});

/** Never drawn: the loader always refuses. A route without a component would answer with a bare text. */
export default function Nowhere() {
  return null;
}
