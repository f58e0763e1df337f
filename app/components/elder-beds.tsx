/** The elder's family bed in the elder's file: number, state and a way to the bed's own file. */
import { Link } from "@remix-run/react";
import { bedWords } from "#app/messages/beds.ts";
import { DateText } from "./date-text.tsx";
import { Panel } from "./panel.tsx";
import { StateTag } from "./state-tag.tsx";
import { useWords } from "./words-context.tsx";

export type ElderBed = { readonly bedNo: string; readonly state: string; readonly since: string | null };

export function ElderBedPanel({ beds }: { beds: readonly ElderBed[] }) {
  const words = useWords(bedWords);
  return (
    <Panel title={words.elder_panel}>
      {beds.length === 0 && <p>{words.elder_none}</p>}
      {beds.map(({ bedNo, state, since }) => (
        <p key={bedNo}>
          <Link to={`/office/beds/${bedNo}`}>{bedNo}</Link> <StateTag kind="bed" code={state} />{" "}
          {since !== null && (
            <>
              {words.since} <DateText date={since} />
            </>
          )}
        </p>
      ))}
    </Panel>
  );
}
