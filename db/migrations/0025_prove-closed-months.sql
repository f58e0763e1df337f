CREATE TABLE "close_input" (
	"run_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"part" integer NOT NULL,
	"rows" text NOT NULL,
	CONSTRAINT "close_input_run_id_kind_part_pk" PRIMARY KEY("run_id","kind","part"),
	CONSTRAINT "close_input_kind_known" CHECK ("close_input"."kind" in ('head', 'policy', 'price', 'visit', 'line', 'fund', 'late', 'clawback')),
	CONSTRAINT "close_input_part_positive" CHECK ("close_input"."part" >= 1)
);
--> statement-breakpoint
CREATE TABLE "sample_replacement" (
	"batch_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"replaces_visit_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "sample_replacement_batch_id_visit_id_pk" PRIMARY KEY("batch_id","visit_id"),
	CONSTRAINT "sample_replacement_once" UNIQUE("batch_id","replaces_visit_id"),
	CONSTRAINT "sample_replacement_position" UNIQUE("batch_id","position")
);
--> statement-breakpoint
CREATE TABLE "sample_review" (
	"id" uuid PRIMARY KEY NOT NULL,
	"batch_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"turn" text NOT NULL,
	"verdict" text NOT NULL,
	"wrong_fen" bigint,
	"reason_code" text,
	"note" text,
	"evidence_digest" text NOT NULL,
	"reviewed_by" text NOT NULL,
	"reviewed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sample_review_once_a_turn" UNIQUE("batch_id","visit_id","turn"),
	CONSTRAINT "sample_review_once_a_person" UNIQUE("batch_id","visit_id","reviewed_by"),
	CONSTRAINT "sample_review_turn_known" CHECK ("sample_review"."turn" in ('first', 'second')),
	CONSTRAINT "sample_review_verdict_known" CHECK ("sample_review"."verdict" in ('right', 'wrong', 'unjudgeable')),
	CONSTRAINT "sample_review_wrong_has_amount" CHECK (("sample_review"."verdict" = 'wrong') = (coalesce("sample_review"."wrong_fen", 0) > 0)),
	CONSTRAINT "sample_review_is_explained" CHECK ("sample_review"."verdict" = 'right' or "sample_review"."reason_code" is not null)
);
--> statement-breakpoint
ALTER TABLE "sample_line" ADD COLUMN "first_of_rule" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "close_input" ADD CONSTRAINT "close_input_run_id_settlement_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "settlement_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_replacement" ADD CONSTRAINT "sample_replacement_of_line" FOREIGN KEY ("batch_id","visit_id") REFERENCES "sample_line"("batch_id","visit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_replacement" ADD CONSTRAINT "sample_replacement_for_line" FOREIGN KEY ("batch_id","replaces_visit_id") REFERENCES "sample_line"("batch_id","visit_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_review" ADD CONSTRAINT "sample_review_of_line" FOREIGN KEY ("batch_id","visit_id") REFERENCES "sample_line"("batch_id","visit_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TRIGGER "close_input_append_only" BEFORE UPDATE OR DELETE ON "close_input" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "sample_review_append_only" BEFORE UPDATE OR DELETE ON "sample_review" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "sample_replacement_append_only" BEFORE UPDATE OR DELETE ON "sample_replacement" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
do $comments$
begin
  comment on table "close_input" is '关账输入 / What a settlement run was computed from, kept with it: the audit pack reads this and no living row';
  comment on column "close_input"."run_id" is '结算批 / the run';
  comment on column "close_input"."kind" is 'head, policy, price, visit, line, fund, late or clawback';
  comment on column "close_input"."part" is 'place among the parts of the kind, from 1';
  comment on column "close_input"."rows" is 'one canonical JSON text a fact, joined by line feeds';
  comment on column "sample_line"."first_of_rule" is 'among the first lines with a finding of a rule that is new this month';
  comment on table "sample_review" is '抽查复核 / What an auditor found of a drawn visit; a small share is judged twice, blind';
  comment on column "sample_review"."id" is 'UUIDv7 made by the application';
  comment on column "sample_review"."batch_id" is '抽样批次 / the batch';
  comment on column "sample_review"."visit_id" is '上门服务 / the drawn visit';
  comment on column "sample_review"."turn" is 'first, or second where the visit is judged twice';
  comment on column "sample_review"."verdict" is 'right, wrong or unjudgeable';
  comment on column "sample_review"."wrong_fen" is 'fen; how much of what was paid or refused is wrong; null unless the verdict is wrong';
  comment on column "sample_review"."reason_code" is 'why; null only where everything is right';
  comment on column "sample_review"."note" is 'in the auditor''s words';
  comment on column "sample_review"."evidence_digest" is 'digest of the evidence that was on the screen';
  comment on column "sample_review"."reviewed_by" is 'audit name of the auditor';
  comment on column "sample_review"."reviewed_at" is 'when';
  comment on table "sample_replacement" is '抽样替补 / The next line of the stratum, in the order of the draw, for one that nobody can judge';
  comment on column "sample_replacement"."batch_id" is '抽样批次 / the batch';
  comment on column "sample_replacement"."visit_id" is 'the visit that is judged instead';
  comment on column "sample_replacement"."replaces_visit_id" is 'the visit that cannot be judged';
  comment on column "sample_replacement"."position" is 'place among the replacements of the batch, from 1';
end
$comments$;
