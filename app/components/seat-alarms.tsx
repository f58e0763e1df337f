/** The alarms above every other page that a seated operator opens, live, with the way back to the call. */
import { Link } from "@remix-run/react";
import { centreWords } from "#app/messages/centre.ts";
import { AlarmStrip, type AlarmFacts } from "./alarm-strip.tsx";
import { useLiveMode } from "./live-desk.tsx";
import { useWords } from "./words-context.tsx";

export type SeatFacts = { readonly callNo: number | null; readonly version: string; readonly alarms: AlarmFacts };

export function SeatAlarms({ seat }: { seat: SeatFacts }) {
  const words = useWords(centreWords);
  useLiveMode("/office/centre/stream", seat.version);
  return (
    <AlarmStrip alarms={seat.alarms}>
      {seat.callNo !== null && <Link to={`/office/centre/calls/${seat.callNo}`}>{words.back_to_call}</Link>}
    </AlarmStrip>
  );
}
