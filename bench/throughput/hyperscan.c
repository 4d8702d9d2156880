/*
 * Which lines of traffic.log have a match of any of the expressions in patterns, a line each, line
 * by line, as Hyperscan finds it. Prints the seconds of the scan, without reading and compiling.
 */
#include <hs/hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static char *contentOf(const char *name, size_t *length) {
  FILE *file = fopen(name, "rb");
  if (file == NULL) return NULL;
  fseek(file, 0, SEEK_END);
  *length = (size_t)ftell(file);
  rewind(file);
  char *content = malloc(*length + 1);
  if (content != NULL && fread(content, 1, *length, file) != *length) content = NULL;
  if (content != NULL) content[*length] = '\0';
  fclose(file);
  return content;
}

static int found(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *count) {
  (void)id, (void)from, (void)to, (void)flags;
  ++*(unsigned long *)count;
  return 0;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

int main(void) {
  size_t length, size;
  char *patterns = contentOf("patterns", &length);
  char *traffic = contentOf("traffic.log", &size);
  if (patterns == NULL || traffic == NULL) return 2;

  unsigned count = 0;
  for (size_t at = 0; at < length; at++) count += patterns[at] == '\n';
  const char **expressions = calloc(count, sizeof *expressions);
  unsigned *flags = calloc(count, sizeof *flags);
  unsigned *ids = calloc(count, sizeof *ids);
  if (expressions == NULL || flags == NULL || ids == NULL) return 2;
  char *pattern = patterns;
  for (unsigned id = 0; id < count; id++) {
    char *end = strchr(pattern, '\n');
    *end = '\0';
    expressions[id] = pattern;
    flags[id] = HS_FLAG_SINGLEMATCH | HS_FLAG_PREFILTER;
    ids[id] = id;
    pattern = end + 1;
  }

  hs_database_t *database;
  hs_compile_error_t *error;
  if (hs_compile_multi(expressions, flags, ids, count, HS_MODE_BLOCK, NULL, &database, &error) != HS_SUCCESS) {
    fprintf(stderr, "%s: %s\n", error->expression < 0 ? "patterns" : expressions[error->expression], error->message);
    return 1;
  }
  hs_scratch_t *scratch = NULL;
  if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) return 1;

  unsigned long matches = 0;
  double began = now();
  for (char *line = traffic; line < traffic + size;) {
    char *end = memchr(line, '\n', (size_t)(traffic + size - line));
    if (end == NULL) end = traffic + size;
    hs_scan(database, line, (unsigned)(end - line), 0, scratch, found, &matches);
    line = end + 1;
  }
  printf("%f\n", now() - began);
  return 0;
}
