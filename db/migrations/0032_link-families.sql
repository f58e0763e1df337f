CREATE TABLE "family_consent" (
	"id" uuid PRIMARY KEY NOT NULL,
	"link_id" uuid NOT NULL,
	"step" text NOT NULL,
	"scopes" text[] NOT NULL,
	"consent_version" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"kiosk" text NOT NULL,
	"identified_by" text NOT NULL,
	"assisted_by" text,
	"card_event" text,
	CONSTRAINT "family_consent_step_known" CHECK ("family_consent"."step" in ('agree', 'change', 'revoke', 'renew')),
	CONSTRAINT "family_consent_revoke_leaves_nothing" CHECK (("family_consent"."step" = 'revoke') = (cardinality("family_consent"."scopes") = 0))
);
--> statement-breakpoint
CREATE TABLE "family_invite" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"token_cipher" text NOT NULL,
	"kiosk" text NOT NULL,
	"state" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"name" text,
	"relation" text,
	"phone_cipher" text,
	"phone_index" "bytea",
	"code_hash" "bytea",
	"code_sent_at" timestamp with time zone,
	"code_tries_left" smallint,
	"codes_sent" smallint DEFAULT 0 NOT NULL,
	"asked_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"link_id" uuid,
	CONSTRAINT "family_invite_tokenHash_unique" UNIQUE("token_hash"),
	CONSTRAINT "family_invite_state_known" CHECK ("family_invite"."state" in ('shown', 'asked', 'agreed', 'declined')),
	CONSTRAINT "family_invite_asked_by_somebody" CHECK ("family_invite"."state" = 'shown' or num_nulls("family_invite"."name", "family_invite"."relation", "family_invite"."phone_cipher", "family_invite"."phone_index", "family_invite"."asked_at") = 0),
	CONSTRAINT "family_invite_agreed_has_link" CHECK (("family_invite"."state" = 'agreed') = ("family_invite"."link_id" is not null)),
	CONSTRAINT "family_invite_code_whole" CHECK (num_nulls("family_invite"."code_hash", "family_invite"."code_sent_at", "family_invite"."code_tries_left") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "family_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"name" text NOT NULL,
	"relation" text NOT NULL,
	"phone_cipher" text NOT NULL,
	"phone_index" "bytea" NOT NULL,
	"scopes" text[] NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"consent_version" text NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" text,
	CONSTRAINT "family_link_days_ordered" CHECK ("family_link"."from_on" < "family_link"."to_on"),
	CONSTRAINT "family_link_scopes_known" CHECK (cardinality("family_link"."scopes") > 0 and "family_link"."scopes" <@ array['schedule', 'book', 'results', 'alerts', 'pay']),
	CONSTRAINT "family_link_relation_known" CHECK ("family_link"."relation" in ('son', 'daughter', 'spouse', 'grandchild', 'sibling', 'in_law', 'other')),
	CONSTRAINT "family_link_revoked_by_somebody" CHECK (num_nulls("family_link"."revoked_at", "family_link"."revoked_by") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "slot_wait" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"street_id" integer NOT NULL,
	"month" date NOT NULL,
	"basket" text NOT NULL,
	"state" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"kiosk" text NOT NULL,
	"slot" text,
	"offered_at" timestamp with time zone,
	"offer_ends_at" timestamp with time zone,
	"ticket_no" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "slot_wait_month_first_day" CHECK (extract(day from "slot_wait"."month") = 1),
	CONSTRAINT "slot_wait_state_known" CHECK ("slot_wait"."state" in ('waiting', 'offered', 'taken', 'lapsed', 'withdrawn')),
	CONSTRAINT "slot_wait_offered_whole" CHECK (num_nulls("slot_wait"."slot", "slot_wait"."offered_at", "slot_wait"."offer_ends_at") in (0, 3) and ("slot_wait"."state" <> 'offered' or "slot_wait"."slot" is not null)),
	CONSTRAINT "slot_wait_ended" CHECK (("slot_wait"."state" in ('taken', 'lapsed', 'withdrawn')) = ("slot_wait"."ended_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "family_consent" ADD CONSTRAINT "family_consent_link_id_family_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "family_link"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_invite" ADD CONSTRAINT "family_invite_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_invite" ADD CONSTRAINT "family_invite_link_id_family_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "family_link"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_link" ADD CONSTRAINT "family_link_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_wait" ADD CONSTRAINT "slot_wait_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_wait" ADD CONSTRAINT "slot_wait_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "family_consent_by_link" ON "family_consent" USING btree ("link_id");--> statement-breakpoint
CREATE INDEX "family_invite_by_elder" ON "family_invite" USING btree ("elder_id","made_at");--> statement-breakpoint
CREATE UNIQUE INDEX "family_link_once" ON "family_link" USING btree ("elder_id","phone_index") WHERE "family_link"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "family_link_by_phone" ON "family_link" USING btree ("phone_index");--> statement-breakpoint
CREATE UNIQUE INDEX "slot_wait_once" ON "slot_wait" USING btree ("elder_id","month") WHERE "slot_wait"."state" in ('waiting', 'offered');--> statement-breakpoint
CREATE INDEX "slot_wait_in_line" ON "slot_wait" USING btree ("asked_at") WHERE "slot_wait"."state" in ('waiting', 'offered');
--> statement-breakpoint
CREATE FUNCTION "refuse_family_of_own_provider"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.revoked_at IS NULL AND EXISTS (
    SELECT 1 FROM care_worker w
     WHERE w.phone_index = new.phone_index AND (w.employed_to IS NULL OR w.employed_to >= new.from_on)
       AND (EXISTS (SELECT 1 FROM allocation a WHERE a.elder_id = new.elder_id AND a.provider_id = w.provider_id
                     AND a.month >= date_trunc('month', new.from_on)::date)
         OR EXISTS (SELECT 1 FROM visit v WHERE v.elder_id = new.elder_id AND v.provider_id = w.provider_id
                     AND v.service_month >= date_trunc('month', new.from_on)::date AND v.delivery_state <> 'cancelled')))
  THEN
    RAISE EXCEPTION 'works for a provider that serves this elder'
      USING errcode = '23514', constraint = 'family_is_no_staff_of_own_provider';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "family_is_no_staff_of_own_provider" BEFORE INSERT OR UPDATE ON "family_link" FOR EACH ROW EXECUTE FUNCTION "refuse_family_of_own_provider"();
--> statement-breakpoint
CREATE TRIGGER "family_link_is_never_deleted" BEFORE DELETE ON "family_link" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
CREATE TRIGGER "family_consent_append_only" BEFORE UPDATE OR DELETE ON "family_consent" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
do $comments$
begin
  comment on table "family_link" is '家属绑定 / A member of the family whom an elder lets see or do something';
  comment on column "family_link"."id" is 'UUIDv7 made by the application';
  comment on column "family_link"."elder_id" is '老人 / whose family';
  comment on column "family_link"."name" is '姓名 / as the member of the family gave it';
  comment on column "family_link"."relation" is '称谓 / son, daughter, spouse, grandchild, sibling, in_law or other';
  comment on column "family_link"."phone_cipher" is '手机号密文 / telephone, encrypted';
  comment on column "family_link"."phone_index" is 'blind index of the telephone';
  comment on column "family_link"."scopes" is '同意的范围 / schedule, book, results, alerts, pay';
  comment on column "family_link"."from_on" is '起 / first day';
  comment on column "family_link"."to_on" is '止 / last day, included; then the elder is asked again';
  comment on column "family_link"."consent_version" is 'names the words that were agreed to last';
  comment on column "family_link"."revoked_at" is '解除时间 / from then on nothing is seen; null while it stands';
  comment on column "family_link"."revoked_by" is 'audit name of who ended it';
  comment on table "family_consent" is '同意记录 / What an elder agreed to about one member of the family, each time, only added';
  comment on column "family_consent"."id" is 'UUIDv7 made by the application';
  comment on column "family_consent"."link_id" is '绑定 / the link';
  comment on column "family_consent"."step" is 'agree, change, revoke or renew';
  comment on column "family_consent"."scopes" is 'what holds from then on; empty after revoke';
  comment on column "family_consent"."consent_version" is 'names the words on the screen';
  comment on column "family_consent"."at" is 'when';
  comment on column "family_consent"."by" is 'audit name of who agreed';
  comment on column "family_consent"."kiosk" is '一体机 / at which machine';
  comment on column "family_consent"."identified_by" is 'how the elder was identified: id_card, social_card, qr, phone_code, phone_pin or staff';
  comment on column "family_consent"."assisted_by" is '代办 / the clerk beside the elder, where one stood there';
  comment on column "family_consent"."card_event" is '刷卡记录 / names the session that the card opened; null where no card was read';
  comment on table "family_invite" is '邀请码 / Codes on kiosks by which a member of the family begins';
  comment on column "family_invite"."id" is 'UUIDv7 made by the application';
  comment on column "family_invite"."elder_id" is '老人 / on whose screen it stands';
  comment on column "family_invite"."token_hash" is 'SHA-256 of the secret in the code';
  comment on column "family_invite"."token_cipher" is 'the secret, encrypted, to draw the code again';
  comment on column "family_invite"."kiosk" is '一体机 / at which machine';
  comment on column "family_invite"."state" is 'shown, asked, agreed or declined';
  comment on column "family_invite"."made_at" is 'when';
  comment on column "family_invite"."ends_at" is 'it cannot be scanned from then on';
  comment on column "family_invite"."name" is '姓名 / of who scanned it';
  comment on column "family_invite"."relation" is '称谓 / as that person said';
  comment on column "family_invite"."phone_cipher" is '手机号密文 / of that person, encrypted';
  comment on column "family_invite"."phone_index" is 'blind index of the telephone';
  comment on column "family_invite"."code_hash" is 'digest of the six digits that were sent';
  comment on column "family_invite"."code_sent_at" is 'when';
  comment on column "family_invite"."code_tries_left" is 'wrong digits that are still taken';
  comment on column "family_invite"."codes_sent" is 'messages sent for this code';
  comment on column "family_invite"."asked_at" is 'the telephone was proved; the elder is asked';
  comment on column "family_invite"."answered_at" is 'the elder answered';
  comment on column "family_invite"."link_id" is '绑定 / what came of it';
  comment on table "slot_wait" is '排队等候 / Elders who wait for a time that suits them';
  comment on column "slot_wait"."id" is 'UUIDv7 made by the application';
  comment on column "slot_wait"."elder_id" is '老人 / who waits';
  comment on column "slot_wait"."street_id" is '街道 / of the elder';
  comment on column "slot_wait"."month" is '月份 / first day';
  comment on column "slot_wait"."basket" is 'key of the basket that was chosen';
  comment on column "slot_wait"."state" is 'waiting, offered, taken, lapsed or withdrawn';
  comment on column "slot_wait"."asked_at" is 'place in the line';
  comment on column "slot_wait"."kiosk" is '一体机 / at which machine';
  comment on column "slot_wait"."slot" is 'the freed time that is kept for the elder';
  comment on column "slot_wait"."offered_at" is 'when';
  comment on column "slot_wait"."offer_ends_at" is 'it is kept until then';
  comment on column "slot_wait"."ticket_no" is '工单 / by which an operator tells the elder';
  comment on column "slot_wait"."ended_at" is 'taken, lapsed or withdrawn since';
end
$comments$;
