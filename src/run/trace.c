/* Telling of steps as they happen: "nsrun: inner 1: mount proc on /proc (--mount-proc): ok, 41 us".
 */
#include "trace.h"

#include <string.h>
#include <unistd.h>

#include "base/util.h"
#include "note.h"
#include "run/report.h"
#include "system/procfs.h"
#include "tell/words.h"

/* Reads the inode numbers of the set's namespaces, 0 where one cannot be read. A process that
 * unshares a PID or time namespace stays outside it, so for these the link for its children is
 * read. */
static void read_inodes(uint64_t inodes[static NAMESPACE_KINDS], namespace_set set, int pidfd)
{
	int folder_fd = set ? procfs_open(pidfd) : -1;

	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		bool is_for_children =
			pidfd < 0 && (kind == NAMESPACE_PID || kind == NAMESPACE_TIME);

		inodes[kind] = 0;
		if (folder_fd >= 0 && set & namespace_bit(kind))
			(void)note_inode(&inodes[kind], folder_fd, kind, is_for_children);
	}
	if (folder_fd >= 0)
		close(folder_fd);
}

static struct text begin_line(const struct plan *plan, const struct step *step)
{
	struct text text = { .fd = STDERR_FILENO }, phrase = { .fd = -1 };

	text_add(&text, program_name(plan->personality));
	text_add(&text, step->actor == ACTOR_OUTER ? ": outer " : ": inner ");
	text_add_number(&text, (uint64_t)getpid());
	text_add(&text, ": ");
	/* Cut, so that a line fits into one write(2). */
	step_describe(&phrase, plan, step);
	text_add_cut(&text, text_string(&phrase), 2000);
	step_add_causes(&text, plan, step);
	return text;
}

int trace_begin(struct trace *trace, const struct plan *plan, const struct step *step)
{
	int result = 0;

	read_inodes(trace->inodes, step_namespaces(step), -1);
	if (step->kind == STEP_EXEC) {
		struct text text = begin_line(plan, step);

		result = report_line(&text);
	}
	trace->start = monotonic_now();
	return result;
}

int trace_end(const struct trace *trace, const struct plan *plan, const struct step *step,
	      int error, int inner_fd)
{
	uint64_t after[NAMESPACE_KINDS];
	int64_t took = monotonic_now() - trace->start;
	struct text text = begin_line(plan, step);

	text_add(&text, ": ");
	text_add(&text, error ? strerror(error) : "ok");
	text_add(&text, ", ");
	text_add_number(&text, (uint64_t)took / 1000);
	text_add(&text, " us");
	read_inodes(after, error ? 0 : step_namespaces(step), inner_fd);
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		if (!after[kind])
			continue;
		text_add(&text, "; ");
		text_add(&text, namespace_table[kind].file);
		text_add(&text, " ");
		text_add_number(&text, trace->inodes[kind]);
		text_add(&text, " -> ");
		text_add_number(&text, after[kind]);
	}
	return report_line(&text);
}
