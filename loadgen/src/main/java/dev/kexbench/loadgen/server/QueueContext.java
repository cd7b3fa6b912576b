package dev.kexbench.loadgen.server;

/**
 * What operations are queued by, and where their fate is written down.
 *
 * @param places how many may wait
 * @param ageNanos for how long one may wait
 */
record QueueContext(int places, long ageNanos, StageTimings stages, ServerCounters figures) {}
