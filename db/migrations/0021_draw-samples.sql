CREATE TABLE "sample_batch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"month" date NOT NULL,
	"run_id" uuid NOT NULL,
	"after_reveal" boolean NOT NULL,
	"algorithm" text NOT NULL,
	"policy_version" text NOT NULL,
	"terms" jsonb NOT NULL,
	"batch_digest" text NOT NULL,
	"facts_digest" text NOT NULL,
	"seed" text NOT NULL,
	"size" integer NOT NULL,
	"strata" jsonb NOT NULL,
	"drawn_by" text NOT NULL,
	"drawn_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sample_batch_runId_unique" UNIQUE("run_id"),
	CONSTRAINT "sample_size_not_negative" CHECK ("sample_batch"."size" >= 0)
);
--> statement-breakpoint
CREATE TABLE "sample_line" (
	"batch_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"line_group" text NOT NULL,
	"category" text NOT NULL,
	"risk_points" integer NOT NULL,
	"first_of_provider" boolean NOT NULL,
	"first_of_worker" boolean NOT NULL,
	"drawn_as" integer,
	"reasons" text[] NOT NULL,
	CONSTRAINT "sample_line_batch_id_visit_id_pk" PRIMARY KEY("batch_id","visit_id"),
	CONSTRAINT "sample_line_group_known" CHECK ("sample_line"."line_group" in ('paid', 'refused', 'waiting')),
	CONSTRAINT "sample_line_category_known" CHECK ("sample_line"."category" in ('none', 'info', 'acknowledged')),
	CONSTRAINT "sample_line_drawn_has_reason" CHECK (("sample_line"."drawn_as" is null) = (cardinality("sample_line"."reasons") = 0))
);
--> statement-breakpoint
CREATE TABLE "sample_seed" (
	"month" date PRIMARY KEY NOT NULL,
	"commitment" text NOT NULL,
	"secret_cipher" text NOT NULL,
	"committed_by" text NOT NULL,
	"committed_at" timestamp with time zone NOT NULL,
	"revealed_value" text,
	"revealed_at" timestamp with time zone,
	CONSTRAINT "sample_seed_month_first_day" CHECK (extract(day from "sample_seed"."month") = 1),
	CONSTRAINT "sample_seed_before_month_ends" CHECK ("sample_seed"."committed_at" < (("sample_seed"."month" + interval '1 month') at time zone 'Asia/Shanghai')),
	CONSTRAINT "sample_seed_revealed_whole" CHECK (num_nulls("sample_seed"."revealed_value", "sample_seed"."revealed_at") in (0, 2)),
	CONSTRAINT "sample_seed_is_the_committed" CHECK ("sample_seed"."revealed_value" is null or encode(sha256(convert_to("sample_seed"."revealed_value", 'UTF8')), 'hex') = "sample_seed"."commitment")
);
--> statement-breakpoint
ALTER TABLE "sample_batch" ADD CONSTRAINT "sample_batch_month_sample_seed_month_fk" FOREIGN KEY ("month") REFERENCES "sample_seed"("month") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_batch" ADD CONSTRAINT "sample_batch_run_id_settlement_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "settlement_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_line" ADD CONSTRAINT "sample_line_batch_id_sample_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "sample_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_line" ADD CONSTRAINT "sample_line_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- What was committed stays committed; it is revealed once, and never taken back.
CREATE FUNCTION "keep_sample_seed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'DELETE' OR old.revealed_value IS NOT NULL
     OR (new.month, new.commitment, new.secret_cipher, new.committed_by, new.committed_at)
        IS DISTINCT FROM (old.month, old.commitment, old.secret_cipher, old.committed_by, old.committed_at) THEN
    RAISE EXCEPTION 'append_only: % on sample_seed is refused', tg_op USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "sample_seed_is_kept" BEFORE UPDATE OR DELETE ON "sample_seed" FOR EACH ROW EXECUTE FUNCTION "keep_sample_seed"();
--> statement-breakpoint
CREATE TRIGGER "sample_batch_append_only" BEFORE UPDATE OR DELETE ON "sample_batch" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "sample_line_append_only" BEFORE UPDATE OR DELETE ON "sample_line" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
do $comments$
begin
  comment on table "sample_seed" is '抽样种子承诺 / Value fixed before a month ends, so that nobody can steer its audit sample';
  comment on column "sample_seed"."month" is 'first day of the month';
  comment on column "sample_seed"."commitment" is 'SHA-256 of the value, lower-case hex; shown to everybody at once';
  comment on column "sample_seed"."secret_cipher" is 'the value, encrypted with the district''s data key until it is revealed';
  comment on column "sample_seed"."committed_by" is 'audit name of who committed it';
  comment on column "sample_seed"."committed_at" is 'before the end of the month';
  comment on column "sample_seed"."revealed_value" is 'the value itself, from the first draw on; its SHA-256 is the commitment';
  comment on column "sample_seed"."revealed_at" is 'when';
  comment on table "sample_batch" is '抽样批次 / The audit sample of one settlement run; drawn once';
  comment on column "sample_batch"."id" is 'UUIDv7 made by the application';
  comment on column "sample_batch"."month" is 'first day of the month';
  comment on column "sample_batch"."run_id" is '结算批 / the run whose lines are the population';
  comment on column "sample_batch"."after_reveal" is 'an earlier run''s draw had revealed the value already';
  comment on column "sample_batch"."algorithm" is 'name and version of the way of drawing';
  comment on column "sample_batch"."policy_version" is 'policy version of the terms';
  comment on column "sample_batch"."terms" is 'confidence, margin, reserve, floors and whether it is the programme''s first month';
  comment on column "sample_batch"."batch_digest" is 'SHA-256 of the sorted visit numbers joined by line feeds';
  comment on column "sample_batch"."facts_digest" is 'SHA-256 of the lines with what strata and floors were made from';
  comment on column "sample_batch"."seed" is 'SHA-256 of the revealed value, a line feed and the batch digest';
  comment on column "sample_batch"."size" is 'lines by the formula, before floors';
  comment on column "sample_batch"."strata" is 'strata with their lines, draws by size and draws after the floor';
  comment on column "sample_batch"."drawn_by" is 'audit name of who drew';
  comment on column "sample_batch"."drawn_at" is 'when';
  comment on table "sample_line" is '抽样总体 / Every line of the population as it was frozen, drawn or not';
  comment on column "sample_line"."batch_id" is 'the batch';
  comment on column "sample_line"."visit_id" is '上门服务 / the visit';
  comment on column "sample_line"."line_group" is 'paid, refused or waiting';
  comment on column "sample_line"."category" is 'none, info or acknowledged: the strongest finding';
  comment on column "sample_line"."risk_points" is 'signs of risk on the visit';
  comment on column "sample_line"."first_of_provider" is 'among the first lines of a provider that is new this month';
  comment on column "sample_line"."first_of_worker" is 'among the first lines of a care worker who is new this month';
  comment on column "sample_line"."drawn_as" is 'place among the drawn, from 1; null when not drawn';
  comment on column "sample_line"."reasons" is 'why it was drawn';
end
$comments$;
