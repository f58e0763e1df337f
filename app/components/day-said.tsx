/** What the person has just written down on the day's board, or why it was refused. */
import { dayWords } from "#app/messages/day.ts";
import { Notice } from "./notice.tsx";
import { useWords } from "./words-context.tsx";

type Props = { readonly done: "known" | "owed" | "explained" | null; readonly problem: string | null };

export function DaySaid({ done, problem }: Props) {
  const words = useWords(dayWords);
  if (problem !== null)
    return (
      <Notice tone="danger" announced>
        {problem}
      </Notice>
    );
  if (done === null) return null;
  const said = { known: words.acknowledged, owed: words.explained_owed, explained: words.explained };
  return (
    <Notice tone="success" announced>
      {said[done]}
    </Notice>
  );
}
