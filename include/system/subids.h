/* Subordinate ids: what /etc/subuid and /etc/subgid give a user. */
#ifndef NSRUN_SYSTEM_SUBIDS_H
#define NSRUN_SYSTEM_SUBIDS_H

#include <stdint.h>

/* Finds the first block that a file's text gives a user, in lines "OWNER:FIRST:COUNT" as subuid(5)
 * and subgid(5) have them, and as newuidmap(1) of shadow 4.13 reads them. The owner is the user's
 * name, or his uid without leading zeros; name is NULL where the user has none. A number may have
 * blanks and a '+' in front, and be octal (010) or hexadecimal (0x10); what follows a third colon
 * is passed over, and the last line needs no newline. Comments, other users' lines, lines of 1024
 * bytes and more, and those with anything else, a blank or a CR behind a number too, or past
 * ID_MAX, are passed over. Returns 0, or -1 and leaves *first and *count as they were. */
int subids_find(uint32_t *first, uint32_t *count, const char *text, const char *name, uint32_t uid);

#endif
