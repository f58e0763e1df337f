/** What became of the last answer to offers: done, with ten seconds to take an acceptance back, or refused and why. */
import { Form } from "@remix-run/react";
import { useEffect, useState } from "react";
import { UNDO_SECONDS } from "#app/domain/visits/offers.ts";
import { offerWords } from "#app/messages/offers.ts";
import { providerWords } from "#app/messages/provider.ts";
import { Row } from "./layout.tsx";
import { Notice } from "./notice.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useWords } from "./words-context.tsx";

export type Said = {
  readonly accepted: number;
  readonly visits: number;
  readonly expired: number;
  readonly declined: number;
  readonly undone: number;
  readonly proposed: boolean;
  readonly undoIds: readonly string[];
};

/** Goes away by itself; without client JavaScript it stays, and a late press is refused in words. */
function Undo({ offerIds }: { offerIds: readonly string[] }) {
  const words = useWords(offerWords);
  const ids = offerIds.join(" ");
  const [over, setOver] = useState(false);
  useEffect(() => {
    setOver(false);
    const timer = setTimeout(() => setOver(true), UNDO_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [ids]);
  if (over || offerIds.length === 0) return null;
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="undo" />
      <SubmitButton kind="secondary" size="small" icon="undo-2" name="offerIds" value={ids}>
        {words.undo}
      </SubmitButton>
    </Form>
  );
}

export function OffersSaid({ said }: { said: Said }) {
  const provider = useWords(providerWords);
  const words = useWords(offerWords);
  if (said.accepted > 0)
    return (
      <Notice tone="success" announced>
        <Row>
          <span>
            {provider.done_accepted(said.accepted, said.visits)}{" "}
            {said.expired > 0 && provider.done_expired(said.expired)}
          </span>
          <Undo offerIds={said.undoIds} />
        </Row>
      </Notice>
    );
  const text =
    said.declined > 0
      ? provider.done_declined(said.declined)
      : said.undone > 0
        ? words.undone(said.undone)
        : said.proposed
          ? words.proposed_done
          : null;
  return text === null ? null : (
    <Notice tone="success" announced>
      {text}
    </Notice>
  );
}
