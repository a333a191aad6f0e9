/* The command line, read with the option table. */
#include "ask/options.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "option_table.h"

const char *options_spelling(enum option_id option)
{
	return option_table[option].spelling;
}

const char *options_value_name(enum option_id option)
{
	return option_table[option].value_name;
}

bool options_value_is_named(enum option_id option, const char *word)
{
	const char *names = option_table[option].value_name;
	size_t length = strlen(word);

	while (names && *names) {
		size_t next = strcspn(names, "|");

		if (next == length && strncmp(names, word, length) == 0)
			return true;
		names += next + (names[next] == '|');
	}
	return false;
}

static bool is_known(enum option_id option, enum personality personality)
{
	/* As unshare, nsrun's own options are unknown: so a beginning that names one option of
	 * unshare(1) names one here too. */
	return personality == AS_NSRUN || !option_table[option].is_own;
}

/* Whether spelling begins with the first length bytes of name; *is_whole: and ends with them. */
static bool begins(const char *spelling, const char *name, size_t length, bool *is_whole)
{
	bool does = spelling && strncmp(spelling, name, length) == 0;

	*is_whole = does && !spelling[length];
	return does;
}

/* Finds the option that has this long name of length bytes, else the only option with a name that
 * begins so. Returns it, or OPTION_NONE with the reason in *why. */
static enum option_id find_long(const char *name, size_t length, enum personality personality,
				struct problem *why)
{
	enum option_id found = OPTION_NONE;
	bool is_ambiguous = false;

	/* In "--=x" the name is "--", and every option begins so: it is unknown, not ambiguous. */
	*why = (struct problem){ .kind = PROBLEM_UNKNOWN_OPTION, .value = name };
	for (enum option_id option = OPTION_NONE + 1; length > 2 && option < OPTION_COUNT;
	     option++) {
		bool is_whole[2];
		bool matches[] = {
			begins(option_table[option].spelling, name, length, &is_whole[0]),
			begins(option_table[option].alias, name, length, &is_whole[1]),
		};

		if (!is_known(option, personality) || !(matches[0] || matches[1]))
			continue;
		if (is_whole[0] || is_whole[1])
			return option;
		is_ambiguous = found != OPTION_NONE;
		found = option;
		if (is_ambiguous)
			break;
	}
	if (is_ambiguous)
		why->kind = PROBLEM_AMBIGUOUS_OPTION;
	return is_ambiguous ? OPTION_NONE : found;
}

static enum option_id find_letter(char letter, const char *word, enum personality personality,
				  struct problem *why)
{
	for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++)
		if (option_table[option].letter == letter && is_known(option, personality))
			return option;
	*why = (struct problem){ .kind = PROBLEM_UNKNOWN_OPTION, .letter = letter, .word = word };
	return OPTION_NONE;
}

static int apply(struct request *request, enum option_id option, char *value, struct problem *why)
{
	const char *reason = NULL;

	request->given[option] = true;
	request->valueless =
		option_table[option].argument == ARG_OPTIONAL && !value ? option : OPTION_NONE;
	if (option_table[option].apply)
		reason = option_table[option].apply(request, option, value);
	*why = (struct problem){
		.kind = PROBLEM_VALUE_INVALID, .option = option, .value = value, .reason = reason
	};
	return reason ? -1 : 0;
}

/* Reads "--name", "--name=value", or "--name value" where a value is needed. Moves *word to the
 * last word that it read. */
static int parse_long(struct request *request, char ***word, struct problem *why)
{
	char *name = **word, *value = strchr(name, '=');
	size_t length = value ? (size_t)(value - name) : strlen(name);
	enum option_id option = find_long(name, length, request->personality, why);
	enum argument argument = option_table[option].argument;

	if (option == OPTION_NONE)
		return -1;
	value = value ? value + 1 : NULL;
	if (value && argument == ARG_NONE) {
		*why = (struct problem){ .kind = PROBLEM_VALUE_UNWANTED, .option = option };
		return -1;
	}
	if (!value && argument == ARG_REQUIRED)
		value = *++*word;
	if (!value && argument == ARG_REQUIRED) {
		*why = (struct problem){ .kind = PROBLEM_VALUE_MISSING, .option = option };
		return -1;
	}
	return apply(request, option, value, why);
}

/* Reads "-abc". A letter that needs a value takes the rest of the word, or the next word if there
 * is no rest. A letter whose value is optional never takes one: -p is --pid, never --pid=FILE. */
static int parse_letters(struct request *request, char ***word, struct problem *why)
{
	for (char *letter = **word + 1; *letter; letter++) {
		enum option_id option = find_letter(*letter, **word, request->personality, why);
		bool takes_value = option_table[option].argument == ARG_REQUIRED;
		char *value = NULL;

		if (option == OPTION_NONE)
			return -1;
		if (takes_value)
			value = letter[1] ? letter + 1 : *++*word;
		if (takes_value && !value) {
			*why = (struct problem){ .kind = PROBLEM_VALUE_MISSING, .option = option };
			return -1;
		}
		if (apply(request, option, value, why) < 0)
			return -1;
		if (takes_value)
			break;
	}
	return 0;
}

/* Whether the option says what is to be told instead of running the command. The last such option
 * is obeyed, and those in front of it count for nothing. */
static bool chooses_action(enum option_id option)
{
	return option == OPTION_EXPLAIN || option == OPTION_CHECK ||
	       option == OPTION_LIST_OPTIONS || option == OPTION_HELP || option == OPTION_VERSION;
}

/* Whether --check stands alone, without a command or an option that a plan could be made of. */
static bool checks_nothing(const struct request *request)
{
	if (request->action != ACTION_CHECK || *request->command)
		return false;
	for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++)
		if (request->given[option] && !chooses_action(option))
			return false;
	return true;
}

static enum personality personality_of(const char *program)
{
	const char *slash = strrchr(program, '/');

	return strcmp(slash ? slash + 1 : program, "unshare") == 0 ? AS_UNSHARE : AS_NSRUN;
}

/* getopt_long(3) is not used: glibc and musl differ in which names are ambiguous, and for a letter
 * that is not ASCII musl's optopt does not fit in a char. */
int options_parse(struct request *request, int argc, char **argv, struct problem *why)
{
	char **word = argv + 1;

	memset(request, 0, offsetof(struct request, user_ranges));
	*why = (struct problem){ .kind = PROBLEM_UNKNOWN_OPTION };
	/* Since Linux 5.18 a program that is started with an empty argv gets an empty argv[0]. */
	if (argc < 1 || !*argv[0]) {
		*why = (struct problem){ .kind = PROBLEM_HOST,
					 .reason = "its argv[0] is missing or empty" };
		return -1;
	}
	request->env_edits = argv + 1;
	request->personality = personality_of(argv[0]);
	for (; *word && (*word)[0] == '-' && (*word)[1]; word++) {
		bool is_long = (*word)[1] == '-';

		if (is_long && !(*word)[2]) {
			request->valueless = OPTION_NONE;
			word++;
			break;
		}
		if ((is_long ? parse_long : parse_letters)(request, &word, why) < 0)
			return -1;
	}
	request->command = word;
	if (checks_nothing(request))
		request->action = ACTION_CHECK_KINDS;
	return 0;
}
