/**
 * What runs inside forked JVMs next to the benchmarks: JMH profilers that measure the CPU time of
 * an operation and end the warm-up, count its instructions, keep two forks in step, or draw flame
 * graphs. The forks of older builds load them as well, from the class path of the build that is
 * running. Those of measured forks depend on JMH and the JDK only.
 */
package dev.kexbench.bench.fork;
