/** The tag of a state code: delivery, approval, offer, claim line, finding and so on, with the one word the product uses for it. */
import type { StateKind } from "#app/messages/states.ts";
import { stateWord } from "#app/messages/states.ts";
import { Tag } from "./tag.tsx";
import { useLocale } from "./words-context.tsx";

type StateTagProps = {
  readonly kind: StateKind;
  readonly code: string;
  /** More about the state: who decided, until when. */
  readonly detail?: string;
};

export function StateTag({ kind, code, detail }: StateTagProps) {
  const locale = useLocale();
  const state = stateWord(kind, code);
  return (
    <Tag tone={state.tone} icon={state.icon} {...(detail !== undefined && { title: detail })}>
      {state.staff[locale]}
    </Tag>
  );
}
