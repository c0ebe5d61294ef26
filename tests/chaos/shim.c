/* A clock, a boot, a disk and a name server of its own for one process, by LD_PRELOAD; the harness writes them into a shared page
 * (SHIM_PAGE). A step is a write, a sync, a rename, a deletion or something sent to a socket: the moments between which a kill differs.
 *   cc -shared -fPIC -O2 -o shim.so shim.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

struct page {
    int64_t offset_ns;    /* added to the real time */
    int64_t kill_at;      /* step at which the process dies; 0: none */
    _Atomic int64_t steps;
    int64_t no_names;     /* getaddrinfo fails */
    int64_t full_from;    /* step from which writes to files under SHIM_DATA fail with ENOSPC; 0: never */
    int64_t jump_at;      /* step at which the clock is moved by jump_ns */
    int64_t jump_ns;
    int64_t stop_at;      /* step at which the process stops itself (SIGSTOP) */
    int64_t read_only;    /* nothing under SHIM_DATA can be opened for writing */
};

static struct page empty, *page = &empty;
static const char *uptime_file, *boot_file, *data_folder;
static size_t data_length;

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("SHIM_PAGE");
    uptime_file = getenv("SHIM_UPTIME");
    boot_file = getenv("SHIM_BOOT");
    data_folder = getenv("SHIM_DATA");
    data_length = data_folder ? strlen(data_folder) : 0;
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *at = mmap(NULL, sizeof(struct page), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (at != MAP_FAILED) page = at;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* Returns 1 when the disk is full for this step. */
static int step(int file)
{
    int64_t n = atomic_fetch_add(&page->steps, 1) + 1;
    if (page->jump_at && n == page->jump_at) page->offset_ns += page->jump_ns;
    if (page->kill_at && n >= page->kill_at) { kill(getpid(), SIGKILL); for (;;) pause(); }
    if (page->stop_at && n == page->stop_at) kill(getpid(), SIGSTOP);
    if (page->full_from && n >= page->full_from && file >= 0 && data_length) {
        char link[64], target[4096];
        int length = 0;
        const char *prefix = "/proc/self/fd/";
        strcpy(link, prefix);
        char digits[16];
        int d = 0;
        for (int rest = file; d == 0 || rest; rest /= 10) digits[d++] = '0' + rest % 10;
        length = strlen(prefix);
        while (d) link[length++] = digits[--d];
        link[length] = 0;
        ssize_t got = readlink(link, target, sizeof target - 1);
        if (got > 0 && (size_t)got > data_length && !strncmp(target, data_folder, data_length)) return 1;
    }
    return 0;
}

int clock_gettime(clockid_t clock, struct timespec *at)
{
    REAL(clock_gettime);
    int result = real(clock, at);
    if (!result && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        int64_t ns = at->tv_nsec + page->offset_ns % 1000000000;
        at->tv_sec += page->offset_ns / 1000000000;
        if (ns >= 1000000000) { ns -= 1000000000; at->tv_sec++; }
        if (ns < 0) { ns += 1000000000; at->tv_sec--; }
        at->tv_nsec = ns;
    }
    return result;
}

int gettimeofday(struct timeval *at, void *zone)
{
    struct timespec now;
    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &now)) return -1;
    at->tv_sec = now.tv_sec;
    at->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *at)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at) *at = now.tv_sec;
    return now.tv_sec;
}

static const char *mapped(const char *path)
{
    if (path && path[0] == '/' && path[1] == 'p') {
        if (uptime_file && !strcmp(path, "/proc/uptime")) return uptime_file;
        if (boot_file && !strcmp(path, "/proc/sys/kernel/random/boot_id")) return boot_file;
    }
    return path;
}

static int closed(const char *path, int flags)
{
    return page->read_only && data_length && (flags & (O_WRONLY | O_RDWR | O_CREAT)) && !strncmp(path, data_folder, data_length);
}

#define LOCKED(path, flags) if (closed(path, flags)) { errno = EROFS; return -1; }
#define MODE(flags) mode_t mode = 0; if ((flags) & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }

int open(const char *path, int flags, ...) { REAL(open); MODE(flags) LOCKED(path, flags) return real(mapped(path), flags, mode); }
int open64(const char *path, int flags, ...) { REAL(open64); MODE(flags) LOCKED(path, flags) return real(mapped(path), flags, mode); }
int openat(int at, const char *path, int flags, ...) { REAL(openat); MODE(flags) LOCKED(path, flags) return real(at, mapped(path), flags, mode); }

#define FULL(file, failed) if (step(file)) { errno = ENOSPC; return failed; }

ssize_t write(int file, const void *from, size_t size) { REAL(write); FULL(file, -1) return real(file, from, size); }
ssize_t pwrite(int file, const void *from, size_t size, off_t at) { REAL(pwrite); FULL(file, -1) return real(file, from, size, at); }
ssize_t pwrite64(int file, const void *from, size_t size, off64_t at) { REAL(pwrite64); FULL(file, -1) return real(file, from, size, at); }
ssize_t pwritev(int file, const struct iovec *from, int count, off_t at) { REAL(pwritev); FULL(file, -1) return real(file, from, count, at); }
int ftruncate(int file, off_t size) { REAL(ftruncate); FULL(file, -1) return real(file, size); }
int ftruncate64(int file, off64_t size) { REAL(ftruncate64); FULL(file, -1) return real(file, size); }
int fsync(int file) { REAL(fsync); step(-1); return real(file); }
int fdatasync(int file) { REAL(fdatasync); step(-1); return real(file); }
int rename(const char *from, const char *to) { REAL(rename); step(-1); LOCKED(to, O_WRONLY) return real(from, to); }
int unlink(const char *path) { REAL(unlink); step(-1); LOCKED(path, O_WRONLY) return real(path); }
ssize_t send(int s, const void *from, size_t size, int flags) { REAL(send); step(-1); return real(s, from, size, flags); }
ssize_t sendmsg(int s, const struct msghdr *message, int flags) { REAL(sendmsg); step(-1); return real(s, message, flags); }
ssize_t recv(int s, void *to, size_t size, int flags) { REAL(recv); ssize_t got = real(s, to, size, flags); if (got > 0) step(-1); return got; }
ssize_t recvmsg(int s, struct msghdr *message, int flags) { REAL(recvmsg); ssize_t got = real(s, message, flags); if (got > 0) step(-1); return got; }

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **found)
{
    REAL(getaddrinfo);
    size_t length = name ? strlen(name) : 0;
    if (page->no_names && name && strcmp(name, "localhost") && (name[0] < '0' || name[0] > '9')) return EAI_AGAIN;
    if (length > 11 && !strcmp(name + length - 11, ".chaos.test")) name = "127.0.0.1";
    return real(name, service, hints, found);
}
