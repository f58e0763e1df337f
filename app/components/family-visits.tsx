/** 记录: what is still to come and what took place, with what was done where the elder shares it. */
import { elderServices } from "#app/messages/kiosk-services.ts";
import { elderStateWord } from "#app/messages/delivery-words.ts";
import { familyActWords } from "#app/messages/family-acts.ts";
import type { FamilyVisit } from "#app/domain/family/family-visit.ts";
import { useCareWorkers } from "./care-workers.ts";
import { useWhen } from "./family-words.ts";
import styles from "./family-home.module.css";
import { LinkButton } from "./link-button.tsx";
import { Panel } from "./panel.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type FamilyPastVisit = FamilyVisit & {
  readonly result: {
    readonly done: readonly string[];
    readonly mayRate: boolean;
    readonly isConfirmed: boolean;
    readonly isRated: boolean;
  } | null;
};

function VisitLines({ visit }: { visit: FamilyVisit }) {
  const locale = useLocale();
  const workers = useCareWorkers();
  const when = useWhen();
  return (
    <>
      <p className={styles.when}>{when.whole(visit)}</p>
      <p>{[workers(visit.surnames), elderStateWord(visit.state, locale)].filter((part) => part !== "").join(" · ")}</p>
    </>
  );
}

type ComingProps = {
  readonly visits: readonly (FamilyVisit & { readonly isMovable: boolean })[];
  /** Address of the elder. */
  readonly to: string;
};

export function FamilyComing({ visits, to }: ComingProps) {
  const words = useWords(familyActWords);
  const locale = useLocale();
  return (
    <Panel title={words.coming}>
      {visits.length === 0 && <p>{words.coming_none}</p>}
      {visits.map((visit) => (
        <div key={visit.visitNo} className={styles.today}>
          <VisitLines visit={visit} />
          <p className={styles.soft}>{elderServices(visit.codes, locale)}</p>
          {visit.isMovable && (
            <LinkButton to={`${to}/move/${visit.visitNo}`} size="small">
              {words.move}
            </LinkButton>
          )}
        </div>
      ))}
    </Panel>
  );
}

function PastVisit({ visit, to }: { visit: FamilyPastVisit; to: string }) {
  const words = useWords(familyActWords);
  const locale = useLocale();
  const { result, minutes } = visit;
  const done = result === null || result.done.length === 0 ? words.done_none : elderServices(result.done, locale);
  return (
    <div className={styles.today}>
      <VisitLines visit={visit} />
      {result !== null && (
        <>
          <p className={styles.soft}>
            {minutes !== null && `${words.minutes(minutes)} · `}
            {visit.state === "done" && done}
          </p>
          <p className={styles.tags}>
            {result.isConfirmed && (
              <Tag tone="success" icon="circle-check">
                {words.confirmed}
              </Tag>
            )}
            {result.isRated && (
              <Tag tone="success" icon="star">
                {words.rated}
              </Tag>
            )}
          </p>
          {result.mayRate && (
            <LinkButton to={`${to}/rate/${visit.visitNo}`} size="small">
              {words.rate}
            </LinkButton>
          )}
        </>
      )}
    </div>
  );
}

export function FamilyPast({ visits, to }: { visits: readonly FamilyPastVisit[]; to: string }) {
  const words = useWords(familyActWords);
  return (
    <Panel title={words.past}>
      {visits.length === 0 && <p>{words.past_none}</p>}
      {visits.map((visit) => (
        <PastVisit key={visit.visitNo} visit={visit} to={to} />
      ))}
    </Panel>
  );
}
