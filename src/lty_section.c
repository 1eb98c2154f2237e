/* Arrays have pointers of many types; none of them may be read through another, so their bytes are copied. */
#include <string.h>

#include "lty_section.h"

void *lty_section_cells(const lty_section *section)
{
    void *cells;

    memcpy(&cells, section->cells, sizeof cells);
    return cells;
}

void lty_section_set(const lty_section *section, void *cells)
{
    memcpy(section->cells, &cells, sizeof cells);
}
