CREATE TABLE "door_display" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"key_id" text NOT NULL,
	"pairing_hash" text NOT NULL,
	"issued_by" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"shown_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	CONSTRAINT "door_display_pairingHash_unique" UNIQUE("pairing_hash"),
	CONSTRAINT "door_display_ended_by_somebody" CHECK (num_nulls("door_display"."ended_at", "door_display"."ended_by") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "door_display_code" (
	"display_id" uuid NOT NULL,
	"step" integer NOT NULL,
	"code_hash" text NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	CONSTRAINT "door_display_code_once" PRIMARY KEY("display_id","step")
);
--> statement-breakpoint
ALTER TABLE "door_display" ADD CONSTRAINT "door_display_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door_display_code" ADD CONSTRAINT "door_display_code_display_id_door_display_id_fk" FOREIGN KEY ("display_id") REFERENCES "door_display"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "door_display_one_open" ON "door_display" USING btree ("elder_id") WHERE "door_display"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "door_display_code_by_hash" ON "door_display_code" USING btree ("code_hash");--> statement-breakpoint
-- A screen that was paired stays what it is: it is seen to ask, and once it ends.
CREATE FUNCTION "keep_door_display"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(new) - '{shown_at,ended_at,ended_by}'::text[] <> to_jsonb(old) - '{shown_at,ended_at,ended_by}'::text[]
    OR old.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'door_display_is_kept: a screen only ends' USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "door_display_is_kept" BEFORE UPDATE ON "door_display" FOR EACH ROW EXECUTE FUNCTION "keep_door_display"();
--> statement-breakpoint
CREATE TRIGGER "door_display_is_never_deleted" BEFORE DELETE ON "door_display" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
CREATE TRIGGER "door_display_code_append_only" BEFORE UPDATE OR DELETE ON "door_display_code" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
do $comments$
begin
  comment on table "door_display" is '门口显示屏 / Screens in elders'' homes that show a door code which changes every minute';
  comment on column "door_display"."id" is 'UUIDv7; the screen''s secret is made from it by the district''s key and lies nowhere';
  comment on column "door_display"."elder_id" is '老人 / whose home';
  comment on column "door_display"."key_id" is 'names the key that makes its secret';
  comment on column "door_display"."pairing_hash" is 'SHA-256 of the token that it was told once, and asks with';
  comment on column "door_display"."issued_by" is 'audit name of who paired it';
  comment on column "door_display"."issued_at" is 'its codes count from here';
  comment on column "door_display"."shown_at" is '最近显示 / when it last asked for a code, noted every ten minutes';
  comment on column "door_display"."ended_at" is '停用时间 / its codes count no more from here; null while it is in use';
  comment on column "door_display"."ended_by" is 'audit name of who ended it';
  comment on table "door_display_code" is '读过的动态码 / Codes of such screens that were read at visits';
  comment on column "door_display_code"."display_id" is 'which screen showed it';
  comment on column "door_display_code"."step" is 'number of its minute, counted from 1970';
  comment on column "door_display_code"."code_hash" is 'SHA-256 of the digits, as the events of phones carry it';
  comment on column "door_display_code"."from_at" is 'it counts from here, drift of the clocks included';
  comment on column "door_display_code"."to_at" is 'it counts no more from here';
end
$comments$;
