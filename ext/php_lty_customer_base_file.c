/*
 * CustomerBase in a file. To open one is to map it: nothing is read but the head, and what is asked for. Each large array has a range of addresses
 * of its own, the file's pages first and empty ones behind, so that later events are written where they would be in any base: a page that is
 * written to becomes this process's, all others are shared by whoever has the file open.
 */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"
#include "php_lty_file.h"
#include "lty_sign.h"
#include "lty_snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef HAVE_MMAP
# include <sys/mman.h>
# ifndef MAP_NORESERVE
#  define MAP_NORESERVE 0
# endif
# ifndef MAP_ANONYMOUS
#  define MAP_ANONYMOUS MAP_ANON
# endif
#endif

#define PHP_LTY_BASE_FILE "base file"
#define PHP_LTY_MAP_ROOM ((size_t) 1 << 20) /* of addresses behind every array, beside half of what it is */
#define PHP_LTY_READ ((size_t) 1 << 20)

/* The addresses of one array. */
typedef struct php_lty_range {
    char *start;
    size_t room;
    size_t section; /* of the snapshot */
    size_t given;   /* what the core may use of it */
    size_t counted; /* of it against loyalty.base_limit: what it grew by since */
    size_t lent;    /* what the base counts as its own, without that */
    bool live;
} php_lty_range;

typedef struct php_lty_base_map {
    lty_alloc alloc; /* php_lty_base_alloc, but for what lies in the ranges */
    char *start;
    size_t size;
    bool closing; /* all of it goes at once */
    size_t range_count;
    php_lty_range ranges[LTY_BASE_SECTIONS]; /* ascending */
    int file;
    char *name;
    lty_snapshot snapshot;
} php_lty_base_map;

const char *php_lty_base_map_name(const php_lty_base_map *map)
{
    return map->name;
}

size_t php_lty_base_map_bytes(const php_lty_base_map *map)
{
    size_t bytes = 0;

    for (size_t i = 0; map != NULL && i < map->range_count; i++) {
        bytes += map->ranges[i].live ? lty_snapshot_bytes(&map->snapshot.entries[map->ranges[i].section]) : 0;
    }
    return bytes;
}

size_t php_lty_base_map_lent(const php_lty_base_map *map)
{
    size_t bytes = 0;

    for (size_t i = 0; map != NULL && i < map->range_count; i++) {
        bytes += map->ranges[i].live ? map->ranges[i].lent : 0;
    }
    return bytes;
}

void php_lty_base_map_close(php_lty_base_map *map)
{
    if (map != NULL) {
        map->closing = true;
    }
}

void php_lty_base_map_free(php_lty_base_map *map)
{
    if (map == NULL) {
        return;
    }
#ifdef HAVE_MMAP
    if (map->start != NULL) {
        (void) munmap(map->start, map->size);
    }
#endif
    if (map->file >= 0) {
        close(map->file);
    }
    if (map->name != NULL) {
        efree(map->name);
    }
    efree(map);
}

/* Fills bytes from a place of a file; 0, what went wrong, or EIO where the file ends. */
static int php_lty_base_read(int file, void *bytes, size_t len, uint64_t offset)
{
    char *at = bytes;

    while (len > 0) {
        const ssize_t got = pread(file, at, MIN(len, (size_t) SSIZE_MAX), (off_t) offset);

        if (got == 0) {
            return EIO;
        }
        if (got > 0) {
            at += got;
            len -= (size_t) got;
            offset += (uint64_t) got;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

#ifdef HAVE_MMAP
static php_lty_range *php_lty_range_of(php_lty_base_map *map, const void *memory)
{
    for (size_t i = 0; i < map->range_count; i++) {
        if (map->ranges[i].start == memory) {
            return &map->ranges[i];
        }
    }
    return NULL;
}

/* The pages go, the addresses stay ours until the base is gone: nobody else's memory can come to lie between its ranges. */
static void php_lty_range_release(const php_lty_base_map *map, php_lty_range *range)
{
    if (!map->closing) {
        (void) mmap(range->start, range->room, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
    }
    LTY_G(base_bytes) -= range->counted;
    range->counted = 0;
    range->live = false;
}

static void *php_lty_base_map_resize(void *context, void *memory, size_t old_size, size_t new_size)
{
    php_lty_base_map *map = context;
    const lty_alloc *heap = &php_lty_base_alloc;
    php_lty_range *range = memory == NULL ? NULL : php_lty_range_of(map, memory);

    if (range == NULL) {
        return heap->resize(heap->context, memory, old_size, new_size);
    }
    if (new_size == 0) {
        php_lty_range_release(map, range);
        return NULL;
    }
    const size_t more = new_size > range->given ? new_size - range->given : 0;

    if (new_size <= range->room) {
        if (!php_lty_base_count(more)) {
            return NULL;
        }
        range->counted += more;
        range->given += more;
        return memory;
    }
    void *copy = heap->resize(heap->context, NULL, 0, new_size);

    if (copy != NULL) {
        memcpy(copy, memory, MIN(old_size, new_size));
        php_lty_range_release(map, range);
    }
    return copy;
}

/* Addresses for all large sections at once, then the file's pages over the beginning of each. False where there are none: the file is read then. */
static bool php_lty_base_map_ranges(php_lty_base_map *map, lty_snapshot_memory *memory)
{
    const lty_snapshot *snapshot = &map->snapshot;
    const size_t align = LTY_SNAPSHOT_ALIGN;
    const long page = sysconf(_SC_PAGESIZE);
    size_t size = 0;

    for (size_t i = 0; i < snapshot->count; i++) {
        const size_t bytes = lty_snapshot_bytes(&snapshot->entries[i]);

        size += bytes < LTY_SNAPSHOT_LARGE ? 0 : (bytes + bytes / 2 + PHP_LTY_MAP_ROOM + align - 1) / align * align;
    }
    if (size == 0 || page <= 0 || align % (size_t) page != 0) {
        return size == 0;
    }
    void *start = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (start == MAP_FAILED) {
        return false;
    }
    map->start = start;
    map->size = size;
    char *at = start;

    for (size_t i = 0; i < snapshot->count; i++) {
        const lty_snapshot_entry *entry = &snapshot->entries[i];
        const size_t bytes = lty_snapshot_bytes(entry);
        const size_t room = (bytes + bytes / 2 + PHP_LTY_MAP_ROOM + align - 1) / align * align;

        if (bytes < LTY_SNAPSHOT_LARGE) {
            continue;
        }
        if (mmap(at, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE, map->file, (off_t) entry->offset)
            == MAP_FAILED) {
            (void) munmap(map->start, map->size);
            map->start = NULL;
            map->range_count = 0;
            return false;
        }
        /* What little comes every day finds room here and counts for nothing. */
        memory[i] = (lty_snapshot_memory){at, bytes + MAX(bytes / 8, align)};
        map->ranges[map->range_count++] = (php_lty_range){.start = at, .room = room, .section = i, .given = memory[i].bytes, .live = true};
        at += room;
    }
    return true;
}
#else
static bool php_lty_base_map_ranges(php_lty_base_map *map, lty_snapshot_memory *memory)
{
    return false;
}

static void *php_lty_base_map_resize(void *context, void *memory, size_t old_size, size_t new_size)
{
    return php_lty_base_alloc.resize(php_lty_base_alloc.context, memory, old_size, new_size);
}
#endif

/* What is not mapped is read: small sections always. False and an exception if it cannot be, with nothing left of it. */
static bool php_lty_base_read_sections(php_lty_base_map *map, lty_snapshot_memory *memory)
{
    const lty_snapshot *snapshot = &map->snapshot;
    lty_status status = LTY_OK;
    int error = 0;

    for (size_t i = 0; i < snapshot->count && status == LTY_OK && error == 0; i++) {
        const size_t bytes = lty_snapshot_bytes(&snapshot->entries[i]);

        if (bytes == 0 || memory[i].cells != NULL) {
            continue;
        }
        void *cells = lty_alloc_new(&map->alloc, bytes);

        status = cells == NULL ? LTY_E_MEMORY : LTY_OK;
        if (status == LTY_OK) {
            memory[i] = (lty_snapshot_memory){cells, bytes};
            error = php_lty_base_read(map->file, cells, bytes, snapshot->entries[i].offset);
        }
    }
    if (status == LTY_OK && error == 0) {
        return true;
    }
    for (size_t i = 0; i < snapshot->count; i++) {
        lty_alloc_free(&map->alloc, memory[i].cells, memory[i].bytes);
    }
    if (status != LTY_OK) {
        php_lty_throw(php_lty_base_status(status));
    } else {
        php_lty_file_throw(LTY_E_SNAPSHOT, PHP_LTY_BASE_FILE, map->name, error);
    }
    return false;
}

/* Opens the file and reads its head; false and an exception if it is none of ours. */
static bool php_lty_base_map_head(php_lty_base_map *map, const lty_timeline *timeline)
{
    unsigned char head[LTY_SNAPSHOT_HEAD];
    const char *problem;
    struct stat facts;

    map->file = open(map->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); /* a pipe must not hang us */
    if (map->file < 0 || fstat(map->file, &facts) != 0) {
        php_lty_file_throw(LTY_E_SNAPSHOT, PHP_LTY_BASE_FILE, map->name, errno);
        return false;
    }
    if (!S_ISREG(facts.st_mode)) {
        php_lty_throw_text(LTY_E_SNAPSHOT, PHP_LTY_BASE_FILE " %s: not a plain file", map->name);
        return false;
    }
    const uint64_t size = (uint64_t) facts.st_size;
    const size_t len = (size_t) MIN(size, LTY_SNAPSHOT_HEAD);
    const int error = php_lty_base_read(map->file, head, len, 0);

    if (error != 0) {
        php_lty_file_throw(LTY_E_SNAPSHOT, PHP_LTY_BASE_FILE, map->name, error);
        return false;
    }
    if (lty_snapshot_read(&map->snapshot, &problem, head, len, size, timeline) != LTY_OK) {
        php_lty_throw_text(LTY_E_SNAPSHOT, PHP_LTY_BASE_FILE " %s: %s", map->name, problem);
        return false;
    }
    return true;
}

/* Makes the base of an object out of the file that its map names; false and an exception if that is no base of this programme. */
static bool php_lty_base_map_open(php_lty_customer_base *self, const lty_timeline *timeline)
{
    php_lty_base_map *map = self->map;
    lty_snapshot_memory memory[LTY_BASE_SECTIONS] = {{NULL, 0}};

    if (!php_lty_base_map_head(map, timeline)) {
        return false;
    }
    if (!php_lty_base_map_ranges(map, memory)) {
        memset(memory, 0, sizeof memory);
    }
    if (!php_lty_base_read_sections(map, memory)) {
        return false;
    }
    const lty_status status = lty_snapshot_open(&self->base, &map->snapshot, memory, timeline, &map->alloc);

    if (status == LTY_E_DAMAGED) {
        php_lty_throw_text(status, "the file %s is damaged: build it anew from the journal", map->name);
    } else if (status != LTY_OK) {
        php_lty_throw(php_lty_base_status(status));
    }
    if (status != LTY_OK) {
        return false;
    }
    for (size_t i = 0; i < map->range_count; i++) {
        map->ranges[i].lent = memory[map->ranges[i].section].bytes;
    }
    self->position = map->snapshot.position;
    self->has_position = map->snapshot.has_position;
    memcpy(self->lineage, map->snapshot.lineage, sizeof self->lineage);
    return true;
}

PHP_METHOD(Loyalty_CustomerBase, open)
{
    zend_string *path;
    zend_object *programme;

    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_PATH_STR(path)
        Z_PARAM_OBJ_OF_CLASS(programme, lty_ce_programme)
    ZEND_PARSE_PARAMETERS_END();

    const lty_timeline *timeline = php_lty_timeline_of(programme);
    char *name = timeline == NULL ? NULL : php_lty_file_path(path, LTY_E_SNAPSHOT, PHP_LTY_BASE_FILE);

    if (name == NULL) {
        RETURN_THROWS();
    }
    /* First of all the object: what is opened and mapped is its own from then on, whatever memory_limit interrupts. */
    object_init_ex(return_value, lty_ce_customer_base);
    php_lty_customer_base *self = php_lty_customer_base_from(Z_OBJ_P(return_value));
    php_lty_base_map *map = ecalloc(1, sizeof *map);

    map->alloc = (lty_alloc){php_lty_base_map_resize, map};
    map->file = -1;
    map->name = name;
    self->map = map;
    if (!php_lty_base_map_open(self, timeline)) {
        zval_ptr_dtor(return_value);
        ZVAL_NULL(return_value);
        RETURN_THROWS();
    }
    GC_ADDREF(programme);
    self->programme = programme;
}

/* The head, the pieces, and zeros in between. */
static int php_lty_base_write_plan(int file, const void *context)
{
    static const unsigned char zeros[4096];
    const lty_snapshot_plan *plan = context;
    uint64_t at = sizeof plan->head;
    int error = php_lty_file_write(file, plan->head, sizeof plan->head);

    for (size_t i = 0; i < plan->count && error == 0; i++) {
        const lty_snapshot_piece *piece = &plan->pieces[i];

        while (at < piece->offset && error == 0) {
            const size_t step = (size_t) MIN(piece->offset - at, sizeof zeros);

            error = php_lty_file_write(file, zeros, step);
            at += step;
        }
        error = error != 0 ? error : php_lty_file_write(file, piece->bytes, piece->len);
        at += piece->len;
    }
    return error;
}

/* Saves under the lock; false and an exception if that fails. The lock is the system's: it goes with the process that has it. */
static bool php_lty_base_save(php_lty_customer_base *self, char *name, const int64_t *position)
{
    lty_snapshot_plan *plan = emalloc(sizeof *plan);
    char *lock_name;
    char *temporary;
    lty_status status = LTY_OK;
    int error = php_lty_file_replaceable(name); /* before a lock file is left beside it */

    spprintf(&lock_name, 0, "%s.lock", name);
    spprintf(&temporary, 0, "%s.tmp", name);
    const int lock = error != 0 ? -1 : open(lock_name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);

    if (error == 0 && (lock < 0 || flock(lock, LOCK_EX | LOCK_NB) != 0)) {
        error = errno;
    } else if (error == 0) {
        status = lty_snapshot_prepare(plan, self->base, self->lineage, position);
        (void) unlink(temporary); /* of a process that was killed: whoever has the lock is alone */
        error = status == LTY_OK ? php_lty_file_replace(name, temporary, php_lty_base_write_plan, plan) : 0;
    }
    if (lock >= 0) {
        close(lock);
    }
    if (status != LTY_OK) {
        php_lty_base_throw(self, status);
    } else if (error == EWOULDBLOCK) {
        php_lty_throw_text(LTY_E_SNAPSHOT, PHP_LTY_BASE_FILE " %s: another process is saving to it", name);
    } else if (error != 0) {
        php_lty_file_throw(LTY_E_SNAPSHOT, PHP_LTY_BASE_FILE, name, error);
    }
    efree(temporary);
    efree(lock_name);
    efree(plan);
    return status == LTY_OK && error == 0;
}

PHP_METHOD(Loyalty_CustomerBase, save)
{
    zend_string *path;
    zend_long number = 0;
    bool none = true;

    ZEND_PARSE_PARAMETERS_START(1, 2)
        Z_PARAM_PATH_STR(path)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG_OR_NULL(number, none)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    if (!none && number < 0) {
        zend_argument_value_error(2, "must be at least 0");
        RETURN_THROWS();
    }
    char *name = php_lty_file_path(path, LTY_E_SNAPSHOT, PHP_LTY_BASE_FILE);

    if (name == NULL) {
        RETURN_THROWS();
    }
    /* Without one, that of the file it came from holds: what is known behind it changes nothing when it is read again. */
    const int64_t position = none ? self->position : number;
    const bool has_position = !none || self->has_position;

    if (php_lty_base_save(self, name, has_position ? &position : NULL)) {
        self->position = position;
        self->has_position = has_position;
    }
    efree(name);
}

PHP_METHOD(Loyalty_CustomerBase, position)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_BASE_THIS(self);
    if (self->has_position) {
        RETURN_LONG(self->position);
    }
}

PHP_METHOD(Loyalty_CustomerBase, verify)
{
    const char *wrong[LTY_SNAPSHOT_WRONG];
    struct stat facts;
    int error = 0;

    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_BASE_THIS(self);
    if (self->map == NULL) {
        php_lty_throw_text(LTY_E_SNAPSHOT, "the base was not opened from a file");
        RETURN_THROWS();
    }
    const php_lty_base_map *map = self->map;
    lty_snapshot_check *check = emalloc(sizeof *check);
    unsigned char *bytes = emalloc(PHP_LTY_READ);

    lty_snapshot_check_begin(check, &map->snapshot);
    const uint64_t size = fstat(map->file, &facts) == 0 ? (uint64_t) facts.st_size : 0;

    for (uint64_t at = 0; at < size && error == 0; at += PHP_LTY_READ) {
        const size_t step = (size_t) MIN(size - at, PHP_LTY_READ);

        error = php_lty_base_read(map->file, bytes, step, at);
        if (error == 0) {
            lty_snapshot_check_add(check, bytes, step);
        }
    }
    const size_t count = lty_snapshot_check_end(wrong, check);

    efree(bytes);
    efree(check);
    if (error != 0) {
        php_lty_file_throw(LTY_E_SNAPSHOT, PHP_LTY_BASE_FILE, map->name, error);
        RETURN_THROWS();
    }
    array_init_size(return_value, (uint32_t) count);
    for (size_t i = 0; i < count; i++) {
        bool listed = false; /* several arrays may go by one name */

        for (size_t before = 0; before < i; before++) {
            listed = listed || strcmp(wrong[before], wrong[i]) == 0;
        }
        if (!listed) {
            add_next_index_string(return_value, wrong[i]);
        }
    }
}
