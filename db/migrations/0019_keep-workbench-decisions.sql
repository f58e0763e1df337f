CREATE TABLE "evidence_shown" (
	"id" uuid PRIMARY KEY NOT NULL,
	"claim_line_id" uuid NOT NULL,
	"evidence_digest" text NOT NULL,
	"shown_to" text NOT NULL,
	"shown_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "line_decision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"claim_line_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"reason" text,
	"resolution" text NOT NULL,
	"note" text,
	"adjusted_fen" bigint,
	"evidence_digest" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"final_after" timestamp with time zone NOT NULL,
	"bulk_id" uuid,
	"second_for" text,
	CONSTRAINT "line_decision_known" CHECK ("line_decision"."decision" in ('approve', 'cut', 'hold', 'refuse')),
	CONSTRAINT "line_decision_is_explained" CHECK ("line_decision"."decision" = 'approve' or "line_decision"."reason" is not null),
	CONSTRAINT "line_decision_cut_has_amount" CHECK (("line_decision"."decision" = 'cut') = ("line_decision"."adjusted_fen" is not null)),
	CONSTRAINT "line_decision_second_known" CHECK ("line_decision"."second_for" in ('sum', 'asked'))
);
--> statement-breakpoint
CREATE TABLE "line_decision_end" (
	"decision_id" uuid PRIMARY KEY NOT NULL,
	"step" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"cause" text,
	CONSTRAINT "line_decision_end_known" CHECK ("line_decision_end"."step" in ('final', 'withdrawn', 'lapsed')),
	CONSTRAINT "line_decision_lapse_has_cause" CHECK (("line_decision_end"."step" = 'lapsed') = ("line_decision_end"."cause" is not null))
);
--> statement-breakpoint
ALTER TABLE "evidence_shown" ADD CONSTRAINT "evidence_shown_claim_line_id_claim_line_id_fk" FOREIGN KEY ("claim_line_id") REFERENCES "claim_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "line_decision" ADD CONSTRAINT "line_decision_claim_line_id_claim_line_id_fk" FOREIGN KEY ("claim_line_id") REFERENCES "claim_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "line_decision_end" ADD CONSTRAINT "line_decision_end_decision_id_line_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "line_decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evidence_shown_by_line" ON "evidence_shown" USING btree ("claim_line_id","shown_to");--> statement-breakpoint
CREATE INDEX "line_decision_by_line" ON "line_decision" USING btree ("claim_line_id");--> statement-breakpoint
CREATE INDEX "line_decision_by_bulk" ON "line_decision" USING btree ("bulk_id");
--> statement-breakpoint
CREATE TRIGGER "evidence_shown_append_only" BEFORE UPDATE OR DELETE ON "evidence_shown" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "line_decision_append_only" BEFORE UPDATE OR DELETE ON "line_decision" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "line_decision_end_append_only" BEFORE UPDATE OR DELETE ON "line_decision_end" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- Nobody decides what was not shown to that very person in that very version.
CREATE FUNCTION "require_evidence_shown"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM evidence_shown s WHERE s.claim_line_id = new.claim_line_id AND s.shown_to = new.decided_by
                 AND s.evidence_digest = new.evidence_digest AND s.shown_at <= new.decided_at) THEN
    RAISE EXCEPTION 'evidence_not_shown: a decision needs its evidence' USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "line_decision_after_evidence" BEFORE INSERT ON "line_decision" FOR EACH ROW EXECUTE FUNCTION "require_evidence_shown"();
--> statement-breakpoint
-- What needs a second person is made final by another one; a decision becomes final only after its half minute.
CREATE FUNCTION "require_second_person"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE made line_decision;
BEGIN
  SELECT * INTO made FROM line_decision d WHERE d.id = new.decision_id;
  IF new.step = 'final' AND ((made.second_for IS NOT NULL AND made.decided_by = new."by") OR new.at < made.final_after) THEN
    RAISE EXCEPTION 'second_person: this decision is not final yet' USING errcode = 'integrity_constraint_violation';
  END IF;
  IF new.step = 'withdrawn' AND (new."by" <> made.decided_by AND made.second_for IS NULL) THEN
    RAISE EXCEPTION 'second_person: only who decided takes it back' USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "line_decision_end_by_right_person" BEFORE INSERT ON "line_decision_end" FOR EACH ROW EXECUTE FUNCTION "require_second_person"();
--> statement-breakpoint
do $comments$
begin
  comment on table "evidence_shown" is '已看证据 / Versions of a line''s evidence that a person has had on the screen';
  comment on column "evidence_shown"."id" is 'UUIDv7 made by the application';
  comment on column "evidence_shown"."claim_line_id" is '申报明细 / the line';
  comment on column "evidence_shown"."evidence_digest" is 'SHA-256 of what the evidence said, 64 hexadecimal digits';
  comment on column "evidence_shown"."shown_to" is 'audit name of the person';
  comment on column "evidence_shown"."shown_at" is 'when it was drawn';
  comment on table "line_decision" is '审核决定 / Decisions of the audit workbench, before and after they are final';
  comment on column "line_decision"."id" is 'UUIDv7 made by the application';
  comment on column "line_decision"."claim_line_id" is '申报明细 / the line';
  comment on column "line_decision"."decision" is 'approve, cut, hold or refuse';
  comment on column "line_decision"."reason" is 'code of a reason; of an approval only where findings are closed with it';
  comment on column "line_decision"."resolution" is 'resolution code (RS-…)';
  comment on column "line_decision"."note" is 'what the auditor wrote';
  comment on column "line_decision"."adjusted_fen" is 'of a cut: fen that stay';
  comment on column "line_decision"."evidence_digest" is 'the version of the evidence that was looked at';
  comment on column "line_decision"."decided_by" is 'audit name of the auditor';
  comment on column "line_decision"."decided_at" is 'when';
  comment on column "line_decision"."final_after" is 'until then the auditor may take it back';
  comment on column "line_decision"."bulk_id" is 'decisions taken in one step share it; null for a single one';
  comment on column "line_decision"."second_for" is 'null, or why a second person has to sign: sum or asked';
  comment on table "line_decision_end" is '决定的结果 / How each decision of the workbench ended';
  comment on column "line_decision_end"."decision_id" is 'the decision; it ends once';
  comment on column "line_decision_end"."step" is 'final, withdrawn or lapsed';
  comment on column "line_decision_end"."at" is 'when';
  comment on column "line_decision_end"."by" is 'audit name of who ended it';
  comment on column "line_decision_end"."cause" is 'of a lapsed one: code of the refusal that kept it from the line';
end
$comments$;
