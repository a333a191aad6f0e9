/*
 * The other texts that nsrun reads: numbers, times, signals, ranges, and files in /proc and /etc.
 *
 * The first byte of the input says which of these the rest is. $TREES is a folder for such files.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/ranges.h"
#include "base/signals.h"
#include "base/text.h"
#include "base/util.h"
#include "system/subids.h"
#include "why/facts.h"

static void require(bool holds, const char *promise)
{
	if (holds)
		return;
	(void)!write(STDERR_FILENO, promise, strlen(promise));
	abort();
}

static void number(const char *text)
{
	uint64_t value = 0;
	char back[21];

	if (number_parse(&value, text, ID_MAX) < 0)
		return;
	require(value <= ID_MAX, "an id is at most 4294967294\n");
	number_format(back, value);
	while (text[0] == '0' && text[1])
		text++;
	require(strcmp(back, text) == 0, "a number is what was written\n");
}

static void duration(const char *text)
{
	struct duration value;

	if (duration_parse(&value, text) == 0)
		require(value.nanoseconds >= 0 && value.nanoseconds < 1000000000 &&
				value.seconds <= 36500LL * 86400 &&
				value.seconds >= -36500LL * 86400 - 1,
			"a time is within bounds\n");
}

static void signal_name(const char *text)
{
	struct text name = { .fd = -1 };
	int value, again;

	if (signals_parse(&value, text) < 0)
		return;
	signals_add_name(&name, value);
	require(signals_parse(&again, text_string(&name)) == 0 && again == value,
		"a signal's name is read back as the signal\n");
}

static void ranges(const char *text)
{
	static struct id_map map;
	char line[64], back[4096];
	struct id_range range;

	map.count = 0;
	while (*text) {
		size_t length = strcspn(text, "\n");

		if (length < sizeof(line)) {
			memcpy(line, text, length);
			line[length] = '\0';
			if (!ranges_parse(&range, line) && (length & 1 || !map.count))
				(void)ranges_add(&map, range);
			else if (!ranges_parse(&range, line))
				(void)ranges_add_own(&map, range.inside, range.outside);
		}
		text += length + (text[length] == '\n');
	}
	for (size_t i = 0; i < map.count; i++)
		for (size_t k = 0; k < i; k++)
			require(map.ranges[i].inside != map.ranges[k].inside &&
					map.ranges[i].outside != map.ranges[k].outside,
				"no id is mapped twice\n");
	(void)ranges_format(back, sizeof(back), &map);
}

static void subids(const char *text)
{
	uint32_t first = 7, count = 7;

	if (subids_find(&first, &count, text, "user", 1000) == 0)
		require(count > 0 && (uint64_t)first + count - 1 <= ID_MAX, "a block is of ids\n");
	else
		require(first == 7 && count == 7, "what is not found is left alone\n");
}

/* A host all of whose files have this content. */
static const struct facts *host_with(const char *content)
{
	static char tree[PATH_MAX - 64];
	static const struct facts facts = { .tree = tree };
	static const char *const folders[] = { "", "/proc", "/proc/self", "/proc/sys" };
	static const char *const files[] = { "/proc/self/mountinfo", "/proc/self/status",
					     "/proc/sys/number" };
	char path[PATH_MAX];

	if (!*tree) {
		snprintf(tree, sizeof(tree), "%s/tree", getenv("TREES") ? getenv("TREES") : ".");
		for (size_t i = 0; i < COUNT(folders); i++) {
			snprintf(path, sizeof(path), "%s%s", tree, folders[i]);
			require(mkdir(path, 0700) == 0, "the folder is new\n");
		}
	}
	for (size_t i = 0; i < COUNT(files); i++) {
		int fd;

		snprintf(path, sizeof(path), "%s%s", tree, files[i]);
		fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
		require(fd >= 0 && write_all(fd, content, strlen(content)) == 0,
			"the file is written\n");
		close(fd);
	}
	return &facts;
}

static void facts(const char *text)
{
	const struct facts *host = host_with(text);
	char point[PATH_MAX];
	bool is_shared;

	if (facts_mount_below(point, host, "/proc"))
		require(strncmp(point, "/proc", 5) == 0, "a mount below is below\n");
	(void)facts_mount_of(point, &is_shared, host, "/proc/sys/kernel");
	(void)facts_in_chroot(host);
	(void)facts_capable(host, 21);
	(void)facts_status(host, "Seccomp:");
	(void)facts_number(host, "/proc/sys/number");
}

static void quoting(const char *text)
{
	struct text words = { .fd = -1 };
	const char *quoted;

	text_add_quoted(&words, text);
	for (quoted = text_string(&words); *quoted; quoted++)
		require((unsigned char)*quoted >= ' ' && *quoted != 0x7f,
			"nothing drives the terminal\n");
	text_add_json(&words, text);
	text_add_c_string(&words, text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const readers[])(const char *) = { number, duration, signal_name, ranges,
							 subids, facts,    quoting };
	char *text;

	if (size < 1)
		return 0;
	text = strndup((const char *)data + 1, size - 1);
	require(text != NULL, "there is memory\n");
	readers[data[0] % COUNT(readers)](text);
	free(text);
	return 0;
}
