/* Files that only their owner reads, and that are written whole or not at all. Nothing here leaves by an exception but where it says so. */
#ifndef PHP_LTY_FILE_H
#define PHP_LTY_FILE_H

#include "php_loyalty.h"

/*
 * The absolute name of what argument 1 names, if open_basedir allows it (caller efree()s); NULL and an exception otherwise. `what` it is stands before the
 * name in the exception: "base file".
 */
char *php_lty_file_path(const zend_string *path, lty_status status, const char *what);

/* What went wrong that no errno says: something other than a plain file has the name. */
#define PHP_LTY_FILE_NOT_PLAIN (-1)

/* Whether a file may be put in the place of what has the name now: 0, EISDIR or PHP_LTY_FILE_NOT_PLAIN. To rename over a device or a pipe would remove it. */
int php_lty_file_replaceable(const char *name);

/* What the system says of a file as an exception. */
void php_lty_file_throw(lty_status status, const char *what, const char *name, int error);

/* Makes a file that is not there, for its owner only, whatever the umask; -1 and errno. */
int php_lty_file_create(const char *name);

/* Writes all of it: 0, or what went wrong. */
int php_lty_file_write(int file, const void *bytes, size_t len);

/* Writes what is to be in a file: 0, or what went wrong. */
typedef int (*php_lty_file_writer)(int file, const void *context);

/*
 * Whoever opens the name sees the old file or the new one, never a part: it is written under the temporary name, which must not be there, in the same folder.
 * 0, or what went wrong; then the old file is as it was and the temporary one gone. The name is the same again afterwards.
 */
int php_lty_file_replace(char *name, const char *temporary, php_lty_file_writer writer, const void *context);

#endif
