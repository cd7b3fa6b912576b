/**
 * {@code scripts/soak}: a long run of mixed load, during which heap, threads, descriptors and
 * latencies must not grow.
 */
package dev.kexbench.loadgen.soak;
