/* One array of something larger: where it stands in memory, and what a file calls it. docs/base.md */
#ifndef LTY_SECTION_H
#define LTY_SECTION_H

#include <stddef.h>
#include <stdint.h>

typedef struct lty_section {
    const char *name; /* for whoever reads that it is damaged */
    uint32_t id;      /* fixed as long as the version of the file is; no two alike */
    uint32_t size;    /* bytes of a cell */
    unsigned *width;  /* not NULL: cells are 1, 2, 4 or 8 bytes wide, and a file says how many; size is what it is now */
    void *cells;      /* the address of the pointer, whose type is its own */
    size_t *capacity; /* in cells; the same as count where an array has no room to spare */
    size_t *count;
} lty_section;

/* The pointer itself, read and written. */
void *lty_section_cells(const lty_section *section);
void lty_section_set(const lty_section *section, void *cells);

#endif
