/* Each kind of step has a row, and the row is whole. */
#include "harness.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tell/step_row.h"

static void names_are_known(const struct step_row *row, const char *pattern)
{
	size_t length;
	const char *unknown = pattern ? step_row_unknown(&length, row, pattern) : NULL;

	if (unknown)
		fail_msg("{%.*s} is no operand, in: %s", (int)length, unknown, pattern);
}

/* The phrase fits behind "cannot": it begins with a small letter or an operand, without a full
 * stop. */
static void reads_behind_cannot(const char *phrase)
{
	assert_non_null(phrase);
	assert_true(islower((unsigned char)phrase[0]) || phrase[0] == '{');
	assert_int_not_equal(phrase[strlen(phrase) - 1], '.');
}

static void is_a_sentence(const char *sentence)
{
	if (!sentence || *sentence == '{')
		return;
	assert_true(isupper((unsigned char)sentence[0]));
	assert_int_equal(sentence[strlen(sentence) - 1], '.');
}

/* A system may be set up without manual pages; the lists of its packages still name them. */
static bool is_installed(const char *name, const char *section)
{
	char command[256];

	snprintf(command, sizeof(command),
		 "ls /usr/share/man/man%s/%s.%s* >/dev/null 2>&1 || "
		 "grep -qsF '/man%s/%s.%s' /var/lib/dpkg/info/*.list",
		 section, name, section, section, name, section);
	return system(command) == 0;
}

static void is_a_manual_page(const char *page)
{
	char name[64], section[2];
	int end = 0;

	assert_non_null(page);
	if (strstr(page, "in the kernel's documentation"))
		return;
	assert_int_equal(sscanf(page, "%63[a-z_](%1[1-8])%n", name, section, &end), 2);
	assert_int_equal(page[end], '\0');
	if (!is_installed("namespaces", "7") && !getenv("NSRUN_MUST_RUN"))
		return;
	if (!is_installed(name, section))
		fail_msg("there is no manual page %s", page);
}

static void a_row_is_whole(void **state)
{
	(void)state;
	for (int kind = 0; kind < STEP_KINDS; kind++) {
		const struct step_row *row = step_row((enum step_kind)kind);

		assert_non_null(row);
		reads_behind_cannot(row->phrase);
		assert_non_null(row->call);
		is_a_manual_page(row->page);
		is_a_sentence(row->rule);
		is_a_sentence(row->c_note);
		is_a_sentence(row->no_c);
		/* Either statements in C, or a condition, or the reason why there are none. */
		assert_int_equal(!!row->c + !!row->c_fails + !!row->no_c, 1);
		assert_true(row->place == SH_NOWHERE || !row->find_place);
		assert_true(row->place == SH_NOWHERE || row->sh[row->place]);
	}
}

static void every_name_in_a_pattern_is_known(void **state)
{
	(void)state;
	for (int kind = 0; kind < STEP_KINDS; kind++) {
		const struct step_row *row = step_row((enum step_kind)kind);
		const char *const patterns[] = { row->phrase, row->call,    row->rule,
						 row->c,      row->c_fails, row->c_functions,
						 row->c_note, row->sh_ahead };

		for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++)
			names_are_known(row, patterns[i]);
		for (enum sh_place place = 0; place < SH_PLACES; place++)
			names_are_known(row, row->sh[place]);
	}
}

static void each_kind_has_a_row_of_its_own(void **state)
{
	(void)state;
	for (int kind = 0; kind < STEP_KINDS; kind++)
		for (int other = 0; other < kind; other++)
			assert_ptr_not_equal(step_row((enum step_kind)kind),
					     step_row((enum step_kind)other));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_is_whole),
		cmocka_unit_test(every_name_in_a_pattern_is_known),
		cmocka_unit_test(each_kind_has_a_row_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
