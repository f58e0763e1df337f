CREATE TABLE "call_consent" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"elder_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"consented_by" text NOT NULL,
	"name" text NOT NULL,
	"link_id" uuid,
	"words" text NOT NULL,
	"words_version" text NOT NULL,
	"visit_id" uuid,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "call_consent_purpose_known" CHECK ("call_consent"."purpose" in ('book')),
	CONSTRAINT "call_consent_giver_known" CHECK ("call_consent"."consented_by" in ('elder', 'family')),
	CONSTRAINT "call_consent_family_linked" CHECK (("call_consent"."consented_by" = 'family') = ("call_consent"."link_id" is not null)),
	CONSTRAINT "call_consent_names_visit" CHECK ("call_consent"."purpose" <> 'book' or "call_consent"."visit_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "caller_question" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"elder_id" uuid NOT NULL,
	"question" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"is_right" boolean,
	"judged_at" timestamp with time zone,
	CONSTRAINT "caller_question_once" UNIQUE("call_id","elder_id","question"),
	CONSTRAINT "caller_question_known" CHECK ("caller_question"."question" in ('birth_date', 'address', 'contact', 'worker', 'id_tail')),
	CONSTRAINT "caller_question_judged_whole" CHECK (num_nulls("caller_question"."is_right", "caller_question"."judged_at") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "centre_call" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_no" integer GENERATED ALWAYS AS IDENTITY (sequence name "centre_call_call_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"direction" text NOT NULL,
	"source" text NOT NULL,
	"system_ref" text,
	"number_cipher" text,
	"number_index" "bytea",
	"state" text NOT NULL,
	"rang_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"operator" text,
	"seat_no" smallint,
	"caller" text DEFAULT 'unknown' NOT NULL,
	"elder_id" uuid,
	"purpose" text,
	"care_reason" text,
	"result" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "centre_call_system_ref_once" UNIQUE("system_ref"),
	CONSTRAINT "centre_call_number_once" UNIQUE("call_no"),
	CONSTRAINT "centre_call_direction_known" CHECK ("centre_call"."direction" in ('in', 'out')),
	CONSTRAINT "centre_call_source_known" CHECK ("centre_call"."source" in ('typed', 'telephone', 'demo', 'file')),
	CONSTRAINT "centre_call_state_known" CHECK ("centre_call"."state" in ('ringing', 'active', 'ended', 'missed')),
	CONSTRAINT "centre_call_caller_known" CHECK ("centre_call"."caller" in ('elder', 'family', 'other', 'unknown')),
	CONSTRAINT "centre_call_purpose_known" CHECK ("centre_call"."purpose" in ('consult', 'book', 'help', 'complaint', 'call_back', 'outbound_care')),
	CONSTRAINT "centre_call_care_reason_known" CHECK ("centre_call"."care_reason" in ('after_hospital', 'missed_visit', 'alone_old')),
	CONSTRAINT "centre_call_answered_by_somebody" CHECK (("centre_call"."state" in ('active', 'ended')) = (num_nulls("centre_call"."answered_at", "centre_call"."operator", "centre_call"."seat_no") = 0)),
	CONSTRAINT "centre_call_ended_has_time" CHECK (("centre_call"."state" in ('ended', 'missed')) = ("centre_call"."ended_at" is not null)),
	CONSTRAINT "centre_call_ended_says_how" CHECK (("centre_call"."state" = 'ended') = (num_nulls("centre_call"."purpose", "centre_call"."result") = 0))
);
--> statement-breakpoint
CREATE TABLE "centre_shift" (
	"id" uuid PRIMARY KEY NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	"lead" text NOT NULL,
	"operators" text[] NOT NULL,
	"planned_by" text NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	CONSTRAINT "centre_shift_times_ordered" CHECK ("centre_shift"."from_at" < "centre_shift"."to_at"),
	CONSTRAINT "centre_shift_lead_is_there" CHECK ("centre_shift"."lead" = any("centre_shift"."operators"))
);
--> statement-breakpoint
ALTER TABLE "seat_presence" DROP CONSTRAINT "seat_presence_state_known";--> statement-breakpoint
ALTER TABLE "caller_check" ADD COLUMN "call_id" uuid;--> statement-breakpoint
ALTER TABLE "seat_presence" ADD COLUMN "state_since" timestamp with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "seat_presence" ADD COLUMN "ended_for" text;--> statement-breakpoint
ALTER TABLE "shift_report" ADD COLUMN "shift_id" uuid;--> statement-breakpoint
ALTER TABLE "elder_contact" ADD COLUMN "phone_index" "bytea";--> statement-breakpoint
ALTER TABLE "call_consent" ADD CONSTRAINT "call_consent_call_id_centre_call_id_fk" FOREIGN KEY ("call_id") REFERENCES "centre_call"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_consent" ADD CONSTRAINT "call_consent_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_consent" ADD CONSTRAINT "call_consent_link_id_family_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "family_link"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_consent" ADD CONSTRAINT "call_consent_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "caller_question" ADD CONSTRAINT "caller_question_call_id_centre_call_id_fk" FOREIGN KEY ("call_id") REFERENCES "centre_call"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "caller_question" ADD CONSTRAINT "caller_question_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "centre_call" ADD CONSTRAINT "centre_call_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_consent_by_call" ON "call_consent" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "call_consent_by_elder" ON "call_consent" USING btree ("elder_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "centre_call_one_at_a_time" ON "centre_call" USING btree ("operator") WHERE "centre_call"."state" = 'active';--> statement-breakpoint
CREATE INDEX "centre_call_waiting" ON "centre_call" USING btree ("rang_at") WHERE "centre_call"."state" = 'ringing';--> statement-breakpoint
CREATE INDEX "centre_call_by_time" ON "centre_call" USING btree ("rang_at");--> statement-breakpoint
CREATE INDEX "centre_call_by_elder" ON "centre_call" USING btree ("elder_id","rang_at");--> statement-breakpoint
CREATE INDEX "centre_shift_by_time" ON "centre_shift" USING btree ("from_at");--> statement-breakpoint
ALTER TABLE "caller_check" ADD CONSTRAINT "caller_check_call_id_centre_call_id_fk" FOREIGN KEY ("call_id") REFERENCES "centre_call"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_report" ADD CONSTRAINT "shift_report_shift_id_centre_shift_id_fk" FOREIGN KEY ("shift_id") REFERENCES "centre_shift"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "elder_contact_by_phone" ON "elder_contact" USING btree ("phone_index");--> statement-breakpoint
ALTER TABLE "caller_check" ADD CONSTRAINT "caller_check_once" UNIQUE("call_id","elder_id");--> statement-breakpoint
ALTER TABLE "shift_report" ADD CONSTRAINT "shift_report_one_a_shift" UNIQUE("shift_id");--> statement-breakpoint
ALTER TABLE "seat_presence" ADD CONSTRAINT "seat_presence_ended_whole" CHECK (num_nulls("seat_presence"."to_at", "seat_presence"."ended_for") in (0, 2));--> statement-breakpoint
ALTER TABLE "seat_presence" ADD CONSTRAINT "seat_presence_ended_known" CHECK ("seat_presence"."ended_for" in ('signed_off', 'timed_out'));--> statement-breakpoint
ALTER TABLE "seat_presence" ADD CONSTRAINT "seat_presence_state_known" CHECK ("seat_presence"."state" in ('free', 'in_call', 'after_call', 'break'));--> statement-breakpoint
ALTER TABLE "centre_shift" ADD CONSTRAINT "centre_shift_no_overlap" EXCLUDE USING gist (tstzrange("from_at", "to_at") WITH &&);--> statement-breakpoint
CREATE TRIGGER "call_consent_append_only" BEFORE UPDATE OR DELETE ON "call_consent" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
do $comments$
begin
  comment on column "elder_contact"."phone_index" is 'blind index of the telephone, by which a caller is found';
  comment on column "seat_presence"."login" is 'audit name of who sits there';
  comment on column "seat_presence"."state" is '状态 / free, in_call, after_call or break';
  comment on column "seat_presence"."state_since" is 'since when it is in this state';
  comment on column "seat_presence"."ended_for" is 'signed_off, or timed_out when the screen was not heard of';
  comment on column "shift_report"."shift_id" is '班次 / the planned shift that it closes';
  comment on column "shift_report"."written_by" is 'audit name of who wrote it';
  comment on column "shift_report"."taken_over_by" is 'audit name of the next lead, who took over';
  comment on column "caller_check"."call_id" is '通话 / in which call';
  comment on column "caller_check"."login" is 'audit name of the operator';
  comment on column "caller_check"."questions" is 'which questions were asked, in their order';
  comment on column "caller_check"."passed" is 'whether enough answers were right';
  comment on table "centre_shift" is '班次 / A planned shift of the operations centre';
  comment on column "centre_shift"."id" is 'UUIDv7 made by the application';
  comment on column "centre_shift"."from_at" is 'its beginning';
  comment on column "centre_shift"."to_at" is 'its end; two shifts never overlap';
  comment on column "centre_shift"."lead" is '班长 / audit name of who leads it';
  comment on column "centre_shift"."operators" is '坐席人员 / audit names of who is planned, the lead among them';
  comment on column "centre_shift"."planned_by" is 'audit name of who planned it';
  comment on column "centre_shift"."planned_at" is 'when';
  comment on table "centre_call" is '通话 / A telephone call at the operations centre';
  comment on column "centre_call"."id" is 'UUIDv7 made by the application';
  comment on column "centre_call"."call_no" is '通话编号';
  comment on column "centre_call"."direction" is 'in or out';
  comment on column "centre_call"."source" is 'who said that it rings: typed, telephone, demo, or file for one that was dialled from a file';
  comment on column "centre_call"."system_ref" is 'reference of the telephone system; a ring told twice is one call';
  comment on column "centre_call"."number_cipher" is '来电号码 / encrypted';
  comment on column "centre_call"."number_index" is 'blind index of the number';
  comment on column "centre_call"."state" is '状态 / ringing, active, ended or missed';
  comment on column "centre_call"."rang_at" is 'when it began to ring, or was dialled';
  comment on column "centre_call"."answered_at" is '开始时间';
  comment on column "centre_call"."ended_at" is '结束时间';
  comment on column "centre_call"."operator" is '坐席人员 / audit name of who has it';
  comment on column "centre_call"."seat_no" is '坐席号';
  comment on column "centre_call"."caller" is 'elder, family, other or unknown, as far as number and operator say';
  comment on column "centre_call"."elder_id" is '老人 / whose file is open beside it';
  comment on column "centre_call"."purpose" is '事由';
  comment on column "centre_call"."care_reason" is 'why the centre called by itself';
  comment on column "centre_call"."result" is '结果';
  comment on column "centre_call"."note" is '备注 / numbers of persons masked';
  comment on column "centre_call"."version" is 'counts the changes';
  comment on table "caller_question" is '核对问题 / A question put to a caller about a file';
  comment on column "caller_question"."id" is 'UUIDv7 made by the application';
  comment on column "caller_question"."call_id" is '通话';
  comment on column "caller_question"."elder_id" is '老人 / about whom';
  comment on column "caller_question"."question" is '问题 / code';
  comment on column "caller_question"."asked_at" is 'when it was asked; the operator saw the answer from then on';
  comment on column "caller_question"."is_right" is '答对 / null until it was answered';
  comment on column "caller_question"."judged_at" is 'when the operator said so';
  comment on table "call_consent" is '口头同意 / What somebody agreed to in a call';
  comment on column "call_consent"."id" is 'UUIDv7 made by the application';
  comment on column "call_consent"."call_id" is '通话';
  comment on column "call_consent"."elder_id" is '老人 / for whom';
  comment on column "call_consent"."purpose" is '事项 / book';
  comment on column "call_consent"."consented_by" is 'elder or family';
  comment on column "call_consent"."name" is '同意人 / who said yes';
  comment on column "call_consent"."link_id" is 'the link by which a family member may book';
  comment on column "call_consent"."words" is 'the words that were read out';
  comment on column "call_consent"."words_version" is 'version of these words';
  comment on column "call_consent"."visit_id" is '上门 / what was booked by it';
  comment on column "call_consent"."by" is 'audit name of the operator';
  comment on column "call_consent"."at" is 'when';
end
$comments$;
