package dev.kexbench.loadgen.server;

/**
 * The limits of a queue of crypto tasks, and where their outcomes are counted.
 *
 * @param places maximum number of queued tasks
 * @param ageNanos maximum time in the queue
 */
record QueueContext(int places, long ageNanos, StageTimings stages, ServerCounters figures) {}
