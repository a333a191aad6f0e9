/* Lines of JSON for --status-fd. */
#include "tell/status.h"

#include <sys/wait.h>

#include "ask/options.h"
#include "base/errors.h"
#include "base/signals.h"

/* Whether the line before this one was cut off in the middle, for want of a reader. */
static bool is_torn;

/* A reader that does not read must not keep nsrun waiting: what cannot be written within a second
 * is lost. */
static struct text begin(int status_fd, const char *event)
{
	struct text text = { .fd = status_fd, .patience = 1000 };

	text_add(&text, is_torn ? "\n" : "");
	text_add(&text, "{\"event\":\"");
	text_add(&text, event);
	text_add(&text, "\",\"version\":");
	text_add_number(&text, STATUS_VERSION);
	return text;
}

static void finish(struct text *text)
{
	text_add(text, "}\n");
	is_torn = text_flush(text) < 0 && (is_torn || text->is_begun);
}

/* "[[0,1000,1]]": inside, outside, count. */
static void add_map(struct text *text, const char *name, const struct plan *plan,
		    const struct id_map *map)
{
	bool is_new = plan->cause[OPTION_USER] != OPTION_NONE;

	text_add(text, ",\"");
	text_add(text, name);
	text_add(text, is_new ? "\":[" : "\":null");
	for (size_t i = 0; is_new && i < map->count; i++) {
		text_add(text, i ? ",[" : "[");
		text_add_number(text, map->ranges[i].inside);
		text_add(text, ",");
		text_add_number(text, map->ranges[i].outside);
		text_add(text, ",");
		text_add_number(text, map->ranges[i].count);
		text_add(text, "]");
	}
	text_add(text, is_new ? "]" : "");
}

void status_started(const struct plan *plan, const struct status_note *note)
{
	struct text text = begin(plan->status_fd, "started");
	namespace_set set = plan_kinds(plan);
	const char *separator = "";

	text_add_json_number(&text, "pid", (int64_t)note->pid);
	text_add_json_number(&text, "pid_inside", (int64_t)note->pid_inside);
	text_add(&text, ",\"namespaces\":{");
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		if (!(set & namespace_bit(kind)))
			continue;
		text_add(&text, separator);
		text_add_json(&text, namespace_table[kind].file);
		text_add(&text, ":");
		text_add_number(&text, note->inodes[kind]);
		separator = ",";
	}
	text_add(&text, "}");
	add_map(&text, "uid_map", plan, &plan->uids);
	add_map(&text, "gid_map", plan, &plan->gids);
	finish(&text);
}

/* "1.000250": seconds. */
static void add_time(struct text *text, const char *name, int64_t microseconds)
{
	text_add_json_number(text, name, microseconds / 1000000);
	text_add(text, ".");
	microseconds %= 1000000;
	for (int64_t unit = 100000; unit > 0; microseconds %= unit, unit /= 10)
		text_add_number(text, (uint64_t)(microseconds / unit));
}

static int64_t microseconds_of(struct timeval time)
{
	return time.tv_sec * INT64_C(1000000) + time.tv_usec;
}

void status_ended(int status_fd, const struct ending *ending)
{
	struct text text = begin(status_fd, "ended"), name = { .fd = -1 };
	const struct rusage *usage = &ending->usage;

	if (WIFEXITED(ending->wait_status)) {
		text_add_json_number(&text, "exit_code", WEXITSTATUS(ending->wait_status));
		text_add(&text, ",\"signal\":null,\"signal_name\":null");
	} else {
		signals_add_name(&name, WTERMSIG(ending->wait_status));
		text_add(&text, ",\"exit_code\":null");
		text_add_json_number(&text, "signal", WTERMSIG(ending->wait_status));
		text_add_json_string(&text, "signal_name", text_string(&name));
	}
	text_add(&text, ending->is_timed_out ? ",\"timed_out\":true" : ",\"timed_out\":false");
	add_time(&text, "wall", ending->nanoseconds / 1000);
	add_time(&text, "user", microseconds_of(usage->ru_utime));
	add_time(&text, "system", microseconds_of(usage->ru_stime));
	text_add_json_number(&text, "max_rss_kib", usage->ru_maxrss);
	finish(&text);
}

void status_failed(int status_fd, const struct status_failure *failure)
{
	struct text text = begin(status_fd, "failed");

	text_add_json_string(&text, "step", failure->step);
	text_add_json_string(&text, "option",
			     failure->option ? options_spelling(failure->option) : NULL);
	text_add_json_string(&text, "errno", errors_name(failure->error));
	text_add_json_string(&text, "message", failure->message);
	text_add_json_string(&text, "hint", failure->hint);
	text_add_json_number(&text, "status", failure->status);
	finish(&text);
}
