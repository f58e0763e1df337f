CREATE TABLE "offer_proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"offer_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"alternatives" timestamp with time zone[] NOT NULL,
	"note" text,
	"state" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"answer_by" timestamp with time zone NOT NULL,
	"chosen_start" timestamp with time zone,
	"agreed_by" text,
	"answered_by" text,
	"answered_at" timestamp with time zone,
	CONSTRAINT "offer_proposal_once" UNIQUE("offer_id","visit_id"),
	CONSTRAINT "offer_proposal_state_known" CHECK ("offer_proposal"."state" in ('open', 'accepted', 'refused', 'lapsed')),
	CONSTRAINT "offer_proposal_one_or_two" CHECK (cardinality("offer_proposal"."alternatives") between 1 and 2),
	CONSTRAINT "offer_proposal_agreed_by_known" CHECK ("offer_proposal"."agreed_by" in ('elder', 'family')),
	CONSTRAINT "offer_proposal_choice_is_one_of_them" CHECK (("offer_proposal"."state" = 'accepted') = ("offer_proposal"."chosen_start" is not null) and ("offer_proposal"."chosen_start" is null or ("offer_proposal"."chosen_start" = any("offer_proposal"."alternatives") and "offer_proposal"."agreed_by" is not null)))
);
--> statement-breakpoint
CREATE TABLE "offer_visit" (
	"offer_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "offer_visit_offer_id_visit_id_pk" PRIMARY KEY("offer_id","visit_id"),
	CONSTRAINT "offer_visit_state_known" CHECK ("offer_visit"."state" in ('asked', 'accepted', 'let_go'))
);
--> statement-breakpoint
ALTER TABLE "offer" ADD COLUMN "fill_by" timestamp with time zone;--> statement-breakpoint
-- Two days before the first visit, as the parameter offer_fill_hours below says; an offer that lost its visits keeps its reply time.
UPDATE "offer" SET "fill_by" = coalesce((SELECT min("planned_start") - interval '48 hours' FROM "visit" WHERE "visit"."offer_id" = "offer"."id"), "reply_by");--> statement-breakpoint
ALTER TABLE "offer" ALTER COLUMN "fill_by" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "offer" ADD COLUMN "closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "offer" ADD COLUMN "closed_by" text;--> statement-breakpoint
ALTER TABLE "offer_proposal" ADD CONSTRAINT "offer_proposal_offer_id_offer_id_fk" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_proposal" ADD CONSTRAINT "offer_proposal_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_visit" ADD CONSTRAINT "offer_visit_offer_id_offer_id_fk" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_visit" ADD CONSTRAINT "offer_visit_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "visit_has_one_open_proposal" ON "offer_proposal" USING btree ("visit_id") WHERE "offer_proposal"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "visit_is_held_by_one_offer" ON "offer_visit" USING btree ("visit_id") WHERE "offer_visit"."state" <> 'let_go';--> statement-breakpoint
CREATE INDEX "offer_visit_by_visit" ON "offer_visit" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "offer_by_elder" ON "offer" USING btree ("elder_id","month");--> statement-breakpoint
-- Visits already stand under an offer; what earlier offers held is not known any more.
INSERT INTO "offer_visit" ("offer_id", "visit_id", "state")
SELECT "offer"."id", "visit"."id",
       CASE WHEN "offer"."state" IN ('sent', 'viewed') THEN 'asked' WHEN "offer"."state" = 'accepted' THEN 'accepted' ELSE 'let_go' END
  FROM "visit" JOIN "offer" ON "offer"."id" = "visit"."offer_id";
--> statement-breakpoint
-- Adopted versions name every parameter: these five go on with what the code did before they were named.
UPDATE "policy_version" SET "parameters" = "parameters" || '{"offer_fill_hours": 48, "allocation_weight_load": 40, "allocation_weight_continuity": 30, "allocation_weight_travel": 20, "allocation_weight_failure": 10}'::jsonb
 WHERE NOT "parameters" ? 'offer_fill_hours';
--> statement-breakpoint
do $comments$
begin
  comment on column "offer"."fill_by" is '落实期限 / from then on the street is told that nobody has taken the visits';
  comment on column "offer"."closed_at" is 'when it ended without an answer of the provider: expired, superseded or withdrawn';
  comment on column "offer"."closed_by" is 'who or what ended it then';
  comment on table "offer_visit" is '派单所含服务 / Visits that an offer asks for; a visit is held by one offer at a time';
  comment on column "offer_visit"."offer_id" is '派单 / the offer';
  comment on column "offer_visit"."visit_id" is '服务 / the visit';
  comment on column "offer_visit"."state" is 'asked, accepted, or let_go when the offer no longer holds it';
  comment on table "offer_proposal" is '换时间 / Other times that a provider proposes for a visit, a question to the elder''s side';
  comment on column "offer_proposal"."id" is 'UUIDv7 made by the application';
  comment on column "offer_proposal"."offer_id" is '派单 / the offer';
  comment on column "offer_proposal"."visit_id" is '服务 / the visit';
  comment on column "offer_proposal"."alternatives" is 'one or two starts, the preferred one first';
  comment on column "offer_proposal"."note" is 'what the provider adds';
  comment on column "offer_proposal"."state" is 'open, accepted, refused, or lapsed without an answer';
  comment on column "offer_proposal"."proposed_by" is 'who proposed';
  comment on column "offer_proposal"."proposed_at" is 'when';
  comment on column "offer_proposal"."answer_by" is 'until when an answer helps';
  comment on column "offer_proposal"."chosen_start" is 'the start that was taken';
  comment on column "offer_proposal"."agreed_by" is 'who of the elder''s side agreed: elder or family';
  comment on column "offer_proposal"."answered_by" is 'who wrote the answer down';
  comment on column "offer_proposal"."answered_at" is 'when';
end
$comments$;
