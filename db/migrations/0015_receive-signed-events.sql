CREATE TABLE "visit_pin_key" (
	"key_id" text PRIMARY KEY NOT NULL,
	"public_key" jsonb NOT NULL,
	"private_cipher" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "visit_to_judge" (
	"id" uuid PRIMARY KEY NOT NULL,
	"visit_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "worker_device" (
	"device_id" uuid PRIMARY KEY NOT NULL,
	"worker_id" uuid NOT NULL,
	"public_key" jsonb NOT NULL,
	"enrolled_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" text,
	CONSTRAINT "worker_device_revoked_by_somebody" CHECK (num_nulls("worker_device"."revoked_at", "worker_device"."revoked_by") in (0, 2))
);
--> statement-breakpoint
ALTER TABLE "visit_event_quarantine" DROP CONSTRAINT "visit_event_quarantine_reason_known";--> statement-breakpoint
ALTER TABLE "visit_event" ADD COLUMN "server_offset_ms" bigint;--> statement-breakpoint
ALTER TABLE "visit_event" ADD COLUMN "skew_ms" bigint;--> statement-breakpoint
ALTER TABLE "visit_event" ADD COLUMN "offline_ms" bigint;--> statement-breakpoint
ALTER TABLE "visit_event" ADD COLUMN "runtime_id" uuid;--> statement-breakpoint
ALTER TABLE "visit_event" ADD COLUMN "monotonic_ms" double precision;--> statement-breakpoint
ALTER TABLE "visit_event" ADD COLUMN "network" text;--> statement-breakpoint
ALTER TABLE "visit_event" ADD COLUMN "app_build" text;--> statement-breakpoint
ALTER TABLE "visit_event" ADD COLUMN "event_hash" "bytea";--> statement-breakpoint
ALTER TABLE "visit_event" ADD COLUMN "prev_hash" "bytea";--> statement-breakpoint
ALTER TABLE "visit_event" ADD COLUMN "signature" "bytea";--> statement-breakpoint
ALTER TABLE "visit_event" ADD COLUMN "signed_text" text;--> statement-breakpoint
ALTER TABLE "visit_event_quarantine" ADD COLUMN "device_id" text;--> statement-breakpoint
ALTER TABLE "visit_event_quarantine" ADD COLUMN "device_seq" bigint;--> statement-breakpoint
ALTER TABLE "visit_event_quarantine" ADD COLUMN "event_hash" "bytea";--> statement-breakpoint
ALTER TABLE "worker_device" ADD CONSTRAINT "worker_device_worker_id_care_worker_id_fk" FOREIGN KEY ("worker_id") REFERENCES "care_worker"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "worker_device_by_worker" ON "worker_device" USING btree ("worker_id");--> statement-breakpoint
CREATE INDEX "visit_event_quarantine_by_visit" ON "visit_event_quarantine" USING btree ("visit_no");--> statement-breakpoint
CREATE INDEX "visit_event_quarantine_by_device" ON "visit_event_quarantine" USING btree ("device_id","device_seq");--> statement-breakpoint
ALTER TABLE "visit_event" ADD CONSTRAINT "visit_event_signed_whole" CHECK (num_nulls("visit_event"."event_hash", "visit_event"."signature", "visit_event"."signed_text", "visit_event"."runtime_id", "visit_event"."monotonic_ms") in (0, 5));--> statement-breakpoint
ALTER TABLE "visit_event_quarantine" ADD CONSTRAINT "visit_event_quarantine_reason_known" CHECK ("visit_event_quarantine"."reason" in ('malformed', 'bad-signature', 'unknown-device', 'revoked-device', 'not-your-visit'));--> statement-breakpoint
-- The clock difference of an event moves out of its body into columns of its own; an elder's digits that were kept so far were right.
ALTER TABLE "visit_event" DISABLE TRIGGER "visit_event_append_only";--> statement-breakpoint
UPDATE "visit_event" SET
  "server_offset_ms" = ("body" ->> 'serverOffsetMs')::bigint,
  "skew_ms" = ("body" ->> 'skewMs')::bigint,
  "body" = ("body" -> 'body') || CASE WHEN "kind" = 'pin_confirm' THEN '{"outcome": "right"}'::jsonb ELSE '{}'::jsonb END;--> statement-breakpoint
ALTER TABLE "visit_event" ENABLE TRIGGER "visit_event_append_only";--> statement-breakpoint
-- A key once enrolled stays the device's key, whoever asks.
CREATE FUNCTION "keep_device_key"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.public_key IS DISTINCT FROM old.public_key OR new.enrolled_at IS DISTINCT FROM old.enrolled_at
    OR (old.revoked_at IS NOT NULL AND new.revoked_at IS DISTINCT FROM old.revoked_at) THEN
    RAISE EXCEPTION 'device_key_is_kept: the key of a device and its revocation do not change' USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "worker_device_key_is_kept" BEFORE UPDATE ON "worker_device" FOR EACH ROW EXECUTE FUNCTION "keep_device_key"();
--> statement-breakpoint
CREATE TRIGGER "worker_device_is_never_deleted" BEFORE DELETE ON "worker_device" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
do $comments$
begin
  comment on column "visit_event"."server_offset_ms" is 'milliseconds, server clock minus device clock: the phone''s last sample, else as measured on receipt; null when neither is known';
  comment on column "visit_event"."skew_ms" is 'milliseconds by which the offset on receipt differs from the phone''s sample';
  comment on column "visit_event"."offline_ms" is 'milliseconds between capture and receipt';
  comment on column "visit_event"."runtime_id" is 'random for each start of the page on the phone';
  comment on column "visit_event"."monotonic_ms" is 'milliseconds since the page''s start, by a clock that nobody sets';
  comment on column "visit_event"."network" is 'online or offline at capture';
  comment on column "visit_event"."app_build" is 'build of the app that captured it';
  comment on column "visit_event"."event_hash" is 'SHA-256 of signed_text';
  comment on column "visit_event"."prev_hash" is 'event_hash of the device''s event before this one; null for its first';
  comment on column "visit_event"."signature" is 'ECDSA P-256 with SHA-256 over signed_text, r and s, 64 bytes';
  comment on column "visit_event"."signed_text" is 'what the phone signed: the event as JSON with sorted keys';
  comment on column "visit_event"."body_digest" is 'SHA-256 of what was recorded, in the form of its time';
  comment on column "visit_event_quarantine"."device_id" is 'device whose own signature it bears; null when it bears none';
  comment on column "visit_event_quarantine"."device_seq" is 'its place in the device''s sequence';
  comment on column "visit_event_quarantine"."event_hash" is 'SHA-256 of what the phone signed';
  comment on table "worker_device" is '护理员手机 / Phones that sign what they send';
  comment on column "worker_device"."device_id" is 'made by the app when it is set up; a reinstalled app is a new device';
  comment on column "worker_device"."worker_id" is '护理员 / under whose session it was enrolled';
  comment on column "worker_device"."public_key" is 'JWK, P-256';
  comment on column "worker_device"."enrolled_at" is 'first event that the key signed';
  comment on column "worker_device"."last_seen_at" is 'last event that the key signed';
  comment on column "worker_device"."revoked_at" is 'from then on its events are kept aside; null while it is in use';
  comment on column "worker_device"."revoked_by" is 'audit name of who revoked it';
  comment on table "visit_pin_key" is '密码加密钥匙 / Keys to which phones seal the digits that elders type';
  comment on column "visit_pin_key"."key_id" is 'first 16 hexadecimal digits of the SHA-256 of the raw public key';
  comment on column "visit_pin_key"."public_key" is 'JWK, P-256';
  comment on column "visit_pin_key"."private_cipher" is 'the private key, encrypted with the district''s data key';
  comment on column "visit_pin_key"."made_at" is 'the newest one in use is given to phones';
  comment on column "visit_pin_key"."retired_at" is 'from then on it is given to no phone and still opens what was sealed to it';
  comment on table "visit_to_judge" is '待核对的服务 / Visits about which something was said since they were judged';
  comment on column "visit_to_judge"."id" is 'UUIDv7 made by the application';
  comment on column "visit_to_judge"."visit_id" is '上门服务 / the visit';
  comment on column "visit_to_judge"."since" is 'when it was said';
end
$comments$;
