/** What was said about a visit that nobody had planned: the care worker's reason, the provider's justification. */
import { dayWords } from "#app/messages/day.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { DefinitionList } from "./definition-list.tsx";
import { Panel } from "./panel.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type SaidOfUnscheduled = {
  readonly reason: string;
  readonly note: string | null;
  readonly worker: string;
  readonly recordedAt: string;
  readonly justification: {
    readonly text: string;
    readonly agreedBy: string;
    readonly by: string;
    readonly at: string;
  } | null;
};

export function UnscheduledSaid({ said }: { said: SaidOfUnscheduled }) {
  const words = useWords(dayWords);
  const locale = useLocale();
  const { justification } = said;
  return (
    <Panel title={words.unscheduled_title}>
      <DefinitionList
        items={[
          {
            term: words.said_by_worker,
            value: [reasonWord(said.reason, locale), said.note].filter(Boolean).join(" · "),
            note: (
              <>
                {said.worker} <TimeText at={said.recordedAt} />
              </>
            ),
          },
          {
            term: words.said_by_provider,
            value: justification === null ? words.not_justified : justification.text,
            note:
              justification === null ? null : (
                <>
                  {justification.by} <TimeText at={justification.at} />
                </>
              ),
          },
          ...(justification === null
            ? []
            : [{ term: words.agreed_by, value: words.agreed[justification.agreedBy] ?? justification.agreedBy }]),
        ]}
      />
    </Panel>
  );
}
