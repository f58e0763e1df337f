CREATE TABLE "door_code" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"key_id" text NOT NULL,
	"code_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"issued_by" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"void_at" timestamp with time zone,
	"voided_by" text,
	"void_reason" text,
	CONSTRAINT "door_code_codeHash_unique" UNIQUE("code_hash"),
	CONSTRAINT "door_code_version_once" UNIQUE("elder_id","version"),
	CONSTRAINT "door_code_voided_whole" CHECK (num_nulls("door_code"."void_at", "door_code"."voided_by", "door_code"."void_reason") in (0, 3)),
	CONSTRAINT "door_code_reason_known" CHECK ("door_code"."void_reason" in ('worn', 'lost', 'moved'))
);
--> statement-breakpoint
CREATE TABLE "photo" (
	"digest" text PRIMARY KEY NOT NULL,
	"worker_id" uuid NOT NULL,
	"arrived_at" timestamp with time zone NOT NULL,
	"stored_digest" text NOT NULL,
	"stored_bytes" integer NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"perceptual_hash" bigint,
	"band0" integer,
	"band1" integer,
	"band2" integer,
	"band3" integer,
	"lapsed_at" timestamp with time zone,
	CONSTRAINT "photo_digest_form" CHECK ("photo"."digest" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "photo_bands_whole" CHECK (num_nulls("photo"."perceptual_hash", "photo"."band0", "photo"."band1", "photo"."band2", "photo"."band3") in (0, 5))
);
--> statement-breakpoint
CREATE TABLE "photo_match" (
	"digest" text NOT NULL,
	"other_digest" text NOT NULL,
	"distance_bits" smallint NOT NULL,
	CONSTRAINT "photo_match_digest_other_digest_pk" PRIMARY KEY("digest","other_digest")
);
--> statement-breakpoint
CREATE TABLE "photo_piece" (
	"digest" text NOT NULL,
	"worker_id" uuid NOT NULL,
	"start_byte" integer NOT NULL,
	"piece_bytes" integer NOT NULL,
	"total_bytes" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "photo_piece_digest_worker_id_start_byte_pk" PRIMARY KEY("digest","worker_id","start_byte")
);
--> statement-breakpoint
ALTER TABLE "visit_event" DROP CONSTRAINT "visit_event_signed_whole";--> statement-breakpoint
ALTER TABLE "visit_event" ADD COLUMN "blurred_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "visit_event_quarantine" ADD COLUMN "blurred_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "door_code" ADD CONSTRAINT "door_code_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_match" ADD CONSTRAINT "photo_match_digest_photo_digest_fk" FOREIGN KEY ("digest") REFERENCES "photo"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_match" ADD CONSTRAINT "photo_match_other_digest_photo_digest_fk" FOREIGN KEY ("other_digest") REFERENCES "photo"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "door_code_one_open" ON "door_code" USING btree ("elder_id") WHERE "door_code"."void_at" is null;--> statement-breakpoint
CREATE INDEX "photo_by_worker" ON "photo" USING btree ("worker_id","arrived_at");--> statement-breakpoint
CREATE INDEX "photo_by_arrival" ON "photo" USING btree ("arrived_at") WHERE "photo"."lapsed_at" is null;--> statement-breakpoint
CREATE INDEX "photo_by_band0" ON "photo" USING btree ("band0");--> statement-breakpoint
CREATE INDEX "photo_by_band1" ON "photo" USING btree ("band1");--> statement-breakpoint
CREATE INDEX "photo_by_band2" ON "photo" USING btree ("band2");--> statement-breakpoint
CREATE INDEX "photo_by_band3" ON "photo" USING btree ("band3");--> statement-breakpoint
CREATE INDEX "photo_piece_by_time" ON "photo_piece" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "visit_event_by_photo" ON "visit_event" USING btree (("body" ->> 'photoDigest')) WHERE "visit_event"."kind" in ('photo_start', 'photo_end');--> statement-breakpoint
CREATE INDEX "visit_event_with_position" ON "visit_event" USING btree ("visit_id") WHERE "visit_event"."blurred_at" is null and "visit_event"."kind" in ('check_in', 'check_out') and jsonb_typeof("visit_event"."body" #> '{position,fix}') = 'object';--> statement-breakpoint
ALTER TABLE "visit_event" ADD CONSTRAINT "visit_event_signed_text" CHECK (("visit_event"."signed_text" is null) = ("visit_event"."event_hash" is null or "visit_event"."blurred_at" is not null));--> statement-breakpoint
ALTER TABLE "visit_event" ADD CONSTRAINT "visit_event_signed_whole" CHECK (num_nulls("visit_event"."event_hash", "visit_event"."signature", "visit_event"."runtime_id", "visit_event"."monotonic_ms") in (0, 4));--> statement-breakpoint
-- What an event's position becomes after the audit window: two decimals, about a kilometre, without what could be compared with the
-- hash of the exact one; beside it what had been measured, in whole metres, and nothing more. The only form that the fence lets pass.
CREATE FUNCTION "coarse_position"("body" jsonb, "measured" jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_set(body, '{position,fix}', (body #> '{position,fix}') || jsonb_build_object(
    'latitude', round((body #>> '{position,fix,latitude}')::numeric, 2),
    'longitude', round((body #>> '{position,fix,longitude}')::numeric, 2),
    'accuracyM', ceil((body #>> '{position,fix,accuracyM}')::numeric),
    'ageMs', 0,
    'blurred', jsonb_build_object(
      'distanceM', round((measured ->> 'distanceM')::numeric),
      'allowedM', round((measured ->> 'allowedM')::numeric),
      'inside', (measured ->> 'inside')::boolean)))
$$;
--> statement-breakpoint
-- An event stays as it was said. One change passes, once: its position becomes coarse, and the text that was signed, which holds the
-- exact one, goes; hash and signature of it stay. Not before a season has passed, whatever a policy says.
CREATE FUNCTION "let_position_blur"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF tg_op = 'UPDATE' AND old.blurred_at IS NULL AND new.blurred_at >= old.received_at + interval '90 days'
    AND old.kind IN ('check_in', 'check_out') AND jsonb_typeof(old.body #> '{position,fix}') = 'object'
    AND new.body = coarse_position(old.body, new.body #> '{position,fix,blurred}') AND new.signed_text IS NULL
    AND to_jsonb(new) - '{body,blurred_at,signed_text}'::text[] = to_jsonb(old) - '{body,blurred_at,signed_text}'::text[]
  THEN RETURN new; END IF;
  RAISE EXCEPTION 'append_only: % on % is refused', tg_op, tg_table_name USING errcode = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
DROP TRIGGER "visit_event_append_only" ON "visit_event";
--> statement-breakpoint
CREATE TRIGGER "visit_event_append_only" BEFORE UPDATE OR DELETE ON "visit_event" FOR EACH ROW EXECUTE FUNCTION "let_position_blur"();
--> statement-breakpoint
CREATE FUNCTION "let_quarantine_blur"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'UPDATE' AND old.blurred_at IS NULL AND new.blurred_at >= old.received_at + interval '90 days'
    AND new.body = old.body #- '{body,position}'
    AND to_jsonb(new) - '{body,blurred_at}'::text[] = to_jsonb(old) - '{body,blurred_at}'::text[]
  THEN RETURN new; END IF;
  RAISE EXCEPTION 'append_only: % on % is refused', tg_op, tg_table_name USING errcode = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
DROP TRIGGER "visit_event_quarantine_append_only" ON "visit_event_quarantine";
--> statement-breakpoint
CREATE TRIGGER "visit_event_quarantine_append_only" BEFORE UPDATE OR DELETE ON "visit_event_quarantine" FOR EACH ROW EXECUTE FUNCTION "let_quarantine_blur"();
--> statement-breakpoint
-- A code that was issued stays what it is. It may be voided, and a void that lies ahead may come sooner.
CREATE FUNCTION "keep_door_code"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(new) - '{void_at,voided_by,void_reason}'::text[] <> to_jsonb(old) - '{void_at,voided_by,void_reason}'::text[]
    OR new.void_at IS NULL OR new.void_at > coalesce(old.void_at, 'infinity') THEN
    RAISE EXCEPTION 'door_code_is_kept: a door code is only voided' USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "door_code_is_kept" BEFORE UPDATE ON "door_code" FOR EACH ROW EXECUTE FUNCTION "keep_door_code"();
--> statement-breakpoint
CREATE TRIGGER "door_code_is_never_deleted" BEFORE DELETE ON "door_code" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
-- What is known of a photograph stays; the picture itself lapses once.
CREATE FUNCTION "keep_photo"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(new) - 'lapsed_at' <> to_jsonb(old) - 'lapsed_at' OR old.lapsed_at IS NOT NULL OR new.lapsed_at IS NULL THEN
    RAISE EXCEPTION 'photo_is_kept: what is known of a photograph does not change' USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "photo_is_kept" BEFORE UPDATE ON "photo" FOR EACH ROW EXECUTE FUNCTION "keep_photo"();
--> statement-breakpoint
CREATE TRIGGER "photo_is_never_deleted" BEFORE DELETE ON "photo" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
CREATE TRIGGER "photo_match_append_only" BEFORE UPDATE OR DELETE ON "photo_match" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
do $comments$
begin
  comment on column "visit_event"."blurred_at" is 'when its position was made coarse and the signed text was dropped; null while it is exact or has none';
  comment on column "visit_event"."signed_text" is 'what the phone signed: the event as JSON with sorted keys; null for what no phone signed, and once its position was blurred';
  comment on column "visit_event_quarantine"."blurred_at" is 'when its position was removed; null while it is there or never was';
  comment on table "door_code" is '门牌码 / Codes at elders'' doors, every version that was printed';
  comment on column "door_code"."id" is 'UUIDv7; of the form that printed it, so that it prints once';
  comment on column "door_code"."elder_id" is '老人 / whose home';
  comment on column "door_code"."version" is '第几版 / from 1, one more with each printing';
  comment on column "door_code"."key_id" is 'names the key that signed it';
  comment on column "door_code"."code_id" is 'random, 50 bits; with the key the text can be computed again';
  comment on column "door_code"."code_hash" is 'SHA-256 of the text, as the events of phones carry it';
  comment on column "door_code"."issued_by" is 'audit name of who printed it';
  comment on column "door_code"."issued_at" is 'it counts from here';
  comment on column "door_code"."void_at" is '停用时间 / it counts no more from here; null while it is open';
  comment on column "door_code"."voided_by" is 'audit name of who ended it';
  comment on column "door_code"."void_reason" is 'worn, lost or moved';
  comment on table "photo" is '服务照片 / What is known of the photographs of visits; the pictures lie in the blob store under their digest';
  comment on column "photo"."digest" is 'SHA-256 as an event announced it, hexadecimal';
  comment on column "photo"."worker_id" is '护理员 / who sent it';
  comment on column "photo"."arrived_at" is 'when it was whole';
  comment on column "photo"."stored_digest" is 'SHA-256 of what is stored; another than digest when it had to be written anew';
  comment on column "photo"."stored_bytes" is 'bytes of what is stored';
  comment on column "photo"."width" is 'pixels';
  comment on column "photo"."height" is 'pixels';
  comment on column "photo"."perceptual_hash" is '64 bits of what it looks like, highest bit as sign; null where there is too little to see';
  comment on column "photo"."band0" is 'highest 16 bits of the hash';
  comment on column "photo"."band1" is 'next 16 bits';
  comment on column "photo"."band2" is 'next 16 bits';
  comment on column "photo"."band3" is 'lowest 16 bits';
  comment on column "photo"."lapsed_at" is 'when the picture was deleted after its time; null while it is there';
  comment on table "photo_match" is '相像的照片 / Photographs that look alike, in both directions';
  comment on column "photo_match"."digest" is 'one of the two';
  comment on column "photo_match"."other_digest" is 'the other';
  comment on column "photo_match"."distance_bits" is 'bits in which their hashes differ';
  comment on table "photo_piece" is '照片分片 / Pieces of photographs that are still arriving';
  comment on column "photo_piece"."digest" is 'as an event announced it';
  comment on column "photo_piece"."worker_id" is 'who sends it';
  comment on column "photo_piece"."start_byte" is 'where its first byte belongs';
  comment on column "photo_piece"."piece_bytes" is 'bytes of the piece before it was encrypted';
  comment on column "photo_piece"."total_bytes" is 'announced length of the whole';
  comment on column "photo_piece"."content" is 'encrypted with the district''s data key';
  comment on column "photo_piece"."received_at" is 'pieces that are not followed by the rest are thrown away';
end
$comments$;
