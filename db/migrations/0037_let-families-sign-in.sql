CREATE TABLE "family_member" (
	"id" uuid PRIMARY KEY NOT NULL,
	"phone_index" "bytea" NOT NULL,
	"phone_cipher" text NOT NULL,
	"wechat_index" "bytea",
	"wechat_cipher" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "family_member_phoneIndex_unique" UNIQUE("phone_index"),
	CONSTRAINT "family_member_wechatIndex_unique" UNIQUE("wechat_index"),
	CONSTRAINT "family_member_wechat_whole" CHECK (num_nulls("family_member"."wechat_index", "family_member"."wechat_cipher") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "family_notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"link_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"stands_at" timestamp with time zone NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "family_notice_once" UNIQUE("link_id","subject","kind","stands_at"),
	CONSTRAINT "family_notice_kind_known" CHECK ("family_notice"."kind" in ('planned', 'booked', 'moved', 'cancelled', 'arrived', 'finished', 'alert', 'alert_over'))
);
--> statement-breakpoint
CREATE TABLE "family_session" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"means" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "family_session_means_known" CHECK ("family_session"."means" in ('wechat', 'phone_code'))
);
--> statement-breakpoint
ALTER TABLE "family_consent" ALTER COLUMN "kiosk" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "family_consent" ADD COLUMN "channel" text DEFAULT 'kiosk' NOT NULL;--> statement-breakpoint
ALTER TABLE "family_consent" ADD COLUMN "consented_by" text;--> statement-breakpoint
ALTER TABLE "family_consent" ADD COLUMN "consent_how" text;--> statement-breakpoint
ALTER TABLE "family_consent" ADD COLUMN "witness_name" text;--> statement-breakpoint
ALTER TABLE "family_notice" ADD CONSTRAINT "family_notice_link_id_family_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "family_link"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_session" ADD CONSTRAINT "family_session_member_id_family_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "family_member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "family_notice_by_link" ON "family_notice" USING btree ("link_id","made_at");--> statement-breakpoint
CREATE INDEX "family_session_by_member" ON "family_session" USING btree ("member_id");--> statement-breakpoint
ALTER TABLE "family_consent" ADD CONSTRAINT "family_consent_channel_known" CHECK ("family_consent"."channel" in ('kiosk', 'worker', 'office', 'family'));--> statement-breakpoint
ALTER TABLE "family_consent" ADD CONSTRAINT "family_consent_kiosk_named" CHECK (("family_consent"."channel" = 'kiosk') = ("family_consent"."kiosk" is not null));--> statement-breakpoint
ALTER TABLE "family_consent" ADD CONSTRAINT "family_consent_before_a_witness" CHECK (num_nulls("family_consent"."consented_by", "family_consent"."consent_how", "family_consent"."witness_name") = case when "family_consent"."channel" in ('worker', 'office') then 0 else 3 end);--> statement-breakpoint
ALTER TABLE "family_consent" ADD CONSTRAINT "family_consent_means_known" CHECK ("family_consent"."consented_by" in ('elder', 'guardian') and "family_consent"."consent_how" in ('spoken', 'signed', 'guardian_paper'));--> statement-breakpoint
ALTER TABLE "family_consent" ADD CONSTRAINT "family_consent_family_only_ends" CHECK ("family_consent"."channel" <> 'family' or "family_consent"."step" = 'revoke');--> statement-breakpoint
CREATE TRIGGER "family_member_is_never_deleted" BEFORE DELETE ON "family_member" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
CREATE TRIGGER "family_notice_is_never_deleted" BEFORE DELETE ON "family_notice" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
do $comments$
begin
  comment on column "family_consent"."kiosk" is '一体机 / at which machine; null where it was said elsewhere';
  comment on column "family_consent"."channel" is '在哪里说的 / kiosk, worker, office or family';
  comment on column "family_consent"."consented_by" is '谁同意 / elder or guardian; set before a witness';
  comment on column "family_consent"."consent_how" is '怎么同意 / spoken, signed or guardian_paper; set before a witness';
  comment on column "family_consent"."witness_name" is '见证人 / who was there besides the recorder';
  comment on table "family_member" is '家属 / People of families who have signed in';
  comment on column "family_member"."id" is 'UUIDv7 made by the application';
  comment on column "family_member"."phone_index" is 'blind index of the proved telephone; links are found by it';
  comment on column "family_member"."phone_cipher" is '手机号密文 / the telephone, encrypted';
  comment on column "family_member"."wechat_index" is 'blind index of the WeChat account; null until one is bound';
  comment on column "family_member"."wechat_cipher" is '微信 openid 密文 / the WeChat account, encrypted: payments name it';
  comment on column "family_member"."created_at" is 'first sign-in';
  comment on table "family_session" is '家属登录 / Sessions of family members on their phones';
  comment on column "family_session"."token_hash" is 'SHA-256 of the secret in the cookie';
  comment on column "family_session"."member_id" is '家属 / whose';
  comment on column "family_session"."means" is 'wechat or phone_code';
  comment on column "family_session"."created_at" is 'when it was opened';
  comment on column "family_session"."last_seen_at" is 'last use';
  comment on column "family_session"."ends_at" is 'latest end';
  comment on table "family_notice" is '家属消息 / What family members are told, once each';
  comment on column "family_notice"."id" is 'UUIDv7 made by the application';
  comment on column "family_notice"."link_id" is '绑定 / by which the person may know it';
  comment on column "family_notice"."kind" is 'planned, booked, moved, cancelled, arrived, finished, alert or alert_over';
  comment on column "family_notice"."subject" is '上门编号或报警编号 / number of the visit or of the alert';
  comment on column "family_notice"."stands_at" is 'when the visit stands, or when the alert was raised';
  comment on column "family_notice"."made_at" is 'when it was told';
  comment on column "family_notice"."read_at" is 'when the person saw it on the phone';
end
$comments$;
