/**
 * Reads CPU time, throttling, kernel counters and JVM settings from {@code /proc}, cgroups and the
 * JVM. Does not depend on reports.
 */
package dev.kexbench.results.machine;
