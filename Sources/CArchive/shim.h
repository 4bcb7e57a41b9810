#pragma once
#include <archive.h>
#include <archive_entry.h>

// Cast macros are not imported.
static inline unsigned int so_archive_regular_file(void) { return AE_IFREG; }
static inline unsigned int so_archive_directory(void) { return AE_IFDIR; }
