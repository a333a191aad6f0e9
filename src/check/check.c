/* What --check prints of a plan: each step, and how it went. */
#include "check/check.h"

#include <string.h>

#include "base/errors.h"
#include "run/run.h"
#include "tell/explain.h"
#include "tell/words.h"

enum result { RESULT_OK, RESULT_REFUSED, RESULT_NOT_TRIED, RESULT_NOT_DONE, RESULT_UNKNOWN };

static const char *const result_names[] = {
	[RESULT_OK] = "ok",
	[RESULT_REFUSED] = "refused",
	[RESULT_NOT_TRIED] = "not tried",
	[RESULT_NOT_DONE] = "not done",
	[RESULT_UNKNOWN] = "unknown",
};

/* Whether it is not known if this step was done. A second process that died or was ended has not
 * said how far it came: what is not known are its steps since it last passed the baton to the
 * process that was then waiting for it, at verdict->at. */
static bool is_unknown(const struct plan *plan, const struct verdict *verdict, size_t at)
{
	const struct step *waiting = &plan->steps[verdict->at];

	if (verdict->kind == VERDICT_FAILED && waiting->kind != STEP_WAIT)
		return false;
	for (; at < verdict->at; at++)
		if (plan->steps[at].actor == waiting->actor)
			return false;
	return true;
}

static enum result result_of(const struct plan *plan, const struct verdict *verdict, size_t at)
{
	bool is_ready = verdict->kind == VERDICT_READY;

	if (!is_ready && at == verdict->at)
		return RESULT_REFUSED;
	if (!is_ready && at > verdict->at)
		return RESULT_NOT_TRIED;
	if (plan_leaves_out(plan, &plan->steps[at]))
		return RESULT_NOT_DONE;
	return !is_ready && is_unknown(plan, verdict, at) ? RESULT_UNKNOWN : RESULT_OK;
}

static void look_up_hint(struct text *hint, const struct plan *plan, const struct verdict *verdict)
{
	const struct facts host = { .tree = "" };

	*hint = (struct text){ .fd = -1 };
	if (verdict->kind == VERDICT_FAILED)
		step_add_hint(hint, plan, &plan->steps[verdict->at], verdict->failure, &host);
}

/* "ok         inner: mount proc on /proc (--mount-proc)" */
static void tell_step(struct text *text, const struct plan *plan, const struct verdict *verdict,
		      size_t at)
{
	const struct step *step = &plan->steps[at];
	enum result result = result_of(plan, verdict, at);
	struct text hint;

	text_add(text, result_names[result]);
	for (size_t width = strlen(result_names[result]); width < strlen("not tried  "); width++)
		text_add(text, " ");
	text_add(text, step->actor == ACTOR_OUTER ? "outer: " : "inner: ");
	step_describe(text, plan, step);
	step_add_causes(text, plan, step);
	if (result == RESULT_REFUSED) {
		text_add(text, ": ");
		failure_describe(text, verdict->failure);
		look_up_hint(&hint, plan, verdict);
		text_add(text, hint.length ? "\n           hint: " : "");
		text_add(text, text_string(&hint));
	}
	text_add(text, "\n");
}

static void tell_json_step(struct text *text, const struct plan *plan,
			   const struct verdict *verdict, size_t at)
{
	const struct step *step = &plan->steps[at];
	enum result result = result_of(plan, verdict, at);
	bool is_refused = result == RESULT_REFUSED;
	struct text message = { .fd = -1 }, hint = { .fd = -1 };

	if (is_refused) {
		step_describe_failure(&message, plan, step, verdict->failure);
		look_up_hint(&hint, plan, verdict);
	}
	text_add(text, at ? ",\n{" : "\n{");
	explain_json_step(text, plan, step);
	text_add_json_string(text, "result", result_names[result]);
	text_add_json_string(text, "error",
			     is_refused ? errors_name(verdict->failure.error) : NULL);
	text_add_json_string(text, "message", is_refused ? text_string(&message) : NULL);
	text_add_json_string(text, "hint", hint.length ? text_string(&hint) : NULL);
	text_add(text, "}");
}

int check_plan(struct text *text, const struct plan *plan, bool wants_json)
{
	struct verdict verdict = run_check(plan);
	bool is_ready = verdict.kind == VERDICT_READY;

	if (wants_json) {
		text_add(text, "{\"version\":1,\"result\":");
		text_add_json(text, is_ready ? "ok" : "refused");
		text_add(text, ",\"steps\":[");
	}
	for (size_t at = 0; at < plan->count; at++)
		(wants_json ? tell_json_step : tell_step)(text, plan, &verdict, at);
	if (wants_json)
		text_add(text, "]}\n");
	return is_ready ? 0 : STATUS_FAILED;
}

int check_refuse_json(struct text *text, const struct request *request, const struct problem *why)
{
	struct text message = { .fd = -1 }, hint = { .fd = -1 };

	problem_describe(&message, why);
	problem_add_hint(&hint, request, why);
	text_add(text, "{\"version\":1,\"result\":\"refused\",\"steps\":[]");
	text_add_json_string(text, "message", text_string(&message));
	text_add_json_string(text, "hint", hint.length ? text_string(&hint) : NULL);
	text_add(text, "}\n");
	return STATUS_FAILED;
}
