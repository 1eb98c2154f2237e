/*
 * Requests of many threads in one process, as a web server with a worker per thread makes them: each thread runs scripts one after another, every
 * one in a request of its own, and says whether the output is what one thread alone got. With strikes, memory runs out in the middle of calls of
 * the extension: at an allocation drawn by lot, as memory_limit would have it, and nothing may be left behind.
 * Usage: threads MODULE FOLDER THREADS ROUNDS STRIKES LIMIT [SEED] <scripts, one a line
 * FOLDER/0, FOLDER/1 … are copies of the scripts' tree, one for each thread and one for the first run. STRIKES out of 100 requests are struck.
 * LIMIT is loyalty.base_limit. The last line is "N requests, N struck, N differ, N bytes, N mappings, N files more". Status 0: nothing differs,
 * nothing is more.
 */
#include "sapi/embed/php_embed.h"
#include "php_main.h"
#include "zend_exceptions.h"

#include <dirent.h>
#include <malloc.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#define SCRIPTS 1000
#define NAME 300
#define KEPT ((size_t) 1 << 16) /* of the heap's own growth: tables of the engine that stay, and what the C library does not count back */

#define FILES 4 /* PHP's own streams lose a descriptor where memory is out between open() and the stream's record */
#define SLOW CLOCKS_PER_SEC

ZEND_TSRMLS_CACHE_DEFINE()

typedef struct request {
    char *output;
    size_t len;
    long seen;   /* allocations inside of calls of the extension */
    long strike; /* the one that fails; 0 = none */
    bool struck;
} request;

typedef struct worker {
    pthread_t thread;
    int number;
    unsigned long long random;
    long requests, struck, differ;
} worker;

static char scripts[SCRIPTS][NAME];
static size_t script_count;
static struct {
    char *output;
    size_t len;
    long allocations;
    bool steady; /* says the same each time */
    bool slow;   /* left to the other tests */
} expected[SCRIPTS];
static const char *folder;
static long rounds, strikes;
static __thread request *current;

static size_t take_output(const char *bytes, size_t len)
{
    if (current != NULL) {
        current->output = realloc(current->output, current->len + len + 1);
        memcpy(current->output + current->len, bytes, len);
        current->len += len;
    }
    return len;
}

static void no_flush(void *context)
{
}

/* --- the striking allocator: PHP's own, behind a counter ------------------------------------------------------------- */

static void *counted_new(size_t size ZEND_FILE_LINE_DC ZEND_FILE_LINE_ORIG_DC);
static void counted_free(void *memory ZEND_FILE_LINE_DC ZEND_FILE_LINE_ORIG_DC);
static void *counted_resize(void *memory, size_t size ZEND_FILE_LINE_DC ZEND_FILE_LINE_ORIG_DC);

static void counting(bool on)
{
    zend_mm_set_custom_handlers(zend_mm_get_heap(), on ? counted_new : NULL, on ? counted_free : NULL, on ? counted_resize : NULL);
}

static bool in_extension(void)
{
    const zend_execute_data *frame = EG(current_execute_data);

    return frame != NULL && frame->func != NULL && frame->func->type == ZEND_INTERNAL_FUNCTION
        && frame->func->internal_function.module != NULL && strcmp(frame->func->internal_function.module->name, "loyalty") == 0;
}

/* PHP 8.4 reports an error while it makes a case of an internal enum under a file name that such a class does not have, and crashes. */
static bool in_enum_case(void)
{
#if PHP_VERSION_ID >= 80400
    return EG(filename_override) != NULL;
#else
    return false;
#endif
}

static void count(void)
{
    if (current != NULL && !current->struck && in_extension() && !in_enum_case() && ++current->seen == current->strike) {
        current->struck = true;
        counting(false);
        zend_error_noreturn(E_ERROR, "Allowed memory size exhausted, by lot");
    }
}

static void *counted_new(size_t size ZEND_FILE_LINE_DC ZEND_FILE_LINE_ORIG_DC)
{
    count();
    counting(false);
    void *memory = emalloc(size);
    counting(true);
    return memory;
}

static void counted_free(void *memory ZEND_FILE_LINE_DC ZEND_FILE_LINE_ORIG_DC)
{
    counting(false);
    if (memory != NULL) {
        efree(memory);
    }
    counting(true);
}

static void *counted_resize(void *memory, size_t size ZEND_FILE_LINE_DC ZEND_FILE_LINE_ORIG_DC)
{
    count();
    counting(false);
    void *grown = erealloc(memory, size);
    counting(true);
    return grown;
}

/* --- requests -------------------------------------------------------------------------------------------------------- */

static void run(request *out, int number, size_t script, long strike)
{
    char path[2 * NAME];
    zend_file_handle file;

    *out = (request){.strike = strike, .output = calloc(1, 1)};
    snprintf(path, sizeof path, "%s/%d/%s", folder, number, scripts[script]);
    current = out;
    if (php_request_startup() != SUCCESS) {
        fputs("a request does not start\n", stderr);
        abort();
    }
    SG(headers_sent) = 1;
    SG(request_info).no_headers = 1;
    if (strike >= 0) {
        counting(true);
    }
    zend_first_try
    {
        zend_stream_init_filename(&file, path);
        php_execute_script(&file);
        zend_destroy_file_handle(&file);
    }
    zend_end_try();
    if (strike >= 0) {
        counting(false);
    }
    php_request_shutdown(NULL);
    current = NULL;
}

static unsigned long long draw(worker *self)
{
    self->random ^= self->random << 13;
    self->random ^= self->random >> 7;
    self->random ^= self->random << 17;
    return self->random >> 11;
}

/* What says where a script lies differs from thread to thread. */
static void blank(request *made, int number)
{
    char own[2 * NAME];
    const size_t len = (size_t) snprintf(own, sizeof own, "%s/%d/", folder, number);
    char *at = made->output;

    made->output[made->len] = '\0';
    while (made->len >= len && (at = memmem(at, made->len - (size_t) (at - made->output), own, len)) != NULL) {
        memmove(at, at + len, made->len - (size_t) (at - made->output) - len + 1);
        made->len -= len;
    }
}

static void one(worker *self, size_t script)
{
    if (expected[script].slow) {
        return;
    }
    const bool strikes_now = strikes > 0 && expected[script].allocations > 0 && (long) (draw(self) % 100) < strikes;
    request made;

    run(&made, self->number, script, strikes_now ? (long) (draw(self) % (unsigned long long) expected[script].allocations) + 1 : -1);
    blank(&made, self->number);
    self->requests++;
    self->struck += made.struck;
    if (!made.struck && expected[script].steady
        && (made.len != expected[script].len || memcmp(made.output, expected[script].output, made.len) != 0)) {
        self->differ++;
        fprintf(stderr, "%s differs in thread %d:\n%s\n", scripts[script], self->number, made.output);
    }
    free(made.output);
}

static void *work(void *context)
{
    worker *self = context;

    (void) ts_resource(0);
    ZEND_TSRMLS_CACHE_UPDATE();
    for (long round = 0; round < rounds; round++) {
        for (size_t i = 0; i < script_count; i++) {
            one(self, (i + (size_t) draw(self)) % script_count);
        }
    }
    ts_free_thread();
    return NULL;
}

static long entries(const char *path, bool tell)
{
    long lines = 0;

    if (strcmp(path, "/proc/self/fd") == 0) {
        DIR *open_files = opendir(path);

        for (const struct dirent *entry; open_files != NULL && (entry = readdir(open_files)) != NULL; lines++) {
            char link[NAME], target[NAME];

            snprintf(link, sizeof link, "%s/%s", path, entry->d_name);
            const ssize_t len = tell ? readlink(link, target, sizeof target - 1) : -1;

            if (len > 0) {
                fprintf(stderr, "open: %.*s\n", (int) len, target);
            }
        }
        closedir(open_files);
        return lines;
    }
    /* Of mapped files only: the C library maps memory as it likes. */
    char line[4096];
    FILE *maps = fopen(path, "r");

    while (maps != NULL && fgets(line, sizeof line, maps) != NULL) {
        lines += strstr(line, folder) != NULL;
    }
    fclose(maps);
    return lines;
}

/* What every script says and how often it allocates, from one thread alone. */
static void learn(void)
{
    for (size_t i = 0; i < script_count; i++) {
        request first, again;

        const clock_t start = clock();

        run(&first, 0, i, 0);
        expected[i].slow = clock() - start > SLOW;
        if (expected[i].slow) {
            free(first.output);
            continue;
        }
        run(&again, 0, i, -1);
        blank(&first, 0);
        blank(&again, 0);
        expected[i].steady = first.len == again.len && memcmp(first.output, again.output, first.len) == 0;
        expected[i].output = first.output;
        expected[i].len = first.len;
        expected[i].allocations = first.seen;
        free(again.output);
    }
}

static bool begin(const char *module, const char *limit)
{
    static char ini[2 * NAME];

    snprintf(ini, sizeof ini,
        "extension=%s\nloyalty.base_limit=%s\ndisplay_errors=0\nlog_errors=0\nhtml_errors=0\nimplicit_flush=0\nmax_execution_time=0\n"
        "memory_limit=256M\nregister_argc_argv=0\ndate.timezone=UTC\n",
        module, limit);
    php_tsrm_startup();
    ZEND_TSRMLS_CACHE_UPDATE();
    zend_signal_startup();
    sapi_startup(&php_embed_module);
    php_embed_module.ini_entries = ini;
    php_embed_module.php_ini_ignore = 1;
    php_embed_module.ub_write = take_output;
    php_embed_module.flush = no_flush;
    return php_embed_module.startup(&php_embed_module) == SUCCESS;
}

int main(int argc, char **argv)
{
    if (argc < 7) {
        fputs("usage: threads MODULE FOLDER THREADS ROUNDS STRIKES LIMIT [SEED] <scripts\n", stderr);
        return 2;
    }
    folder = argv[2];
    const int threads = atoi(argv[3]);
    worker *workers = calloc((size_t) threads, sizeof *workers);
    const unsigned long long seed = argc > 7 ? strtoull(argv[7], NULL, 10) : (unsigned long long) time(NULL);
    worker sum = {0};

    (void) mallopt(M_ARENA_MAX, 1); /* mallinfo2() tells of the first arena only */
    rounds = atol(argv[4]);
    strikes = atol(argv[5]);
    while (script_count < SCRIPTS && fgets(scripts[script_count], NAME, stdin) != NULL) {
        scripts[script_count][strcspn(scripts[script_count], "\n")] = '\0';
        script_count++;
    }
    if (!begin(argv[1], argv[6])) {
        return 2;
    }
    printf("seed %llu, %zu scripts, %d threads\n", seed, script_count, threads);
    learn();
    size_t before = 0;
    long maps = 0, files = 0;

    /* The first time round fills what the engine keeps for itself. */
    for (int turn = 0; turn < 2; turn++) {
        for (int i = 0; i < threads; i++) {
            workers[i].number = i + 1;
            workers[i].random = (seed + (unsigned long long) turn * 1000003ULL + (unsigned long long) i) * 0x9E3779B97F4A7C15ULL | 1;
            pthread_create(&workers[i].thread, NULL, work, &workers[i]);
        }
        for (int i = 0; i < threads; i++) {
            pthread_join(workers[i].thread, NULL);
        }
        if (turn == 0) {
            before = mallinfo2().uordblks + mallinfo2().hblkhd;
            maps = entries("/proc/self/maps", false);
            files = entries("/proc/self/fd", false);
        }
    }
    const size_t after = mallinfo2().uordblks + mallinfo2().hblkhd;
    const long bytes = (long) after - (long) before;
    const long more_maps = entries("/proc/self/maps", false) - maps;
    const long more_files = entries("/proc/self/fd", false) - files;

    if (more_files > 0) {
        (void) entries("/proc/self/fd", true);
    }
    for (int i = 0; i < threads; i++) {
        sum.requests += workers[i].requests;
        sum.struck += workers[i].struck;
        sum.differ += workers[i].differ;
    }
    php_embed_module.ini_entries = NULL;
    php_module_shutdown();
    sapi_shutdown();
    tsrm_shutdown();
    printf("%ld requests, %ld struck, %ld differ, %ld bytes, %ld mappings, %ld files more\n", sum.requests, sum.struck, sum.differ, bytes,
        more_maps, more_files);
    return sum.differ == 0 && bytes < (long) KEPT && more_maps <= 0 && more_files <= FILES && sum.requests > 0 ? 0 : 1;
}
