ALTER TABLE "evidence_shown" ADD COLUMN "shown_as" text DEFAULT 'list' NOT NULL;--> statement-breakpoint
ALTER TABLE "line_decision" ADD COLUMN "bulk_rule" text;--> statement-breakpoint
-- Of rows that are there already the audit log tells which were a line's own evidence; every other one came from a list. It also names the
-- rule of each step in bulk. Both tables are only added to, so that this once their fence is lifted.
ALTER TABLE "evidence_shown" DISABLE TRIGGER "evidence_shown_append_only";--> statement-breakpoint
UPDATE "evidence_shown" s SET "shown_as" = 'line' WHERE EXISTS (
  SELECT 1 FROM "audit_event" e WHERE e."subject_type" = 'claim-line' AND e."subject_id" = s."claim_line_id"::text
    AND e."action" = 'claim-line.show-evidence' AND e."actor" = s."shown_to" AND e."at" = s."shown_at");--> statement-breakpoint
ALTER TABLE "evidence_shown" ENABLE TRIGGER "evidence_shown_append_only";--> statement-breakpoint
ALTER TABLE "evidence_shown" ALTER COLUMN "shown_as" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "line_decision" DISABLE TRIGGER "line_decision_append_only";--> statement-breakpoint
UPDATE "line_decision" d SET "bulk_rule" = coalesce((
  SELECT convert_from(e."canonical", 'UTF8')::jsonb #>> '{facts,rule}' FROM "audit_event" e
    WHERE e."subject_type" = 'bulk' AND e."subject_id" = d."bulk_id"::text AND e."action" LIKE 'claim-line.propose-%'), 'unknown')
  WHERE d."bulk_id" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "line_decision" ENABLE TRIGGER "line_decision_append_only";--> statement-breakpoint
ALTER TABLE "evidence_shown" ADD CONSTRAINT "evidence_shown_as_known" CHECK ("evidence_shown"."shown_as" in ('line', 'list'));--> statement-breakpoint
ALTER TABLE "line_decision" ADD CONSTRAINT "line_decision_step_has_rule" CHECK (("line_decision"."bulk_id" is null) = ("line_decision"."bulk_rule" is null));--> statement-breakpoint
-- Nobody decides what was not shown to that very person in that very version: one line by its own evidence, many lines by their list.
CREATE OR REPLACE FUNCTION "require_evidence_shown"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM evidence_shown s WHERE s.claim_line_id = new.claim_line_id AND s.shown_to = new.decided_by
                 AND s.shown_as = CASE WHEN new.bulk_id IS NULL THEN 'line' ELSE 'list' END
                 AND s.evidence_digest = new.evidence_digest AND s.shown_at <= new.decided_at) THEN
    RAISE EXCEPTION 'evidence_not_shown: a decision needs its evidence' USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
do $comments$
begin
  comment on table "evidence_shown" is '已看证据 / Versions of lines that a person has had on the screen';
  comment on column "evidence_shown"."shown_as" is 'line: with all of its evidence; list: as a row of a list that may be decided in bulk';
  comment on column "line_decision"."bulk_rule" is 'of a step in bulk: the one rule of its lines, or clean; null for a single decision';
end
$comments$;
