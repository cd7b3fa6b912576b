/**
 * What runs inside forked JVMs next to the benchmarks: a JMH profiler that measures the CPU time of
 * an operation and ends the warm-up. The forks of older builds load it as well, from the class path
 * of the build that is running, so it depends on JMH and the JDK only.
 */
package dev.kexbench.bench.fork;
