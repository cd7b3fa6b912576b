/** Reads JMH's JSON: benchmarks, their parameters, and the measurements of each fork. */
package dev.kexbench.results.jmh;
