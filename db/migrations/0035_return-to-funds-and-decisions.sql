ALTER TABLE "clawback_netting" DROP CONSTRAINT "clawback_netting_run_id_clawback_id_pk";--> statement-breakpoint
ALTER TABLE "claim_line" ADD COLUMN "held_from" jsonb;--> statement-breakpoint
ALTER TABLE "appeal" ADD COLUMN "escalated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "clawback_netting" ADD COLUMN "fund" text DEFAULT 'district' NOT NULL;--> statement-breakpoint
ALTER TABLE "clawback_netting" ADD CONSTRAINT "clawback_netting_once" PRIMARY KEY("run_id","clawback_id","fund");--> statement-breakpoint
ALTER TABLE "clawback_netting" ADD CONSTRAINT "clawback_netting_fund_fund_code_fk" FOREIGN KEY ("fund") REFERENCES "fund"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_line_by_claim" ON "claim_line" USING btree ("claim_id");
--> statement-breakpoint
-- An appeal stays as it was filed and is decided once, by nobody who decided on the matter before. Unanswered, it may pass on once.
CREATE OR REPLACE FUNCTION "keep_appeal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'DELETE' OR old.state <> 'filed' OR (old.escalated_at IS NOT NULL AND new.escalated_at IS DISTINCT FROM old.escalated_at)
     OR (to_jsonb(new) - '{state,awarded_fen,decided_by,decided_at,decision,escalated_at}'::text[]) IS DISTINCT FROM (to_jsonb(old) - '{state,awarded_fen,decided_by,decided_at,decision,escalated_at}'::text[]) THEN
    RAISE EXCEPTION 'append_only: % on appeal is refused', tg_op USING errcode = 'integrity_constraint_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM claim_line l WHERE new.settlement_line_id IS NOT NULL AND l.visit_id = new.visit_id AND l.voided_at IS NULL AND l.decided_by = new.decided_by)
     OR EXISTS (SELECT 1 FROM clawback c WHERE c.id = new.clawback_id AND new.decided_by IN (c.proposed_by, c.decided_by)) THEN
    RAISE EXCEPTION 'appeal_second_person: % has decided on this before', new.decided_by USING errcode = 'check_violation', constraint = 'appeal_second_person';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
do $comments$
begin
  comment on column "claim_line"."held_from" is 'the decision that stood before a list held the line; it comes back when the list is taken back';
  comment on column "appeal"."escalated_at" is '逾期移交 / when it passed to the head of the district, because nobody had answered by its last day';
  comment on column "clawback_netting"."fund" is '资金来源 / the fund that gets it back';
end
$comments$;
