/** What became of the street's last step about an offer. */
import { useSearchParams } from "@remix-run/react";
import { offerWords } from "#app/messages/offers.ts";
import { Notice } from "./notice.tsx";
import { refusalText } from "./refusal-text.ts";
import { useLocale, useWords } from "./words-context.tsx";

export type StreetRefusal = {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
};

export function StreetSaid({ refused }: { refused: StreetRefusal | null }) {
  const [asked] = useSearchParams();
  const words = useWords(offerWords);
  const locale = useLocale();
  if (refused !== null)
    return (
      <Notice tone="danger" announced>
        {refusalText(refused.code, refused.facts, locale)}
      </Notice>
    );
  const withdrawn = Number(asked.get("withdrawn") ?? Number.NaN);
  const text =
    asked.get("asked") === "yes"
      ? words.asked_done
      : asked.get("asked") === "nobody"
        ? words.asked_nobody
        : asked.get("answered") === "yes"
          ? words.answered_done
          : Number.isInteger(withdrawn)
            ? words.withdrawn_done(withdrawn)
            : null;
  return text === null ? null : (
    <Notice tone={asked.get("asked") === "nobody" ? "warning" : "success"} announced>
      {text}
    </Notice>
  );
}
