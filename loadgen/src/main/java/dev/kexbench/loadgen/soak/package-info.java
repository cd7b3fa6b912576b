/**
 * {@code scripts/soak}: minutes of mixed load, after which heap, threads, descriptors and latencies
 * must not have grown.
 */
package dev.kexbench.loadgen.soak;
