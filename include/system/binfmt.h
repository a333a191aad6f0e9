/* Binary formats: Documentation/admin-guide/binfmt-misc.rst in the kernel's source. */
#ifndef NSRUN_SYSTEM_BINFMT_H
#define NSRUN_SYSTEM_BINFMT_H

/* Registers a format, ":name:type:offset:magic:mask:interpreter:flags", in the caller's user
 * namespace, which must have its own binfmt_misc. With flag F the interpreter is opened here and
 * now, else when it is needed. Returns a mount's close-on-exec fd, the caller's: until it is closed
 * or binfmt_misc is mounted somewhere the format is there. Or -1 with errno: EINVAL for what is no
 * format, EACCES where uid 0 is not mapped, ENODEV for a kernel without binfmt_misc, EPERM in a
 * user namespace before Linux 6.7, ENOENT for an interpreter that is not there (flag F). */
int binfmt_register(const char *format);

#endif
