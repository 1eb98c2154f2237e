"""evict.py FILE: has the kernel forget what it keeps of a file in memory."""
import os
import sys

with open(sys.argv[1], 'rb') as file:
    os.fsync(file.fileno())
    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
