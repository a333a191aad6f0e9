/* Hints for newuidmap and newgidmap. */
#ifndef NSRUN_DIAGNOSE_MAPPERS_H
#define NSRUN_DIAGNOSE_MAPPERS_H

#include "facts.h"
#include "failure.h"
#include "plan.h"
#include "text.h"

/* Adds why the program of the failure has not written its map, and what mends that; nothing where
 * the cause is not known. */
void diagnose_mappers(struct text *text, const struct plan *plan, struct failure failure,
		      const struct facts *facts);

#endif
