/* Files of the extension's own: allowed by open_basedir, readable for their owner, and there whole or as they were. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_file.h"
#include "ext/standard/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

char *php_lty_file_path(const zend_string *path, lty_status status, const char *what)
{
    if (ZSTR_LEN(path) == 0) {
        zend_argument_value_error(1, "must not be empty");
        return NULL;
    }
    if (php_check_open_basedir(ZSTR_VAL(path)) != 0) {
        php_lty_throw_text(status, "%s %s: outside of open_basedir", what, ZSTR_VAL(path));
        return NULL;
    }
    char *full = expand_filepath(ZSTR_VAL(path), NULL);

    if (full == NULL) {
        php_lty_throw_text(status, "%s %s: no such name", what, ZSTR_VAL(path));
    }
    return full;
}

void php_lty_file_throw(lty_status status, const char *what, const char *name, int error)
{
    php_lty_throw_text(status, "%s %s: %s", what, name, error == PHP_LTY_FILE_NOT_PLAIN ? "not a plain file" : strerror(error));
}

int php_lty_file_replaceable(const char *name)
{
    struct stat facts;

    if (lstat(name, &facts) != 0 || S_ISREG(facts.st_mode) || S_ISLNK(facts.st_mode)) {
        return 0;
    }
    return S_ISDIR(facts.st_mode) ? EISDIR : PHP_LTY_FILE_NOT_PLAIN;
}

int php_lty_file_create(const char *name)
{
    const int file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

    /* fchmod: the umask may have taken the owner's bits away */
    if (file >= 0 && fchmod(file, 0600) != 0) {
        const int error = errno;

        close(file);
        (void) unlink(name);
        errno = error;
        return -1;
    }
    return file;
}

int php_lty_file_write(int file, const void *bytes, size_t len)
{
    const char *at = bytes;

    while (len > 0) {
        const ssize_t put = write(file, at, MIN(len, (size_t) SSIZE_MAX));

        if (put > 0) {
            at += put;
            len -= (size_t) put;
        } else if (put < 0 && errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

/* So that the new name survives a power cut too. A file system that cannot is no reason to fail: the file is written. */
static void php_lty_file_sync_folder(char *name)
{
    char *slash = strrchr(name, '/');

    if (slash == NULL) {
        return;
    }
    const char kept = slash[1];

    slash[1] = '\0';
    const int folder = open(name, O_RDONLY | O_CLOEXEC);

    slash[1] = kept;
    if (folder >= 0) {
        (void) fsync(folder);
        close(folder);
    }
}

int php_lty_file_replace(char *name, const char *temporary, php_lty_file_writer writer, const void *context)
{
    int error = php_lty_file_replaceable(name);
    const int file = error != 0 ? -1 : php_lty_file_create(temporary);

    if (file < 0) {
        return error != 0 ? error : errno;
    }
    error = writer(file, context);

    if (error == 0 && fsync(file) != 0) {
        error = errno;
    }
    if (close(file) != 0 && error == 0) {
        error = errno;
    }
    if (error == 0 && rename(temporary, name) != 0) {
        error = errno;
    }
    if (error != 0) {
        (void) unlink(temporary);
        return error;
    }
    php_lty_file_sync_folder(name);
    return 0;
}
