CREATE TABLE "call_answer" (
	"call_back_id" uuid PRIMARY KEY NOT NULL,
	"questionnaire_version" text NOT NULL,
	"answers" jsonb NOT NULL,
	"score" smallint,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call_attempt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_back_id" uuid NOT NULL,
	"attempt_no" smallint NOT NULL,
	"connection" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"appointment_at" timestamp with time zone,
	"note" text,
	CONSTRAINT "call_attempt_once" UNIQUE("call_back_id","attempt_no"),
	CONSTRAINT "call_attempt_appointment_answered" CHECK ("call_attempt"."appointment_at" is null or "call_attempt"."connection" = 'answered')
);
--> statement-breakpoint
CREATE TABLE "call_back" (
	"id" uuid PRIMARY KEY NOT NULL,
	"batch_id" uuid NOT NULL,
	"elder_id" uuid NOT NULL,
	"street_id" integer NOT NULL,
	"provider_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"first_call_id" uuid,
	"replaces_id" uuid,
	"assigned_to" text,
	"state" text NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"not_before" timestamp with time zone,
	"connection" text,
	"answer_group" text,
	"differs" boolean DEFAULT false NOT NULL,
	"excluded_for" text,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	CONSTRAINT "call_back_firstCallId_unique" UNIQUE("first_call_id"),
	CONSTRAINT "call_back_replacesId_unique" UNIQUE("replaces_id"),
	CONSTRAINT "call_back_once_a_person" UNIQUE("batch_id","elder_id"),
	CONSTRAINT "call_back_position" UNIQUE("batch_id","position"),
	CONSTRAINT "call_back_state_known" CHECK ("call_back"."state" in ('open', 'closed', 'excluded')),
	CONSTRAINT "call_back_closed_with_result" CHECK (("call_back"."state" = 'closed') = ("call_back"."connection" is not null)),
	CONSTRAINT "call_back_excluded_for_reason" CHECK (("call_back"."state" = 'excluded') = ("call_back"."excluded_for" is not null)),
	CONSTRAINT "call_back_connection_known" CHECK ("call_back"."connection" in ('answered', 'hung_up', 'no_answer', 'switched_off', 'busy', 'no_such_number', 'suspended', 'barred', 'wrong_information')),
	CONSTRAINT "call_back_answered_has_group" CHECK (("call_back"."connection" = 'answered') is true = ("call_back"."answer_group" is not null))
);
--> statement-breakpoint
CREATE TABLE "call_back_batch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"batch_no" text NOT NULL,
	"month" date NOT NULL,
	"round" smallint NOT NULL,
	"first_batch_id" uuid,
	"algorithm" text,
	"policy_version" text NOT NULL,
	"questionnaire_version" text NOT NULL,
	"ratio_percent" integer,
	"public_value" text,
	"batch_digest" text,
	"facts_digest" text,
	"seed" text,
	"size" integer,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "call_back_batch_batchNo_unique" UNIQUE("batch_no"),
	CONSTRAINT "call_back_batch_firstBatchId_unique" UNIQUE("first_batch_id"),
	CONSTRAINT "call_back_batch_month_first_day" CHECK (extract(day from "call_back_batch"."month") = 1),
	CONSTRAINT "call_back_batch_round" CHECK (("call_back_batch"."round" = 1) = ("call_back_batch"."first_batch_id" is null) and "call_back_batch"."round" in (1, 2)),
	CONSTRAINT "call_back_batch_drawn_whole" CHECK (num_nulls("call_back_batch"."algorithm", "call_back_batch"."ratio_percent", "call_back_batch"."public_value", "call_back_batch"."batch_digest", "call_back_batch"."facts_digest", "call_back_batch"."seed", "call_back_batch"."size") in (0, 7) and ("call_back_batch"."seed" is null) = ("call_back_batch"."round" = 2))
);
--> statement-breakpoint
CREATE TABLE "call_back_line" (
	"batch_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"worker_no" text NOT NULL,
	"forced" text[] NOT NULL,
	CONSTRAINT "call_back_line_batch_id_visit_id_pk" PRIMARY KEY("batch_id","visit_id"),
	CONSTRAINT "call_back_line_position" UNIQUE("batch_id","position")
);
--> statement-breakpoint
CREATE TABLE "call_back_visit" (
	"call_back_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"reasons" text[] NOT NULL,
	CONSTRAINT "call_back_visit_call_back_id_visit_id_pk" PRIMARY KEY("call_back_id","visit_id")
);
--> statement-breakpoint
CREATE TABLE "call_lease" (
	"elder_id" uuid PRIMARY KEY NOT NULL,
	"call_back_id" uuid NOT NULL,
	"leased_by" text NOT NULL,
	"leased_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "field_check" (
	"id" uuid PRIMARY KEY NOT NULL,
	"month" date NOT NULL,
	"position" integer NOT NULL,
	"elder_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"street_id" integer NOT NULL,
	"provider_id" uuid NOT NULL,
	"assigned_to" text,
	"due_on" date NOT NULL,
	"state" text NOT NULL,
	"checked_at" timestamp with time zone,
	"checked_by" text,
	"questionnaire_version" text,
	"answers" jsonb,
	"answer_group" text,
	"differs" boolean DEFAULT false NOT NULL,
	"note" text,
	"recorded_at" timestamp with time zone,
	CONSTRAINT "field_check_once" UNIQUE("month","elder_id"),
	CONSTRAINT "field_check_position" UNIQUE("month","position"),
	CONSTRAINT "field_check_state_known" CHECK ("field_check"."state" in ('open', 'done')),
	CONSTRAINT "field_check_done_whole" CHECK (num_nulls("field_check"."checked_at", "field_check"."checked_by", "field_check"."answers", "field_check"."answer_group", "field_check"."note", "field_check"."recorded_at") = case "field_check"."state" when 'done' then 0 else 6 end)
);
--> statement-breakpoint
CREATE TABLE "field_check_draw" (
	"month" date PRIMARY KEY NOT NULL,
	"algorithm" text NOT NULL,
	"policy_version" text NOT NULL,
	"ratio_percent" integer NOT NULL,
	"public_value" text NOT NULL,
	"batch_digest" text NOT NULL,
	"seed" text NOT NULL,
	"population" integer NOT NULL,
	"population_text" text NOT NULL,
	"size" integer NOT NULL,
	"drawn_by" text NOT NULL,
	"drawn_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "follow_up" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ticket_no" text NOT NULL,
	"kind" text NOT NULL,
	"call_back_id" uuid,
	"field_check_id" uuid,
	"elder_id" uuid NOT NULL,
	"street_id" integer NOT NULL,
	"provider_id" uuid NOT NULL,
	"detail" text,
	"opened_by" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"due_on" date NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"outcome" text,
	"note" text,
	"proposed_by" text,
	"proposed_at" timestamp with time zone,
	"closed_by" text,
	"closed_at" timestamp with time zone,
	"version" smallint DEFAULT 1 NOT NULL,
	CONSTRAINT "follow_up_ticketNo_unique" UNIQUE("ticket_no"),
	CONSTRAINT "follow_up_from_one" CHECK (num_nulls("follow_up"."call_back_id", "follow_up"."field_check_id") = 1),
	CONSTRAINT "follow_up_kind_known" CHECK ("follow_up"."kind" in ('deceased', 'denied', 'complaint', 'dissatisfied', 'different', 'moved', 'contact')),
	CONSTRAINT "follow_up_state_known" CHECK ("follow_up"."state" in ('open', 'proposed', 'closed')),
	CONSTRAINT "follow_up_closed_whole" CHECK (num_nulls("follow_up"."closed_by", "follow_up"."closed_at") = case "follow_up"."state" when 'closed' then 0 else 2 end and ("follow_up"."state" <> 'closed' or num_nulls("follow_up"."outcome", "follow_up"."note") = 0)),
	CONSTRAINT "follow_up_proposed_whole" CHECK (num_nulls("follow_up"."proposed_by", "follow_up"."proposed_at") in (0, 2)),
	CONSTRAINT "follow_up_death_by_other_person" CHECK (("follow_up"."outcome" = 'death-confirmed' and "follow_up"."state" = 'closed') is not true or "follow_up"."closed_by" <> "follow_up"."opened_by"),
	CONSTRAINT "follow_up_lift_by_two" CHECK (("follow_up"."outcome" = 'visit-stands' and "follow_up"."state" = 'closed') is not true or ("follow_up"."proposed_by" is not null and "follow_up"."proposed_by" <> "follow_up"."closed_by"))
);
--> statement-breakpoint
CREATE TABLE "follow_up_visit" (
	"follow_up_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	CONSTRAINT "follow_up_visit_follow_up_id_visit_id_pk" PRIMARY KEY("follow_up_id","visit_id")
);
--> statement-breakpoint
ALTER TABLE "call_answer" ADD CONSTRAINT "call_answer_call_back_id_call_back_id_fk" FOREIGN KEY ("call_back_id") REFERENCES "call_back"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_attempt" ADD CONSTRAINT "call_attempt_call_back_id_call_back_id_fk" FOREIGN KEY ("call_back_id") REFERENCES "call_back"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_back" ADD CONSTRAINT "call_back_batch_id_call_back_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "call_back_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_back" ADD CONSTRAINT "call_back_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_back" ADD CONSTRAINT "call_back_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_back" ADD CONSTRAINT "call_back_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_back" ADD CONSTRAINT "call_back_first_call_id_call_back_id_fk" FOREIGN KEY ("first_call_id") REFERENCES "call_back"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_back" ADD CONSTRAINT "call_back_replaces_id_call_back_id_fk" FOREIGN KEY ("replaces_id") REFERENCES "call_back"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_back_batch" ADD CONSTRAINT "call_back_batch_first_batch_id_call_back_batch_id_fk" FOREIGN KEY ("first_batch_id") REFERENCES "call_back_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_back_line" ADD CONSTRAINT "call_back_line_batch_id_call_back_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "call_back_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_back_line" ADD CONSTRAINT "call_back_line_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_back_visit" ADD CONSTRAINT "call_back_visit_call_back_id_call_back_id_fk" FOREIGN KEY ("call_back_id") REFERENCES "call_back"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_back_visit" ADD CONSTRAINT "call_back_visit_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_lease" ADD CONSTRAINT "call_lease_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_lease" ADD CONSTRAINT "call_lease_call_back_id_call_back_id_fk" FOREIGN KEY ("call_back_id") REFERENCES "call_back"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "field_check" ADD CONSTRAINT "field_check_month_field_check_draw_month_fk" FOREIGN KEY ("month") REFERENCES "field_check_draw"("month") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "field_check" ADD CONSTRAINT "field_check_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "field_check" ADD CONSTRAINT "field_check_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "field_check" ADD CONSTRAINT "field_check_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "field_check" ADD CONSTRAINT "field_check_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_call_back_id_call_back_id_fk" FOREIGN KEY ("call_back_id") REFERENCES "call_back"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_field_check_id_field_check_id_fk" FOREIGN KEY ("field_check_id") REFERENCES "field_check"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up_visit" ADD CONSTRAINT "follow_up_visit_follow_up_id_follow_up_id_fk" FOREIGN KEY ("follow_up_id") REFERENCES "follow_up"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up_visit" ADD CONSTRAINT "follow_up_visit_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_back_by_elder" ON "call_back" USING btree ("elder_id");--> statement-breakpoint
CREATE INDEX "call_back_by_operator" ON "call_back" USING btree ("assigned_to","state");--> statement-breakpoint
CREATE INDEX "call_back_by_provider" ON "call_back" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "call_back_batch_by_month" ON "call_back_batch" USING btree ("month");--> statement-breakpoint
CREATE INDEX "call_back_visit_by_visit" ON "call_back_visit" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "field_check_by_street" ON "field_check" USING btree ("street_id","state");--> statement-breakpoint
CREATE INDEX "follow_up_open" ON "follow_up" USING btree ("state","street_id");--> statement-breakpoint
CREATE INDEX "follow_up_by_elder" ON "follow_up" USING btree ("elder_id");--> statement-breakpoint
CREATE INDEX "follow_up_visit_by_visit" ON "follow_up_visit" USING btree ("visit_id");
--> statement-breakpoint
CREATE TRIGGER "call_back_batch_append_only" BEFORE UPDATE OR DELETE ON "call_back_batch" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "call_back_line_append_only" BEFORE UPDATE OR DELETE ON "call_back_line" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "call_back_visit_append_only" BEFORE UPDATE OR DELETE ON "call_back_visit" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "call_attempt_append_only" BEFORE UPDATE OR DELETE ON "call_attempt" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "call_answer_append_only" BEFORE UPDATE OR DELETE ON "call_answer" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "field_check_draw_append_only" BEFORE UPDATE OR DELETE ON "field_check_draw" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "follow_up_visit_append_only" BEFORE UPDATE OR DELETE ON "follow_up_visit" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "call_back_is_never_deleted" BEFORE DELETE ON "call_back" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
CREATE TRIGGER "field_check_is_never_deleted" BEFORE DELETE ON "field_check" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
CREATE TRIGGER "follow_up_is_never_deleted" BEFORE DELETE ON "follow_up" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
-- A call, a check or a follow-up that has come to its end stays as it ended.
CREATE FUNCTION "keep_ended"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.state IN ('closed', 'done', 'excluded') THEN
    RAISE EXCEPTION 'append_only: % on % is refused', tg_op, tg_table_name USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "call_back_end_is_kept" BEFORE UPDATE ON "call_back" FOR EACH ROW EXECUTE FUNCTION "keep_ended"();
--> statement-breakpoint
CREATE TRIGGER "field_check_end_is_kept" BEFORE UPDATE ON "field_check" FOR EACH ROW EXECUTE FUNCTION "keep_ended"();
--> statement-breakpoint
CREATE TRIGGER "follow_up_end_is_kept" BEFORE UPDATE ON "follow_up" FOR EACH ROW EXECUTE FUNCTION "keep_ended"();
--> statement-breakpoint
do $comments$
begin
  comment on table "call_back_batch" is '回访批次 / One list of persons to be called back about a month';
  comment on column "call_back_batch"."id" is 'UUIDv7 made by the application';
  comment on column "call_back_batch"."batch_no" is '批次号 / month and place in it; -2 behind it is the second round (批次-二次)';
  comment on column "call_back_batch"."month" is 'first day of the month the visits belong to';
  comment on column "call_back_batch"."round" is '1, or 2 after the error list was corrected';
  comment on column "call_back_batch"."first_batch_id" is 'the first round; null for a first round';
  comment on column "call_back_batch"."algorithm" is 'name and version of the way of drawing; null for a second round';
  comment on column "call_back_batch"."policy_version" is 'policy version of the share and the attempts';
  comment on column "call_back_batch"."questionnaire_version" is 'version of the questions';
  comment on column "call_back_batch"."ratio_percent" is 'callback_ratio when it was drawn';
  comment on column "call_back_batch"."public_value" is 'committed digest of the month''s seed and the batch number';
  comment on column "call_back_batch"."batch_digest" is 'SHA-256 of the sorted visit numbers joined by line feeds';
  comment on column "call_back_batch"."facts_digest" is 'SHA-256 of the list with what strata and forced calls were made from';
  comment on column "call_back_batch"."seed" is 'SHA-256 of the public value, a line feed and the batch digest';
  comment on column "call_back_batch"."size" is 'visits by the share alone, before forced ones';
  comment on column "call_back_batch"."created_by" is 'audit name of who made it';
  comment on column "call_back_batch"."created_at" is 'when';
  comment on table "call_back_line" is '回访总体 / Every visit that a batch was drawn from, drawn or not';
  comment on column "call_back_line"."batch_id" is 'the batch';
  comment on column "call_back_line"."visit_id" is '上门服务 / the visit';
  comment on column "call_back_line"."position" is 'place in the order of the draw, from 1; later ones take the place of persons who were not reached';
  comment on column "call_back_line"."worker_no" is 'stratum with the visit''s provider';
  comment on column "call_back_line"."forced" is 'why the visit is called about in any case';
  comment on table "call_back" is '回访对象 / One person of one batch and where the call stands';
  comment on column "call_back"."id" is 'UUIDv7 made by the application';
  comment on column "call_back"."batch_id" is 'the batch';
  comment on column "call_back"."elder_id" is '老人 / the person';
  comment on column "call_back"."street_id" is '街道 / street of the first drawn visit';
  comment on column "call_back"."provider_id" is '服务机构 / provider of the first drawn visit';
  comment on column "call_back"."position" is 'order in which the persons are called, from 1';
  comment on column "call_back"."first_call_id" is 'the same person''s call in the first round';
  comment on column "call_back"."replaces_id" is 'the call whose place this one took';
  comment on column "call_back"."assigned_to" is '话务员 / audit name of the operator; null while nobody has it';
  comment on column "call_back"."state" is 'open, closed with a result, or excluded';
  comment on column "call_back"."attempts" is 'attempts that were made';
  comment on column "call_back"."not_before" is 'not earlier than this: spacing of attempts, or an appointment';
  comment on column "call_back"."connection" is 'final result of the nine; null unless closed';
  comment on column "call_back"."answer_group" is 'what an answered call comes to in the summary';
  comment on column "call_back"."differs" is 'the answers differ from the record';
  comment on column "call_back"."excluded_for" is 'why nobody calls: a death that the district knows';
  comment on column "call_back"."closed_at" is 'when it was closed or excluded';
  comment on column "call_back"."closed_by" is 'who';
  comment on table "call_back_visit" is '回访涉及的服务 / Visits of the person that were drawn';
  comment on column "call_back_visit"."call_back_id" is 'the call';
  comment on column "call_back_visit"."visit_id" is '上门服务 / the visit';
  comment on column "call_back_visit"."reasons" is 'ratio, replacement or what forced it';
  comment on table "call_attempt" is '拨打记录 / Every attempt to reach a person';
  comment on column "call_attempt"."id" is 'UUIDv7 made by the application';
  comment on column "call_attempt"."call_back_id" is 'the call';
  comment on column "call_attempt"."attempt_no" is 'from 1';
  comment on column "call_attempt"."connection" is 'result of the nine';
  comment on column "call_attempt"."at" is 'when';
  comment on column "call_attempt"."by" is 'audit name of the operator';
  comment on column "call_attempt"."appointment_at" is '约定再打的时间 / when the person wants to be called instead';
  comment on column "call_attempt"."note" is 'what the operator noted';
  comment on table "call_answer" is '回访答卷 / The answers of an answered call';
  comment on column "call_answer"."call_back_id" is 'the call';
  comment on column "call_answer"."questionnaire_version" is 'version by which it was asked';
  comment on column "call_answer"."answers" is 'answers by question';
  comment on column "call_answer"."score" is '0 to 100; null when nothing clear was said';
  comment on column "call_answer"."by" is 'audit name of the operator';
  comment on column "call_answer"."at" is 'when';
  comment on table "call_lease" is '正在拨打 / Elders who are being rung now; one operator at a time';
  comment on column "call_lease"."elder_id" is '老人 / the person';
  comment on column "call_lease"."call_back_id" is 'the call';
  comment on column "call_lease"."leased_by" is 'audit name of the operator';
  comment on column "call_lease"."leased_until" is 'free for others from then on';
  comment on table "field_check_draw" is '实地抽查抽取 / Whom a month''s checks at home were drawn from, and how';
  comment on column "field_check_draw"."month" is 'first day of the month';
  comment on column "field_check_draw"."algorithm" is 'name and version of the way of drawing';
  comment on column "field_check_draw"."policy_version" is 'policy version of the share';
  comment on column "field_check_draw"."ratio_percent" is 'field_check_ratio when it was drawn';
  comment on column "field_check_draw"."public_value" is 'committed digest of the month''s seed with a mark of its own';
  comment on column "field_check_draw"."batch_digest" is 'SHA-256 of the sorted elder numbers joined by line feeds';
  comment on column "field_check_draw"."seed" is 'SHA-256 of the public value, a line feed and the batch digest';
  comment on column "field_check_draw"."population" is 'elders who had been served';
  comment on column "field_check_draw"."population_text" is 'elder number and street of each, one a line, sorted';
  comment on column "field_check_draw"."size" is 'elders by the share alone, before each street''s one';
  comment on column "field_check_draw"."drawn_by" is 'audit name of who drew';
  comment on column "field_check_draw"."drawn_at" is 'when';
  comment on table "field_check" is '实地抽查 / One check at an elder''s home';
  comment on column "field_check"."id" is 'UUIDv7 made by the application';
  comment on column "field_check"."month" is 'first day of the month';
  comment on column "field_check"."position" is 'order of the draw, from 1';
  comment on column "field_check"."elder_id" is '老人 / the person';
  comment on column "field_check"."visit_id" is '上门服务 / the visit that is asked about';
  comment on column "field_check"."street_id" is '街道 / who goes';
  comment on column "field_check"."provider_id" is '服务机构 / whose visit it was';
  comment on column "field_check"."assigned_to" is 'audit name of the street''s person; null while nobody has it';
  comment on column "field_check"."due_on" is 'until when';
  comment on column "field_check"."state" is 'open or done';
  comment on column "field_check"."checked_at" is 'when somebody was at the door';
  comment on column "field_check"."checked_by" is 'audit name of who recorded it';
  comment on column "field_check"."questionnaire_version" is 'version of the questions';
  comment on column "field_check"."answers" is 'answers by question';
  comment on column "field_check"."answer_group" is 'what they come to';
  comment on column "field_check"."differs" is 'they differ from the record';
  comment on column "field_check"."note" is 'what was seen';
  comment on column "field_check"."recorded_at" is 'when it was recorded';
  comment on table "follow_up" is '后续处理单 / What a call or a check leaves to be done by somebody until a date';
  comment on column "follow_up"."id" is 'UUIDv7 made by the application';
  comment on column "follow_up"."ticket_no" is '处理单号';
  comment on column "follow_up"."kind" is 'deceased, denied, complaint, dissatisfied, different, moved or contact';
  comment on column "follow_up"."call_back_id" is 'the call it comes from';
  comment on column "follow_up"."field_check_id" is 'or the check at home';
  comment on column "follow_up"."elder_id" is '老人 / the person';
  comment on column "follow_up"."street_id" is '街道 / who looks after it';
  comment on column "follow_up"."provider_id" is '服务机构 / whose visit it was';
  comment on column "follow_up"."detail" is 'what was said';
  comment on column "follow_up"."opened_by" is 'who recorded the answer';
  comment on column "follow_up"."opened_at" is 'when';
  comment on column "follow_up"."due_on" is '办理期限';
  comment on column "follow_up"."state" is 'open, proposed until a second person of the district confirms, or closed';
  comment on column "follow_up"."outcome" is 'how it ended, a code of its kind';
  comment on column "follow_up"."note" is 'why';
  comment on column "follow_up"."proposed_by" is 'who proposed an end that needs a second person';
  comment on column "follow_up"."proposed_at" is 'when';
  comment on column "follow_up"."closed_by" is 'who closed it';
  comment on column "follow_up"."closed_at" is 'when';
  comment on column "follow_up"."version" is 'counts the changes';
  comment on table "follow_up_visit" is '处理单涉及的服务 / Visits that a follow-up is about';
  comment on column "follow_up_visit"."follow_up_id" is 'the follow-up';
  comment on column "follow_up_visit"."visit_id" is '上门服务 / the visit';
end
$comments$;
