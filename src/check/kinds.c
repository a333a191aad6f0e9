/* The kinds of namespace that can be had: tried one by one, and told as a table. */
#include "check/kinds.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ask/options.h"
#include "base/util.h"
#include "plan/host.h"
#include "plan/plan.h"
#include "run/baton.h"
#include "run/run.h"
#include "system/process.h"
#include "tell/words.h"

void kinds_read(struct kind_state states[static NAMESPACE_KINDS], const struct facts *facts)
{
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		struct kind_state *state = &states[kind];
		char path[64];

		*state = (struct kind_state){ .message = { .fd = -1 }, .hint = { .fd = -1 } };
		string_join(path, sizeof(path), "/proc/self/ns/", namespace_table[kind].file);
		if (!facts_have(facts, "/proc/self/ns"))
			state->supported = SUPPORTED_UNKNOWN;
		else
			state->supported = facts_have(facts, path) ? SUPPORTED_YES : SUPPORTED_NO;
		string_join(path, sizeof(path), "/proc/sys/user/", namespace_table[kind].limit);
		state->limit = facts_number(facts, path);
		state->use = facts_namespaces(facts, namespace_table[kind].file);
	}
}

static void add_blanks(struct text *text, size_t count)
{
	while (count-- > 0)
		text_add(text, " ");
}

static void add_left(struct text *text, const char *string, size_t width)
{
	text_add(text, string);
	add_blanks(text, width - strlen(string));
}

/* A negative number, which means "not known", is printed as "-". */
static void add_right(struct text *text, int64_t number, size_t width)
{
	char digits[21] = "-";

	if (number >= 0)
		number_format(digits, (uint64_t)number);
	add_blanks(text, width > strlen(digits) ? width - strlen(digits) : 1);
	text_add(text, digits);
}

/* Why a kind cannot be had: the cause where it is known, else what failed. */
static const char *reason_of(struct kind_state *state)
{
	return text_string(state->hint.length ? &state->hint : &state->message);
}

/* "network and PID: REASON", each reason once. */
static void add_reasons(struct text *text, struct kind_state states[static NAMESPACE_KINDS])
{
	namespace_set told = 0;

	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		const char *reason = reason_of(&states[kind]);
		namespace_set set = 0;

		for (enum namespace_kind other = kind; other < NAMESPACE_KINDS && *reason; other++)
			if (strcmp(reason_of(&states[other]), reason) == 0)
				set |= namespace_bit(other);
		if (!set || told & namespace_bit(kind))
			continue;
		text_add(text, told ? "" : "\n");
		namespaces_add_names(text, set);
		text_add(text, ": ");
		text_add(text, reason);
		text_add(text, "\n");
		told |= set;
	}
}

void kinds_tell(struct text *text, struct kind_state states[static NAMESPACE_KINDS])
{
	static const char *const supported[] = { "no", "yes", "-" };
	static const char *const allowed[] = { "no", "yes", "with --map-root" };

	text_add(text, "kind     supported  allowed               limit  in use\n");
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		struct kind_state *state = &states[kind];

		add_left(text, namespace_table[kind].name, 9);
		add_left(text, supported[state->supported], 11);
		add_left(text, allowed[state->allowed], 16);
		add_right(text, state->limit, 11);
		add_right(text, state->use ? (int64_t)state->use : -1, 8);
		text_add(text, "\n");
	}
	add_reasons(text, states);
}

static const char *text_or_null(struct text *text)
{
	return text->length ? text_string(text) : NULL;
}

void kinds_tell_json(struct text *text, struct kind_state states[static NAMESPACE_KINDS])
{
	static const char *const supported[] = { "false", "true", "null" };
	static const char *const allowed[] = { "no", "yes", "map-root" };

	text_add(text, "{\"version\":1,\"kinds\":[");
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		struct kind_state *state = &states[kind];

		text_add(text, kind ? ",\n{\"kind\":" : "\n{\"kind\":");
		text_add_json(text, namespace_table[kind].file);
		text_add(text, ",\"supported\":");
		text_add(text, supported[state->supported]);
		text_add(text, ",\"allowed\":");
		text_add_json(text, allowed[state->allowed]);
		text_add_json_number(text, "limit", state->limit);
		text_add_json_number(text, "use", state->use ? (int64_t)state->use : -1);
		text_add_json_string(text, "message", text_or_null(&state->message));
		text_add_json_string(text, "hint", text_or_null(&state->hint));
		text_add(text, "}");
	}
	text_add(text, "]}\n");
}

/* What is made of one command line. It is on the stack, since a static one could lie between the
 * static objects of main, which would cost every launch page faults. */
struct line {
	struct request request;
	struct host host;
	struct plan plan;
};

static int plan_line(struct line *line, int argc, char **argv, struct problem *why)
{
	if (options_parse(&line->request, argc, argv, why) < 0 ||
	    host_probe(&line->host, &line->request, why) < 0)
		return -1;
	return plan_build(&line->plan, &line->request, &line->host, why);
}

/* Has a child carry the plan out, so that nsrun itself stays in its namespaces. The child's end
 * sends no signal, so the child can be reaped even where SIGCHLD is ignored. */
static struct baton attempt(const struct plan *plan)
{
	struct baton heard = { .word = BATON_FAILED };
	int own_end, child_end, child_fd = -1;
	pid_t child;

	if (baton_make(&own_end, &child_end) < 0) {
		heard.failure.error = errno;
		return heard;
	}
	child = process_clone(0, 0, &child_fd);
	heard.failure.error = errno;
	if (child == 0) {
		struct verdict verdict = run_check(plan);

		heard.word = verdict.kind == VERDICT_READY ? BATON_READY : BATON_FAILED;
		heard.step = (uint32_t)verdict.at;
		heard.failure = verdict.failure;
		_exit(baton_pass(child_end, heard) < 0);
	}
	close(child_end);
	if (child > 0) {
		int wait_status = -1;

		close(child_fd);
		while (waitpid(child, &wait_status, __WALL) < 0 && errno == EINTR)
			;
		heard = baton_collect(own_end);
		if (heard.word == BATON_NONE)
			heard.failure = (struct failure){ .error = ECHILD,
							  .program = PROGRAM_NSRUN,
							  .wait_status = wait_status };
	}
	close(own_end);
	return heard;
}

/* Does what `nsrun --check --fork --net true` would do, for this kind, with --map-root if that is
 * wanted. Returns 0 if it worked; else -1, with message and hint in *state, and in *error the
 * errno, or 0 if there was no plan. */
static int try_kind(struct kind_state *state, enum namespace_kind kind, bool with_map_root,
		    int *error)
{
	const struct facts host = { .tree = "" };
	char *argv[] = { (char *)"nsrun",
			 (char *)options_spelling(OPTION_CHECK),
			 (char *)options_spelling(OPTION_FORK),
			 (char *)options_spelling(namespace_option(kind)),
			 (char *)(with_map_root ? options_spelling(OPTION_MAP_ROOT) : "--"),
			 (char *)"true",
			 NULL };
	struct line line;
	const struct plan *plan = &line.plan;
	const struct step *step;
	struct problem why;
	struct baton heard;

	*error = 0;
	state->message.length = state->hint.length = 0;
	if (plan_line(&line, COUNT(argv) - 1, argv, &why) < 0) {
		problem_describe(&state->message, &why);
		return -1;
	}
	heard = attempt(plan);
	step = &plan->steps[heard.step < plan->count ? heard.step : 0];
	/* That `true` is not found does not matter: the namespace has been made. */
	if (heard.word == BATON_READY || step->kind == STEP_EXEC)
		return 0;
	*error = heard.failure.error;
	text_add(&state->message, "cannot ");
	step_describe(&state->message, plan, step);
	text_add(&state->message, ": ");
	failure_describe(&state->message, heard.failure);
	step_add_hint(&state->hint, plan, step, heard.failure, &host);
	return -1;
}

/* Tries the kind as it is, then with --map-root. If both fail, and the first for lack of privilege,
 * the second refusal is reported: it says what is in the way. */
static void find_allowed(struct kind_state *state, enum namespace_kind kind)
{
	struct kind_state second = *state;
	int error, second_error;

	if (try_kind(state, kind, false, &error) == 0) {
		state->allowed = ALLOWED_YES;
		return;
	}
	if (kind == NAMESPACE_USER)
		return;
	if (try_kind(&second, kind, true, &second_error) == 0) {
		*state = second;
		state->allowed = ALLOWED_MAP_ROOT;
	} else if (error == EPERM) {
		*state = second;
	}
}

int kinds_check(struct text *text, bool wants_json)
{
	static struct kind_state states[NAMESPACE_KINDS];
	int status = 0;

	kinds_read(states, &(struct facts){ .tree = "" });
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		if (states[kind].supported == SUPPORTED_NO)
			continue;
		find_allowed(&states[kind], kind);
		if (states[kind].allowed == ALLOWED_NO)
			status = STATUS_FAILED;
	}
	(wants_json ? kinds_tell_json : kinds_tell)(text, states);
	return status;
}
