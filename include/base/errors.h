/* Names of errors: errno(3). */
#ifndef NSRUN_BASE_ERRORS_H
#define NSRUN_BASE_ERRORS_H

/* The name of an errno, "EPERM"; NULL for one that no step is known to give. */
const char *errors_name(int error);

#endif
