CREATE TABLE "notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"visit_id" uuid NOT NULL,
	"street_id" integer NOT NULL,
	"provider_id" uuid NOT NULL,
	"worker_id" uuid,
	"kind" text NOT NULL,
	"audience" text NOT NULL,
	"recipient" text NOT NULL,
	"planned_start" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"overtaken" boolean DEFAULT false NOT NULL,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" text,
	"ended_at" timestamp with time zone,
	"ended_for" text,
	CONSTRAINT "notice_once" UNIQUE("visit_id","kind","audience","recipient","planned_start"),
	CONSTRAINT "notice_kind_known" CHECK ("notice"."kind" in ('reminder', 'late_worker', 'late_provider', 'late_street', 'presumed_missed', 'check_out_reminder', 'check_out_missing', 'all_clear', 'no_answer', 'unsafe', 'taken_off', 'put_on')),
	CONSTRAINT "notice_audience_known" CHECK ("notice"."audience" in ('worker', 'provider', 'street')),
	CONSTRAINT "notice_worker_when_told_to_one" CHECK (("notice"."audience" = 'worker') = ("notice"."worker_id" is not null)),
	CONSTRAINT "notice_acknowledged_by_somebody" CHECK (num_nulls("notice"."acknowledged_at", "notice"."acknowledged_by") in (0, 2)),
	CONSTRAINT "notice_ended_for_something" CHECK (num_nulls("notice"."ended_at", "notice"."ended_for") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "unscheduled_visit" (
	"visit_id" uuid PRIMARY KEY NOT NULL,
	"reason_code" text NOT NULL,
	"note" text,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"justification" text,
	"agreed_by" text,
	"justified_by" text,
	"justified_at" timestamp with time zone,
	CONSTRAINT "unscheduled_visit_agreed_by_known" CHECK ("unscheduled_visit"."agreed_by" in ('elder', 'family')),
	CONSTRAINT "unscheduled_visit_justified_whole" CHECK (num_nulls("unscheduled_visit"."justification", "unscheduled_visit"."agreed_by", "unscheduled_visit"."justified_by", "unscheduled_visit"."justified_at") in (0, 4))
);
--> statement-breakpoint
CREATE TABLE "rule_mode_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule_code" text NOT NULL,
	"mode" text NOT NULL,
	"from_on" date NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'requested' NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "rule_mode_change_mode_known" CHECK ("rule_mode_change"."mode" in ('off', 'warn_only', 'enforce')),
	CONSTRAINT "rule_mode_change_state_known" CHECK ("rule_mode_change"."state" in ('requested', 'approved', 'refused')),
	CONSTRAINT "rule_mode_change_second_person" CHECK ("rule_mode_change"."state" = 'requested' or ("rule_mode_change"."decided_by" is not null and "rule_mode_change"."decided_at" is not null and ("rule_mode_change"."state" = 'refused' or "rule_mode_change"."decided_by" <> "rule_mode_change"."requested_by")))
);
--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "missed_reason" text;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_worker_id_care_worker_id_fk" FOREIGN KEY ("worker_id") REFERENCES "care_worker"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unscheduled_visit" ADD CONSTRAINT "unscheduled_visit_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unscheduled_visit" ADD CONSTRAINT "unscheduled_visit_recorded_by_care_worker_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "care_worker"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notice_open_of_recipient" ON "notice" USING btree ("audience","recipient") WHERE "notice"."ended_at" is null and not "notice"."overtaken";--> statement-breakpoint
CREATE UNIQUE INDEX "rule_mode_change_one_open" ON "rule_mode_change" USING btree ("rule_code") WHERE "rule_mode_change"."state" = 'requested';
--> statement-breakpoint
CREATE TRIGGER "notice_is_never_deleted" BEFORE DELETE ON "notice" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
CREATE TRIGGER "rule_mode_change_is_never_deleted" BEFORE DELETE ON "rule_mode_change" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
-- A mode that two persons decided stays as they decided it: it has judged visits since.
CREATE FUNCTION "keep_decided_mode"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.state <> 'requested' THEN
    RAISE EXCEPTION 'decided_mode_is_kept: a decided change of a rule''s mode does not change' USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "rule_mode_change_is_kept" BEFORE UPDATE ON "rule_mode_change" FOR EACH ROW EXECUTE FUNCTION "keep_decided_mode"();
--> statement-breakpoint
-- Adopted versions name every parameter: ten minutes is what the phone's page has said so far.
UPDATE "policy_version" SET "parameters" = "parameters" || '{"door_wait_min": 10}'::jsonb WHERE NOT "parameters" ? 'door_wait_min';
--> statement-breakpoint
do $comments$
begin
  comment on column "visit"."missed_reason" is 'reason code of a missed visit; null until somebody has said why';
  comment on table "notice" is '通知 / One thing that one party is told about one visit';
  comment on column "notice"."id" is 'UUIDv7 made by the application';
  comment on column "notice"."visit_id" is '上门服务 / the visit';
  comment on column "notice"."street_id" is '街道 / its street';
  comment on column "notice"."provider_id" is '服务机构 / its provider';
  comment on column "notice"."worker_id" is '护理员 / who is told, when it is a care worker';
  comment on column "notice"."kind" is 'step of the late ladder, its all-clear, what the worker found at the door, or a change of who goes';
  comment on column "notice"."audience" is 'worker, provider or street';
  comment on column "notice"."recipient" is 'id of the worker, the provider or the street';
  comment on column "notice"."planned_start" is 'the planned start that it speaks of; a moved visit has notices of its own';
  comment on column "notice"."due_at" is 'when it was to be told';
  comment on column "notice"."made_at" is 'when it was told';
  comment on column "notice"."overtaken" is 'true: a later step was due already when this one was looked at, so it was told to nobody';
  comment on column "notice"."acknowledged_at" is '已知晓 / when somebody said that they know';
  comment on column "notice"."acknowledged_by" is 'who';
  comment on column "notice"."ended_at" is 'when it was no longer true';
  comment on column "notice"."ended_for" is 'check_in, check_out, moved, cancelled, no_answer, reason, later_step or passed';
  comment on table "unscheduled_visit" is '计划外服务 / Why a visit took place that nobody had planned';
  comment on column "unscheduled_visit"."visit_id" is '上门服务 / the visit';
  comment on column "unscheduled_visit"."reason_code" is 'reason that the care worker gave';
  comment on column "unscheduled_visit"."note" is 'what the care worker added';
  comment on column "unscheduled_visit"."recorded_by" is '护理员 / who recorded it';
  comment on column "unscheduled_visit"."recorded_at" is 'when';
  comment on column "unscheduled_visit"."justification" is 'what the provider says about it';
  comment on column "unscheduled_visit"."agreed_by" is 'who of the elder''s side confirmed it to the provider: elder or family';
  comment on column "unscheduled_visit"."justified_by" is 'who of the provider wrote it';
  comment on column "unscheduled_visit"."justified_at" is 'when';
  comment on table "rule_mode_change" is '规则模式变更 / Changes of a rule''s mode from a date, decided by two persons';
  comment on column "rule_mode_change"."id" is 'UUIDv7 made by the application';
  comment on column "rule_mode_change"."rule_code" is 'code of the rule';
  comment on column "rule_mode_change"."mode" is 'off, warn_only or enforce';
  comment on column "rule_mode_change"."from_on" is 'first day of the mode';
  comment on column "rule_mode_change"."reason" is 'why, and by which document';
  comment on column "rule_mode_change"."state" is 'requested, approved or refused; only an approved one acts';
  comment on column "rule_mode_change"."requested_by" is 'who asked for it';
  comment on column "rule_mode_change"."requested_at" is 'when';
  comment on column "rule_mode_change"."decided_by" is 'who decided; another person where it was approved';
  comment on column "rule_mode_change"."decided_at" is 'when';
end
$comments$;
