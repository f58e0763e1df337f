CREATE TABLE "alarm_drill" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"opened_by" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"alert_id" uuid,
	"ended_at" timestamp with time zone,
	CONSTRAINT "alarm_drill_alertId_unique" UNIQUE("alert_id")
);
--> statement-breakpoint
CREATE TABLE "alert" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alert_no" integer GENERATED ALWAYS AS IDENTITY (sequence name "alert_alert_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"elder_id" uuid,
	"street_id" integer,
	"device_id" uuid,
	"kind" text NOT NULL,
	"level" text NOT NULL,
	"purpose" text DEFAULT 'real' NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"late" boolean DEFAULT false NOT NULL,
	"facts" jsonb NOT NULL,
	"cause_key" text NOT NULL,
	"repeats" integer DEFAULT 0 NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"taken_by" text,
	"taken_at" timestamp with time zone,
	"first_voice_at" timestamp with time zone,
	"dispatched_at" timestamp with time zone,
	"family_told_at" timestamp with time zone,
	"on_site_at" timestamp with time zone,
	"handed_over_at" timestamp with time zone,
	"outcome" text,
	"outcome_note" text,
	"closed_by" text,
	"closed_at" timestamp with time zone,
	"second_by" text,
	"second_at" timestamp with time zone,
	"call_back_due_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "alert_causeKey_unique" UNIQUE("cause_key"),
	CONSTRAINT "alert_number_once" UNIQUE("alert_no"),
	CONSTRAINT "alert_kind_known" CHECK ("alert"."kind" in ('sos', 'fall', 'smoke', 'gas', 'water', 'vital', 'off_bed', 'no_movement', 'door_night', 'door_shut', 'left_area', 'low_battery', 'silent')),
	CONSTRAINT "alert_level_known" CHECK ("alert"."level" in ('red', 'orange', 'yellow')),
	CONSTRAINT "alert_purpose_known" CHECK ("alert"."purpose" in ('real', 'drill', 'synthetic')),
	CONSTRAINT "alert_state_known" CHECK ("alert"."state" in ('open', 'taken', 'awaiting_second', 'closed')),
	CONSTRAINT "alert_taken_by_somebody" CHECK (num_nulls("alert"."taken_by", "alert"."taken_at") in (0, 2)),
	CONSTRAINT "alert_outcome_known" CHECK ("alert"."outcome" in ('true', 'false', 'test', 'device_fault', 'handed_to_120', 'no_access')),
	CONSTRAINT "alert_closed_with_outcome" CHECK (("alert"."state" in ('awaiting_second', 'closed')) = (num_nulls("alert"."outcome", "alert"."closed_by", "alert"."closed_at") = 0)),
	CONSTRAINT "alert_red_closed_by_two" CHECK ("alert"."state" <> 'closed' or "alert"."level" <> 'red' or "alert"."purpose" = 'synthetic' or ("alert"."second_by" is not null and "alert"."second_at" is not null and "alert"."second_by" <> "alert"."closed_by")),
	CONSTRAINT "alert_closed_by_a_person" CHECK ("alert"."closed_by" is null or "alert"."purpose" = 'synthetic' or "alert"."level" = 'yellow' or "alert"."closed_by" not like 'system:%')
);
--> statement-breakpoint
CREATE TABLE "alert_dispatch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alert_id" uuid NOT NULL,
	"responder" text NOT NULL,
	"worker_id" uuid,
	"name" text NOT NULL,
	"distance_m" integer,
	"sent_at" timestamp with time zone NOT NULL,
	"sent_by" text NOT NULL,
	"arrived_at" timestamp with time zone,
	CONSTRAINT "alert_dispatch_responder_known" CHECK ("alert_dispatch"."responder" in ('care_worker', 'grid_worker')),
	CONSTRAINT "alert_dispatch_worker_named" CHECK (("alert_dispatch"."responder" = 'care_worker') = ("alert_dispatch"."worker_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "alert_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alert_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"kind" text NOT NULL,
	"facts" jsonb NOT NULL,
	CONSTRAINT "alert_event_kind_known" CHECK ("alert_event"."kind" in ('raised', 'repeated', 'told', 'taken', 'released', 'voice', 'family_told', 'dispatched', 'on_site', 'handed_to_120', 'note', 'outcome', 'second', 'second_refused', 'call_back'))
);
--> statement-breakpoint
CREATE TABLE "alert_step" (
	"alert_id" uuid NOT NULL,
	"step" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_for" text,
	CONSTRAINT "alert_step_once" UNIQUE("alert_id","step"),
	CONSTRAINT "alert_step_known" CHECK ("alert_step"."step" in ('seats', 'lead', 'family', 'street', 'supervisor', 'orange_lead', 'orange_street')),
	CONSTRAINT "alert_step_told_or_ended" CHECK (num_nonnulls("alert_step"."told_at", "alert_step"."ended_at") < 2),
	CONSTRAINT "alert_step_ended_for_something" CHECK (num_nulls("alert_step"."ended_at", "alert_step"."ended_for") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "caller_check" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"login" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"questions" text[] NOT NULL,
	"passed" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seat_presence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seat_no" smallint NOT NULL,
	"login" text NOT NULL,
	"state" text NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone,
	CONSTRAINT "seat_presence_state_known" CHECK ("seat_presence"."state" in ('ready', 'busy', 'away')),
	CONSTRAINT "seat_presence_seat_number" CHECK ("seat_presence"."seat_no" between 1 and 99)
);
--> statement-breakpoint
CREATE TABLE "shift_report" (
	"id" uuid PRIMARY KEY NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	"written_by" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"report" jsonb NOT NULL,
	"note" text,
	"taken_over_by" text,
	"taken_over_at" timestamp with time zone,
	CONSTRAINT "shift_report_taken_over_whole" CHECK (num_nulls("shift_report"."taken_over_by", "shift_report"."taken_over_at") in (0, 2)),
	CONSTRAINT "shift_report_taken_over_by_another" CHECK ("shift_report"."taken_over_by" is null or "shift_report"."taken_over_by" <> "shift_report"."written_by")
);
--> statement-breakpoint
CREATE TABLE "synthetic_alarm" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"alert_id" uuid,
	"stored_ms" integer,
	"seen_ms" integer,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "device" (
	"id" uuid PRIMARY KEY NOT NULL,
	"device_no" text NOT NULL,
	"type_code" text NOT NULL,
	"vendor" text NOT NULL,
	"external_id" text NOT NULL,
	"key_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"state" text DEFAULT 'spare' NOT NULL,
	"registered_by" text NOT NULL,
	"registered_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "device_deviceNo_unique" UNIQUE("device_no"),
	CONSTRAINT "device_tokenHash_unique" UNIQUE("token_hash"),
	CONSTRAINT "device_external_once" UNIQUE("vendor","external_id"),
	CONSTRAINT "device_state_known" CHECK ("device"."state" in ('spare', 'bound', 'repair', 'retired')),
	CONSTRAINT "device_retired_with_time" CHECK (("device"."state" = 'retired') = ("device"."retired_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "device_binding" (
	"id" uuid PRIMARY KEY NOT NULL,
	"device_id" uuid NOT NULL,
	"elder_id" uuid NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone,
	"bound_by" text NOT NULL,
	"ended_by" text,
	"end_reason" text,
	CONSTRAINT "device_binding_runs_forward" CHECK ("device_binding"."to_at" is null or "device_binding"."to_at" > "device_binding"."from_at"),
	CONSTRAINT "device_binding_ended_whole" CHECK (num_nulls("device_binding"."to_at", "device_binding"."ended_by", "device_binding"."end_reason") in (0, 3)),
	CONSTRAINT "device_binding_reason_known" CHECK ("device_binding"."end_reason" in ('swapped', 'moved', 'bed_ended', 'repair', 'lost'))
);
--> statement-breakpoint
CREATE TABLE "device_quarantine" (
	"id" uuid PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"channel" text NOT NULL,
	"topic" text,
	"vendor" text,
	"external_id" text,
	"reason" text NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "device_quarantine_channel_known" CHECK ("device_quarantine"."channel" in ('https', 'mqtt'))
);
--> statement-breakpoint
CREATE TABLE "device_reading" (
	"device_id" uuid NOT NULL,
	"message_key" text NOT NULL,
	"sequence" bigint,
	"measured_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"late" boolean NOT NULL,
	"measures" jsonb NOT NULL,
	CONSTRAINT "device_reading_once" UNIQUE("device_id","message_key")
);
--> statement-breakpoint
CREATE TABLE "device_state" (
	"device_id" uuid PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone,
	"measured_at" timestamp with time zone,
	"firmware" text,
	"battery_percent" smallint,
	"in_bed" boolean,
	"in_bed_since" timestamp with time zone,
	"moved_at" timestamp with time zone,
	"door_open" boolean,
	"door_since" timestamp with time zone,
	"values" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "device_type" (
	"code" text PRIMARY KEY NOT NULL,
	"position" smallint NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"measures" text[] NOT NULL,
	"thresholds" jsonb NOT NULL,
	"confirmed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "device_work_order" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_no" integer GENERATED ALWAYS AS IDENTITY (sequence name "device_work_order_order_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"device_id" uuid NOT NULL,
	"elder_id" uuid,
	"street_id" integer,
	"kind" text NOT NULL,
	"due_on" date NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	"result" text,
	CONSTRAINT "device_work_order_kind_known" CHECK ("device_work_order"."kind" in ('silent', 'low_battery', 'fault')),
	CONSTRAINT "device_work_order_closed_whole" CHECK (num_nulls("device_work_order"."closed_at", "device_work_order"."closed_by", "device_work_order"."result") in (0, 3)),
	CONSTRAINT "device_work_order_result_known" CHECK ("device_work_order"."result" in ('repaired', 'swapped', 'battery', 'came_back', 'elder_away'))
);
--> statement-breakpoint
CREATE TABLE "elder_threshold" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"name" text NOT NULL,
	"value" integer,
	"reason" text NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alarm_drill" ADD CONSTRAINT "alarm_drill_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm_drill" ADD CONSTRAINT "alarm_drill_device_id_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm_drill" ADD CONSTRAINT "alarm_drill_alert_id_alert_id_fk" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert" ADD CONSTRAINT "alert_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert" ADD CONSTRAINT "alert_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert" ADD CONSTRAINT "alert_device_id_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_dispatch" ADD CONSTRAINT "alert_dispatch_alert_id_alert_id_fk" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_dispatch" ADD CONSTRAINT "alert_dispatch_worker_id_care_worker_id_fk" FOREIGN KEY ("worker_id") REFERENCES "care_worker"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_event" ADD CONSTRAINT "alert_event_alert_id_alert_id_fk" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_step" ADD CONSTRAINT "alert_step_alert_id_alert_id_fk" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "caller_check" ADD CONSTRAINT "caller_check_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "synthetic_alarm" ADD CONSTRAINT "synthetic_alarm_alert_id_alert_id_fk" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device" ADD CONSTRAINT "device_type_code_device_type_code_fk" FOREIGN KEY ("type_code") REFERENCES "device_type"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_binding" ADD CONSTRAINT "device_binding_device_id_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_binding" ADD CONSTRAINT "device_binding_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_reading" ADD CONSTRAINT "device_reading_device_id_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_state" ADD CONSTRAINT "device_state_device_id_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_work_order" ADD CONSTRAINT "device_work_order_device_id_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_work_order" ADD CONSTRAINT "device_work_order_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_work_order" ADD CONSTRAINT "device_work_order_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "elder_threshold" ADD CONSTRAINT "elder_threshold_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alarm_drill_one_open" ON "alarm_drill" USING btree ("device_id") WHERE "alarm_drill"."alert_id" is null and "alarm_drill"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "alarm_drill_by_elder" ON "alarm_drill" USING btree ("elder_id","opened_at");--> statement-breakpoint
CREATE INDEX "alert_open" ON "alert" USING btree ("level","raised_at") WHERE "alert"."state" <> 'closed';--> statement-breakpoint
CREATE INDEX "alert_by_elder" ON "alert" USING btree ("elder_id","raised_at");--> statement-breakpoint
CREATE INDEX "alert_by_device" ON "alert" USING btree ("device_id","kind","raised_at");--> statement-breakpoint
CREATE INDEX "alert_by_time" ON "alert" USING btree ("raised_at");--> statement-breakpoint
CREATE INDEX "alert_dispatch_by_alert" ON "alert_dispatch" USING btree ("alert_id");--> statement-breakpoint
CREATE INDEX "alert_dispatch_on_the_way" ON "alert_dispatch" USING btree ("worker_id") WHERE "alert_dispatch"."arrived_at" is null;--> statement-breakpoint
CREATE INDEX "alert_event_by_alert" ON "alert_event" USING btree ("alert_id","at");--> statement-breakpoint
CREATE INDEX "alert_step_due" ON "alert_step" USING btree ("due_at") WHERE "alert_step"."told_at" is null and "alert_step"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "caller_check_by_elder" ON "caller_check" USING btree ("elder_id","login","at");--> statement-breakpoint
CREATE UNIQUE INDEX "seat_presence_one_on_a_seat" ON "seat_presence" USING btree ("seat_no") WHERE "seat_presence"."to_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "seat_presence_one_seat_each" ON "seat_presence" USING btree ("login") WHERE "seat_presence"."to_at" is null;--> statement-breakpoint
CREATE INDEX "seat_presence_by_time" ON "seat_presence" USING btree ("from_at");--> statement-breakpoint
CREATE INDEX "shift_report_by_time" ON "shift_report" USING btree ("written_at");--> statement-breakpoint
CREATE INDEX "synthetic_alarm_by_time" ON "synthetic_alarm" USING btree ("sent_at");--> statement-breakpoint
CREATE INDEX "device_by_state" ON "device" USING btree ("state");--> statement-breakpoint
CREATE INDEX "device_binding_by_elder" ON "device_binding" USING btree ("elder_id");--> statement-breakpoint
CREATE INDEX "device_binding_by_device" ON "device_binding" USING btree ("device_id","from_at");--> statement-breakpoint
CREATE INDEX "device_quarantine_by_time" ON "device_quarantine" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "device_reading_by_time" ON "device_reading" USING btree ("device_id","measured_at");--> statement-breakpoint
CREATE UNIQUE INDEX "device_work_order_one_open" ON "device_work_order" USING btree ("device_id","kind") WHERE "device_work_order"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "device_work_order_open" ON "device_work_order" USING btree ("due_on") WHERE "device_work_order"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "elder_threshold_by_elder" ON "elder_threshold" USING btree ("elder_id","name","set_at");--> statement-breakpoint
-- A device hangs in one home at a time.
ALTER TABLE "device_binding" ADD CONSTRAINT "device_binding_no_overlap" EXCLUDE USING gist ("device_id" WITH =, tstzrange("from_at", "to_at", '[)') WITH &&);
--> statement-breakpoint
-- A binding ends once and is otherwise kept.
CREATE FUNCTION "keep_device_binding"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(new) - '{to_at,ended_by,end_reason}'::text[] <> to_jsonb(old) - '{to_at,ended_by,end_reason}'::text[] OR old.to_at IS NOT NULL THEN
    RAISE EXCEPTION 'device_binding_is_kept: a binding only ends' USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "device_binding_is_kept" BEFORE UPDATE ON "device_binding" FOR EACH ROW EXECUTE FUNCTION "keep_device_binding"();
--> statement-breakpoint
CREATE TRIGGER "device_binding_is_never_deleted" BEFORE DELETE ON "device_binding" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
-- Raw readings lapse after the policy's days by a job of their own; until then nobody alters one.
CREATE TRIGGER "device_reading_is_kept" BEFORE UPDATE ON "device_reading" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "device_quarantine_is_kept" BEFORE UPDATE ON "device_quarantine" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "elder_threshold_append_only" BEFORE UPDATE OR DELETE ON "elder_threshold" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "alert_event_append_only" BEFORE UPDATE OR DELETE ON "alert_event" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "caller_check_append_only" BEFORE UPDATE OR DELETE ON "caller_check" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- What raised an alert and whose it is stays as it was; a closed one stays closed.
CREATE FUNCTION "keep_alert"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.state = 'closed' AND to_jsonb(new) - 'call_back_due_at' <> to_jsonb(old) - 'call_back_due_at' THEN
    RAISE EXCEPTION 'alert_is_closed: a closed alert is kept' USING errcode = 'integrity_constraint_violation';
  END IF;
  IF (new.elder_id, new.device_id, new.kind, new.level, new.purpose, new.raised_at, new.received_at, new.cause_key)
    IS DISTINCT FROM (old.elder_id, old.device_id, old.kind, old.level, old.purpose, old.raised_at, old.received_at, old.cause_key) THEN
    RAISE EXCEPTION 'alert_is_kept: what raised an alert is not altered' USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "alert_is_kept" BEFORE UPDATE ON "alert" FOR EACH ROW EXECUTE FUNCTION "keep_alert"();
--> statement-breakpoint
CREATE TRIGGER "alert_is_never_deleted" BEFORE DELETE ON "alert" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
CREATE TRIGGER "alert_step_is_never_deleted" BEFORE DELETE ON "alert_step" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
-- A step is told or ended once.
CREATE FUNCTION "keep_alert_step"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.told_at IS NOT NULL OR old.ended_at IS NOT NULL OR (new.alert_id, new.step, new.due_at) IS DISTINCT FROM (old.alert_id, old.step, old.due_at) THEN
    RAISE EXCEPTION 'alert_step_is_kept: a step is told or ended once' USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "alert_step_is_kept" BEFORE UPDATE ON "alert_step" FOR EACH ROW EXECUTE FUNCTION "keep_alert_step"();
--> statement-breakpoint
-- Thresholds are defaults of published open code or assumed; none is medical advice, and all are to be confirmed.
INSERT INTO "device_type" ("code", "position", "name_zh", "name_en", "measures", "thresholds") VALUES
  ('sos_button', 1, '紧急呼叫按钮', 'SOS button or pull cord', '{sos,battery_percent}', '{"low_battery_percent":20}'),
  ('pendant', 2, '随身呼叫器', 'SOS pendant or wearable', '{sos,fall,left_area,heart_rate,battery_percent}', '{"low_battery_percent":20,"heart_rate_min":40,"heart_rate_max":120}'),
  ('sleep_mattress', 3, '睡眠监测垫', 'Sleep mattress', '{in_bed,heart_rate,breath_rate,motion,battery_percent}', '{"heart_rate_min":40,"heart_rate_max":120,"breath_rate_min":8,"breath_rate_max":30,"off_bed_minutes":10,"night_from_minute":1380,"night_to_minute":300}'),
  ('radar', 4, '毫米波雷达', 'Radar for falls and movement', '{motion,fall,heart_rate,breath_rate}', '{"still_minutes":720,"day_from_minute":420,"day_to_minute":1320,"heart_rate_min":40,"heart_rate_max":120,"breath_rate_min":8,"breath_rate_max":30}'),
  ('infrared', 5, '红外人体感应器', 'Infrared activity sensor', '{motion,battery_percent}', '{"still_minutes":720,"day_from_minute":420,"day_to_minute":1320,"low_battery_percent":20}'),
  ('door', 6, '门磁', 'Door sensor', '{door_open,battery_percent}', '{"door_shut_minutes":1440,"night_from_minute":1380,"night_to_minute":300,"low_battery_percent":20}'),
  ('smoke', 7, '烟雾报警器', 'Smoke alarm', '{smoke,battery_percent}', '{"low_battery_percent":20}'),
  ('gas', 8, '燃气报警器', 'Gas alarm', '{gas}', '{}'),
  ('water', 9, '水浸传感器', 'Water leak sensor', '{water,battery_percent}', '{"low_battery_percent":20}'),
  ('gateway', 10, '网关', 'Gateway', '{heartbeat}', '{}');
--> statement-breakpoint
do $comments$
begin
  comment on table "device_type" is '设备类型 / What a kind of device measures and from which values it alarms';
  comment on column "device_type"."code" is 'stable code';
  comment on column "device_type"."position" is 'order on lists';
  comment on column "device_type"."name_zh" is '类型名称 / Chinese name';
  comment on column "device_type"."name_en" is 'English name';
  comment on column "device_type"."measures" is 'what it can measure, by the product''s names';
  comment on column "device_type"."thresholds" is '默认阈值 / named whole numbers; an elder''s own come before them';
  comment on column "device_type"."confirmed" is 'false: 示例/待确认, not confirmed by a document';
  comment on table "device" is '设备 / Devices of family beds, on a wall or in stock';
  comment on column "device"."id" is 'UUIDv7; the device''s secret is made from it by the district''s key and lies nowhere';
  comment on column "device"."device_no" is '设备编号 / number on the label';
  comment on column "device"."type_code" is '设备类型 / what kind it is';
  comment on column "device"."vendor" is 'whose messages it speaks: name of a mapping';
  comment on column "device"."external_id" is 'the name the vendor''s messages call it by';
  comment on column "device"."key_id" is 'names the key that makes its token and secret';
  comment on column "device"."token_hash" is 'SHA-256 of the token it signs in with';
  comment on column "device"."state" is '状态 / spare, bound, repair or retired';
  comment on column "device"."registered_by" is 'audit name of who registered it';
  comment on column "device"."registered_at" is 'when it was registered';
  comment on column "device"."retired_at" is '报废时间 / when it was taken out of use';
  comment on table "device_binding" is '设备绑定 / Which device hangs in whose home from when to when';
  comment on column "device_binding"."id" is 'UUIDv7';
  comment on column "device_binding"."device_id" is 'which device';
  comment on column "device_binding"."elder_id" is '老人 / whose home and bed';
  comment on column "device_binding"."from_at" is 'its signals count for this elder from here';
  comment on column "device_binding"."to_at" is 'and no more from here; null while it hangs there';
  comment on column "device_binding"."bound_by" is 'audit name of who bound it';
  comment on column "device_binding"."ended_by" is 'audit name of who ended it';
  comment on column "device_binding"."end_reason" is 'why it ended: swapped, moved, bed_ended, repair or lost';
  comment on table "device_state" is '设备现状 / Where a device stands now';
  comment on column "device_state"."device_id" is 'which device';
  comment on column "device_state"."seen_at" is '最近通信 / when the server last heard of it';
  comment on column "device_state"."measured_at" is 'time of the newest reading';
  comment on column "device_state"."firmware" is '固件 / version it last named';
  comment on column "device_state"."battery_percent" is '电量 / percent it last named';
  comment on column "device_state"."in_bed" is 'whether somebody lay on it when it last said so';
  comment on column "device_state"."in_bed_since" is 'since when that is so';
  comment on column "device_state"."moved_at" is 'when it last saw somebody move';
  comment on column "device_state"."door_open" is 'whether the door stood open when it last said so';
  comment on column "device_state"."door_since" is 'since when that is so';
  comment on column "device_state"."values" is 'the last value of every measure';
  comment on table "device_reading" is '设备读数 / What devices said, once each';
  comment on column "device_reading"."device_id" is 'which device';
  comment on column "device_reading"."message_key" is 'name of the message within its device: the vendor''s id, its sequence with its time, or a digest';
  comment on column "device_reading"."sequence" is 'the device''s own counter; null when it has none';
  comment on column "device_reading"."measured_at" is '测量时间 / the device''s time, or the time of receipt when it has none or one that cannot be';
  comment on column "device_reading"."received_at" is 'when the server had it';
  comment on column "device_reading"."late" is '补传 / came so late that only calls for help alarm';
  comment on column "device_reading"."measures" is 'values by the product''s names';
  comment on table "device_quarantine" is '未识别消息 / Messages that no device or no mapping takes';
  comment on column "device_quarantine"."id" is 'UUIDv7';
  comment on column "device_quarantine"."received_at" is 'when it came';
  comment on column "device_quarantine"."channel" is 'https or mqtt';
  comment on column "device_quarantine"."topic" is 'MQTT topic; null over HTTPS';
  comment on column "device_quarantine"."vendor" is 'mapping that took it; null when none did';
  comment on column "device_quarantine"."external_id" is 'the device it names; null when it names none';
  comment on column "device_quarantine"."reason" is 'code of the reason';
  comment on column "device_quarantine"."body" is 'the message, cut to 8,000 characters';
  comment on table "elder_threshold" is '个人阈值 / Thresholds of one elder; the newest row of a name counts';
  comment on column "elder_threshold"."id" is 'UUIDv7';
  comment on column "elder_threshold"."elder_id" is '老人 / whose';
  comment on column "elder_threshold"."name" is 'name of the threshold';
  comment on column "elder_threshold"."value" is 'whole number; null gives the default of the device''s type back';
  comment on column "elder_threshold"."reason" is 'why it differs';
  comment on column "elder_threshold"."set_by" is 'audit name of who set it';
  comment on column "elder_threshold"."set_at" is 'counts from here';
  comment on table "device_work_order" is '设备工单 / Visits to see a device';
  comment on column "device_work_order"."id" is 'UUIDv7';
  comment on column "device_work_order"."order_no" is '工单号 / counted in the district';
  comment on column "device_work_order"."device_id" is 'which device';
  comment on column "device_work_order"."elder_id" is 'whose home it hung in; null for one in stock';
  comment on column "device_work_order"."street_id" is 'street of that home';
  comment on column "device_work_order"."kind" is 'silent, low_battery or fault';
  comment on column "device_work_order"."due_on" is '应办日期 / next working day by the policy';
  comment on column "device_work_order"."opened_at" is 'when it was opened';
  comment on column "device_work_order"."closed_at" is 'when it was closed; null while open';
  comment on column "device_work_order"."closed_by" is 'audit name of who closed it';
  comment on column "device_work_order"."result" is 'what was done: repaired, swapped, battery, came_back or elder_away';
  comment on table "alert" is '告警 / Alerts of family beds';
  comment on column "alert"."id" is 'UUIDv7';
  comment on column "alert"."alert_no" is '告警号 / counted in the district';
  comment on column "alert"."elder_id" is '老人 / whose; null while the device hangs in nobody''s home';
  comment on column "alert"."street_id" is 'street of the home';
  comment on column "alert"."device_id" is 'which device; null when a person raised it';
  comment on column "alert"."kind" is '种类 / what happened';
  comment on column "alert"."level" is '等级 / red, orange or yellow';
  comment on column "alert"."purpose" is 'real, drill (月度测试) or synthetic (自检)';
  comment on column "alert"."raised_at" is 'when it happened, by the device';
  comment on column "alert"."received_at" is 'when it was stored; deadlines count from here';
  comment on column "alert"."late" is '补传 / the device sent it long after it happened';
  comment on column "alert"."facts" is 'values and limits that raised it';
  comment on column "alert"."cause_key" is 'the reading or the span that raised it, once';
  comment on column "alert"."repeats" is 'how often the same was said again while it was open';
  comment on column "alert"."last_at" is 'when it was last said';
  comment on column "alert"."state" is 'open, taken, awaiting_second or closed';
  comment on column "alert"."taken_by" is 'audit name of who answers it now';
  comment on column "alert"."taken_at" is 'when it was first answered';
  comment on column "alert"."first_voice_at" is '首次通话 / when somebody spoke with the home';
  comment on column "alert"."dispatched_at" is '派人时间 / when somebody was sent';
  comment on column "alert"."family_told_at" is '告知家属时间';
  comment on column "alert"."on_site_at" is '到场时间';
  comment on column "alert"."handed_over_at" is '移交120时间';
  comment on column "alert"."outcome" is '结果 / true, false, test, device_fault, handed_to_120 or no_access';
  comment on column "alert"."outcome_note" is '结果说明';
  comment on column "alert"."closed_by" is 'audit name of who gave the outcome';
  comment on column "alert"."closed_at" is 'when the outcome was given';
  comment on column "alert"."second_by" is 'audit name of the second person who closed a red alert';
  comment on column "alert"."second_at" is 'when he or she did';
  comment on column "alert"."call_back_due_at" is '回访期限 / the elder is asked back before this';
  comment on column "alert"."version" is 'raised by each change';
  comment on table "alert_step" is '升级阶梯 / Who is told when nobody answers, and by when';
  comment on column "alert_step"."alert_id" is 'which alert';
  comment on column "alert_step"."step" is 'who is told: seats, lead, family, street, supervisor, orange_lead, orange_street';
  comment on column "alert_step"."due_at" is '到期时间 / told at this time unless somebody answered';
  comment on column "alert_step"."told_at" is 'when it was told';
  comment on column "alert_step"."ended_at" is 'when it was no longer needed';
  comment on column "alert_step"."ended_for" is 'why: taken or closed';
  comment on table "alert_event" is '告警经过 / Everything that happened to an alert';
  comment on column "alert_event"."id" is 'UUIDv7';
  comment on column "alert_event"."alert_id" is 'which alert';
  comment on column "alert_event"."at" is 'when';
  comment on column "alert_event"."by" is 'audit name of who';
  comment on column "alert_event"."kind" is 'what happened';
  comment on column "alert_event"."facts" is 'its particulars';
  comment on table "alert_dispatch" is '派单 / Who was sent to the home';
  comment on column "alert_dispatch"."id" is 'UUIDv7';
  comment on column "alert_dispatch"."alert_id" is 'which alert';
  comment on column "alert_dispatch"."responder" is 'care_worker or grid_worker (网格员)';
  comment on column "alert_dispatch"."worker_id" is 'the care worker; null for a grid worker';
  comment on column "alert_dispatch"."name" is 'name as it was told to the seat';
  comment on column "alert_dispatch"."distance_m" is 'straight distance from the last known place, metres; null when unknown';
  comment on column "alert_dispatch"."sent_at" is 'when he or she was sent';
  comment on column "alert_dispatch"."sent_by" is 'audit name of who sent him or her';
  comment on column "alert_dispatch"."arrived_at" is 'when he or she was there';
  comment on table "alarm_drill" is '月度测试 / The month''s test of a bed''s alarm';
  comment on column "alarm_drill"."id" is 'UUIDv7';
  comment on column "alarm_drill"."elder_id" is '老人 / whose bed';
  comment on column "alarm_drill"."device_id" is 'which button';
  comment on column "alarm_drill"."opened_by" is 'audit name of who asked for it';
  comment on column "alarm_drill"."opened_at" is 'from when the next press is the test';
  comment on column "alarm_drill"."until" is 'until when';
  comment on column "alarm_drill"."alert_id" is 'the alert of the press; null until it comes';
  comment on column "alarm_drill"."ended_at" is 'when it was ended without a press';
  comment on table "synthetic_alarm" is '自检告警 / A synthetic alarm through the whole path';
  comment on column "synthetic_alarm"."id" is 'UUIDv7';
  comment on column "synthetic_alarm"."sent_at" is 'when it was sent';
  comment on column "synthetic_alarm"."alert_id" is 'the alert it became';
  comment on column "synthetic_alarm"."stored_ms" is 'milliseconds until it was acknowledged';
  comment on column "synthetic_alarm"."seen_ms" is 'milliseconds until it stood on the operators'' list';
  comment on column "synthetic_alarm"."problem" is 'what went wrong; null when nothing did';
  comment on table "seat_presence" is '坐席 / Who sits at which seat';
  comment on column "seat_presence"."id" is 'UUIDv7';
  comment on column "seat_presence"."seat_no" is '坐席号';
  comment on column "seat_presence"."login" is 'sign-in name';
  comment on column "seat_presence"."state" is 'ready, busy or away';
  comment on column "seat_presence"."from_at" is 'when he or she sat down';
  comment on column "seat_presence"."seen_at" is 'when the screen last asked';
  comment on column "seat_presence"."to_at" is 'when he or she left; null while there';
  comment on table "shift_report" is '交接班报告 / What one shift left to the next';
  comment on column "shift_report"."id" is 'UUIDv7';
  comment on column "shift_report"."from_at" is 'beginning of the shift';
  comment on column "shift_report"."to_at" is 'its end';
  comment on column "shift_report"."written_by" is 'sign-in name of who wrote it';
  comment on column "shift_report"."written_at" is 'when';
  comment on column "shift_report"."report" is 'figures as they stood, and what was open';
  comment on column "shift_report"."note" is '交班说明';
  comment on column "shift_report"."taken_over_by" is 'sign-in name of who took over';
  comment on column "shift_report"."taken_over_at" is 'when';
  comment on table "caller_check" is '来电核对 / Two questions before personal data is spoken';
  comment on column "caller_check"."id" is 'UUIDv7';
  comment on column "caller_check"."elder_id" is '老人 / whose file the caller asked for';
  comment on column "caller_check"."login" is 'sign-in name of the operator';
  comment on column "caller_check"."at" is 'when';
  comment on column "caller_check"."questions" is 'which two were asked';
  comment on column "caller_check"."passed" is 'whether both answers were right';
end
$comments$;
