CREATE TABLE "kiosk_assist" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"device_id" uuid NOT NULL,
	"elder_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"issued_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "kiosk_device" (
	"id" uuid PRIMARY KEY NOT NULL,
	"device_no" text NOT NULL,
	"street_id" integer NOT NULL,
	"place" text NOT NULL,
	"panel_tenth_inch" smallint NOT NULL,
	"orientation" text NOT NULL,
	"bottom_edge_mm" smallint NOT NULL,
	"default_step" smallint NOT NULL,
	"seated_default" boolean NOT NULL,
	"has_reader" boolean NOT NULL,
	"has_scanner" boolean NOT NULL,
	"has_printer" boolean NOT NULL,
	"has_earphone" boolean NOT NULL,
	"has_handset" boolean NOT NULL,
	"has_keypad" boolean NOT NULL,
	"has_help_button" boolean NOT NULL,
	"staff_call" text,
	"opens_minute" smallint NOT NULL,
	"closes_minute" smallint NOT NULL,
	"public_key" jsonb NOT NULL,
	"paired_by" text NOT NULL,
	"paired_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" text,
	"revoke_reason" text,
	"boot_id" uuid,
	"boot_secret_cipher" text,
	"boot_port" integer,
	"booted_at" timestamp with time zone,
	"seen_at" timestamp with time zone,
	"health" jsonb,
	CONSTRAINT "kiosk_device_deviceNo_unique" UNIQUE("device_no"),
	CONSTRAINT "kiosk_device_panel_known" CHECK ("kiosk_device"."panel_tenth_inch" in (215, 270, 320, 430)),
	CONSTRAINT "kiosk_device_orientation_known" CHECK ("kiosk_device"."orientation" in ('portrait', 'landscape')),
	CONSTRAINT "kiosk_device_step_known" CHECK ("kiosk_device"."default_step" in (1, 2, 3)),
	CONSTRAINT "kiosk_device_edge_real" CHECK ("kiosk_device"."bottom_edge_mm" between 0 and 2000),
	CONSTRAINT "kiosk_device_seated_upright" CHECK (not "kiosk_device"."seated_default" or "kiosk_device"."orientation" = 'portrait'),
	CONSTRAINT "kiosk_device_opens_before_it_closes" CHECK ("kiosk_device"."opens_minute" >= 0 and "kiosk_device"."opens_minute" < "kiosk_device"."closes_minute" and "kiosk_device"."closes_minute" <= 1440),
	CONSTRAINT "kiosk_device_revoked_whole" CHECK (num_nulls("kiosk_device"."revoked_at", "kiosk_device"."revoked_by", "kiosk_device"."revoke_reason") in (0, 3)),
	CONSTRAINT "kiosk_device_boot_whole" CHECK (num_nulls("kiosk_device"."boot_id", "kiosk_device"."boot_secret_cipher", "kiosk_device"."boot_port", "kiosk_device"."booted_at") in (0, 4))
);
--> statement-breakpoint
CREATE TABLE "kiosk_device_token" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"device_id" uuid NOT NULL,
	"boot_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kiosk_device_token_kind_known" CHECK ("kiosk_device_token"."kind" in ('ticket', 'page'))
);
--> statement-breakpoint
CREATE TABLE "kiosk_identity_token" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"device_id" uuid NOT NULL,
	"boot_id" uuid NOT NULL,
	"elder_id" uuid NOT NULL,
	"means" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "kiosk_identity_token_means_known" CHECK ("kiosk_identity_token"."means" in ('id_card', 'social_card', 'qr'))
);
--> statement-breakpoint
CREATE TABLE "kiosk_nonce" (
	"device_id" uuid NOT NULL,
	"nonce" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "kiosk_nonce_once" PRIMARY KEY("device_id","nonce")
);
--> statement-breakpoint
CREATE TABLE "kiosk_pairing" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"key_hash" text NOT NULL,
	"public_key" jsonb NOT NULL,
	"address" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"device_id" uuid,
	CONSTRAINT "kiosk_pairing_codeHash_unique" UNIQUE("code_hash"),
	CONSTRAINT "kiosk_pairing_used_for_a_device" CHECK (num_nulls("kiosk_pairing"."used_at", "kiosk_pairing"."device_id") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "kiosk_pass" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"issued_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "kiosk_pin" (
	"elder_id" uuid PRIMARY KEY NOT NULL,
	"pin_hash" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"wrong_in_row" smallint DEFAULT 0 NOT NULL,
	"closed_until" timestamp with time zone,
	CONSTRAINT "kiosk_pin_wrong_not_negative" CHECK ("kiosk_pin"."wrong_in_row" >= 0)
);
--> statement-breakpoint
CREATE TABLE "kiosk_slip" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid,
	"device_id" uuid,
	"kind" text NOT NULL,
	"locale" text NOT NULL,
	"content_cipher" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"printed_at" timestamp with time zone,
	CONSTRAINT "kiosk_slip_kind_known" CHECK ("kiosk_slip"."kind" in ('booked', 'schedule', 'allowance', 'activity', 'ticket'))
);
--> statement-breakpoint
CREATE TABLE "kiosk_try" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"device_id" uuid,
	"actor" text,
	"person" "bytea",
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "kiosk_try_kind_known" CHECK ("kiosk_try"."kind" in ('card', 'qr', 'pin', 'assist', 'pairing'))
);
--> statement-breakpoint
CREATE TABLE "kiosk_wish" (
	"id" uuid PRIMARY KEY NOT NULL,
	"device_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"body_cipher" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" text,
	CONSTRAINT "kiosk_wish_kind_known" CHECK ("kiosk_wish"."kind" in ('visit', 'help', 'rating', 'complaint')),
	CONSTRAINT "kiosk_wish_done_by_somebody" CHECK (num_nulls("kiosk_wish"."done_at", "kiosk_wish"."done_by") in (0, 2))
);
--> statement-breakpoint
ALTER TABLE "kiosk_session" ADD COLUMN "device_id" uuid;--> statement-breakpoint
ALTER TABLE "kiosk_session" ADD COLUMN "assisted_by" text;--> statement-breakpoint
ALTER TABLE "kiosk_assist" ADD CONSTRAINT "kiosk_assist_device_id_kiosk_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "kiosk_device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kiosk_assist" ADD CONSTRAINT "kiosk_assist_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kiosk_device" ADD CONSTRAINT "kiosk_device_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kiosk_device_token" ADD CONSTRAINT "kiosk_device_token_device_id_kiosk_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "kiosk_device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kiosk_identity_token" ADD CONSTRAINT "kiosk_identity_token_device_id_kiosk_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "kiosk_device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kiosk_identity_token" ADD CONSTRAINT "kiosk_identity_token_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kiosk_nonce" ADD CONSTRAINT "kiosk_nonce_device_id_kiosk_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "kiosk_device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kiosk_pairing" ADD CONSTRAINT "kiosk_pairing_device_id_kiosk_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "kiosk_device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kiosk_pass" ADD CONSTRAINT "kiosk_pass_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kiosk_pin" ADD CONSTRAINT "kiosk_pin_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kiosk_slip" ADD CONSTRAINT "kiosk_slip_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kiosk_slip" ADD CONSTRAINT "kiosk_slip_device_id_kiosk_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "kiosk_device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kiosk_try" ADD CONSTRAINT "kiosk_try_device_id_kiosk_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "kiosk_device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kiosk_wish" ADD CONSTRAINT "kiosk_wish_device_id_kiosk_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "kiosk_device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "kiosk_assist_by_device" ON "kiosk_assist" USING btree ("device_id","created_at");--> statement-breakpoint
CREATE INDEX "kiosk_device_by_street" ON "kiosk_device" USING btree ("street_id");--> statement-breakpoint
CREATE INDEX "kiosk_device_token_by_device" ON "kiosk_device_token" USING btree ("device_id");--> statement-breakpoint
CREATE INDEX "kiosk_identity_token_by_device" ON "kiosk_identity_token" USING btree ("device_id");--> statement-breakpoint
CREATE INDEX "kiosk_pairing_by_key" ON "kiosk_pairing" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "kiosk_pairing_by_time" ON "kiosk_pairing" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "kiosk_slip_by_elder" ON "kiosk_slip" USING btree ("elder_id");--> statement-breakpoint
CREATE INDEX "kiosk_slip_by_end" ON "kiosk_slip" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "kiosk_try_by_time" ON "kiosk_try" USING btree ("at");--> statement-breakpoint
CREATE INDEX "kiosk_wish_open" ON "kiosk_wish" USING btree ("received_at") WHERE "kiosk_wish"."done_at" is null;--> statement-breakpoint
ALTER TABLE "kiosk_session" ADD CONSTRAINT "kiosk_session_device_id_kiosk_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "kiosk_device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "kiosk_session_by_device" ON "kiosk_session" USING btree ("device_id");--> statement-breakpoint
ALTER TABLE "kiosk_session" ADD CONSTRAINT "kiosk_session_means_known" CHECK ("kiosk_session"."identified_by" in ('id_card', 'social_card', 'qr', 'phone_code', 'phone_pin', 'staff'));--> statement-breakpoint
ALTER TABLE "kiosk_session" ADD CONSTRAINT "kiosk_session_assisted_by_staff" CHECK (("kiosk_session"."assisted_by" is not null) = ("kiosk_session"."identified_by" = 'staff'));
--> statement-breakpoint
-- A kiosk is taken out of use once and for all: another pairing makes another kiosk.
CREATE FUNCTION "keep_kiosk_revoked"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.revoked_at IS NOT NULL AND (new.revoked_at IS DISTINCT FROM old.revoked_at OR new.boot_id IS NOT NULL) THEN
    RAISE EXCEPTION 'kiosk_stays_revoked: a revoked kiosk does not come back' USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "kiosk_stays_revoked" BEFORE UPDATE ON "kiosk_device" FOR EACH ROW EXECUTE FUNCTION "keep_kiosk_revoked"();
--> statement-breakpoint
CREATE TRIGGER "kiosk_device_is_never_deleted" BEFORE DELETE ON "kiosk_device" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
do $comments$
begin
  comment on table "kiosk_device" is '一体机 / A kiosk in a street centre: what it is, where it stands, who may still speak for it';
  comment on column "kiosk_device"."id" is 'UUIDv7; the machine signs as this one';
  comment on column "kiosk_device"."device_no" is '编号 / number that people say, K0001';
  comment on column "kiosk_device"."street_id" is '街道 / the street whose centre it stands in';
  comment on column "kiosk_device"."place" is '放在哪里 / the place inside the street, as staff call it';
  comment on column "kiosk_device"."panel_tenth_inch" is '屏幕对角线 / diagonal of the panel in tenths of an inch: 215, 270, 320, 430';
  comment on column "kiosk_device"."orientation" is 'portrait or landscape';
  comment on column "kiosk_device"."bottom_edge_mm" is '屏幕下沿离地 / height of the panel''s lower edge above the floor, millimetres';
  comment on column "kiosk_device"."default_step" is 'text step that it shows after each wipe: 1, 2, 3';
  comment on column "kiosk_device"."seated_default" is 'it shows the seated layout after each wipe, because its controls would otherwise lie above 1100 mm';
  comment on column "kiosk_device"."has_reader" is '读卡器 / it has a card reader';
  comment on column "kiosk_device"."has_scanner" is '扫码 / it has a scanner of QR codes';
  comment on column "kiosk_device"."has_printer" is 'it has a printer of slips';
  comment on column "kiosk_device"."has_earphone" is 'it has an earphone jack';
  comment on column "kiosk_device"."has_handset" is 'it has a handset with a line of its own';
  comment on column "kiosk_device"."has_keypad" is 'it has a tactile keypad';
  comment on column "kiosk_device"."has_help_button" is 'it has a hardware help button';
  comment on column "kiosk_device"."staff_call" is 'telephone or pager of the place''s staff in opening hours; null when there is none';
  comment on column "kiosk_device"."opens_minute" is '开门 / minute of the day from which it should answer';
  comment on column "kiosk_device"."closes_minute" is '关门 / minute of the day up to which it should answer';
  comment on column "kiosk_device"."public_key" is 'JWK of its signing key (P-256); the private half never leaves the machine';
  comment on column "kiosk_device"."paired_by" is 'audit name of the clerk who entered its code';
  comment on column "kiosk_device"."paired_at" is '登记时间 / when it was paired';
  comment on column "kiosk_device"."revoked_at" is '停用时间 / from here nothing of it is taken; null while it is in use';
  comment on column "kiosk_device"."revoked_by" is 'audit name of who revoked it';
  comment on column "kiosk_device"."revoke_reason" is 'code of the reason';
  comment on column "kiosk_device"."boot_id" is 'its running start; tokens of another start open nothing';
  comment on column "kiosk_device"."boot_secret_cipher" is 'encrypted secret of this start that page and agent share on the machine';
  comment on column "kiosk_device"."boot_port" is 'loopback port of its agent';
  comment on column "kiosk_device"."booted_at" is 'when this start was announced';
  comment on column "kiosk_device"."seen_at" is '最近联系 / its last heartbeat';
  comment on column "kiosk_device"."health" is 'facts of its last heartbeat';
  comment on table "kiosk_pairing" is '一体机登记 / Machines that asked to be paired, with the code that stood on their screen';
  comment on column "kiosk_pairing"."id" is 'UUIDv7';
  comment on column "kiosk_pairing"."code_hash" is 'SHA-256 of the code on its screen';
  comment on column "kiosk_pairing"."key_hash" is 'SHA-256 of its public key: by it the machine asks whether it was paired';
  comment on column "kiosk_pairing"."public_key" is 'JWK of its signing key';
  comment on column "kiosk_pairing"."address" is 'network address that asked, to limit asking';
  comment on column "kiosk_pairing"."created_at" is 'when it asked';
  comment on column "kiosk_pairing"."ends_at" is 'the code counts up to here';
  comment on column "kiosk_pairing"."used_at" is 'when a clerk entered the code; null before';
  comment on column "kiosk_pairing"."device_id" is 'the kiosk that it became';
  comment on table "kiosk_device_token" is '一体机凭证 / What a kiosk''s start and its page hold for a while';
  comment on column "kiosk_device_token"."token_hash" is 'SHA-256 of the token';
  comment on column "kiosk_device_token"."kind" is 'ticket: one use, opens the page of a start; page: the cookie of that page';
  comment on column "kiosk_device_token"."device_id" is 'whose it is';
  comment on column "kiosk_device_token"."boot_id" is 'of which start';
  comment on column "kiosk_device_token"."created_at" is 'when it was given';
  comment on column "kiosk_device_token"."ends_at" is 'it counts up to here';
  comment on table "kiosk_identity_token" is '身份令牌 / One reading of a card or code: opens one session at one kiosk within a minute';
  comment on column "kiosk_identity_token"."token_hash" is 'SHA-256 of the token that the page was told';
  comment on column "kiosk_identity_token"."device_id" is 'the kiosk whose reader it was';
  comment on column "kiosk_identity_token"."boot_id" is 'in which start';
  comment on column "kiosk_identity_token"."elder_id" is '老人 / whom the card names';
  comment on column "kiosk_identity_token"."means" is 'id_card, social_card or qr';
  comment on column "kiosk_identity_token"."created_at" is 'when the card was read';
  comment on column "kiosk_identity_token"."ends_at" is 'it counts up to here';
  comment on column "kiosk_identity_token"."used_at" is 'when it opened a session';
  comment on table "kiosk_pass" is '扫码凭证 / A code on the elder''s own page to be held to a kiosk''s scanner, once';
  comment on column "kiosk_pass"."token_hash" is 'SHA-256 of what the code says';
  comment on column "kiosk_pass"."elder_id" is '老人 / whom it names';
  comment on column "kiosk_pass"."issued_by" is 'audit name of whose page showed it';
  comment on column "kiosk_pass"."created_at" is 'when it was shown';
  comment on column "kiosk_pass"."ends_at" is 'it counts up to here';
  comment on column "kiosk_pass"."used_at" is 'when a kiosk read it';
  comment on table "kiosk_assist" is '代办 / A clerk stands beside the elder: six digits from the clerk''s own desk open the elder''s session, recorded as assisted';
  comment on column "kiosk_assist"."id" is 'UUIDv7';
  comment on column "kiosk_assist"."code_hash" is 'SHA-256 of the kiosk''s id and the six digits';
  comment on column "kiosk_assist"."device_id" is 'the kiosk at which they count';
  comment on column "kiosk_assist"."elder_id" is '老人 / for whom';
  comment on column "kiosk_assist"."reason" is 'code of why staff helps';
  comment on column "kiosk_assist"."issued_by" is 'audit name of the clerk';
  comment on column "kiosk_assist"."created_at" is 'when they were given';
  comment on column "kiosk_assist"."ends_at" is 'they count up to here';
  comment on column "kiosk_assist"."used_at" is 'when they were typed';
  comment on table "kiosk_pin" is '一体机密码 / Six digits that an elder has set at a kiosk, for use beside the telephone number';
  comment on column "kiosk_pin"."elder_id" is '老人 / whose';
  comment on column "kiosk_pin"."pin_hash" is 'Argon2id of the keyed digest of the digits; the key lies outside the database';
  comment on column "kiosk_pin"."set_at" is 'when they were set';
  comment on column "kiosk_pin"."wrong_in_row" is 'wrong tries since the last right one';
  comment on column "kiosk_pin"."closed_until" is 'no try is taken before this moment; null when any is';
  comment on table "kiosk_nonce" is '一体机请求 / Signed requests of kiosks that were taken, kept while their time window is open';
  comment on column "kiosk_nonce"."device_id" is 'whose request';
  comment on column "kiosk_nonce"."nonce" is 'number used once, made by the kiosk';
  comment on column "kiosk_nonce"."at" is 'when it was taken';
  comment on table "kiosk_try" is '试错记录 / Wrong tries at kiosks and with pairing codes; what limits the next';
  comment on column "kiosk_try"."id" is 'UUIDv7';
  comment on column "kiosk_try"."kind" is 'card, qr, pin, assist or pairing';
  comment on column "kiosk_try"."device_id" is 'the kiosk at which it happened; null at an unpaired one';
  comment on column "kiosk_try"."actor" is 'audit name of the clerk, for pairing codes';
  comment on column "kiosk_try"."person" is 'blind index of the number or telephone that was tried; never the number';
  comment on column "kiosk_try"."at" is 'when';
  comment on table "kiosk_slip" is '小票 / What an elder takes along on paper; fetched by the kiosk itself, forgotten soon';
  comment on column "kiosk_slip"."id" is 'random; the page and the printer name the slip by it';
  comment on column "kiosk_slip"."elder_id" is '老人 / whose it is; null for a slip of nobody';
  comment on column "kiosk_slip"."device_id" is 'the kiosk that may print it; null where none is paired';
  comment on column "kiosk_slip"."kind" is 'booked, schedule, allowance, activity or ticket';
  comment on column "kiosk_slip"."locale" is 'language of its words';
  comment on column "kiosk_slip"."content_cipher" is 'encrypted content without full names and numbers';
  comment on column "kiosk_slip"."created_at" is 'when it was prepared';
  comment on column "kiosk_slip"."ends_at" is 'it is shown and printed up to here';
  comment on column "kiosk_slip"."printed_at" is 'when the kiosk fetched it';
  comment on table "kiosk_wish" is '离线登记 / What a kiosk kept while there was no network and sent afterwards';
  comment on column "kiosk_wish"."id" is 'made by the kiosk; the idempotency key';
  comment on column "kiosk_wish"."device_id" is 'at which kiosk';
  comment on column "kiosk_wish"."kind" is 'visit, help, rating or complaint';
  comment on column "kiosk_wish"."body_cipher" is 'encrypted words and choices';
  comment on column "kiosk_wish"."made_at" is 'when the person asked, by the kiosk''s clock';
  comment on column "kiosk_wish"."received_at" is 'when it arrived';
  comment on column "kiosk_wish"."done_at" is '处理时间 / when somebody dealt with it';
  comment on column "kiosk_wish"."done_by" is 'audit name of who did';
  comment on column "kiosk_session"."device_id" is 'the paired kiosk; null at a machine that is not paired';
  comment on column "kiosk_session"."assisted_by" is '代办人 / audit name of the clerk beside the elder; null when the elder identified alone';
end
$comments$;
