/** {@code scripts/agent}: a generator that performs its part of a run for a coordinator. */
package dev.kexbench.loadgen.agent;
