/**
 * What is read from {@code /proc}, cgroups and the JVM: CPU time, throttling, kernel counters, JVM
 * settings. Knows no report.
 */
package dev.kexbench.results.machine;
