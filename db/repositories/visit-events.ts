/** What phones, kiosks, doors and desks said about visits, as it is added. Raw events are only added. */
import { sql } from "drizzle-orm";
import { visitEvent } from "../schema/visit-event.ts";
import { rowsOf, type Unit } from "../transaction.ts";
import { keyOfBytes, piecesOf } from "./batches.ts";
import type { NewVisitEventRow } from "./visits.ts";

const hexOf = (bytes: Uint8Array | null | undefined) => (bytes == null ? null : keyOfBytes(bytes));

/** Adds raw events; one that is already there (same event id) stays as it was. Gives the ids that were new. */
export async function insertVisitEvents(unit: Unit, rows: readonly NewVisitEventRow[]): Promise<Set<string>> {
  const added = new Set<string>();
  // One parameter for all rows: twenty for each take longer to write than the rows to store, and make a new statement of every number of rows.
  for (const piece of piecesOf(rows)) {
    const given = piece.map(({ eventHash, prevHash, signature, bodyDigest, ...row }) => ({
      ...row,
      ...{ eventHash: hexOf(eventHash), prevHash: hexOf(prevHash), signature: hexOf(signature) },
      bodyDigest: hexOf(bodyDigest),
    }));
    const inserted = rowsOf<{ event_id: string }>(
      await unit.orm.execute(sql`
        insert into ${visitEvent} (event_id, visit_id, worker_id, kind, device_id, device_seq, device_time, received_at,
          server_offset_ms, skew_ms, offline_ms, runtime_id, monotonic_ms, network, app_build, event_hash, prev_hash,
          signature, signed_text, body, body_digest, blurred_at)
        select "eventId", "visitId", "workerId", kind, "deviceId", "deviceSeq", "deviceTime", "receivedAt",
          "serverOffsetMs", "skewMs", "offlineMs", "runtimeId", "monotonicMs", network, "appBuild",
          decode("eventHash", 'hex'), decode("prevHash", 'hex'), decode(signature, 'hex'), "signedText", body,
          decode("bodyDigest", 'hex'), "blurredAt"
        from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) as given ("eventId" uuid, "visitId" uuid,
          "workerId" uuid, kind text, "deviceId" text, "deviceSeq" bigint, "deviceTime" timestamptz,
          "receivedAt" timestamptz, "serverOffsetMs" bigint, "skewMs" bigint, "offlineMs" bigint, "runtimeId" uuid,
          "monotonicMs" double precision, network text, "appBuild" text, "eventHash" text, "prevHash" text,
          signature text, "signedText" text, body jsonb, "bodyDigest" text, "blurredAt" timestamptz)
        on conflict do nothing returning event_id`),
    );
    for (const row of inserted) added.add(row.event_id);
  }
  return added;
}
