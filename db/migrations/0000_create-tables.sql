CREATE TABLE "app_user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"login_name" text NOT NULL,
	"display_name" text NOT NULL,
	"password_hash" text NOT NULL,
	"disabled_at" timestamp with time zone,
	"ends_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "app_user_loginName_unique" UNIQUE("login_name")
);
--> statement-breakpoint
CREATE TABLE "kiosk_session" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"identified_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"draft" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outgoing_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"recipient_cipher" text NOT NULL,
	"body_cipher" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "session" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"fresh_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_code" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid,
	"code_hash" "bytea" NOT NULL,
	"tries_left" smallint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "user_role" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"street_id" integer,
	"provider_id" uuid,
	"worker_id" uuid,
	CONSTRAINT "user_role_scope" CHECK (case "user_role"."role" when 'street_clerk' then "user_role"."street_id" is not null when 'street_lead' then "user_role"."street_id" is not null when 'provider_manager' then "user_role"."provider_id" is not null when 'care_worker' then "user_role"."worker_id" is not null and "user_role"."provider_id" is not null else "user_role"."role" in ('district_clerk', 'district_lead', 'operator', 'finance', 'auditor') end)
);
--> statement-breakpoint
CREATE TABLE "bank_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bank_reference" text NOT NULL,
	"batch_no" text NOT NULL,
	"provider_id" uuid,
	"amount_fen" bigint NOT NULL,
	"booked_at" timestamp with time zone NOT NULL,
	"simulated" text NOT NULL,
	"match_word" text NOT NULL,
	"facts" jsonb NOT NULL,
	CONSTRAINT "bank_line_bankReference_unique" UNIQUE("bank_reference"),
	CONSTRAINT "bank_match_known" CHECK ("bank_line"."match_word" in ('paid', 'partial', 'error', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "claim" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"street_id" integer NOT NULL,
	"month" date NOT NULL,
	"fund" text NOT NULL,
	"state" text NOT NULL,
	"prepared_by" text NOT NULL,
	"prepared_at" timestamp with time zone NOT NULL,
	"approved_by" text,
	"approved_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "claim_once" UNIQUE("provider_id","street_id","month","fund"),
	CONSTRAINT "claim_state_known" CHECK ("claim"."state" in ('open', 'submitted', 'street_approved', 'settled')),
	CONSTRAINT "claim_second_person" CHECK ("claim"."approved_by" is null or "claim"."approved_by" <> "claim"."prepared_by")
);
--> statement-breakpoint
CREATE TABLE "claim_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"claim_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"asked_fen" bigint NOT NULL,
	"adjusted_fen" bigint,
	"outcome" text NOT NULL,
	"word" text NOT NULL,
	"proposed_fen" bigint NOT NULL,
	"failures" jsonb NOT NULL,
	"decision" text,
	"decision_reason" text,
	"decision_note" text,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"voided_at" timestamp with time zone,
	CONSTRAINT "claim_asked_not_negative" CHECK ("claim_line"."asked_fen" >= 0 and "claim_line"."proposed_fen" >= 0),
	CONSTRAINT "claim_adjusted_bounds" CHECK ("claim_line"."adjusted_fen" is null or "claim_line"."adjusted_fen" between 0 and "claim_line"."asked_fen"),
	CONSTRAINT "claim_outcome_known" CHECK ("claim_line"."outcome" in ('accepted', 'cut_back', 'pended', 'rejected')),
	CONSTRAINT "claim_decision_known" CHECK ("claim_line"."decision" is null or "claim_line"."decision" in ('approve', 'cut', 'hold', 'refuse')),
	CONSTRAINT "claim_decision_is_explained" CHECK ("claim_line"."decision" is null or ("claim_line"."decided_by" is not null and ("claim_line"."decision" = 'approve' or "claim_line"."decision_reason" is not null)))
);
--> statement-breakpoint
CREATE TABLE "payment_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"batch_no" text NOT NULL,
	"run_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"ordered_fen" bigint NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"sent_by" text NOT NULL,
	CONSTRAINT "payment_line_once" UNIQUE("run_id","provider_id"),
	CONSTRAINT "payment_line_in_batch" UNIQUE("batch_no","provider_id"),
	CONSTRAINT "payment_positive" CHECK ("payment_line"."ordered_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE "settlement_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"street_id" integer NOT NULL,
	"service_month" date NOT NULL,
	"word" text NOT NULL,
	"outcome" text NOT NULL,
	"differences" jsonb NOT NULL,
	"planned_fen" bigint NOT NULL,
	"verified_fen" bigint NOT NULL,
	"claimed_fen" bigint NOT NULL,
	"adjusted_fen" bigint,
	"approved_fen" bigint NOT NULL,
	"price_version" text NOT NULL,
	"evidence_digest" text NOT NULL,
	"voided_by_run" uuid,
	CONSTRAINT "settlement_line_once" UNIQUE("run_id","visit_id"),
	CONSTRAINT "settlement_not_negative" CHECK (least("settlement_line"."planned_fen", "settlement_line"."verified_fen", "settlement_line"."claimed_fen", "settlement_line"."approved_fen") >= 0),
	CONSTRAINT "pay_no_more_than_each" CHECK ("settlement_line"."approved_fen" <= least("settlement_line"."planned_fen", "settlement_line"."verified_fen", "settlement_line"."claimed_fen", coalesce("settlement_line"."adjusted_fen", "settlement_line"."claimed_fen")))
);
--> statement-breakpoint
CREATE TABLE "settlement_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"period_id" integer NOT NULL,
	"run_no" smallint NOT NULL,
	"rule_version" text NOT NULL,
	"policy_version" text NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"input_digest" "bytea" NOT NULL,
	"result_digest" "bytea",
	"prepared_by" text NOT NULL,
	"voided_reason" text,
	CONSTRAINT "settlement_run_no" UNIQUE("period_id","run_no")
);
--> statement-breakpoint
CREATE TABLE "ability_assessment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"assessed_on" date NOT NULL,
	"valid_until" date,
	"grade" smallint NOT NULL,
	"source" text NOT NULL,
	"form" jsonb,
	"section_scores" jsonb,
	"total" smallint,
	"preliminary_grade" smallint,
	"grounds" text[],
	"assessors" text[],
	CONSTRAINT "ability_assessment_once" UNIQUE("elder_id","assessed_on","source"),
	CONSTRAINT "ability_grade_range" CHECK ("ability_assessment"."grade" between 0 and 4)
);
--> statement-breakpoint
CREATE TABLE "assistance_status" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_on" date,
	"to_on" date
);
--> statement-breakpoint
CREATE TABLE "elder" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_no" text NOT NULL,
	"name" text NOT NULL,
	"sex" text NOT NULL,
	"birth_on" date NOT NULL,
	"id_number_cipher" text NOT NULL,
	"id_number_index" "bytea" NOT NULL,
	"phone_cipher" text,
	"phone_index" "bytea",
	"hukou_district" text,
	"hukou_address_cipher" text,
	"street_id" integer NOT NULL,
	"community" text,
	"address_cipher" text NOT NULL,
	"residence_since" date,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"position_quality" text NOT NULL,
	"living_situation" text,
	"service_mode" text NOT NULL,
	"subtypes" text[] NOT NULL,
	"windows" jsonb NOT NULL,
	"preferred_provider" text,
	"worker_sex" text,
	"refused_workers" text[] NOT NULL,
	"death_on" date,
	"consent_on" date,
	"declined_on" date,
	"approved_on" date,
	"note" text,
	"row_digest" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "elder_elderNo_unique" UNIQUE("elder_no"),
	CONSTRAINT "elder_idNumberIndex_unique" UNIQUE("id_number_index"),
	CONSTRAINT "elder_sex_known" CHECK ("elder"."sex" in ('female', 'male')),
	CONSTRAINT "elder_service_mode_known" CHECK ("elder"."service_mode" in ('bed', 'visits', 'both')),
	CONSTRAINT "elder_position_known" CHECK ("elder"."position_quality" in ('given', 'approximate'))
);
--> statement-breakpoint
CREATE TABLE "elder_absence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"place" text,
	CONSTRAINT "elder_absence_kind_known" CHECK ("elder_absence"."kind" in ('hospital', 'institution', 'away'))
);
--> statement-breakpoint
CREATE TABLE "elder_benefit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"benefit" text NOT NULL,
	"from_on" date,
	"to_on" date,
	"amount_fen" bigint,
	"exclusive" boolean NOT NULL,
	"confirmed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "elder_contact" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"ordinal" smallint NOT NULL,
	"name" text NOT NULL,
	"relation" text,
	"phone_cipher" text,
	CONSTRAINT "elder_contact_ordinal" UNIQUE("elder_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "record_revision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"before" jsonb NOT NULL,
	"source" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "record_revision_once" UNIQUE("subject_type","subject_id","version")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" integer PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"side" text NOT NULL,
	"fund" text NOT NULL,
	"street_id" integer,
	"provider_id" uuid,
	CONSTRAINT "account_once" UNIQUE NULLS NOT DISTINCT("code","fund","street_id","provider_id"),
	CONSTRAINT "account_side_known" CHECK ("account"."side" in ('debit', 'credit'))
);
--> statement-breakpoint
CREATE TABLE "account_balance" (
	"account_id" integer NOT NULL,
	"period_id" integer NOT NULL,
	"debit_fen" bigint DEFAULT 0 NOT NULL,
	"credit_fen" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "account_balance_account_id_period_id_pk" PRIMARY KEY("account_id","period_id"),
	CONSTRAINT "balance_not_negative" CHECK ("account_balance"."debit_fen" >= 0 and "account_balance"."credit_fen" >= 0)
);
--> statement-breakpoint
CREATE TABLE "budget_year" (
	"fund" text NOT NULL,
	"year" smallint NOT NULL,
	"cap_fen" bigint NOT NULL,
	"committed_fen" bigint DEFAULT 0 NOT NULL,
	"spent_fen" bigint DEFAULT 0 NOT NULL,
	"confirmed" text DEFAULT '示例' NOT NULL,
	CONSTRAINT "budget_year_fund_year_pk" PRIMARY KEY("fund","year"),
	CONSTRAINT "budget_not_negative" CHECK (least("budget_year"."cap_fen", "budget_year"."committed_fen", "budget_year"."spent_fen") >= 0),
	CONSTRAINT "within_budget" CHECK ("budget_year"."committed_fen" + "budget_year"."spent_fen" <= "budget_year"."cap_fen")
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"period_id" integer NOT NULL,
	"refers_to_month" date,
	"kind" text NOT NULL,
	"source_type" text NOT NULL,
	"source_id" text NOT NULL,
	"source_version" integer DEFAULT 1 NOT NULL,
	"idempotency_key" text NOT NULL,
	"request_digest" "bytea" NOT NULL,
	"reverses" uuid,
	"posting_count" smallint NOT NULL,
	"voucher_year" smallint NOT NULL,
	"voucher_no" integer NOT NULL,
	"posted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"posted_by" text NOT NULL,
	CONSTRAINT "journal_idempotencyKey_unique" UNIQUE("idempotency_key"),
	CONSTRAINT "journal_reverses_unique" UNIQUE("reverses"),
	CONSTRAINT "journal_voucher_no" UNIQUE("voucher_year","voucher_no"),
	CONSTRAINT "journal_source_once" UNIQUE("kind","source_type","source_id","source_version"),
	CONSTRAINT "journal_with_count" UNIQUE("id","posting_count"),
	CONSTRAINT "journal_posting_count" CHECK ("journal"."posting_count" between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "ledger_period" (
	"id" integer PRIMARY KEY NOT NULL,
	"month" date NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"closing_run" uuid,
	"as_of" timestamp with time zone,
	"input_digest" "bytea",
	"result_digest" "bytea",
	"closed_at" timestamp with time zone,
	"closed_by" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "ledger_period_month_unique" UNIQUE("month"),
	CONSTRAINT "period_month_first_day" CHECK (extract(day from "ledger_period"."month") = 1),
	CONSTRAINT "period_state_known" CHECK ("ledger_period"."state" in ('open', 'closing', 'closed')),
	CONSTRAINT "period_closed_has_time" CHECK (("ledger_period"."state" = 'closed') = ("ledger_period"."closed_at" is not null)),
	CONSTRAINT "period_closed_by_two" CHECK ("ledger_period"."state" <> 'closed' or ("ledger_period"."input_digest" is not null and "ledger_period"."result_digest" is not null and cardinality("ledger_period"."closed_by") >= 2))
);
--> statement-breakpoint
CREATE TABLE "posting" (
	"journal_id" uuid NOT NULL,
	"line" smallint NOT NULL,
	"line_count" smallint NOT NULL,
	"previous_line" smallint GENERATED ALWAYS AS (nullif(line - 1, 0)) STORED,
	"debit_account_id" integer NOT NULL,
	"credit_account_id" integer NOT NULL,
	"amount_fen" bigint NOT NULL,
	"visit_id" uuid,
	"rule_version" text,
	"price_version" text,
	CONSTRAINT "posting_journal_id_line_pk" PRIMARY KEY("journal_id","line"),
	CONSTRAINT "posting_line_in_range" CHECK ("posting"."line" between 1 and "posting"."line_count"),
	CONSTRAINT "posting_two_accounts" CHECK ("posting"."debit_account_id" <> "posting"."credit_account_id"),
	CONSTRAINT "posting_amount_positive" CHECK ("posting"."amount_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE "voucher_counter" (
	"year" smallint PRIMARY KEY NOT NULL,
	"last_no" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_chain" (
	"chain" text PRIMARY KEY NOT NULL,
	"last_seq" bigint NOT NULL,
	"last_hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"canonical" "bytea" NOT NULL,
	"previous_seq" bigint GENERATED ALWAYS AS (nullif(seq - 1, 0)) STORED,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_event_chain_seq_pk" PRIMARY KEY("chain","seq"),
	CONSTRAINT "audit_event_link" UNIQUE("chain","seq","hash"),
	CONSTRAINT "audit_seq_positive" CHECK ("audit_event"."seq" >= 1),
	CONSTRAINT "audit_hash_matches" CHECK ("audit_event"."hash" = sha256("audit_event"."previous_hash" || "audit_event"."canonical"))
);
--> statement-breakpoint
CREATE TABLE "idempotency_record" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"request_digest" "bytea" NOT NULL,
	"response" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_record_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "import_batch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"file_digest" text NOT NULL,
	"state" text NOT NULL,
	"row_count" integer NOT NULL,
	"inserted" integer NOT NULL,
	"updated" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"problems" jsonb NOT NULL,
	"content_cipher" text,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"applied_at" timestamp with time zone,
	CONSTRAINT "import_kind_known" CHECK ("import_batch"."kind" in ('elders', 'providers', 'workers', 'facilities')),
	CONSTRAINT "import_state_known" CHECK ("import_batch"."state" in ('checked', 'refused', 'applied'))
);
--> statement-breakpoint
CREATE TABLE "job" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"run_key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"priority" smallint DEFAULT 100 NOT NULL,
	"run_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"max_attempts" integer DEFAULT 8 NOT NULL,
	"leased_by" text,
	"leased_until" timestamp with time zone,
	"last_error" text,
	"progress_done" integer DEFAULT 0 NOT NULL,
	"progress_total" integer DEFAULT 0 NOT NULL,
	"progress_stage" text,
	"result" jsonb,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "job_run_key" UNIQUE("kind","run_key"),
	CONSTRAINT "job_state_known" CHECK ("job"."state" in ('queued', 'running', 'done', 'dead'))
);
--> statement-breakpoint
CREATE TABLE "allocation" (
	"elder_id" uuid NOT NULL,
	"month" date NOT NULL,
	"street_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"provider_id" uuid,
	"contract_id" uuid,
	"chosen_for" text NOT NULL,
	"explanation" jsonb NOT NULL,
	CONSTRAINT "allocation_elder_id_month_pk" PRIMARY KEY("elder_id","month")
);
--> statement-breakpoint
CREATE TABLE "care_plan" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"subtypes" text[] NOT NULL,
	"signed_on" date,
	"catalogue_version" text NOT NULL,
	CONSTRAINT "care_plan_version" UNIQUE("elder_id","version")
);
--> statement-breakpoint
CREATE TABLE "eligibility_result" (
	"elder_id" uuid NOT NULL,
	"month" date NOT NULL,
	"street_id" integer NOT NULL,
	"verdict" text NOT NULL,
	"visits_allowed" smallint NOT NULL,
	"judged_on" date NOT NULL,
	"reasons" jsonb NOT NULL,
	"policy_version" text NOT NULL,
	"judged_at" timestamp with time zone NOT NULL,
	CONSTRAINT "eligibility_result_elder_id_month_pk" PRIMARY KEY("elder_id","month"),
	CONSTRAINT "eligibility_month_first_day" CHECK (extract(day from "eligibility_result"."month") = 1),
	CONSTRAINT "eligibility_verdict_known" CHECK ("eligibility_result"."verdict" in ('eligible', 'not_eligible', 'paused', 'waiting', 'needs_data'))
);
--> statement-breakpoint
CREATE TABLE "entitlement_month" (
	"elder_id" uuid NOT NULL,
	"month" date NOT NULL,
	"visits_allowed" smallint NOT NULL,
	"visits_excess" smallint DEFAULT 0 NOT NULL,
	"visits_reserved" smallint DEFAULT 0 NOT NULL,
	"visits_used" smallint DEFAULT 0 NOT NULL,
	"policy_version" text NOT NULL,
	CONSTRAINT "entitlement_month_elder_id_month_pk" PRIMARY KEY("elder_id","month"),
	CONSTRAINT "entitlement_month_first_day" CHECK (extract(day from "entitlement_month"."month") = 1),
	CONSTRAINT "entitlement_not_negative" CHECK (least("entitlement_month"."visits_allowed", "entitlement_month"."visits_excess", "entitlement_month"."visits_reserved", "entitlement_month"."visits_used") >= 0),
	CONSTRAINT "within_entitlement" CHECK ("entitlement_month"."visits_reserved" + "entitlement_month"."visits_used" <= "entitlement_month"."visits_allowed" + "entitlement_month"."visits_excess")
);
--> statement-breakpoint
CREATE TABLE "planning_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"month" date NOT NULL,
	"seed" text NOT NULL,
	"input_digest" text NOT NULL,
	"result_digest" text NOT NULL,
	"policy_version" text NOT NULL,
	"stats" jsonb NOT NULL,
	"warnings" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "planning_run_kind_known" CHECK ("planning_run"."kind" in ('allocation', 'plan'))
);
--> statement-breakpoint
CREATE TABLE "series_exception" (
	"series_id" uuid NOT NULL,
	"original_on" date NOT NULL,
	"kind" text NOT NULL,
	"moved_to_on" date,
	"moved_to_minute" smallint,
	"reason" text NOT NULL,
	CONSTRAINT "series_exception_series_id_original_on_pk" PRIMARY KEY("series_id","original_on"),
	CONSTRAINT "series_exception_shape" CHECK (("series_exception"."kind" = 'moved') = ("series_exception"."moved_to_on" is not null) and "series_exception"."kind" in ('moved', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "visit_series" (
	"id" uuid PRIMARY KEY NOT NULL,
	"uid" text NOT NULL,
	"elder_id" uuid NOT NULL,
	"street_id" integer NOT NULL,
	"provider_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"month" date NOT NULL,
	"part" smallint DEFAULT 1 NOT NULL,
	"rrule" text NOT NULL,
	"starts_on" date NOT NULL,
	"start_minute" smallint NOT NULL,
	"duration_minutes" smallint NOT NULL,
	"worker_ids" uuid[] NOT NULL,
	"subtypes" text[] NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"explanation" jsonb NOT NULL,
	CONSTRAINT "visit_series_uid_unique" UNIQUE("uid"),
	CONSTRAINT "visit_series_once" UNIQUE("elder_id","month","part"),
	CONSTRAINT "series_start_in_day" CHECK ("visit_series"."start_minute" between 0 and 1439)
);
--> statement-breakpoint
CREATE TABLE "calendar_day" (
	"date" date PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "calendar_day_kind_known" CHECK ("calendar_day"."kind" in ('off', 'work'))
);
--> statement-breakpoint
CREATE TABLE "facility" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"street_id" integer NOT NULL,
	"community" text,
	"address" text,
	"latitude" double precision,
	"longitude" double precision,
	"phone" text,
	"opening_hours" text,
	"capacity" integer,
	"row_digest" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "facility_name_unique" UNIQUE("name"),
	CONSTRAINT "facility_kind_known" CHECK ("facility"."kind" in ('street_centre', 'comprehensive_station', 'station'))
);
--> statement-breakpoint
CREATE TABLE "policy_version" (
	"id" text PRIMARY KEY NOT NULL,
	"effective_from" date NOT NULL,
	"effective_to" date,
	"source_document" text NOT NULL,
	"confirmed" boolean DEFAULT false NOT NULL,
	"parameters" jsonb NOT NULL,
	"rule_modes" jsonb NOT NULL,
	"adopted_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service_subtype" (
	"catalogue_version" text NOT NULL,
	"code" text NOT NULL,
	"position" smallint NOT NULL,
	"category_code" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"typical_minutes" smallint NOT NULL,
	"qualifications" text[] NOT NULL,
	"grades" smallint[] NOT NULL,
	"national_type" text,
	"funding" text NOT NULL,
	"two_workers_from_grade" smallint,
	"long_visit_exempt" boolean NOT NULL,
	"confirmed" boolean NOT NULL,
	"qualification_condition" text,
	CONSTRAINT "service_subtype_catalogue_version_code_pk" PRIMARY KEY("catalogue_version","code"),
	CONSTRAINT "service_subtype_position" UNIQUE("catalogue_version","position"),
	CONSTRAINT "service_subtype_funding_known" CHECK ("service_subtype"."funding" in ('basket', 'event', 'medical'))
);
--> statement-breakpoint
CREATE TABLE "street" (
	"id" integer PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"official_code" text,
	CONSTRAINT "street_slug_unique" UNIQUE("slug"),
	CONSTRAINT "street_nameZh_unique" UNIQUE("name_zh")
);
--> statement-breakpoint
CREATE TABLE "finding" (
	"id" uuid PRIMARY KEY NOT NULL,
	"visit_id" uuid NOT NULL,
	"street_id" integer NOT NULL,
	"provider_id" uuid NOT NULL,
	"rule_code" text NOT NULL,
	"level" text NOT NULL,
	"mode" text NOT NULL,
	"effect" text NOT NULL,
	"would_have" boolean NOT NULL,
	"state" text NOT NULL,
	"facts" jsonb NOT NULL,
	"rule_version" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"due_on" date,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	"reason_code" text,
	"resolution_code" text,
	"note" text,
	CONSTRAINT "finding_once_per_rule" UNIQUE("visit_id","rule_code"),
	CONSTRAINT "finding_level_known" CHECK ("finding"."level" in ('block', 'fix', 'acknowledge', 'info')),
	CONSTRAINT "finding_state_known" CHECK ("finding"."state" in ('open', 'cleared', 'acknowledged', 'fixed', 'upheld', 'withdrawn')),
	CONSTRAINT "finding_close_is_explained" CHECK ("finding"."state" not in ('acknowledged', 'fixed') or ("finding"."reason_code" is not null and "finding"."resolution_code" is not null and "finding"."closed_by" is not null))
);
--> statement-breakpoint
CREATE TABLE "offer" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"elder_id" uuid NOT NULL,
	"street_id" integer NOT NULL,
	"month" date NOT NULL,
	"state" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"reply_by" timestamp with time zone NOT NULL,
	"replied_at" timestamp with time zone,
	"replied_by" text,
	"decline_reason" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "offer_state_known" CHECK ("offer"."state" in ('sent', 'viewed', 'accepted', 'rejected', 'expired', 'superseded', 'withdrawn')),
	CONSTRAINT "offer_reject_has_reason" CHECK ("offer"."state" <> 'rejected' or "offer"."decline_reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "visit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"visit_no" text NOT NULL,
	"street_id" integer NOT NULL,
	"provider_id" uuid NOT NULL,
	"elder_id" uuid NOT NULL,
	"contract_id" uuid,
	"series_id" uuid,
	"offer_id" uuid,
	"occurrence_on" date,
	"move_reason" text,
	"kind" text DEFAULT 'basket' NOT NULL,
	"origin" text DEFAULT 'plan' NOT NULL,
	"service_month" date NOT NULL,
	"planned_start" timestamp with time zone NOT NULL,
	"planned_end" timestamp with time zone NOT NULL,
	"subtypes" text[] NOT NULL,
	"planned_fen" bigint NOT NULL,
	"delivery_state" text NOT NULL,
	"missed_side" text,
	"cancel_reason" text,
	"approval_state" text DEFAULT 'none' NOT NULL,
	"effective_in" timestamp with time zone,
	"effective_out" timestamp with time zone,
	"minutes" integer,
	"proofs" jsonb,
	"strength" text,
	"waived" boolean DEFAULT false NOT NULL,
	"policy_version" text NOT NULL,
	"catalogue_version" text NOT NULL,
	"rule_version" text,
	"evidence_digest" text,
	"verified_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "visit_visitNo_unique" UNIQUE("visit_no"),
	CONSTRAINT "visit_times_ordered" CHECK ("visit"."planned_start" < "visit"."planned_end"),
	CONSTRAINT "visit_planned_fen_not_negative" CHECK ("visit"."planned_fen" >= 0),
	CONSTRAINT "visit_delivery_state_known" CHECK ("visit"."delivery_state" in ('planned', 'offered', 'accepted', 'en_route', 'in_progress', 'done', 'missed', 'cancelled')),
	CONSTRAINT "visit_approval_state_known" CHECK ("visit"."approval_state" in ('none', 'checking', 'in_violation', 'verified', 'rejected', 'locked'))
);
--> statement-breakpoint
CREATE TABLE "visit_debt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"street_id" integer NOT NULL,
	"provider_id" uuid,
	"month" date NOT NULL,
	"sequence" smallint NOT NULL,
	"original_on" date,
	"reason" text NOT NULL,
	"facts" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"replaced_by" uuid,
	CONSTRAINT "visit_debt_once" UNIQUE("elder_id","month","sequence"),
	CONSTRAINT "visit_debt_state_known" CHECK ("visit_debt"."state" in ('open', 'replaced', 'lapsed'))
);
--> statement-breakpoint
CREATE TABLE "visit_event" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"visit_id" uuid NOT NULL,
	"worker_id" uuid,
	"kind" text NOT NULL,
	"device_id" text NOT NULL,
	"device_seq" bigint NOT NULL,
	"device_time" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"body" jsonb NOT NULL,
	"body_digest" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "visit_worker" (
	"visit_id" uuid NOT NULL,
	"worker_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"planned_start" timestamp with time zone NOT NULL,
	"planned_end" timestamp with time zone NOT NULL,
	"released" boolean DEFAULT false NOT NULL,
	"assigned_by" text NOT NULL,
	"assigned_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "visit_worker_visit_id_worker_id_pk" PRIMARY KEY("visit_id","worker_id")
);
--> statement-breakpoint
CREATE TABLE "care_worker" (
	"id" uuid PRIMARY KEY NOT NULL,
	"worker_no" text NOT NULL,
	"name" text NOT NULL,
	"sex" text NOT NULL,
	"birth_on" date NOT NULL,
	"id_number_cipher" text NOT NULL,
	"id_number_index" "bytea" NOT NULL,
	"phone_cipher" text NOT NULL,
	"phone_index" "bytea" NOT NULL,
	"provider_id" uuid NOT NULL,
	"employed_from" date NOT NULL,
	"employed_to" date,
	"home_street_id" integer,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"availability" jsonb NOT NULL,
	"weekly_minutes_max" integer,
	"dialects" text[] NOT NULL,
	"row_digest" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "care_worker_workerNo_unique" UNIQUE("worker_no"),
	CONSTRAINT "care_worker_idNumberIndex_unique" UNIQUE("id_number_index")
);
--> statement-breakpoint
CREATE TABLE "provider" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"credit_code" text NOT NULL,
	"kind" text,
	"address" text,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"contact_name" text,
	"phone_cipher" text,
	"bank_name" text,
	"bank_account_cipher" text,
	"state" text NOT NULL,
	"row_digest" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "provider_name_unique" UNIQUE("name"),
	CONSTRAINT "provider_creditCode_unique" UNIQUE("credit_code"),
	CONSTRAINT "provider_state_known" CHECK ("provider"."state" in ('active', 'suspended', 'ended'))
);
--> statement-breakpoint
CREATE TABLE "provider_contract" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"contract_no" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"covers_all_streets" boolean NOT NULL,
	"street_ids" integer[] NOT NULL,
	"covers_all_subtypes" boolean NOT NULL,
	"subtypes" text[] NOT NULL,
	"price_fen" bigint NOT NULL,
	"monthly_capacity" integer NOT NULL,
	CONSTRAINT "provider_contract_contractNo_unique" UNIQUE("contract_no"),
	CONSTRAINT "contract_price_positive" CHECK ("provider_contract"."price_fen" > 0),
	CONSTRAINT "contract_capacity_positive" CHECK ("provider_contract"."monthly_capacity" > 0),
	CONSTRAINT "contract_period_ordered" CHECK ("provider_contract"."from_on" <= "provider_contract"."to_on")
);
--> statement-breakpoint
CREATE TABLE "worker_leave" (
	"id" uuid PRIMARY KEY NOT NULL,
	"worker_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	CONSTRAINT "worker_leave_once" UNIQUE("worker_id","from_on","to_on"),
	CONSTRAINT "worker_leave_ordered" CHECK ("worker_leave"."from_on" <= "worker_leave"."to_on")
);
--> statement-breakpoint
CREATE TABLE "worker_qualification" (
	"worker_id" uuid NOT NULL,
	"code" text NOT NULL,
	"certificate_no" text,
	"expires_on" date,
	CONSTRAINT "worker_qualification_worker_id_code_pk" PRIMARY KEY("worker_id","code"),
	CONSTRAINT "qualification_code_known" CHECK ("worker_qualification"."code" ~ '^Q[0-7]$')
);
--> statement-breakpoint
ALTER TABLE "kiosk_session" ADD CONSTRAINT "kiosk_session_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_code" ADD CONSTRAINT "sign_in_code_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_role" ADD CONSTRAINT "user_role_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_role" ADD CONSTRAINT "user_role_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_role" ADD CONSTRAINT "user_role_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_role" ADD CONSTRAINT "user_role_worker_id_care_worker_id_fk" FOREIGN KEY ("worker_id") REFERENCES "care_worker"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_line" ADD CONSTRAINT "claim_line_claim_id_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_line" ADD CONSTRAINT "claim_line_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_line" ADD CONSTRAINT "payment_line_run_id_settlement_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "settlement_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_line" ADD CONSTRAINT "payment_line_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_line" ADD CONSTRAINT "settlement_line_run_id_settlement_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "settlement_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_line" ADD CONSTRAINT "settlement_line_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_line" ADD CONSTRAINT "settlement_line_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_line" ADD CONSTRAINT "settlement_line_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_line" ADD CONSTRAINT "settlement_line_voided_by_run_settlement_run_id_fk" FOREIGN KEY ("voided_by_run") REFERENCES "settlement_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_run" ADD CONSTRAINT "settlement_run_period_id_ledger_period_id_fk" FOREIGN KEY ("period_id") REFERENCES "ledger_period"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ability_assessment" ADD CONSTRAINT "ability_assessment_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assistance_status" ADD CONSTRAINT "assistance_status_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "elder" ADD CONSTRAINT "elder_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "elder_absence" ADD CONSTRAINT "elder_absence_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "elder_benefit" ADD CONSTRAINT "elder_benefit_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "elder_contact" ADD CONSTRAINT "elder_contact_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_balance" ADD CONSTRAINT "account_balance_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_balance" ADD CONSTRAINT "account_balance_period_id_ledger_period_id_fk" FOREIGN KEY ("period_id") REFERENCES "ledger_period"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal" ADD CONSTRAINT "journal_period_id_ledger_period_id_fk" FOREIGN KEY ("period_id") REFERENCES "ledger_period"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal" ADD CONSTRAINT "journal_reverses_journal_id_fk" FOREIGN KEY ("reverses") REFERENCES "journal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_debit_account_id_account_id_fk" FOREIGN KEY ("debit_account_id") REFERENCES "account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_credit_account_id_account_id_fk" FOREIGN KEY ("credit_account_id") REFERENCES "account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_of_journal" FOREIGN KEY ("journal_id","line_count") REFERENCES "journal"("id","posting_count") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_after_previous" FOREIGN KEY ("journal_id","previous_line") REFERENCES "posting"("journal_id","line") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_chain_audit_chain_chain_fk" FOREIGN KEY ("chain") REFERENCES "audit_chain"("chain") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_follows" FOREIGN KEY ("chain","previous_seq","previous_hash") REFERENCES "audit_event"("chain","seq","hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_run_id_planning_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "planning_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_contract_id_provider_contract_id_fk" FOREIGN KEY ("contract_id") REFERENCES "provider_contract"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_plan" ADD CONSTRAINT "care_plan_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eligibility_result" ADD CONSTRAINT "eligibility_result_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eligibility_result" ADD CONSTRAINT "eligibility_result_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_month" ADD CONSTRAINT "entitlement_month_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series_exception" ADD CONSTRAINT "series_exception_series_id_visit_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "visit_series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_series" ADD CONSTRAINT "visit_series_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_series" ADD CONSTRAINT "visit_series_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_series" ADD CONSTRAINT "visit_series_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_series" ADD CONSTRAINT "visit_series_run_id_planning_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "planning_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facility" ADD CONSTRAINT "facility_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_contract_id_provider_contract_id_fk" FOREIGN KEY ("contract_id") REFERENCES "provider_contract"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_series_id_visit_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "visit_series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_offer_id_offer_id_fk" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_debt" ADD CONSTRAINT "visit_debt_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_debt" ADD CONSTRAINT "visit_debt_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_debt" ADD CONSTRAINT "visit_debt_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_debt" ADD CONSTRAINT "visit_debt_replaced_by_visit_id_fk" FOREIGN KEY ("replaced_by") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_worker" ADD CONSTRAINT "visit_worker_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_worker" ADD CONSTRAINT "visit_worker_worker_id_care_worker_id_fk" FOREIGN KEY ("worker_id") REFERENCES "care_worker"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_worker" ADD CONSTRAINT "care_worker_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_worker" ADD CONSTRAINT "care_worker_home_street_id_street_id_fk" FOREIGN KEY ("home_street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_contract" ADD CONSTRAINT "provider_contract_provider_id_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "worker_leave" ADD CONSTRAINT "worker_leave_worker_id_care_worker_id_fk" FOREIGN KEY ("worker_id") REFERENCES "care_worker"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "worker_qualification" ADD CONSTRAINT "worker_qualification_worker_id_care_worker_id_fk" FOREIGN KEY ("worker_id") REFERENCES "care_worker"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_by_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "user_role_by_user" ON "user_role" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_claim_line_per_visit" ON "claim_line" USING btree ("visit_id") WHERE "claim_line"."voided_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_payment_per_visit" ON "settlement_line" USING btree ("visit_id") WHERE "settlement_line"."voided_by_run" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_run_per_period" ON "settlement_run" USING btree ("period_id") WHERE "settlement_run"."voided_reason" is null;--> statement-breakpoint
CREATE INDEX "assistance_status_by_elder" ON "assistance_status" USING btree ("elder_id");--> statement-breakpoint
CREATE INDEX "elder_by_street" ON "elder" USING btree ("street_id");--> statement-breakpoint
CREATE INDEX "elder_by_phone" ON "elder" USING btree ("phone_index");--> statement-breakpoint
CREATE INDEX "elder_absence_by_elder" ON "elder_absence" USING btree ("elder_id");--> statement-breakpoint
CREATE INDEX "elder_benefit_by_elder" ON "elder_benefit" USING btree ("elder_id");--> statement-breakpoint
CREATE INDEX "audit_event_by_subject" ON "audit_event" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "job_ready" ON "job" USING btree ("priority","run_at") WHERE "job"."state" = 'queued';--> statement-breakpoint
CREATE INDEX "job_leased" ON "job" USING btree ("leased_until") WHERE "job"."state" = 'running';--> statement-breakpoint
CREATE INDEX "allocation_by_provider" ON "allocation" USING btree ("provider_id","month");--> statement-breakpoint
CREATE INDEX "planning_run_by_month" ON "planning_run" USING btree ("month","kind");--> statement-breakpoint
CREATE INDEX "finding_open" ON "finding" USING btree ("state","street_id");--> statement-breakpoint
CREATE INDEX "offer_by_provider" ON "offer" USING btree ("provider_id","state");--> statement-breakpoint
CREATE INDEX "visit_by_elder_month" ON "visit" USING btree ("elder_id","service_month");--> statement-breakpoint
CREATE INDEX "visit_by_provider_month" ON "visit" USING btree ("provider_id","service_month");--> statement-breakpoint
CREATE INDEX "visit_by_start" ON "visit" USING btree ("planned_start");--> statement-breakpoint
CREATE INDEX "visit_event_by_visit" ON "visit_event" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "visit_event_by_device" ON "visit_event" USING btree ("device_id","device_seq");--> statement-breakpoint
CREATE INDEX "visit_worker_by_worker" ON "visit_worker" USING btree ("worker_id","planned_start");--> statement-breakpoint
CREATE INDEX "care_worker_by_provider" ON "care_worker" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "care_worker_by_phone" ON "care_worker" USING btree ("phone_index");--> statement-breakpoint
CREATE INDEX "provider_contract_by_provider" ON "provider_contract" USING btree ("provider_id");