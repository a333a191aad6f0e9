/* Subordinate ids: what /etc/subuid and /etc/subgid give a user. */
#ifndef NSRUN_SYSTEM_SUBIDS_H
#define NSRUN_SYSTEM_SUBIDS_H

#include <stdint.h>

/* Finds the first block that a file's text gives a user, in lines "OWNER:FIRST:COUNT" as subuid(5)
 * and subgid(5) have them. An owner of digits alone is a uid, any other a name; name is NULL where
 * the user has none. A CR before the end of a line and a last line without a newline are taken as
 * meant; comments, other users' lines, and those with anything missing, superfluous, not decimal,
 * or past ID_MAX are passed over. Returns 0, or -1 and leaves *first and *count as they were. */
int subids_find(uint32_t *first, uint32_t *count, const char *text, const char *name, uint32_t uid);

#endif
