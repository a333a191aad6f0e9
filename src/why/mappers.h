/* Hints for newuidmap and newgidmap. */
#ifndef NSRUN_WHY_MAPPERS_H
#define NSRUN_WHY_MAPPERS_H

#include "base/failure.h"
#include "base/text.h"
#include "plan/plan.h"
#include "why/facts.h"

/* Adds why the program of the failure has not written its map, and what mends that; nothing where
 * the cause is not known. */
void diagnose_mappers(struct text *text, const struct plan *plan, struct failure failure,
		      const struct facts *facts);

#endif
